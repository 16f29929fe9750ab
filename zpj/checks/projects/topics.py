"""Over a filed report: fields, contents of other projects and uses of the result that are not the paper's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.own_pairs import own_pairs
from zpj.checks.reading.text import in_order, is_headed, parts, sentences, squeezed, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.likeness import longest_shared
from zpj.domain.regex import regex
from zpj.domain.topics import TOPICS

_NAMES = regex(
    "《[^》]*》|“[^”]*”|[\u4e00-\u9fff]{2,6}[股科处室](?=、|和|与|及|配合|牵头|负责)|党建引领|律师资|现场教学"
)
_OVERVIEW = regex("概况|职责|背景|简介|简况|机构|编制|附件")
_GOAL = regex("目标")
_LIST = regex("、[^,。;]*(?:、|[和及与])|等|、[^,。;]*?[两二三四五六2-9][类项种个]")
_CLAUSE = regex("[^,;。:]+")
_CAUSE = regex("受|因|由于|影响|价格|参考|借鉴|周边|带动|吸纳|促进")
_EFFECT = regex("提高|提升|改善|增强|减轻|缓解|保障|确保|规范|加强|明显|显著|有效|完善|配发|解决")
_MOST, _MOST_WORDS, _LEAST_OWN, _MANY_OWN = 2, 6, 4, 8
_PART_OWN = 3
_MORE_TO_DO = regex(
    "(?:[(][^()]{1,3}[)]|[0-9一二三四五六七八九十]+[、.是])*(?:开展|加强|做好|完善|建立|推进|推动|组织|探索|健全|启动|明确|落实|配备|配齐|充实|发挥|依托|协调|联合|结合|强化|压实|督促|鼓励|引导|安排)"
)
"""How a measure or a next step begins."""
_EVERYDAY = frozenset(
    ("普查", "普法", "统计分析", "消防", "党建", "主题教育", "绿化", "科普", "招聘", "就业", "治安", "应急救援",
     "防灾减灾", "防汛抗旱", "扬尘", "物流", "检验检测", "网格员", "信访", "垃圾")
)  # fmt: skip
"""What any office may be going to do: 开展普法宣传, 配齐消防器材."""
_BESIDE = regex("(?:建立)?(?:与|由|随|将|在|按|面向)")
"""How a clause begins that names a place, a partner or an occasion of the work: 由社区网格员上门核实."""
_USUAL = regex(
    "项目|资金|经费|补助|专项|工程|建设|监管|管理|服务|工作|运行|维护|保障|购置|设备|系统|提升|能力|年度|实施|支出"
)
_LONG_SHARED, _LONG_COUNTED, _LONG_OWN = 4, 5, 3


@paper_check(
    "ZPJ117",
    "写到了全文别处没有的领域",
    WARNING,
    reference="R-74",
    clause="一个项目的报告只写这个项目",
    message="“{found}”说的是{expected}，全文别处没有写到，请核对是否从别的报告抄来",
    fix="核对是否误抄；确与项目有关的，在项目内容里写明",
    follows=("ZPJ574", "ZPJ332"),
)
def another_field(case: PaperCase) -> Iterator[Hit]:
    """“提高农村公路养护质量” in the report of a bureau of statistics: no other line has a word of that field.

    Lists of duties, of lines of work and the overview may name any field; so may a paper that does it more than twice.
    """
    found = list(_odd_clauses(case))
    for place, clause, word, section in found if len({place for place, *_ in found}) <= _MOST else ():
        yield Hit(place, clause[:40], word, quote=clause[:40], project=case.project(section))


def _odd_clauses(case: PaperCase) -> Iterator[tuple[str, str, str, int]]:
    """Each clause with a word of a field nothing else in the paper is of: place, clause, word, section."""
    places = texts_of_paper(case)
    overview = {line.location for line in case.paper.paragraphs
                if line.is_title or is_headed(line, _OVERVIEW)}  # fmt: skip
    goals = {line.location for line in case.paper.paragraphs if is_headed(line, _GOAL)} & overview
    whole = whole_text(case)
    lone = [words for words in TOPICS if 0 < _times(whole, words) <= _MOST_WORDS]
    for place, text, section in places if lone else ():
        bare = _NAMES.sub("", text)
        for words in lone if (place not in overview or place in goals) and len(text) > 10 else ():
            if not any(word in bare for word in words):
                continue
            for sentence in sentences(bare):
                clause = next((each for each in _CLAUSE.findall(sentence) if any(word in each for word in words)), "")
                alone = bool(clause) and _times(whole, words) == _times(text, words)
                usual = all(word in _EVERYDAY or word not in clause for word in words)
                if (
                    alone
                    and (place not in goals or _is_strange(case, clause))
                    and not _of_a_name(case, clause, words)
                    and not (usual and (_MORE_TO_DO.match(clause) or _is_own(case, clause)))
                    and not _BESIDE.match(clause)
                    and (_is_claim(case, clause, place) or _stands_apart(case, clause, place, words))
                ):
                    yield place, clause, next(word for word in words if word in clause), section


def _of_a_name(case: PaperCase, clause: str, words: tuple[str, ...]) -> bool:
    """Whether a word of a field has its signs in a project's name in that order: 档案数字化 of 档案整理与数字化."""
    return any(word in clause and in_order(word, squeezed(form.project)) for word in words for form in case.forms)


