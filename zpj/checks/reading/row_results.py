"""What a filed report tells elsewhere of the result of a row of its scoring table: the forms, the prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import PaperCase, Row
from zpj.checks.points.standards import Result, is_limit, result_in
from zpj.checks.reading.figures import PERCENT, POINTS, Quantity, Sentence, said
from zpj.checks.reading.text import is_headed, squeezed
from zpj.domain.likeness import bigrams
from zpj.domain.model import text_of
from zpj.domain.records import record
from zpj.domain.regex import regex

_FEWEST_SIGNS, _FEWEST_FIGURES, _LONGEST_HEAD = 3, 2, 14
_OF_RATE = regex("(?:任务|目标|计划)?(?:实际)?完成率$|完成(?:情况|程度)$")
_OF_COUNT = regex(
    "(?:任务|目标|计划)?(?:实际)?(?:完成|建成|实施)?(?:总?数量?|总?量|[个户座台处件条场次人]数|[人场件]次|里程|面积|规模)$"
)
_DOING = regex("完成|实施|开展|组织|建成")
_JOINED = regex("(?:完成|实际|实现|达到?|已|仅|只有|约|为|是|:|实际值|,)*$")
_NOT_A_RESULT = regex("^(?:及?以[上下内]|的?(?:目标|指标|要求|标准|计划)|左右)")
_QUALIFIED = regex("上年|去年|同期|全省|全市|平均|目标|计划|不低于|不高于|不超过|不少于")
_PLANNED, _ASIDE = regex("目标|计划|任务"), regex("实际|已|累计|上年|去年|未|其中|剩|新增")
_HAPPENED = regex("实际|完成(?:计划|目标|任务)|(?:已|共|全年)完成|占计划|的[0-9.]+%")
_NOT_DONE = regex("任务|力争|应|拟|将|其中|第|每|新增|原有|未")


@record
class Told:
    """The result of a row, how it is written, and whether it stands in the row itself."""

    result: Result
    text: str
    is_beside: bool


def in_forms(case: PaperCase, name: str, unit: str) -> Told | None:
    """The result of the rows of this name, where all forms agree."""
    found = {text_of(row.indicator.actual) for row in _rows_named(case, name)}
    own = result_in(squeezed(next(iter(found))), unit) if len(found) == 1 else None
    return Told(own, squeezed(next(iter(found))), is_beside=False) if own else None


_CORE = regex(r"[(][^()]*[)]|(?<=..)(?:数量?|长度|面积|里程|个数|规模|总量|人数)$|^其中:?")
_IN_NAME = regex(r"[(](?P<goal>(?:[≥≤=><]|不[低少高多]于|不超过|目标值?:?)[^()]*\d[^()]*)[)]$")
_PAIR = regex(
    r"(?:计划|目标|任务|应|共|总数?)(?:数|值)?(?:[^,;。\d]{0,8})(?P<goal>\d[\d.]*[^,;。\d]{1,4}?)(?:[^,;。\d]{0,6}中)?,?"
    r"(?:其中)?[,:]?(?:实际|完成|已|实|按期|按时|如期|竣工|完工|建成|改造|发放|开工|验收|修补|修复|整治|治理|新建|更换"
    r"|安装|购置|建设|实施)[^,;。\d]{0,8}(?P<done>\d[\d.]*[^,;。\d]{1,4})"
)
_OVER = regex(
    r"^[^\d,;。]{0,8}(?P<done>\d[\d.]*)(?P<unit>[^,;。\d/÷]{0,4})[/÷](?P<goal>\d[\d.]*)(?P<of>[^,;。\d/÷=]{0,4})(?:=.*)?$"
)
"""“412件/420件”, “7/8处”: what was done of what was planned."""
_RATE = regex("(?:执行|支出|支付)率$")
_SPENT = regex("^(?:部门|项目|财政)?(?:年度|全年)?(?:预算|资金|预算资金|财政资金)?(?:执行|支出|支付|使用)率$")


def planned_and_done(cell: str) -> tuple[Result, Result] | None:
    """“目标8所,完成7所”, “7所/8所” in one cell: what was planned and what was done, in one unit."""
    over = _OVER.search(cell)
    if over and over["unit"] in ("", over["of"]):
        goal, done = (result_in(over[part] + over["of"]) for part in ("goal", "done"))
        return (goal, done) if goal and done and done.value <= goal.value else None
    pair = _PAIR.search(cell)
    goal, done = (result_in(pair["goal"]), result_in(pair["done"])) if pair else (None, None)
    return None if goal is None or done is None or goal.unit != done.unit else (goal, done)


def goal_elsewhere(case: PaperCase, name: str) -> tuple[Result, bool] | None:
    """The goal in the brackets of a row's name, else of the rows of that name in the forms; whether less is a miss."""
    match = _IN_NAME.search(name)
    words = {match["goal"]} if match else {squeezed(text_of(row.indicator.target)) for row in _rows_named(case, name)}
    goal = result_in(next(iter(words)).lstrip("≥≤=><")) if len(words) == 1 else None
    return (goal, not is_limit(next(iter(words)))) if goal else None


def _rows_named(case: PaperCase, name: str) -> list[Row]:
    """The rows of all forms of a name; where none has it, those whose name says the same without its measure."""
    rows = [row for form in case.forms for row in form.rows]
    own = _CORE.sub("", name)
    exact = [row for row in rows if squeezed(row.name) == name]
    return exact or [row for row in rows if len(own) >= _FEWEST_SIGNS and _CORE.sub("", squeezed(row.name)) == own]


