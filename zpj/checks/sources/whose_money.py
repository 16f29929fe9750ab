"""Over a filed report: from whom its money comes, told otherwise in its text than in its forms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.figures import MONEY, Quantity, Sentence, said
from zpj.checks.reading.project_rows import project_tables
from zpj.checks.reading.tables import zeros_of
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.model import FundLine, printed
from zpj.domain.paper import PaperTable
from zpj.domain.regex import regex

_LEVELS = {
    "中央": regex("中央"), "省": regex("省级|省财政|省补助|^省"), "自治区": regex("自治区"),
    "市": regex("市级|市财政|地级|州级|盟级|^[市州盟]"), "县": regex("[县旗区]级|[县旗]财政|县区|^[县旗]"),
    "乡": regex("[乡镇]级|乡镇"),
}  # fmt: skip
_FUNDS = regex("资金|补助|拨款|配套|投入|安排|下达|财政|自筹")
_ADDED = regex("追加|增加|新增|调增|调减|减少|压减|核减|增补|调剂|[一二三四]批|首批|预拨|提前下达")
_NO_SOURCE = regex("分别|[二三四两]级|其他|结转|自筹|用于|收回|结余|剩余|未支")
_SPENT = regex("支出|执行|使用|支付")
_OWN_SPENT = regex(
    "^(?:其中:?)?[^的]{1,9}?(?:资金|补助|拨款|配套|财政)(?:实际|共|累计)?(?:支出|执行|使用|支付)(?:数|了|为)?$"
)
"""“省级补助资金支出”: whose money was spent, not who spent it."""
_GIVEN_BY = regex("^[^,]{0,12}(?:下达|拨付|拨入|转拨|分配)(?:我|本|给|至|到)[省市县区旗州盟乡镇]?")
_BRACKETED = regex("其他(?:财政|来源)?资金[(](?P<source>[^()]+)[)]")


@paper_check(
    "ZPJ124",
    "文字里的资金来源与自评表不同",
    WARNING,
    reference="R-52",
    clause="同一项目的资金来源在自评表和报告里应当一致",
    message="文字写“{quote}”，自评表写的是“{expected}”，请核对资金来源",
    fix="按资金文件核对来源，改成一致",
    follows=("ZPJ518", "ZPJ501", "ZPJ566"),
)
@by_the_paragraph
def sources_told_otherwise(case: PaperCase) -> Iterator[Hit]:
    """“省级补助资金360万元” beside a line 自治区补助资金 of 360.00: an amount of one line alone, told as another's."""
    for form in case.forms:
        lines, moved = money_lines(form), _moves(form)
        for sentence, figure in _money_of(case, form) if lines else ():
            labels = lines.get(figure.value, ())
            clause = _plainly(figure.clause)
            told = levels_or_own(clause) if labels and _FUNDS.search(clause) else set()
            differ = all(_differ(told, levels_or_own(label)) for label in labels)
            if (figure.value, *told) in moved or _ADDED.search(clause + sentence.text[figure.end :][:4]):
                continue  # what came in the year is no amount of a line
            if told and differ and not any(_tells_no_source(clause, label) for label in labels):
                yield Hit(sentence.paragraph.location, clause + figure.text, "、".join(labels), project=form.project,
                          quote=clause + figure.text)  # fmt: skip


def _money_of(case: PaperCase, form: FormCase) -> Iterator[tuple[Sentence, Quantity]]:
    """The amounts of money of prose that may be of a form's project."""
    for sentence in said(case):
        if sentence.project in ("", form.project) or not form.project:
            yield from ((sentence, figure) for figure in sentence.quantities if figure.unit == MONEY)


def _plainly(text: str) -> str:
    """A source without what it is filed under, and without who handed it on: “其他资金(省级补助)” is 省级补助."""
    return _GIVEN_BY.sub("", _BRACKETED.sub(r"\g<source>", text))


def _tells_no_source(clause: str, label: str) -> bool:
    texts = (_OWN.sub("", text) if levels_or_own(text) == {"自有"} else text for text in (clause, label))
    if any(map(_NO_SOURCE.search, texts)):
        return True
    return _SPENT.search(clause + label) is not None and not _OWN_SPENT.match(clause)


def money_lines(form: FormCase) -> dict[Decimal, tuple[str, ...]]:
    """The amounts, in 元, that lines of funds have, with their labels; the total is no source."""
    zeros = zeros_of(form.evaluation.unit) or 0
    labels: dict[Decimal, dict[str, None]] = {}
    for line in form.evaluation.funds:
        entries = (line.initial_budget, line.full_year_budget, line.executed) if line is not form.total else ()
        for number in filter(None, map(printed, entries)):
            labels.setdefault(number.scaleb(zeros), {})[_plainly(squeezed(line.label))] = None
    return {value: tuple(names) for value, names in labels.items()}