def _stands_apart(case: PaperCase, clause: str, place: str, words: tuple[str, ...]) -> bool:
    """Whether a clause with figures tells of a work none of whose words stand anywhere else: 村道路面硬化1.2公里.

    It must have two words of the field.
    """
    of_field = sum(word in clause for word in words)
    if "!" in place or of_field < _MOST or _LIST.search(clause) or _CAUSE.search(clause):
        return False
    own = set(own_pairs(clause))
    return len(own) >= _LEAST_OWN and sum(_counted(case)[pair] > 1 for pair in own) * _LEAST_OWN <= len(own)


@lru_cache(maxsize=4)
def _counted(case: PaperCase) -> Counter[str]:
    """In how many texts of a paper each pair of signs of its own words stands."""
    return Counter(chain.from_iterable(set(own_pairs(text)) for _, text, _ in texts_of_paper(case)))


def _is_own(case: PaperCase, clause: str) -> bool:
    """Whether a third of the pairs of signs of a clause stand elsewhere: 破损档案普查 in a paper of 档案."""
    own = set(own_pairs(clause))
    return sum(_counted(case)[pair] > 1 for pair in own) * _PART_OWN >= len(own)


def _is_strange(case: PaperCase, clause: str) -> bool:
    """Whether next to none of many pairs of signs of a clause stand elsewhere: a goal of another project."""
    own = set(own_pairs(clause))
    return len(own) >= _MANY_OWN and sum(_counted(case)[pair] > 1 for pair in own) < _MOST


def _is_claim(case: PaperCase, clause: str, place: str) -> bool:
    """Whether a clause tells of a work or an effect, without figures; in a table in so many words."""
    told = not re.search(r"\d", clause) and not _LIST.search(clause) and not _CAUSE.search(clause)
    return (
        told
        and not (_MORE_TO_DO.match(clause) and _is_own(case, clause))
        and ("!" not in place or _EFFECT.search(clause) is not None)
    )


@lru_cache(maxsize=512)
def _times(text: str, words: tuple[str, ...]) -> int:
    """How often any of some words stands in a text, each place once."""
    return len(regex("|".join(words)).findall(text))


@paper_check(
    "ZPJ118",
    "写到了另一个项目的内容",
    WARNING,
    reference="R-74",
    clause="一个项目的报告只写这个项目",
    message="这里是“{expected}”的内容，却写到“{found}”（“{quote}”），请核对是否误抄",
    fix="核对是否从别的项目抄来",
    follows=("ZPJ538", "ZPJ519"),
)
def another_project(case: PaperCase) -> Iterator[Hit]:
    """“新购执法记录仪” in the results of 视频监控系统运行维护, another form of the paper being of 执法记录仪."""
    for form in case.forms if len(case.forms) > 1 else ():
        if not form.evaluation.text("project_name"):
            continue  # a form of the whole unit
        own = _own_words(form)
        for place, text in _told_of(case, form):
            for other in case.forms:
                word = _of_other(text, other, own) if other.project != form.project else ""
                clause = next((each for each in _CLAUSE.findall(text) if word in each), "") if word else ""
                points_to = bool(clause) and clause.lstrip(MARKS).startswith(squeezed(other.project))
                if clause and not points_to and not _MENTIONED.search(clause):
                    yield Hit(place, other.project, form.project, quote=clause[:40], project=form.project)
        yield from _rows_of_others(case, form)


MARKS = "0123456789.、()一二三四五六七八九十"
"""What a point begins with, and then with the name of the project it is about."""
_MENTIONED = regex("重叠|冲突|影响|占用|抽调|交叉|衔接|统筹|配合|结合|借助|依托|同步|合并|共用|整合")
"""What tells of another project as a cause or a companion of this one."""


