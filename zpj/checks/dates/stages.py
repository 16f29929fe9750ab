"""Over a filed report: the stages of a work out of order, in a sentence, a paragraph or a table of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import LONGEST_DATE_LINE
from zpj.checks.reading.clauses_around import clause_before, clause_behind
from zpj.checks.reading.text import parts, sentences, squeezed
from zpj.checks.reading.written_dates import UNTIL, Written, dates, possible_dates, with_days_of_no_year
from zpj.checks.rule import ERROR, WARNING, Hit, another_way, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.regex import regex

STAGES = (
    ("验收", regex("(?<!到货)(?<!进场)(?<!开箱)验收(?!资料|申请|标准|方案|准备)")),
    (
        "完工",
        regex(
            "完工|竣工|建成|结束|完毕|到货|交货|交付|完成(?:施工(?!图|招标|设计)|建设|安装|供货|改造|"
            "[^,。;0-9]{0,8}(?:作业|铺设|铺装|播种|补播|种植|栽植|浇筑|敷设|清淤|开挖|施工)(?!设计|方案|计划|图|招标|合同|准备|许可|单位|面))"
        ),
    ),
    ("开工", regex("开工|动工|进场|启动|开始")),
    ("签订合同", regex("签订.{0,8}(?:合同|协议)|(?:合同|协议)[于在]?签订|签约")),
    (
        "中标公告",
        regex("(?:中标|成交)(?:结果)?(?:公告|公示|通知)|(?:公告|公示|确定|发布)(?:了)?(?:中标|成交)|中标结果"),
    ),
    ("开标", regex("开标|评标|(?:公开|邀请)?招标(?=[,。;、]|$)|竞争性磋商(?=[,。;]|$)")),
    ("招标公告", regex("(?:招标|采购|磋商|谈判|询价|比选)(?:文件|需求)?公告|发布.{0,6}(?:招标|采购)|挂网")),
)
_PAYMENTS = (
    ("支付合同款", regex("(?:支付|付|拨付).{0,10}(?:合同|工程|货|设备|首付|预付|进度|尾|余)款")),
    ("签订合同", STAGES[3][1]),
)
_GRANTS = (
    ("发放", regex("发放(?:到位|完毕|补助|补贴|资金)|打卡|完成发放|发放至")),
    ("公示", regex("公示(?!.{0,4}(?:中标|成交))")),
)
_DELIVERY = (
    (
        "验收",
        regex(
            "(?<!到货)(?<!到场)(?<!进场)(?<!开箱)(?<!初步)(?<!材料)(?<!出厂)验收(?!资料|申请|标准|方案|准备|小组|工作)"
        ),
    ),
    (
        "安装调试",
        regex(
            "安装(?:和|、|及|并)?调试|(?:安装|调试|联调|试运行)(?:完毕|完成|结束|到位|合格)|完成(?:设备)?(?:安装|调试|联调)"
        ),
    ),
    ("到货", regex("到货|交货|供货|送达|到场|交付设备|运抵")),
)
_USE = (("投入使用", regex("投入[^,。;0-9]{0,4}使用|投用|启用")), ("完工", STAGES[1][1]))
_ANEW = (("签订合同", STAGES[3][1]), ("废标", regex("废标|流标|终止(?:采购|招标)")))
_OF_STAGE = regex("(?:时间|日期)(?:为|是|:|在)*$")
_DATED_HEADING = regex("时间|日期|日$")
_PLAN = regex("计划|应于|预计|拟|目标|原定|要求|前(?:完|竣|验)")
_HALF_A_YEAR = 183
_Chain = tuple[tuple[str, re.Pattern[str]], ...]


@paper_check(
    "ZPJ599",
    "日期先后颠倒",
    ERROR,
    reference="R-58 R-59",
    clause="期限的止日不早于起日，先招标、再签合同、再开工、再完工、再验收",
    message="“{quote}”：{what}，先后颠倒，请改正",
    fix="核对两个日期",
)
@by_the_paragraph
def out_of_order(case: PaperCase) -> Iterator[Hit]:
    """“期限为2023年1月1日至2022年12月31日”, “10月31日完工，10月18日通过验收”; in two sentences it is a doubt."""
    for part in parts(case):
        for line in part.body:
            known: set[str] = set()
            whole = squeezed(line.text) if "月" in line.text or "20" in line.text else ""
            for text, level in (*((each, None) for each in (sentences(whole) if whole else ())), (whole, WARNING)):
                for quote, what, one, other in _turned_round(text, once=level is not None):
                    if not known & {what, quote}:
                        yield Hit(line.location, other, f"不早于{one}", quote=quote[:60], project=part.project,
                                  level=level, words={"what": what})  # fmt: skip
                    known |= {what, quote}
    yield from _in_tables(case)


@lru_cache(maxsize=2048)
def _turned_round(text: str, *, once: bool) -> tuple[tuple[str, str, str, str], ...]:
    """The pairs of dates of a text of which the later is told as the earlier: `once`, of stages told no second time."""
    found = possible_dates(text)
    every = with_days_of_no_year(text, found)
    if len(every) < 2:
        return ()
    chains = (STAGES, _PAYMENTS, _GRANTS, _DELIVERY, _ANEW, _USE)
    orders = [each for chain in chains for each in _stages(text, every, chain, once=once)]
    return (*(() if once else _periods(text, found)), *orders)


def _in_tables(case: PaperCase) -> Iterator[Hit]:
    """The stages of a row of a table whose columns are dates: 合同签订日期, 开工日期, 验收日期."""
    for table in case.paper.tables:
        heads = next((row for row in table.rows[:3] if sum(map(is_dated, row)) > 1), ()) if not table.form else ()
        columns = {stage: number for number, cell in enumerate(heads) if is_dated(cell) and (stage := stage_of(cell))}
        order = [name for name, _ in STAGES if name in columns]
        for number, row in enumerate(table.rows if len(order) > 1 else (), 1):
            cells = {name: row[columns[name]] for name in order if columns[name] < len(row)}
            days = {name: day for name, cell in cells.items() if (day := only_day(cell))}
            for later, earlier in pairwise(name for name in order if name in days):
                if days[later].last() < days[earlier].first():
                    yield Hit(table.cell(number, columns[later] + 1), days[later].text,
                              f"不早于{days[earlier].text}", quote=row[columns[later]].strip(),
                              project=case.project(table.section), words={"what": f"{later}早于{earlier}"})  # fmt: skip


def only_day(cell: str) -> Written | None:
    """The one date of a cell, None where it has none or several."""
    found = dates(squeezed(cell))
    return found[0] if len(found) == 1 and found[0].is_possible else None


def stage_of(words: str, chain: _Chain = STAGES) -> str:
    """The stage of a work some words speak of, the latest first; "" where they speak of none."""
    return next((name for name, pattern in chain if pattern.search(squeezed(words))), "")


def is_dated(cell: str) -> bool:
    """Whether a heading is of a column of dates."""
    heading = squeezed(cell)
    return len(heading) <= LONGEST_DATE_LINE and _DATED_HEADING.search(heading) is not None


def _periods(sentence: str, found: list[Written]) -> Iterator[tuple[str, str, str, str]]:
    for one, other in pairwise(found):
        if UNTIL.match(sentence[one.end : other.start]) and other.last() < one.first():
            yield sentence[one.start : other.end], "止日早于起日", one.text, other.text


def _stages(
    text: str, found: list[Written], chain: _Chain, *, once: bool = False
) -> Iterator[tuple[str, str, str, str]]:
    """Each date with what was done that day; plans are none. `once`: only stages told no second time."""
    ends = [*(each.start for each in found[1:]), len(text)][: len(found)]
    staged: dict[str, Written] = {}
    repeated: set[str] = set()
    for each, end in zip(found, ends, strict=True):
        clause = clause_behind(text, each.end, until=end)
        before = clause_before(text, each.start)
        words = before if _OF_STAGE.search(before) else clause
        stage = stage_of(words, chain) or stage_of(before + clause, chain)
        if not stage or _PLAN.search(before + clause):
            continue
        if stage in staged:
            repeated.add(stage)
        staged.setdefault(stage, each)
    for stage in repeated if once else ():
        del staged[stage]
    order = [name for name, _ in chain if name in staged]
    for later, earlier in pairwise(order):
        one, other = staged[earlier], staged[later]
        new_year = not (one.text.startswith("20") and other.text.startswith("20"))
        if other.last() < one.first() and not (new_year and (one.first() - other.last()).days > _HALF_A_YEAR):
            start, end = min(one.start, other.start), max(one.end, other.end)
            yield text[start : end + 8], f"{later}早于{earlier}", one.text, other.text


_MONTH = regex(r"(?:(?P<year>20[0-9]{2})年)?(?P<month>[0-9]{1,2})月(?!内|均|度)")
_FROM_BEFORE = regex(r"(?:比|较|与|自|从|上年|去年|结转|按照?|根据|《|依据)[^,。;]{0,10}$")
_IN_ORDER, _MONTHS = 2, 12


@another_way("ZPJ599", WARNING, follows=("ZPJ599", "ZPJ559", "ZPJ144", "ZPJ572"))
@by_the_paragraph
def year_before_in_a_row(case: PaperCase) -> Iterator[Hit]:
    """“2022年3月批复，4月至5月招标，6月开工，2021年12月底前完工”: months in order, one of them of the year before."""
    for part in parts(case):
        for line in part.body:
            for text in sentences(squeezed(line.text)) if line.text.count("月") > _IN_ORDER else ():
                for match, year in _a_year_back(text):
                    what = f"前面是{year}年，这里是{match['year']}年"
                    yield Hit(line.location, f"{match['year']}年", f"{year}年", quote=match.group(),
                              project=part.project, words={"what": what})  # fmt: skip


def _a_year_back(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The months told of the year before those ahead of them, in whose row they would stand; and the year of these."""
    year, last, row = 0, 0, 0
    for match in _MONTH.finditer(text):
        own, month = int(match["year"] or year), int(match["month"])
        if not 0 < month <= _MONTHS:
            return
        aside = _FROM_BEFORE.search(text[: match.start()])
        if row >= _IN_ORDER and own == year - 1 and month >= last and not aside:
            yield match, year
            return
        row = row + 1 if own == year and month >= last else 1
        year, last = own, month
