"""Over a filed report: texts that break off, within a word or without the stop that their likes have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from string import digits

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.plain_patterns import HAN
from zpj.checks.reading.text import (
    Part,
    cells_of_paper,
    parts,
    running_text,
    squeezed,
    texts_of_paper,
    whole_text,
    without_signature,
)
from zpj.checks.rule import INFO, WARNING, Hit, another_way, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex
from zpj.domain.words import is_known, is_told, is_word

_CUT_OFF = regex(
    "(?:未能|以及|或者|并且|由于|因为|等待|[用对关鉴基属]于|作为|成为|按照|包括|例如|[别其]是|以便|从而|使得|(?<![缓饱调总共人温柔])和|(?<![参给])与|(?<![普涉波危])及|(?<!抑)或|(?<![原病成起诱])因|"
    "(?<![核校应比面针])对|(?<![存所潜实现])在|(?<![干])将|(?<=[0-9%‰个次人名份户家万元吨亩米里项])以|[、,，])$"
)
_ENDS = frozenset("能及者且于为待和与或因对在将以照括如是便而得、,，")
_HALF_WORDS = {
    "完": "付用办收发做建修工施审核拨结交验售补种看说", "达": "到传下上表发抵直送转",
    "核": "审考复稽初结查内校会联评", "落": "部下脱坠段村院回角", "推": "类公助首力主", "促": "督催敦急",
    "强": "加增坚顽最", "确": "明准精正的", "切": "一密迫亲贴真", "增": "激新剧递倍猛", "施": "实措设布",
    "验": "检测经实考体试查", "拨": "划调下核直", "筹": "统自众", "协": "政妥", "统": "系传",
    "调": "协下上空抽强单色", "履": "", "维": "运思纤", "巡": "", "宣": "", "组": "小分班机改编两",
    "保": "确环社医担低质参水安联劳投林", "提": "前计预", "加": "增参更追添附施", "审": "评初终会编",
    "采": "开集补抽征",
    "实": "落真切核现据充扎属务其", "培": "", "规": "法正常合违定新", "措": "", "整": "调完平", "配": "分适装匹支",
    "预": "干", "按": "", "已": "而", "未": "", "把": "", "被": "棉植", "并": "合一兼", "督": "监", "竣": "",
    "遵": "", "贯": "连", "严": "庄威不从森戒", "积": "面体容累", "及": "普涉波危以", "较": "比", "均": "平人户亩",
    "尚": "高时风", "动": "活推带流运启互劳行变移自联拉调发主驱机浮波跑震", "拟": "模虚", "依": "", "我": "自",
    "欺": "", "截": "", "影": "电摄合阴皮", "智": "人才理启明", "原": "高草平还复中", "相": "真互照", "专": "",
    "疾": "残顽", "没": "淹出吞", "其": "尤极", "指": "", "企": "国民私央外校政农", "扩": "", "异": "差优变各歧",
    "综": "错", "逐": "追驱角放", "诈": "欺反", "覆": "颠回答", "概": "大一梗", "阶": "台", "投": "招", "追": "",
    "该": "应", "真": "认仿传失写逼", "深": "加纵高资精", "申": "重引", "自": "各独亲", "如": "比例诸譬",
    "济": "经救接周", "满": "圆饱期爆届不美充未", "职": "履在任尽离兼免述专本高中辞升公", "困": "贫特脱解纾",
    "救": "急抢获自互补施抢营", "疗": "医治诊理", "技": "科农竞绝", "财": "理人资生钱",
    "政": "财行市民执施邮参廉勤", "招": "", "监": "总", "执": "", "负": "担抱胜减欠", "使": "行驱促即假大致",
}  # fmt: skip
"""Signs that end no sentence, but for the words that end with them: the signs before."""
_BEFORE_VERBS = frozenset("不必尽相互")
"""Signs behind which a verb of one sign is whole: 只减不增, 应救尽救, 凡救必核, 不与其相加."""
_LONG_CELL, _LONG_LINE, _LONG_WORDS = 12, 24, 15
_TWO_HAN, _NEW_SENTENCE = regex("[\u4e00-\u9fff]{2}"), regex("[一二三四五六七八九十]是|其[中次他]|同时|此外|另外")
_WANTING = regex(
    "加强|做细|做好|做实|做优|做到|提高|提升|细化|强化|规范|健全|建立|开展|组织|督促|加大|加快|促进|保障|确保|严格|抓好|抓实|搞好|增强|充实|深化|扩大|拓宽|制定|修订|编制|压实|严把|争取|"
    "联系|邀请|安排|积极|进一|不断|切实|逐步|及时|按照|结合|通过|针对|根据|主动|认真|合理|科学|重点|充分|有效|注重|突出|坚持|围绕|依托|引导|鼓励|支持|帮助|指导|推动|避免|防止|减少|缩短|"
    "明确|理顺|落细|用好|管好|控制|筹措|补齐|对接|选派|聘请|购置|配备|增加|设立|成立"
)
_PROMISE = regex(
    "(?:^|[,。;:、])(?:(?:下一?步|下一?年度?|今后|以后|明年|后续|将来|20[0-9]{2}年度?|我[局校院委办中心县市区单位]+|同时|并|要|将|拟|应|"
    "计划|准备|继续|持续|进一步|还|再|需要?)[,]?)*(?:继续|持续|进一步|切实|不断|积极|及时)?[\u4e00-\u9fff]{2}[。;]?$"
)
_HAN_TAIL = regex("[\u4e00-\u9fff]{3}")
_PROSE = regex("[,;。]|[0-9]月|下一步|计划|因|由于")
_INNER, _SENTENCE_OPEN = regex("[,;。]"), regex("。[^。]*[\u4e00-\u9fff]{2}$")
_PLANS = regex("^(?:下一步|下一?年度?|今后|将|拟|要|应)+")
_ENDED = regex("[。;:!?…”)》】」’]$|\\.$")
_BARE_NUMBER = regex("(?<![第附表图注至到为是:])[\u4e00-\u9fff](?<![件表图注号第附])[0-9]+[.]?$|[0-9][.]$")  # 缩短到10
_CELL_ENDED = regex("[。;:!?…”)》】」’0-9%]$")
_NO_PROSE = regex(
    "^(?:附[件表注]|注|图|表[0-9]|单位|联系|填报|报送|抄送|主题词|日期|时间)|^[^,。;]{2,12}:[^。;]{0,40}$"
)
_MOST_WITHOUT, _FEWEST_ENDED, _FEWEST_CELLS, _TAIL, _FEWEST_TAILS, _LONGEST_CLAUSE = 2, 5, 3, 3, 2, 40
_HALVES = frozenset(_HALF_WORDS) - frozenset("组强配保验实调招监")
"""First signs of words that may not even stand before a stop."""
_AT_STOP = regex(f"[及者且于为照关括如而是和与将由并被把、,的{''.join(sorted(_HALVES))}][。;]")
_LEFT_OFF = regex(
    "(?:以及|或者|并且|由于|因为|按照|为了|对于|关于|包括|例如|从而|尤其是|特别是|[^缓饱调总共人温柔谐平中祥]和|(?<![参给干])与|"
    "(?<![大健])将|(?<![自理因事缘案])由|(?<![合归兼一吞])并|(?<![棉植])被|(?<![火一])把|(?<![尚而并])且|、|,)[。;]$"
)
"""What cannot stand before a stop; 和 and 与 but for words that end with them."""
_CONDITION = regex(
    "(?:^|[,。;])[^,。;]{0,8}?(?:约定|规定|凡是|凡|对于|如果|若|遇|(?P<of>对|如))[^,。;是有]{3,24}的[。;]$"
)
_NO_CONDITION = regex("目的$|(?:良好|明显|积极|重要|较大|显著|一定|应有|必要|相应|真正)的$|做到|达到|起到|具有")


@paper_check(
    "ZPJ196",
    "句子在句号前就断了",
    WARNING,
    reference="R-46",
    clause="文字应当写完整",
    message="“{found}”没有写完就用了句号，请核对是否漏了内容",
    fix="补全这一句",
    follows=("ZPJ585", "ZPJ539", "ZPJ523", "ZPJ116"),
)
@by_the_paragraph
def left_off(case: PaperCase) -> Iterator[Hit]:
    """“在合同中约定延期到货的。” says no consequence; “……宣传力度以及。” joins nothing."""
    for place, text, section in texts_of_paper(case):
        for match in _AT_STOP.finditer(text):
            clause = text[max(0, match.end() - _LONGEST_CLAUSE) : match.end()]
            half = clause[-2] in _HALVES and len(clause) > _LONG_CELL and _within_a_word(clause[:-1])
            of_none = clause[-2] == "的" and _without_end(clause, match.end() == len(text))
            if half or of_none or _LEFT_OFF.search(clause):
                yield Hit(place, clause[-20:], quote=clause[-20:], project=case.project(section))
                break


def _without_end(clause: str, is_last: bool) -> bool:
    """Whether a clause names a condition and no more: 约定延期到货的; behind 对 only where the text goes on."""
    match = _CONDITION.search(clause)
    return match is not None and not (is_last and match["of"]) and not _NO_CONDITION.search(clause[:-1])


@paper_check(
    "ZPJ585",
    "表里或段末的文字没有写完",
    WARNING,
    reference="R-46",
    clause="文字应当写完整",
    message="写到“{found}”就断了，请核对是否漏了内容",
    fix="补全文字",
    follows=("ZPJ523", "ZPJ107"),
)
def cut_texts(case: PaperCase) -> Iterator[Hit]:
    """“……年内未能” or “……已按要求完” in a cell, a paragraph that stops at 以及: what cannot end a sentence."""
    places = texts_of_paper(case)
    whole = whole_text(case)
    for place, text, section in places[len(case.paper.paragraphs) :]:
        broken = (
            _stops_short(text)
            or _promises_nothing(text)
            or (_INNER.search(text) and _within_a_word(text))
            or (_PROSE.search(text) and _always_goes_on(text, whole))
        )
        if len(text) >= _LONG_CELL and broken:
            yield Hit(place, text[-16:], quote=text[-16:], project=case.project(section))
    for form in case.forms:
        yield from _cut_in_goal(case, form)
    leading = {part.body[0].index for part in parts(case) if part.body}  # a title that is not centred has no stop
    for line in case.paper.paragraphs:
        text = squeezed(line.text)
        broken = len(text) >= _LONG_LINE and (
            _stops_short(text) or _promises_nothing(text) or _within_a_word(text) or _always_goes_on(text, whole)
        )
        if line.is_title or not broken or (line.index in leading and not _INNER.search(text)):
            continue
        runs_on = line.heading is None or len(text) > len(squeezed(line.heading.title)) + _LONG_CELL
        if runs_on and text[-1] not in ",、":
            yield Hit(line.location, text[-16:], quote=text[-16:], project=case.project(line.section))


@another_way("ZPJ585", WARNING, follows=("ZPJ585", "ZPJ523", "ZPJ121", "ZPJ514", "ZPJ545", "ZPJ123", "ZPJ577"))
def begun_and_not_ended(case: PaperCase) -> Iterator[Hit]:
    """“……，今后统筹” in one table, “……，今后统筹安排施工进度” in another: the same text whole elsewhere."""
    places = texts_of_paper(case)
    whole = whole_text(case)
    for place, text, section in places:
        if len(text) < _LONG_CELL or not _INNER.search(text[:-1]) or not _HAN_TAIL.fullmatch(text[-3:]):
            continue
        last = _PLANS.sub("", clause_before(text))
        if any(_is_whole_elsewhere(words, whole) for words in (text, last) if len(words) >= _LONG_CELL):
            yield Hit(place, text[-16:], quote=text[-16:], project=case.project(section))


def _is_whole_elsewhere(words: str, whole: str) -> bool:
    """Whether some words stand once at the end of a text, and go on alike wherever else the paper has them."""
    behind = {piece[:2] for piece in whole.split(words)[1:]}
    going = {each for each in behind if _TWO_HAN.match(each)}
    return len(going) == 1 and whole.count(words + min(going)) == whole.count(words) - 1 and _goes_on(min(going))


def _goes_on(words: str) -> bool:
    """Whether a text that goes on so has not ended before: what a new sentence of another paper would begin with."""
    return not _NEW_SENTENCE.match(words)


def _cut_in_goal(case: PaperCase, form: FormCase) -> Iterator[Hit]:
    """“保障了疫苗储存运” beside the goal “保障疫苗储存运输安全。”: its last signs go on wherever else they stand."""
    goal = form.evaluation.goal
    told, planned = (squeezed(entry.text) if entry else "" for entry in (goal.achieved, goal.expected))
    tail = told[-_TAIL:]
    if goal.achieved is None or len(told) < _LONG_WORDS or _ENDED.search(told) or not _ENDED.search(planned):
        return
    if planned.count(tail) and _HAN_TAIL.fullmatch(tail) and not _stops_short(told) and not _within_a_word(told):
        texts = [text for place, text, _ in texts_of_paper(case) if tail in text and text != told]
        behind = {piece[:1] for text in texts for piece in text.split(tail)[1:]}
        if len(texts) > 1 and len(behind) == 1 and _HAN_TAIL.match(behind.pop() * _TAIL):
            yield Hit(goal.achieved.location, told[-16:], quote=told[-16:], project=form.project)


def _stops_short(text: str) -> bool:
    return text[-1] in _ENDS and _CUT_OFF.search(text[-8:]) is not None


def _promises_nothing(text: str) -> bool:
    """Whether the last clause is a verb that wants something behind it: 下一步做细, 今后加强."""
    return bool(_WANTING.fullmatch(text[-3:].rstrip("。;")[-2:]) and _PROMISE.search(text))


def _within_a_word(text: str) -> bool:
    """Whether a text ends with the first sign of a word: 已按要求完(成)."""
    is_whole = text[-2] in _BEFORE_VERBS or is_known(text[-2:])
    return text[-1] in _HALF_WORDS and text[-2] not in _HALF_WORDS[text[-1]] and not is_whole


def _always_goes_on(text: str, whole: str) -> bool:
    """Whether the last two signs are no word, and go on with the same sign wherever else they stand: 得到进一(步).

    Once is enough for three signs the last of which begins a word there: 完成接(口).
    """
    tail = text[-2:]
    if not _HAN_TAIL.fullmatch(text[-3:]) or is_word(tail):
        return False
    going = _signs_behind(tail, whole)
    if len(going) >= _FEWEST_TAILS and len(set(going)) == 1:
        return True
    longer = set(_signs_behind(text[-3:], whole))
    return len(longer) == 1 and is_told(text[-1] + longer.pop())


def _signs_behind(tail: str, whole: str) -> list[str]:
    """What stands behind some signs wherever they stand but once at the end of a text; none where they end others."""
    behind = [piece[:1] for piece in whole.split(tail)[1:]]
    ended = [sign for sign in behind if not HAN.match(sign)]
    return [sign for sign in behind if HAN.match(sign)] if len(ended) <= 1 else []


@paper_check(
    "ZPJ116",
    "段末、格末没有标点，疑似没有写完",
    WARNING,
    reference="R-46 R-69",
    clause="文字应当写完整，句末应当有标点",
    message="写到“{found}”，末尾没有标点，请核对是否漏了内容",
    fix="补全文字，或补上句号",
    follows=("ZPJ585", "ZPJ523"),
)
def without_a_stop(case: PaperCase) -> Iterator[Hit]:
    """A paragraph of prose without a stop at its end, in a report whose other paragraphs have one.

    Headings, fields, captions, lists of attachments and signatures have none; nor has a list none of whose items has.
    So for a cell with a stop within, and, only as a hint, for the one cell without among those that tell in sentences.
    """
    for part in parts(case):
        body = [line for line in without_signature(list(part.body)) if not line.cell and _is_prose(line)]
        open_ones = [line for line in body if not _ENDED.search(squeezed(line.text))]
        if len(open_ones) <= _MOST_WITHOUT and len(body) - len(open_ones) >= _FEWEST_ENDED:
            yield from (_open_end(part, line) for line in open_ones)
    cells = [each for each in cells_of_paper(case)
             if len(each[1]) >= _LONG_CELL and _INNER.search(each[1][:-1])]  # fmt: skip
    for place, text, section in cells:
        if _BARE_NUMBER.search(text):
            yield Hit(place, text[-16:], quote=text[-40:], project=case.project(section))
    open_cells = [each for each in cells if not _CELL_ENDED.search(each[1])]
    lone = len(open_cells) == 1 and sum(text.endswith("。") for _, text, _ in cells) >= _FEWEST_CELLS
    usual = _columns_without_stops(cells)
    for place, text, section in open_cells:
        after_a_stop = _SENTENCE_OPEN.search(text) is not None and _column(place) not in usual
        if lone or after_a_stop:
            level = None if after_a_stop else INFO
            yield Hit(place, text[-16:], quote=text[-40:], level=level, project=case.project(section))


def _columns_without_stops(cells: Sequence[tuple[str, str, int]]) -> set[str]:
    """The columns with several sentences in two cells or more, none of which ends with a stop."""
    ended = {_column(place) for place, text, _ in cells if _CELL_ENDED.search(text)}
    counted = Counter(_column(place) for place, text, _ in cells if _SENTENCE_OPEN.search(text))
    return {column for column, times in counted.items() if times > 1 and column not in ended}


def _column(place: str) -> str:
    """The table and the letters of a cell's column."""
    return place.rstrip(digits)


def _open_end(part: Part, line: Paragraph) -> Hit:
    tail = squeezed(line.text)[-16:]
    return Hit(line.location, tail, quote=line.text.strip()[-40:], project=part.project)


def _is_prose(line: Paragraph) -> bool:
    text = squeezed(running_text(line))
    return len(text) >= _LONG_WORDS and _INNER.search(text) is not None and not _NO_PROSE.search(text)
