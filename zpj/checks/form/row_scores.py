"""The score of each indicator row against its target, its actual value and the scheme's rule."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import FormCase, Row
from zpj.checks.form.rounding import as_rounded_here, is_full_by_rounding, tolerance_of
from zpj.checks.form.scores import score_hit
from zpj.checks.form.vague_reasons import says_points_lost
from zpj.checks.points.standards import Verdict, goal_of, plainly, points_for, result_in
from zpj.checks.reading.reconcile import places_shown
from zpj.checks.rule import ERROR, INFO, WARNING, Hit, form_check
from zpj.domain import clauses
from zpj.domain.amounts import ZERO, plain, round_half_up
from zpj.domain.findings import Severity
from zpj.domain.model import Indicator
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.targets import Comparator, Direction, Kind, comparable
from zpj.domain.wording import normalise
from zpj.scoring.points import percent

_BY_RATIO = frozenset(
    ("at_least", "at_most", "equal", "none_allowed", "not_done", "share_of_target", "cost_ratio", "satisfaction")
)
_BAND_TITLE = regex("(?:部分|未)达成(?:预期|年度)?(?:绩效)?(?:指标|目标)")
_MONTHS = 12
_FULL_BY_TIER = "satisfaction"


def unmet(row: Row) -> bool:
    """Whether the papers themselves show that a written bound was missed, whatever the scheme makes of it."""
    pair = comparable(row.target, row.actual)
    if pair is None or row.target.warnings or row.actual.warnings:
        return False
    target, actual = pair
    direction = row.target.direction
    if direction is Direction.AT_MOST:
        return actual > target or (actual == target and row.target.comparator is Comparator.LESS and _strict(row))
    return direction in (Direction.AT_LEAST, Direction.EQUAL) and actual < target


def _strict(row: Row) -> bool:
    """Exactly at a “<”: the ratio is 1 all the same, so no proof."""
    return row.score.value is not None and row.weight is not None and row.score.value < row.weight


def _within_limit(row: Row) -> bool:
    """Whether a written limit was kept and only the scheme's habit (实际÷目标 even for limits) takes points off."""
    is_share = row.score.rule == "share_of_target" and row.target.direction is Direction.AT_MOST
    return is_share and row.score.rate is not None and row.score.rate <= 1


def _proved(row: Row) -> bool:
    """Whether the scheme's score rests on a plain rule and on values that were read without doubt."""
    assumed = row.score.rule == "at_most" and row.target.direction is None
    doubts = row.target.warnings or row.actual.warnings or row.score.notes or _within_limit(row)
    return row.score.rule in _BY_RATIO and not assumed and not doubts


def _judged(row: Row) -> bool:
    """Whether a person took points off within the band of the words and said why."""
    low, points = row.score.low, row.points
    return low is not None and points is not None and points >= low and row.has_reason


def _by_scheme(form: FormCase) -> Iterator[Row]:
    """The rows the scheme has a say in: a rule printed beside a row comes first."""
    return (row for row in form.rows if not row.indicator.scoring_rule)


def _own_verdict(row: Row) -> Verdict | None:
    """What the rule printed beside a row gives for its result; None where its words do not tell."""
    if row.weight is None:
        return None
    standard = plainly(normalise(row.indicator.scoring_rule), row.weight)
    target, actual = row.indicator.target, row.indicator.actual
    aim = result_in(normalise(target.text)) if target else None
    goal, is_least = goal_of(standard) or (aim, row.target.direction is not Direction.AT_MOST)
    told = result_in(normalise(actual.text), goal.unit if goal else "") if actual else None
    return points_for(standard, row.weight, told, goal, is_least=is_least) if told else None


def _by_own_rule(form: FormCase, row: Row) -> Iterator[Hit]:
    """Full points of a row that missed its target and has a rule of its own: proved where that rule gives fewer."""
    verdict = _own_verdict(row)
    if not unmet(row) or (verdict is not None and (verdict.is_full or row.weight in verdict.points)):
        return
    points = verdict.points[0] if verdict is not None and len(verdict.points) == 1 else None
    hit = replace(score_hit(form, row, points), basis=_compared(row.indicator), clause=None)
    yield replace(hit, level=WARNING if verdict is None else None)


