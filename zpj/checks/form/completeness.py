"""What is not filled in, cannot be read, or stands in the wrong shape."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import FormCase, column_of, row_of
from zpj.checks.form.number_cells import number_columns
from zpj.checks.reading.placeholders import left_over
from zpj.checks.rule import ERROR, INFO, WARNING, Hit, form_check
from zpj.domain.amounts import ZERO, plain
from zpj.domain.model import Entry, FundLine, NotUnderstood, text_of
from zpj.domain.regex import pattern, regex
from zpj.domain.targets import Kind

_FORM = "自评表的栏目由表样规定，应当逐项填写"
_COLUMNS = {
    "target": "年度指标值",
    "actual": "实际完成值",
    "weight": "分值",
    "reported_score": "得分",
}
_HEAD = {"project_name": "项目名称", "supervising_department": "主管部门", "implementing_unit": "实施单位"}
_GOALS = {"expected": "年度目标", "achieved": "年度目标的实际完成情况"}
_NOT_A_NUMBER = "这里应填数字"
_STOP, _LONG_NUMBER = regex("[,，。;；:：\n]"), 16
_NOT_APPLICABLE = regex("(?:不适用|不涉及|无.*|未.*|N/?A|/+)$")
_MANY = 6


@form_check(
    "ZPJ101",
    "自评表没有填完",
    ERROR,
    reference="R-41",
    clause=_FORM,
    message="自评表没有填完：{what}，请补填后再校验",
    fix="补填空着的栏目",
)
def unfinished(form: FormCase) -> Iterator[Hit]:
    """A required column, or the line 年度资金总额, is wholly empty: reported once for the form."""
    missing = _unfinished(form)
    if missing:
        blanks = [f"{title}空 {len(places)} 格" for title, places in _blanks(form).items() if title not in missing]
        whole = (f"{title}整栏未填" if title in _COLUMNS.values() else f"{title}未填" for title in missing)
        what = "、".join([*whole, *blanks])
        place = form.rows[0].place if form.rows else form.evaluation.location
        yield Hit(place, found="（空）", words={"what": what})


@form_check(
    "ZPJ102",
    "必填单元格为空",
    ERROR,
    reference="R-41",
    clause=_FORM,
    message="{title}没有填（{cells}），请补填{by_rule}",
    fix="补填；确实没有的写明原因",
    follows=("ZPJ101",),
)
def blanks(form: FormCase) -> Iterator[Hit]:
    """Single required cells that are empty, gathered by column."""
    for title, places in _blanks(form).items():
        cells = "、".join(place.rpartition("!")[2] for place in places[:_MANY])
        more = f" 等 {len(places)} 格" if len(places) > _MANY else ""
        row = next((row for row in form.rows if row_of(row.place) == row_of(places[0])), None)
        basis = f"{row.name} {text_of(row.indicator.target)}".strip() if row else None
        points = row.score.value if row and title.endswith("得分") else None
        right = plain(points) if points is not None and len(places) == 1 else None
        words = {"title": title, "cells": cells + more, "by_rule": f"（按规则为 {right} 分）" if right else ""}
        yield Hit(places[0], found="（空）", expected=right, basis=basis, words=words)


def _unfinished(form: FormCase) -> list[str]:
    if not form.rows:
        return ["指标"] if form.has("indicators.name") else []
    empty = [
        title
        for field, title in _COLUMNS.items()
        if form.has(f"indicators.{field}")
        and not any(getattr(row.indicator, field) for row in form.rows)
        and not _refused(form, field)
    ]
    if form.has("funds.executed") and form.total and form.total.executed is None and not _unread(form, "funds"):
        empty += (
            ["年度资金总额的执行数"] if form.budget(form.total) else ["年度资金总额的预算数", "年度资金总额的执行数"]
        )
    return empty


def _blanks(form: FormCase) -> dict[str, list[str]]:
    """Empty required cells by title. Rows without a weight take no part (“/”, “—”) where others have one."""
    found: dict[str, list[str]] = {}
    places = form.evaluation.places
    for field, title in _HEAD.items():
        if form.has(f"head.{field}") and not form.evaluation.text(field).strip():
            found[title] = [places.get(f"head.{field}", form.evaluation.location)]
    for field, title in _GOALS.items():
        place = places.get(f"goal.{field}")
        if place and getattr(form.evaluation.goal, field) is None and place not in _refused_places(form):
            found[title] = [place]
    line = form.total
    if line and line.executed and form.budget(line) is None and not _unread(form, "funds"):
        field = "initial_budget" if form.plans_once else "full_year_budget"
        found["全年预算数"] = [form.fund_place(line, field)]
    for field, title in _COLUMNS.items():
        cells = blank_cells(form, field) if form.has(f"indicators.{field}") else []
        if cells:
            found[title] = cells
    return found | _blank_scores(form, bool(found))


def _blank_scores(form: FormCase, unfinished: bool) -> dict[str, list[str]]:
    """The score of the execution rate and the total, where all rows are scored and no other cell explains it."""
    line, total, places = form.total, form.evaluation.total, form.evaluation.places
    given = [row for row in form.rows if row.points is not None]
    if unfinished or not given or _wrong_cells(form):
        return {}
    if line and _asks_for_points(form, line) and line.reported_score is None and form.sheet.execution.value is None:
        return {"全年预算数为 0、算不出执行率，预算执行得分": [form.fund_place(line, "reported_score")]}
    place = places.get("total.reported")
    return {"总分": [place]} if place and total.reported is None else {}


def _asks_for_points(form: FormCase, line: FundLine) -> bool:
    budget = form.budget(line)
    return form.has("funds.reported_score") and budget is not None and budget.number == ZERO


def _wrong_cells(form: FormCase) -> bool:
    """Whether a cell holds what no formula can add up: a text, an error value, an amount below zero."""
    line = form.total
    amounts = (form.budget(line), line.executed) if line else ()
    negative = any(entry and entry.number is not None and entry.number < ZERO for entry in amounts)
    unread = any(is_score_cell(form, item) or _is_proved(form, item) for item in form.evaluation.not_understood)
    return negative or unread or form.evaluation.sums_miss_text


def blank_cells(form: FormCase, field: str) -> list[str]:
    """The required cells of a column that are empty; one that could not be read is not."""
    unread = _refused_places(form)
    weighted = any(row.weight is not None for row in form.rows)
    needed = [row for row in form.rows if field == "weight" or row.weight is not None or not weighted]
    places = [form.place(row, field) for row in needed if not _filled(getattr(row.indicator, field), field, row)]
    return [place for place in places if place not in unread]


def _refused_places(form: FormCase) -> set[str]:
    return {item.location for item in form.evaluation.not_understood}


def _filled(entry: Entry | None, field: str, row: object) -> bool:
    """A 定性 or name-borne target counts as filled: other checks speak about it."""
    score = getattr(row, "score", None)
    return entry is not None or (field == "target" and score is not None and score.rule != "no_target")


def _refused(form: FormCase, field: str) -> bool:
    return field in ("weight", "reported_score") and bool(_unread(form, "rows"))


def _unread(form: FormCase, part: str) -> list[NotUnderstood]:
    rows = {row.place.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for row in form.rows}
    items = form.evaluation.not_understood
    inside = [item for item in items if item.location.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") in rows]
    return inside if part == "rows" else [item for item in items if item not in inside]


@form_check(
    "ZPJ103",
    "单元格读不懂",
    ERROR,
    reference="",
    clause=_FORM,
    message="“{found}”：{why}",
    fix="按栏目要求改填",
)
def unreadable(form: FormCase) -> Iterator[Hit]:
    """Cells the reader could not place; notes of the reader are doubts. Score cells belong to ZPJ401."""
    for item in dict.fromkeys(form.evaluation.not_understood):
        if not is_score_cell(form, item):
            level = None if _is_proved(form, item) else WARNING
            yield Hit(item.location, found=item.text, level=level, words={"why": item.why})


def _is_proved(form: FormCase, item: NotUnderstood) -> bool:
    """An error value, or words in a column where the other cells hold numbers; else zpj may have misread the form."""
    if "错误值" in item.why:
        return True
    column = column_of(item.location)
    numbers = (entry for entries in number_columns(form).values() for entry in entries if entry)
    beside = any(entry.number is not None and column_of(entry.location) == column for entry in numbers)
    is_prose = len(item.text) > _LONG_NUMBER and _STOP.search(item.text) is not None
    return item.why == _NOT_A_NUMBER and beside and not is_prose and not _NOT_APPLICABLE.match(item.text.strip())


def is_score_cell(form: FormCase, item: NotUnderstood) -> bool:
    """Whether a cell that could not be read stands where a score belongs."""
    if item.why != _NOT_A_NUMBER and "错误值" not in item.why:
        return False
    column = column_of(item.location)
    entries = [row.indicator.reported_score for row in form.rows] + [form.evaluation.total.reported]
    known = {column_of(entry.location) for entry in entries if entry}
    if known:
        return column in known
    weights = {column_of(row.indicator.weight.location) for row in form.rows if row.indicator.weight}
    return item in _unread(form, "rows") and item.why == _NOT_A_NUMBER and column not in weights


@form_check(
    "ZPJ104",
    "没有“全年预算数”一栏",
    WARNING,
    reference="R-21",
    clause="执行率为全年执行数与全年预算数之比",
    message="表上没有“全年预算数”一栏，执行率按年初预算数计算；年中有调整的请加上这一栏",
    fix="改用有“全年预算数”的表样，或说明全年没有调整",
)
def no_budget_column(form: FormCase) -> Iterator[Hit]:
    """The form asks for no full-year budget."""
    if form.plans_once and form.total:
        yield Hit(form.total.location)


@form_check(
    "ZPJ110",
    "没有写评价年度",
    WARNING,
    reference="R-58",
    clause=_FORM,
    message="表上没有写评价年度（如“（2024年度）”），请补写",
    fix="在标题下补写年度",
)
def no_year(form: FormCase) -> Iterator[Hit]:
    """No year in the head of the form: neither years nor deadlines without a year can be compared.

    A table of indicators alone, without a head and funds, is of the year of the report it stands in.
    """
    evaluation = form.evaluation
    whole = evaluation.funds or any(name.startswith("head.") for name in evaluation.columns)
    if form.rows and whole and not evaluation.text("year").strip():
        yield Hit(evaluation.places.get("head.year", evaluation.location), found="（空）", expected="评价年度")


@form_check(
    "ZPJ111",
    "表里留有没有填的空位",
    WARNING,
    clause=_FORM,
    message="“{found}”是没有填的空位，请补填",
    fix="补填实际的内容",
)
def left_open(form: FormCase) -> Iterator[Hit]:
    """（请填写）, ××, 【待补：…】 in the head and the indicators; ZPJ522 reads goals, reasons and the analysis."""
    entries = [*form.evaluation.fields.values()]
    for row in form.rows:
        entries += [entry for entry in (row.indicator.target, row.indicator.actual) if entry]
        entries.append(Entry(row.indicator.name, None, form.level_place(row, "name")))
    for entry in entries:
        for found in left_over(entry.text):
            yield Hit(entry.location, found=found, quote=found)


@form_check(
    "ZPJ107",
    "文字疑似没有写完",
    INFO,
    reference="R-46",
    clause="实际完成值应当写完整",
    message="“{found}”疑似没有写完，请核对",
    fix="补全文字",
)
def cut_off(form: FormCase) -> Iterator[Hit]:
    """An actual value that is the beginning of its target, or a reason that breaks off."""
    for row in form.rows:
        done, wanted = text_of(row.indicator.actual), text_of(row.indicator.target)
        words = row.actual.kind is Kind.QUALITATIVE and done != wanted and wanted.startswith(done)
        if (words and len(wanted) - len(done) <= 2) or any("截断" in doubt for doubt in row.actual.warnings):
            yield Hit(form.place(row, "actual"), found=done, expected=wanted, row=row.place)
        reason = text_of(row.indicator.deviation_reason)
        if pattern("(?:下一步|[，、：]|因为|由于|以及)$").search(reason):
            yield Hit(form.place(row, "deviation_reason"), found=reason, quote=reason[-12:], row=row.place)