def _rows_of_others(case: PaperCase, form: FormCase) -> Iterator[Hit]:
    """The one row of a form named after another form's project: 科技特派员服务对象满意度 in the form of 平台奖补."""
    goal = form.evaluation.goal.expected
    own = squeezed("|".join([form.project, goal.text if goal else ""]))
    names = [squeezed(row.name) for row in form.rows]
    for row, name in zip(form.rows, names, strict=True):
        for other in case.forms:
            word = shared_words(name, squeezed(other.project), own) if other.project != form.project else ""
            if word and sum(word in each for each in names) == 1:
                yield Hit(form.level_place(row, "name"), other.project, form.project, quote=row.name[:40],
                          project=form.project)  # fmt: skip


def _own_words(form: FormCase) -> str:
    """What a form says it is about: its name, its goal, its indicators."""
    goal = form.evaluation.goal.expected
    return squeezed("|".join([form.project, goal.text if goal else "", *(row.name for row in form.rows)]))


def _told_of(case: PaperCase, form: FormCase) -> Iterator[tuple[str, str]]:
    """The results and reasons of a form, and the lines under a heading that is its project's name."""
    entries = [form.evaluation.goal.achieved, *(row.indicator.deviation_reason for row in form.rows)]
    yield from ((entry.location, squeezed(entry.text)) for entry in entries if entry)
    name = squeezed(form.project)
    for line in case.paper.paragraphs:
        if line.path and line.heading is not line.path[-1] and name in squeezed(line.path[-1].title):
            yield line.location, squeezed(line.text)


def _of_other(text: str, other: FormCase, own: str) -> str:
    """The words of a text that are another form's alone: of its project's name, or of what its rows count."""
    word = shared_words(text, squeezed(other.project), own)
    if word:
        return word
    counted = [squeezed(row.name) for row in other.rows if "数量" in row.indicator.level2]
    found = (shared_words(text, name, own, _LONG_COUNTED) for name in counted)
    return next((each for each in found if each), "")


def shared_words(text: str, name: str, own: str, least: int = _LONG_SHARED) -> str:
    """The longest piece of another project's name in a text that the own form does not have."""
    if not any(name[at : at + least] in text for at in range(len(name) - least + 1)):
        return ""
    match = longest_shared(text, name)
    word = text[match.a : match.a + match.size]
    return word if match.size >= least and word not in own and len(_USUAL.sub("", word)) >= _LONG_OWN else ""


_RESULT_FOR = regex(
    "(?:作为|纳入|用于|应用于|运用到|服务于|为|与|结合|优化|完善|调整|做好|推动|推进|申报|争取|安排|编制)"
    "(?:今后|以后|下一?|明|次|后续|20[0-9]{2})*年?度?(?P<name>[\u4e00-\u9fff“”]{2,20}?)(?:专项|补助|奖补|补贴|建设)*"
    "(?:资金|项目|经费|预算|工程)(?:的|预算|资金|绩效|目标)*(?:分配|安排|编制|申报|测算|立项|延续|调整|管理|挂钩|工作|实施|提供)"
)
_ANY_FUNDS = regex(
    "转移支付|财政|同类|后续|相关|有关|各类|各项|部门|单位|本级|政府|整体|一般|民生|重点|中央|省级|市级|县级|区级|上级|下级|下一?步?|"
    "项目库|储备|排序|滚动|入库|支出结构|绩效|评审|今后|以后|明|次|年度?|第[一二三]批|其他|其它|同|新增|延续|安排|政策|改进|完善|优化|调整|提高|加强|的|和|及|与|各|全|县|市|区|省"
)
_FEWEST_OWN, _FEW_KNOWN = 2, 3
_JOINED_ON = "和及与或、"
_AT_THE_END = regex("应用|公开|措施|建议|打算|改进|下一步|经验|结论|问题|说明")


@another_way("ZPJ145", WARNING, follows=("ZPJ574", "ZPJ117", "ZPJ118", "ZPJ538", "ZPJ544", "ZPJ558"))
def used_for_another(case: PaperCase) -> Iterator[Hit]:
    """“作为2024年农村厕所革命资金分配的参考” in a paper of 地膜回收: none of the words of that name stand elsewhere."""
    for part in parts(case):
        for line in part.body if part.is_report else ():
            if not is_headed(line, _AT_THE_END):
                continue
            for match in _RESULT_FOR.finditer(squeezed(line.text)):
                if match["name"][-1] in _JOINED_ON:
                    continue  # “项目库排序和预算安排”: two uses, no name
                name = _ANY_FUNDS.sub(",", match["name"])
                own = set(own_pairs(name))
                if len(own) < _FEWEST_OWN:
                    continue
                if sum(_counted(case)[pair] > 1 for pair in own) * _FEW_KNOWN <= len(own):
                    yield Hit(line.location, match["name"], quote=match.group()[:40], project=part.project)