def _moves(form: FormCase) -> frozenset[tuple[object, ...]]:
    """What each line of funds was changed by in the year, or kept at its end, with its level: 中央 12→18 is 6."""
    zeros, found = zeros_of(form.evaluation.unit) or 0, set()
    for line in form.evaluation.funds:
        told = [printed(entry) for entry in (line.initial_budget, line.full_year_budget, line.executed)]
        numbers = [number for number in told if number is not None]
        found |= {(abs(one - other).scaleb(zeros), *_levels_in(squeezed(line.label)))
                  for one in numbers for other in numbers}  # fmt: skip
    return frozenset(found)


def _levels_in(text: str) -> set[str]:
    bare = squeezed(text).removeprefix("其中").lstrip(":")
    return {level for level, finder in _LEVELS.items() if finder.search(bare)}


_OWN = regex("自筹|自有资金|单位资金")
_CLASSES = {"上级": regex("上级|转移支付"), "本级": regex("本级"), "自有": _OWN}
_SOURCE = regex(
    "(?:均|全部|全)?(?:为|是|属于?|系|来源于|来源为|来源是|来自于?)(?P<source>[\u4e00-\u9fff]{0,6}"
    "(?:上级|转移支付|本级|自筹|自有|单位|中央|[省市县区旗]级|自治区)[\u4e00-\u9fff]{0,8}?(?:资金|补助|拨款|经费|安排))(?=[,。;(]|$)"
)


@another_way("ZPJ124", WARNING, follows=("ZPJ124", "ZPJ518", "ZPJ501", "ZPJ566"))
@by_the_paragraph
def added_money_of_no_line(case: PaperCase) -> Iterator[Hit]:
    """“追加中央水污染防治资金16万元” where 省级专项资金 alone grew by 16 and no line is 中央."""
    for form in case.forms:
        moved = _moves(form)
        levels = set[object]().union(*(each[1:] for each in moved))
        for sentence, figure in _money_of(case, form) if levels else ():
            clause = figure.clause
            told = _levels_in(clause) if _ADDED.search(clause) and _FUNDS.search(clause) else set[str]()
            own = {each[1:] for each in moved if each[0] == figure.value and each[1:]} if told else set()
            if len(told) == 1 and not told & levels and len(own) == 1 and len(levels_of := own.pop()) == 1:
                yield Hit(sentence.paragraph.location, clause + figure.text, f"{levels_of[0]}级资金的增减",
                          project=form.project, quote=clause + figure.text)  # fmt: skip


@another_way("ZPJ124", WARNING, follows=("ZPJ124", "ZPJ518", "ZPJ501", "ZPJ566"))
@by_the_paragraph
def one_source_told_otherwise(case: PaperCase) -> Iterator[Hit]:
    """“全年预算112万元，为上级补助资金” where all of the form's 112 is 本级财政资金; a total of one form alone."""
    lines = {form: own for form in case.forms if (own := _one_source(form))}
    totals = [total for _, amounts in lines.values() for total in amounts]
    for sentence in said(case) if lines else ():
        match = _SOURCE.search(sentence.text)
        told = _classes(match["source"]) if match else set()
        for form, (label, amounts) in lines.items() if match and len(told) == 1 else ():
            classes = _classes(label)
            ours = any(figure.unit == MONEY and figure.value in amounts and totals.count(figure.value) == 1
                       for figure in sentence.quantities)  # fmt: skip
            if match and ours and _differ(classes, told):
                yield Hit(sentence.paragraph.location, match["source"], label, project=form.project,
                          quote=match["source"])  # fmt: skip


def _classes(text: str) -> set[str]:
    """What a text calls a source: from above, of its own budget, its own (县级自筹 is not), or of a level."""
    kinds = {kind for kind, finder in _CLASSES.items() if finder.search(text)}
    levels = _levels_in(text)
    return levels if not kinds or (kinds == {"自有"} and levels) else kinds


def levels_or_own(text: str) -> set[str]:
    """The levels of a source, or that it is one's own money."""
    return _levels_in(text) or ({"自有"} if _OWN.search(text) else set())