@form_check(
    "ZPJ406",
    "没有达到指标值却得满分",
    ERROR,
    reference="R-27",
    clause=str(clauses.QUANTITATIVE),
    message="“{name}”没有达到指标值，却得满分 {found}，应按比例扣分{reason}",
    fix="按完成值与指标值的比例计分，写明偏差原因",
    follows=("ZPJ402", "ZPJ340"),
)
def full_though_unmet(form: FormCase) -> Iterator[Hit]:
    """A missed bound with full points."""
    for row in form.rows:
        if row.points is None or row.weight is None or row.points != row.weight or not row.weight:
            continue
        if row.indicator.scoring_rule:
            yield from _by_own_rule(form, row)
            continue
        if row.score.rule == _FULL_BY_TIER or row.target.kind is Kind.DEADLINE:
            continue
        computed = row.score.value
        by_rule = computed is not None and row.weight - computed > tolerance_of(form) and not _within_limit(row)
        if unmet(row) or (by_rule and row.score.rate is not None):
            hit = score_hit(form, row, computed if by_rule else None)
            close = computed is not None and is_full_by_rounding(form, row.points, _exact(row, computed))
            yield _with_basis(row, hit, None if (unmet(row) or _proved(row)) and not close else WARNING)


@form_check(
    "ZPJ407",
    "逾期完成却得满分",
    ERROR,
    reference="R-34",
    clause=str(clauses.DEADLINE),
    message="“{name}”完成时间晚于期限（{quote}），却得满分 {found}，请核对",
    fix="核对完成时间；确实逾期的扣分并说明原因",
    follows=("ZPJ402",),
)
def full_though_late(form: FormCase) -> Iterator[Hit]:
    """A date after the deadline with full points; a doubt where a year had to be assumed."""
    for row in _by_scheme(form):
        late = row.score.rule == "deadline" and row.score.value is not None and row.weight is not None
        if _month_is_later(row):
            yield _with_basis(row, score_hit(form, row, None))
        elif late and row.points == row.weight and row.score.value != row.weight:
            assumed = any("未写年份" in note for note in row.score.notes)
            yield _with_basis(row, score_hit(form, row, row.score.value), WARNING if assumed else None)


def _month_is_later(row: Row) -> bool:
    """“≤10月” and a bare 12 with full points: the column of units has 月 for both."""
    limit, done = row.target.deadline, row.actual.number
    if limit is None or done is None or row.actual.unit or row.target.comparator is not Comparator.AT_MOST:
        return False
    in_months = limit.day is None and limit.year is None and limit.month < done <= _MONTHS
    return in_months and row.points == row.weight != ZERO and row.weight is not None


@form_check(
    "ZPJ408",
    "得分高于按规则计算的分",
    ERROR,
    reference="R-09",
    clause=str(clauses.QUANTITATIVE),
    message="“{name}”填 {found} 分，按规则应为 {expected} 分，请改正或说明依据",
    fix="按规则改正得分",
    follows=("ZPJ402", "ZPJ406", "ZPJ407", "ZPJ101"),
)
def too_high(form: FormCase) -> Iterator[Hit]:
    """More points than the scheme's rule gives; a doubt where the rule rests on an assumption, and only a hint where a
    limit was kept and the scheme takes points off all the same.
    """
    for row in _by_scheme(form):
        computed = row.score.value
        if row.points is None or computed is None or row.points - computed <= tolerance_of(form):
            continue
        if row.points == row.weight or not as_rounded_here(form, row.points, _exact(row, computed)):
            doubt = INFO if _within_limit(row) else WARNING
            yield _with_basis(row, score_hit(form, row, computed), None if _proved(row) else doubt)


@form_check(
    "ZPJ409",
    "得分低于按规则计算的分",
    WARNING,
    reference="R-09",
    clause=str(clauses.QUANTITATIVE),
    message="“{name}”填 {found} 分，按规则可得 {expected} 分，请核对",
    fix="核对得分；有意多扣的写明原因",
    follows=("ZPJ402", "ZPJ413", "ZPJ101"),
)
def too_low(form: FormCase) -> Iterator[Hit]:
    """Fewer points than the scheme's rule gives: the clerk may have a reason, so a doubt."""
    for row in _by_scheme(form):
        computed = row.score.value
        if row.points is None or computed is None or computed - row.points <= tolerance_of(form):
            continue
        if _judged(row) or says_points_lost(row):
            continue
        if not as_rounded_here(form, row.points, _exact(row, computed)):
            yield _with_basis(row, score_hit(form, row, computed))


