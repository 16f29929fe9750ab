"""What a filed report tells was done on a day: from prose, labelled lines, forms and tables, read once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.clauses_around import clause_before, clause_behind
from zpj.checks.reading.text import headings, is_headed, sentences, squeezed
from zpj.checks.reading.written_dates import Written, dates, possible_dates, with_days_of_no_year
from zpj.domain.paper import PaperTable, Paragraph
from zpj.domain.records import record
from zpj.domain.regex import regex

Steps = tuple[tuple[str, re.Pattern[str]], ...]

_ACCEPTED = regex(
    "(?<!到货)(?<!到场)(?<!进场)(?<!开箱)(?<!初步)(?<!材料)(?<!出厂)(?<!隐蔽)(?<!分项)(?<!工序)验收"
    "(?!资料|申请|标准|方案|准备|小组|工作组|单位|款|办法|细则)"
)
_SIGNED = regex("(?:签订|签署)[^,。;]{0,10}(?:合同|协议)|(?:合同|协议)(?:书)?[^,。;]{0,4}签订|签约")
_WORKS: Steps = (
    ("立项批复", regex("立项|(?:批复|批准)(?!.{0,4}(?:预算|绩效))")),
    ("招标", regex("(?:招标|采购|磋商|谈判|询价|比选)(?:文件|需求)?公告|发布.{0,6}(?:招标|采购)|挂网")),
    (
        "开标",
        regex(
            "开标|评标|(?:公开|邀请)招标|竞争性(?:磋商|谈判)|(?:确定|选定|选取)[^,。;]{0,10}(?:单位|公司|"
            "供应商|服务商|中标)"
        ),
    ),
    ("中标", regex("中标|成交(?!量|额|价)")),
    ("签订合同", _SIGNED),
    ("开工", regex("(?:正式)?(?:开工|动工)|进场(?:施工|作业)|(?:启动|开始)(?:施工|建设|加工|作业)")),
    (
        "完工",
        regex(
            "完工|竣工(?!验收|决算)|建成|完成(?:了)?(?:全部|主体)?(?:施工|建设|改造|加工)(?!图|招标|设计|"
            "方案)|(?:施工|建设|改造|加工)[^,。;]{0,4}完成"
        ),
    ),
    ("验收", _ACCEPTED),
    ("决算审计", regex("(?:决算|结算)(?:审计|审核|评审)|审计(?:报告|结论)|审定结算|竣工决算")),
)
_DELIVERY: Steps = (
    ("签订合同", _SIGNED),
    ("到货", regex("到货(?!款|验)|交货|供货(?!商|单位|期)|送达|运抵|交付设备")),
    ("安装调试", regex("安装(?:完毕|完成|到位|调试)|调试(?:完毕|完成|合格)|完成[^,。;]{0,6}(?:安装|调试)")),
    ("验收", _ACCEPTED),
)
_USE: Steps = (
    ("签订合同", _SIGNED),
    ("到货", _DELIVERY[1][1]),
    ("安装调试", _DELIVERY[2][1]),
    ("投入使用", regex("投入[^,。;0-9]{0,4}使用|投用|启用|配发|上线(?:运行)?")),
)
_SURVEY: Steps = (
    (
        "登记调查",
        regex(
            "(?:登记|调查|采集|清查|测产|摸底)(?:工作)?(?:[^,。;]{0,4}(?:完成|结束|完毕)|$)|完成[^,。;]{0,10}(?:登记|"
            "清查|采集)"
        ),
    ),
    (
        "审核验收",
        regex("(?:审核|验收|质量抽查|复核)[^,。;]{0,6}(?:验收|通过|完成|结束|合格)|通过[^,。;]{0,8}(?:验收|审核)"),
    ),
    (
        "上报汇总",
        regex(
            "(?:上报|报送|汇总)[^,。;]{0,8}(?:数据|结果|成果|省|市)|数据[^,。;]{0,4}(?:上报|汇总)|发布[^,。;]{0,4}公报"
        ),
    ),
)
_TRAINING: Steps = (
    ("报名", regex("报名")),
    ("开班", regex("开班|开训")),
    ("结业考核", regex("结业|结训|考核|考试|鉴定")),
    ("发证", regex("(?:发放|颁发|核发|取得)[^,。;]{0,8}证书|发证")),
)
_GRANT: Steps = (
    ("申报", regex("申报(?!表|书|单位)|提出申请|受理")),
    ("审核", regex("审核(?!意见)|审批|核实|认定")),
    ("公示", regex("公示")),
    (
        "发放",
        regex(
            "(?:发放|兑付|拨付|打卡)[^,。;]{0,8}(?:到位|完毕|完成|到户|补助|补贴|资金)|完成[^,。;]{0,8}(?:发放|"
            "兑付)|全部(?:发放|兑付)"
        ),
    ),
)
_FUNDS: Steps = (
    ("收到资金", regex("收到|到账")),
    ("分解下达", regex("(?:分解|转|拨付)下达|下达[^,。;]{0,10}(?:乡|镇|县|各|单位)|拨付[到至]")),
)
_PAID: Steps = (
    ("签订合同", _SIGNED),
    ("支付合同款", regex("(?:预付|首付|进度|到货|验收|尾|合同|工程|设备)款")),
)
CHAINS: tuple[Steps, ...] = (_WORKS, _DELIVERY, _SURVEY, _TRAINING, _GRANT, _FUNDS, _PAID, _USE)

_PLAN = regex(
    "目标|计划(?!财务|统计|[股科处室])|要求|应[于在当]|规定|预计|拟[于在]|原定|期限|时限|约定|"
    "争取|确保|力争|不晚于|须|届时|将[于在]|"
    "有效期|质保|合同期|服务期|上年|去年|往年|如|若"
)
_BY = regex("^(?:底|末|初|上旬|中旬|下旬)?(?:之|以)?前|^(?:开始)?起|^(?:的)?(?:目标|期限|时限|计划|要求)")
_THAN = regex("(?:截[至止]到?|早于|晚于|迟于|先于|比|较|提前于|超过|距)[^,。;0-9]{0,8}$")
_TO = regex("^(?:至|到|[-—–~]+)$")
_CITED = regex("《[^》]*》|[(][^()]{0,60}[)]")
_STOP = regex("[,。;:]")
_ADVICE = regex(
    "措施|建议|打算|下一步|整改|^[^和及]*目标(?:设定|设立)?(?:情况)?$|依据|背景|自评(?!结果|得分|"
    "结论)|评价(?:工作|过程|组织)"
)
_LABEL = regex("^(?:时间|日期)?(?:为|是|:|在|于)*$")
_DATED = regex("(?:时间|日期)$")
_BARE_VERB = regex("^(?:全部|全面|均|已|按期|如期|顺利|陆续)*(?:完成|结束|完毕|通过|办理|进行|到位)?$")
_OWN_WORK = regex("自评|评价|绩效(?!工资)|收集|自查|抽查|走访|座谈|问卷|核查|现场核|核实")
_HELD_APART = regex(
    "第[0-9一二三四五六七八九十]+[批期标次轮季阶]|[一二三四五六七八九十0-9]+(?:标段|期工程|批次|"
    "期|包)|首批|二批|[A-F]包|分批|分期|补充|重新|再次|最后|其中|部分"
)


@record
class Event:
    """Something told done: its chain and step (numbers), its days, the words of its clause, and its place.

    `sure` is false where the year is none of its own. `batch` are the words that make it one of several.
    """

    chain: int
    step: int
    name: str
    first: date
    last: date
    text: str
    subject: str
    batch: str
    sure: bool
    place: str
    line: int
    section: int
    quote: str


@lru_cache(maxsize=4)
def events(case: PaperCase) -> tuple[Event, ...]:
    """Every event of a filed report, its plans and the work of its own evaluation apart."""
    found: list[Event] = []
    for number, line in enumerate(case.paper.paragraphs):
        dated = "月" in line.text and not line.is_title
        if dated and not is_headed(line, _ADVICE):
            found += _in_text(case, line, number)
    for table in case.paper.tables:
        found += _in_form(case, table) if table.form else _in_columns(case, table)
    return tuple(found)


def _in_text(case: PaperCase, line: Paragraph, number: int) -> Iterator[Event]:
    year = None
    for sentence in sentences(line.text):
        text = _CITED.sub(lambda match: "·" * len(match.group()), sentence)
        own = possible_dates(text)
        yield from _of_sentence(case, text, own, year, (line.location, number, line.section))
        year = own[-1].year if own else year


def _of_sentence(
    case: PaperCase, text: str, own: list[Written], year: int | None, at: tuple[str, int, int]
) -> Iterator[Event]:
    usual = year or main_year(case)
    told = with_days_of_no_year(text, own, usual)
    before, skip = "", False
    for number, each in enumerate(told):
        if skip:
            skip = False
            continue
        following = told[number + 1] if number + 1 < len(told) else None
        spans = following is not None and _TO.match(text[each.end : following.start])
        last = following if spans and following else each
        skip = bool(spans)
        after = told[number + 1 + skip] if number + 1 + skip < len(told) else None
        ahead = clause_before(text, each.start, ",。;:")
        ahead = ahead[told[number - 1].end - each.start + len(ahead) :] if _in_clause(told, number, text) else ahead
        behind = clause_behind(text, last.end, ",。;:", after.start if after else None)
        before = ahead or before
        if _BY.match(text[last.end :]) or _THAN.search(text[: each.start]) or _PLAN.search(ahead + behind):
            continue
        yield from _told(text, each, last, before, ahead, behind, at, own)


def _in_clause(told: Sequence[Written], number: int, text: str) -> bool:
    return number > 0 and not _STOP.search(text[told[number - 1].end : told[number].start])


def _told(
    text: str, each: Written, last: Written, before: str, ahead: str, behind: str, at: tuple[str, int, int],
    own: Sequence[Written],
) -> Iterator[Event]:  # fmt: skip
    words = ahead if _LABEL.match(behind) or _DATED.search(ahead.rstrip("为是:在于")) else behind
    if _OWN_WORK.search(ahead + behind):
        return
    for chain, steps in enumerate(CHAINS):
        step = _step(words, steps)
        if step is None and _BARE_VERB.match(behind):
            step = _step(ahead.rstrip("于在") + behind, steps)
        if step is not None and last.last() >= each.first():
            near = before + behind
            batch = "".join(match.group() for match in _HELD_APART.finditer(near))
            told, quote = text[each.start : last.end], text[max(0, each.start - 12) : last.end + len(behind)][-48:]
            yield Event(chain, step, steps[step][0], each.first(), last.last(), told, near, batch, each in own, *at,
                        quote=quote)  # fmt: skip


def _step(words: str, steps: Steps) -> int | None:
    """The last step of a chain some words speak of."""
    return next((number for number in reversed(range(len(steps))) if steps[number][1].search(words)), None)


def _in_form(case: PaperCase, table: PaperTable) -> Iterator[Event]:
    """The goal reached and the results of a form: the row's name is what was done on the day."""
    for form in case.forms:
        if form.table != table.name:
            continue
        for row in form.rows:
            actual = row.indicator.actual
            if actual and "月" in actual.text:
                text = squeezed(actual.text)
                days = with_days_of_no_year(text, possible_dates(text), main_year(case))
                if len(days) == 1 and not _BY.match(text[days[0].end :]) and len(text) <= days[0].end + 4:
                    name = _DATED.sub("", squeezed(row.name))
                    yield from _told(text, days[0], days[0], name, name, "", (actual.location, -1, table.section),
                                     dates(text))  # fmt: skip


def _in_columns(case: PaperCase, table: PaperTable) -> Iterator[Event]:
    """The days in the columns of a table under a heading of dates; the row's words are the subject."""
    heads = headings(table)
    columns = [number for number, head in enumerate(heads) if _DATED.search(head) and len(head) <= 10]
    for number, row in enumerate(table.rows[1:] if columns else (), 2):
        words = "".join(squeezed(cell) for cell in row if cell and not any(sign.isdigit() for sign in cell[:2]))
        for column in columns:
            text = squeezed(row[column]) if column < len(row) else ""
            days = with_days_of_no_year(text, possible_dates(text), main_year(case))
            if len(days) == 1:
                head = _DATED.sub("", heads[column])
                named = head if head != "支付" else words
                yield from _told(text, days[0], days[0], words, named, "",
                                 (table.cell(number, column + 1), -1, table.section),
                                 dates(text))  # fmt: skip
