"""Scores of rows, total and grade."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import FormCase, Row
from zpj.checks.form.completeness import is_score_cell
from zpj.checks.form.rounding import tolerance_of
from zpj.checks.reading.reconcile import HALF_CENT, places_shown
from zpj.checks.rule import ERROR, INFO, WARNING, Hit, form_check
from zpj.domain import clauses
from zpj.domain.amounts import HUNDRED, ZERO, plain
from zpj.domain.model import Entry, printed
from zpj.scoring.grade import grade_of, standard_grade
from zpj.scoring.points import rounded


@form_check(
    "ZPJ401",
    "得分格里是文字或错误值",
    ERROR,
    reference="",
    clause="得分应当是数，文字和错误值不会计入总分",
    message="得分格里是“{found}”，不是数，请改填得分",
    fix="改正公式的输入，或直接填得分",
)
def text_in_score(form: FormCase) -> Iterator[Hit]:
    """Error values and short texts of worksheet functions in score cells."""
    for item in form.evaluation.not_understood:
        if is_score_cell(form, item):
            yield Hit(item.location, found=item.text, basis=item.why)


@form_check(
    "ZPJ402",
    "得分超出 0 到分值的范围",
    ERROR,
    reference="R-05",
    clause=str(clauses.TOTAL),
    message="“{name}”得分 {found}，应在 {expected} 之间，请改正",
    fix="改正得分或分值",
)
def out_of_range(form: FormCase) -> Iterator[Hit]:
    """0 ≤ score ≤ weight, for the rows, the execution rate and the total."""
    lines = [line for line in form.evaluation.funds if line.reported_score and line.weight]
    cells = [(row.name, row.indicator.reported_score, row.weight, row.place) for row in form.rows]
    cells += [(line.label.strip("：: "), line.reported_score, printed(line.weight), line.location) for line in lines]
    if not _sum_of_too_much(form) and next(wrong_total(form), None) is None:
        cells.append(("总分", form.evaluation.total.reported, HUNDRED, ""))
    for name, entry, most, row in cells:
        points = printed(entry)
        if entry and points is not None and most is not None and not ZERO <= points <= most:
            over = points - most if points > most else -points
            yield Hit(
                entry.location,
                found=plain(points),
                expected=f"0—{plain(most)}",
                difference=plain(over),
                tolerance="0",
                row=row,
                words={"name": name},
            )


def _sum_of_too_much(form: FormCase) -> bool:
    """Whether the total is the sum of its parts, and so beyond 100 only because their weights or scores are."""
    written, summed = printed(form.evaluation.total.reported), summed_scores(form)
    return written is not None and summed is not None and abs(written - summed) <= HALF_CENT


@form_check(
    "ZPJ403",
    "总分不等于各项得分之和",
    ERROR,
    reference="R-06",
    clause=str(clauses.TOTAL),
    message="总分填 {found}，各项得分之和为 {expected}，请改正",
    fix="总分改为各项得分之和",
    follows=("ZPJ401",),
    safe_fix=True,
)
def wrong_total(form: FormCase) -> Iterator[Hit]:
    """Total = execution score + scores of the weighted rows; a scheme may cap it by the execution rate.

    Not where the total's formula passes over a number kept as text (ZPJ109).
    """
    entry, parts = form.evaluation.total.reported, score_cells(form)
    written = printed(entry)
    if entry is None or written is None or parts is None or form.evaluation.sums_miss_text:
        return
    summed = _capped(form, sum((part.displayed_number or ZERO for part in parts), ZERO))
    exact = _capped(form, sum((part.number or ZERO for part in parts), ZERO))
    if min(abs(written - summed), abs(written - exact), abs((entry.number or written) - exact)) <= HALF_CENT:
        return
    figures = " + ".join(plain(part.displayed_number or ZERO) for part in parts)
    yield Hit(
        entry.location,
        found=plain(written),
        expected=plain(summed),
        difference=plain(abs(written - summed)),
        tolerance=plain(HALF_CENT),
        basis=f"{figures} = {plain(summed)}",
        quote=f"总分 {entry.text.strip()}",
    )


def score_cells(form: FormCase) -> list[Entry] | None:
    """The cells the total adds up; None where one is not filled."""
    line = form.total
    scored = (row for row in form.rows if row.weight is not None or row.points is not None)
    rows = [row.indicator.reported_score for row in scored]
    cells = rows if form.execution_row else [line.reported_score if line else None, *rows]
    filled = [cell for cell in cells if cell is not None and cell.number is not None]
    return filled if rows and len(filled) == len(cells) else None


def summed_scores(form: FormCase) -> Decimal | None:
    """The total the score cells add up to; None where one is not filled."""
    parts = score_cells(form)
    return None if parts is None else _capped(form, sum((part.displayed_number or ZERO for part in parts), ZERO))


def _capped(form: FormCase, total: Decimal) -> Decimal:
    rate = form.sheet.execution.rate
    caps = [tier.value for tier in form.scheme.total_caps.value if rate is not None and rate < tier.start]
    return min([total, *caps])


@form_check(
    "ZPJ404",
    "等级与总分不符",
    ERROR,
    reference="R-07",
    clause="按总分所在的档评定等级",
    message="总分 {total}，等级应为“{expected}”，现填“{found}”，请改正",
    fix="等级改为与总分相应的档",
    safe_fix=True,
)
def wrong_grade(form: FormCase) -> Iterator[Hit]:
    """The grade word against the total; where the total itself is wrong, the right one counts as well."""
    entry, total = form.evaluation.total.reported_grade, printed(form.evaluation.total.reported)
    wanted = grade_of(total, form.scheme)
    if entry is None or total is None or wanted is None or not ZERO <= total <= HUNDRED:
        return
    known = {band.word for band in form.scheme.grades.value}
    written = standard_grade(entry.text, form.scheme)
    if written in (wanted, grade_of(summed_scores(form), form.scheme)):
        return
    yield Hit(
        entry.location,
        found=entry.text.strip(),
        expected=wanted,
        clause=form.scheme.grades.clause,
        level=None if written in known else WARNING,
        words={"total": plain(total)},
    )


@form_check(
    "ZPJ405",
    "等级用词不是规定的词",
    INFO,
    reference="R-08",
    clause="等级用词为优、良、中、差",
    message="等级写成“{found}”，规定的词是“{expected}”",
    fix="改用规定的等级词",
    follows=("ZPJ404",),
    safe_fix=True,
)
def other_grade_word(form: FormCase) -> Iterator[Hit]:
    """优秀 for 优."""
    entry = form.evaluation.total.reported_grade
    word = entry.text.strip() if entry else ""
    standard = standard_grade(word, form.scheme)
    if entry and standard != word:
        yield Hit(entry.location, found=word, expected=standard, clause=form.scheme.grades.clause)


def score_hit(form: FormCase, row: Row, expected: Decimal | None, **more: str) -> Hit:
    """A finding on the score of a row."""
    points = row.points or ZERO
    return Hit(
        form.place(row, "reported_score"),
        found=plain(points),
        expected=None if expected is None else plain(expected),
        difference=None if expected is None else plain(abs(points - expected)),
        tolerance=plain(tolerance_of(form)),
        quote=f"{row.indicator.target.text.strip() if row.indicator.target else ''} → "
        f"{row.indicator.actual.text.strip() if row.indicator.actual else ''}",
        row=row.place,
        words={"name": row.name, "reason": _reason_of(form, row), **more},
    )


def _reason_of(form: FormCase, row: Row) -> str:
    """What is to be done about the reason of a row whose points are to be lowered."""
    empty = form.has("indicators.deviation_reason") and not row.has_reason
    return "，原因一栏是空的，请补写" if empty else "并说明原因"


@form_check(
    "ZPJ412",
    "全年没有执行资金，指标仍得分",
    WARNING,
    reference="R-31",
    clause=str(clauses.QUANTITATIVE),
    message="全年执行数为 0，仍有 {count} 项指标得分共 {found} 分，请核实是否实际开展",
    fix="核实各项是否实际完成，并写明依据",
)
def points_without_spending(form: FormCase) -> Iterator[Hit]:
    """Nothing was spent and still points were given: work may go on without money, so a doubt."""
    line = form.total
    scored = [row for row in form.rows if row.points]
    if line and line.executed and line.executed.number == ZERO and scored:
        budget = form.budget(line)
        if budget and budget.number:
            summed = sum((row.points or ZERO for row in scored), ZERO)
            yield Hit(line.executed.location, found=plain(summed), words={"count": str(len(scored))})


@form_check(
    "ZPJ414",
    "得分的小数位多于方案规定",
    INFO,
    reference="R-10",
    clause="同一张表的得分保留相同的小数位数",
    message="得分 {found} 的小数位数多于 {expected} 位，请四舍五入",
    fix="按方案的位数四舍五入",
)
def too_many_decimals(form: FormCase) -> Iterator[Hit]:
    """One finding for the first score with more decimals than the scheme keeps."""
    places = form.scheme.places.value
    entries = [
        *(line.reported_score for line in form.evaluation.funds),
        *(row.indicator.reported_score for row in form.rows),
    ]
    for entry in (*entries, form.evaluation.total.reported):
        if entry and places_shown(entry.text) > places:
            number = printed(entry)
            rest = None if number is None else plain(rounded(number, places))
            yield Hit(entry.location, found=entry.text.strip(), expected=str(places), basis=rest)
            return


@form_check(
    "ZPJ415",
    "全部满分",
    INFO,
    reference="R-64",
    clause="自评应当客观反映存在的问题",
    message="总分 100，各项全部满分，建议复核有无偏差和问题",
    fix="复核各项完成情况",
    follows=("ZPJ406", "ZPJ407"),
)
def all_full(form: FormCase) -> Iterator[Hit]:
    """Every score is full."""
    total = form.evaluation.total.reported
    scored = [row for row in form.rows if row.weight is not None]
    full = bool(scored) and all(row.points == row.weight for row in scored)
    if total and full and printed(total) == HUNDRED:
        yield Hit(total.location, found="100")


@form_check(
    "ZPJ416",
    "总分与预算执行得分的小数对不上",
    WARNING,
    reference="R-72",
    clause=str(clauses.EXECUTION),
    message="按执行率，预算执行应得 {expected} 分（不是整数），总分却是整数 {found}，请核对各项得分",
    fix="填写各项得分，重新合计",
)
def whole_total(form: FormCase) -> Iterator[Hit]:
    """A whole total beside an execution score with decimals, where the rows show no scores that make it up."""
    entry, own = form.evaluation.total.reported, form.sheet.execution.value
    total = printed(entry)
    if entry is None or total is None or own is None or score_cells(form) is not None:
        return
    if total == total.to_integral_value() and own != own.to_integral_value():
        yield Hit(entry.location, found=plain(total), expected=plain(own), basis=form.sheet.execution.basis)