def _exact(row: Row, computed: Decimal) -> Decimal:
    """A computed score before it was rounded, where it is a rate of the weight: 4.5454… of 4.55."""
    exact = row.score.rate * row.weight if row.score.rate is not None and row.weight is not None else computed
    return exact if round_half_up(exact, places_shown(plain(computed))) == computed else computed


@form_check(
    "ZPJ410",
    "定性指标的得分超出所在档",
    ERROR,
    reference="R-28",
    clause=str(clauses.QUALITATIVE),
    message="“{name}”写“{actual}”，得分率 {share}，该档应在 {expected} 分之间，现填 {found}",
    fix="在档内评分，或改写完成情况",
    follows=("ZPJ402",),
)
def outside_band(form: FormCase) -> Iterator[Hit]:
    """Points outside the band of the actual text; proved where the text is the band's own title."""
    for row in _by_scheme(form):
        low, high = row.score.low, row.score.high
        if row.points is None or not row.weight or low is None or high is None or row.score.rule != "qualitative":
            continue
        if low - tolerance_of(form) <= row.points <= high + tolerance_of(form):
            continue
        above = row.points > high
        yield Hit(
            form.place(row, "reported_score"),
            found=plain(row.points),
            expected=f"{plain(low)}—{plain(high)}",
            difference=plain(row.points - high if above else low - row.points),
            tolerance=plain(tolerance_of(form)),
            basis=row.score.basis,
            clause=row.score.clause,
            level=None if above and _BAND_TITLE.search(row.actual.text) else WARNING,
            row=row.place,
            words={"name": row.name, "actual": row.actual.text, "share": percent(row.points / row.weight)},
        )


@form_check(
    "ZPJ411",
    "扣了分没有写原因",
    ERROR,
    reference="R-30",
    clause=str(clauses.EXPLAIN),
    message="“{name}”扣了 {difference} 分，{column}是空的，请补写原因和改进措施",
    fix="在原因栏写明扣分原因和改进措施",
    follows=("ZPJ402",),
)
def no_reason(form: FormCase) -> Iterator[Hit]:
    """A deduction without a reason, on forms that have a column for it."""
    if not form.has("indicators.deviation_reason"):
        return
    for row in form.rows:
        told = row.has_reason or ("执行率" in row.name and row.score.value == row.points)
        if row.points is not None and row.weight is not None and row.lost and not told:
            yield Hit(
                form.place(row, "deviation_reason"),
                found="（空）",
                expected="扣分原因",
                difference=plain(row.weight - row.points),
                quote=f"分值 {plain(row.weight)}，得分 {plain(row.points)}",
                row=row.place,
                words={"name": row.name, "column": "偏差原因栏"},
            )


@form_check(
    "ZPJ413",
    "已完成指标却扣分",
    WARNING,
    reference="R-32",
    clause=str(clauses.QUANTITATIVE),
    message="“{name}”已达到指标值（{quote}），按规则得满分 {expected}，现填 {found}，请核对",
    fix="核对得分，或写明扣分的依据",
    follows=("ZPJ402",),
)
def deducted_though_met(form: FormCase) -> Iterator[Hit]:
    """The scheme gives full points and the clerk fewer; words that repeat the target leave the upper band open.

    None for what was never begun: 0 of at most 220, 0 points.
    """
    for row in _by_scheme(form):
        full = row.score.value is not None and row.score.value == row.weight != ZERO
        if not full or row.points is None or row.weight is None:
            continue
        if _judged(row) or says_points_lost(row) or (row.points == row.actual.number == ZERO):
            continue
        if row.weight - row.points > tolerance_of(form):
            yield _with_basis(row, score_hit(form, row, row.weight))


def _with_basis(row: Row, hit: Hit, level: Severity | None = None) -> Hit:
    """The finding with the reason of the scheme's score, or the bare comparison where the scheme has no say."""
    if hit.expected is None:
        return replace(hit, basis=_compared(row.indicator), level=level)
    return replace(hit, basis=row.score.basis, clause=row.score.clause, level=level)


def _compared(indicator: Indicator) -> str:
    target, actual = indicator.target, indicator.actual
    return f"指标值 {target.text.strip() if target else ''}，完成值 {actual.text.strip() if actual else ''}，未达到"