def _differ(one: set[str], other: set[str]) -> bool:
    """Whether two texts name one source each, not the same; from above or of one's own budget may be of any level."""
    alike = "自有" in one | other or len((one | other) & {*_CLASSES}) != 1
    return len(one) == len(other) == 1 and one != other and alike


def _one_source(form: FormCase) -> tuple[str, frozenset[Decimal]] | None:
    """The label of the only line of a form's funds that has money, and the totals in 元; None where several have."""
    zeros = zeros_of(form.evaluation.unit) or 0
    filled = [line for line in form.evaluation.funds if line is not form.total and _amounts(line)]
    total = _amounts(form.total) if form.total else []
    if len(filled) != 1 or not total or _amounts(filled[0]) != total:
        return None
    return squeezed(filled[0].label), frozenset(amount.scaleb(zeros) for amount in total)


def _amounts(line: FundLine) -> list[Decimal]:
    """The budgets of a line that are more than nothing."""
    return [number for entry in (line.initial_budget, line.full_year_budget) if (number := printed(entry))]


_SOURCES_HEAD = regex("^(?:资金|经费)(?:来源|渠道|性质)$")
_SOURCES_TOLD = regex("(?:资金|经费)来源(?:主要|全部|均)?(?:为|是|于|:|系)(?P<source>[^。;,]{2,40})")
_SOURCE_OF_ONE = regex("来源(?:主要|全部|均)?(?:为|是|于|:|系)(?P<source>[^。;,]{2,24})")
_NAMED_AFTER = regex("(?:项目|经费|资金)$")
_FEWEST_ROWS = 2


@another_way("ZPJ113", WARNING, follows=("ZPJ113", "ZPJ124", "ZPJ518", "ZPJ501", "ZPJ566"))
def source_of_a_table_told_otherwise(case: PaperCase) -> Iterator[Hit]:
    """“资金来源为中央财政补助资金” above a table each row of which has 省级补助资金 under 资金来源."""
    columns = {table.section: own for table in case.paper.tables if (own := _sources_of_rows(table))}
    for sentence in said(case) if columns else ():
        match = _SOURCES_TOLD.search(sentence.text)
        own = columns.get(sentence.paragraph.section, "") if match else ""
        told, known = _levels_in(match["source"]) if match else set(), _levels_in(own)
        if match and len(told) == len(known) == 1 and told != known:
            yield sentence.hit(match["source"], own, quote=match["source"])


@another_way("ZPJ124", WARNING, follows=("ZPJ124", "ZPJ518", "ZPJ501", "ZPJ566"))
@by_the_paragraph
def source_of_a_listed_project(case: PaperCase) -> Iterator[Hit]:
    """“用工补贴项目安排240万元，来源为本级财政资金” where the project's row of the table has 上级专项资金."""
    listed = _listed_sources(case)
    for sentence in said(case) if listed else ():
        match = _SOURCE_OF_ONE.search(sentence.text) if "来源" in sentence.text else None
        told = _classes(match["source"]) if match else set()
        if match is None or len(told) != 1:
            continue
        named = [name for name in listed if name in sentence.text]
        if not named and sentence.paragraph.path:
            named = [name for name in listed if name in squeezed(sentence.paragraph.path[-1].title)]
        own = _classes(listed[named[0]]) if len(named) == 1 else set()
        if _differ(own, told):
            yield sentence.hit(match["source"], listed[named[0]], quote=match["source"])


@lru_cache(maxsize=4)
def _listed_sources(case: PaperCase) -> dict[str, str]:
    """The source of each project in the tables of projects that have a column for it; not where two tables differ."""
    found: dict[str, set[str]] = {}
    for projects in project_tables(case):
        place = next((number for number, head in enumerate(projects.heads) if _SOURCES_HEAD.match(head)), None)
        for row in projects.rows if place is not None else ():
            found.setdefault(_NAMED_AFTER.sub("", row[projects.place]), set()).add(row[place or 0])
    return {name: next(iter(sources)) for name, sources in found.items() if len(sources) == 1}


def _sources_of_rows(table: PaperTable) -> str:
    """The one source that all rows of a table have, "" where it has no such column or several sources."""
    heads = [squeezed(text) for text in table.rows[0]] if table.rows and not table.form else []
    place = next((number for number, head in enumerate(heads) if _SOURCES_HEAD.match(head)), None)
    rows = [row for row in table.rows[1:] if not _TOTAL.search("".join(row[:2]))]
    texts = [squeezed(row[place]) for row in rows if place is not None]
    return texts[0] if len(texts) >= _FEWEST_ROWS and len(set(texts)) == 1 else ""


_TOTAL = regex("合计|总计|小计")