def spent(case: PaperCase, name: str) -> Told | None:
    """The execution rate of the only form and of all the text, where a row of scores is that rate."""
    total = case.forms[0].total if len(case.forms) == 1 and _SPENT.match(name) else None
    text = total.reported_rate.text.strip() if total and total.reported_rate else ""
    own = result_in(squeezed(text).rstrip("%") + "%", PERCENT) if text else None
    rates = {figure.value for ahead, figure in _figures(case, "率", PERCENT) if _RATE.search(_JOINED.sub("", ahead))}
    if own is None or rates != {own.value}:
        return None
    return Told(own, squeezed(text), is_beside=False)


_NAMED, _DONE = regex("指标|内容|项目"), regex("完成值|实际值|完成情况|实际完成|完成数|实际情况")


def in_tables(case: PaperCase, name: str, unit: str) -> Told | None:
    """The result another table gives under this name, in a column of results, where all such tables agree."""
    found: dict[Decimal, Told] = {}
    for table in case.paper.tables if len(name) >= _FEWEST_SIGNS else ():
        for place, texts in _rows_of(table.rows, name):
            own = result_in(texts[place], unit) if place < len(texts) else None
            if own is not None:
                found.setdefault(own.value, Told(own, texts[place], is_beside=False))
    return next(iter(found.values())) if len(found) == 1 else None


def _rows_of(rows: Sequence[Sequence[str]], name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that bear a name, each with the column of results of the heading above it."""
    place: int | None = None
    for row in rows:
        texts = [squeezed(text) for text in row]
        heads = [at for at, text in enumerate(texts) if len(text) < _LONGEST_HEAD and _DONE.search(text)]
        if heads and any(map(_NAMED.search, texts)):
            place = heads[0]
        elif place is not None and name in texts:
            yield place, texts


def in_prose(case: PaperCase, name: str, unit: str, goal: Result | None) -> Told | None:
    """The one figure the text gives under the row's own name: “结转结余率5.11%”."""
    if len(name) < _FEWEST_SIGNS:
        return None
    found: dict[Decimal, Told] = {}
    for ahead, figure in _figures(case, name, unit):
        if _JOINED.sub("", ahead[-30:]).endswith(name):
            told = Told(Result(figure.value, unit, figure.half), f"{name}{figure.text}", is_beside=False)
            found.setdefault(figure.value, told)
    if goal is not None and len(found) > 1:
        found.pop(goal.value, None)
    return next(iter(found.values())) if len(found) == 1 else None


def counted_in_prose(case: PaperCase, name: str, unit: str, goal: Result | None) -> Told | None:
    """“完成危桥改造7座” for 危桥改造完成数 of eight: the one other count of the unit behind the row's own words."""
    core = _DOING.sub("", _OF_COUNT.sub("", name))
    if goal is None or goal.unit in (PERCENT, POINTS, "") or len(core) < _FEWEST_SIGNS or core == name:
        return None
    found: dict[Decimal, Told] = {}
    for ahead, figure in _figures(case, "", unit):
        words = _JOINED.sub("", _DOING.sub("", ahead[-30:]))[-len(core) :]
        if sorted(words) == sorted(core) and not _NOT_DONE.search(figure.before):
            told = Told(Result(figure.value, unit, figure.half), f"{words}{figure.text}", is_beside=False)
            found.setdefault(figure.value, told)
    found.pop(goal.value, None)
    return next(iter(found.values())) if len(found) == 1 else None


def _figures(case: PaperCase, name: str, unit: str) -> Iterator[tuple[str, Quantity]]:
    """The figures in a unit told as results, each with the words of its sentence before it."""
    for sentence in said(case):
        for figure in sentence.quantities if name in sentence.text else ():
            aimed = _NOT_A_RESULT.match(sentence.text, figure.end) or _QUALIFIED.search(figure.before)
            if figure.unit == unit != POINTS and not aimed:
                yield sentence.text[: figure.start], figure


def planned_in_prose(case: PaperCase, name: str, done: Result) -> Result | None:
    """“改造危桥24座” among the goals, beside 危桥改造座数 of 22座: the one count that has the words of the name."""
    core = set(bigrams(_DOING.sub("", _OF_COUNT.sub("", name))))
    found: set[Decimal] = set()
    for sentence in said(case) if core and done.unit not in (PERCENT, POINTS, "") else ():
        for figure in sentence.quantities:
            clause = figure.before.rpartition(",")[2]
            named = figure.unit == done.unit and sum(pair in clause for pair in core) * 2 > len(core)
            if named and not _ASIDE.search(clause) and _is_planned(sentence):
                found.add(figure.value)
    return Result(found.pop(), done.unit) if len(found) == 1 else None


def _is_planned(sentence: Sentence) -> bool:
    planned = _PLANNED.search(sentence.text) or is_headed(sentence.paragraph, _PLANNED)
    return bool(planned) and not _HAPPENED.search(sentence.text)


def done_and_planned(case: PaperCase, name: str) -> tuple[Told | None, Result | None]:
    """“改造危桥12座” and “改造危桥11座” for 危桥改造完成率: the two figures of a unit behind its name."""
    core = _OF_RATE.sub("", name)
    found: dict[str, dict[Decimal, str]] = {}
    for sentence in said(case) if len(core) >= _FEWEST_SIGNS and core != name else ():
        for figure in sentence.quantities:
            own = _JOINED.sub("", figure.before)[-len(core) :]
            if figure.unit not in (PERCENT, POINTS) and sorted(own) == sorted(core):
                found.setdefault(figure.unit, {})[figure.value] = own + figure.text
    values = next(iter(found.values())) if len(found) == 1 else {}
    if len(values) != _FEWEST_FIGURES:
        return None, None
    (unit,), done, planned = found, min(values), max(values)
    words = f"{values[done]}、{values[planned]}"
    return Told(Result(done, unit), words, is_beside=False), Result(planned, unit)
