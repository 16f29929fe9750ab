"""Over a filed report: the points of a row against the scoring standard printed beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.points.standard_goals import bare_goals, goals_by_the_text
from zpj.checks.points.standard_items import is_fault, loses_by_words, of_degrees, of_faults, of_items, one_of
from zpj.checks.points.standards import (
    Result,
    Verdict,
    every_of,
    goal_of,
    is_by_rate,
    is_in_ratio,
    is_limit,
    plainly,
    points_for,
    result_in,
)
from zpj.checks.reading.figures import PERCENT, quantities
from zpj.checks.reading.reconcile import half_unit, places_shown
from zpj.checks.reading.row_results import (
    Told,
    counted_in_prose,
    done_and_planned,
    goal_elsewhere,
    in_forms,
    in_prose,
    in_tables,
    planned_and_done,
    planned_in_prose,
    spent,
)
from zpj.checks.reading.scoring_tables import ScoredRow, heads_of, scored_rows
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.domain.amounts import HUNDRED, ONE, ZERO, parse_number, plain, round_half_up
from zpj.domain.records import replace
from zpj.domain.regex import regex

_MOST_STEPS = 30
_COST = regex("成本|费用|造价|单价|支出|投诉|事故|时间")
_COUNTED = regex("[个项处次起件人户家名份条台座例宗]")
_MORE_WAYS = regex("比例|酌情|视情|不足|百分点|[;。].*得[0-9]|不得分|各[0-9]")
_DIVISOR = regex("[÷/]([0-9]+)(?![0-9.%])")
_SINGLE = regex("扣(?:减|除)?([0-9.]+)分")
_LIMIT = regex("(?:最多|至多|不超过|上限为?)扣?(?P<points>[0-9.]+)分")
_BY_SO_MUCH = regex(
    r"(?:调减|核减|减少|少|缺|差|低于|增加|超|尚有|剩)[了于过]?\d|^\d[^,;。]{0,8}(?:因|由于|受|[未没尚不推延滞取])"
)
"""What a reason tells is how much was lacking, not the result."""
_RESULT = regex("(?:完成|实际|达到?|率|度|为|仅|只有|覆盖|得分?|占|是|:)+(?:了|为|值|仅|约|:)*$|^[,(]?$")


@paper_check(
    "ZPJ436",
    "得分与评分标准不符",
    ERROR,
    reference="R-09",
    clause="得分应按评分标准计算",
    message="“{name}”按评分标准（{quote}）和所写情况（{basis}）应得 {expected} 分，填 {found} 分，请核对",
    fix="按评分标准改正得分，或改正所写的情况",
    follows=("ZPJ431",),
)
def points_by_standard(case: PaperCase) -> Iterator[Hit]:
    """“目标30艘，每少1艘扣1分” beside “实际完成28艘”; bands, ratios, rates × weight; the result beside or in the text.

    Proved where the result stands in the table and the standard can be read in one way; else a doubt. Without a
    result, what is lost must be so much for each fault.
    """
    for table in case.paper.tables:
        rows = list(scored_rows(table, heads_of(table)))
        kept = max((places_shown(row.cells[row.heads.points]) for row in rows), default=0)
        for row in rows:
            hit = _of_row(case, row, kept, row.standard)
            if hit:
                yield hit
        for row, standard in (*bare_goals(rows), *goals_by_the_text(case, rows)):
            hit = _of_row(case, row, kept, standard)
            if hit:
                yield replace(hit, level=WARNING)


def _of_row(case: PaperCase, row: ScoredRow, kept: int, standard_text: str) -> Hit | None:
    weight, points = row.weight, row.points
    if weight is None or points is None or not standard_text or not weight:
        return None
    standard = plainly(standard_text, weight)
    named = goal_of(standard)
    goal, is_least = named or _target(row) or goal_elsewhere(case, row.name) or (None, True)
    told = _told(case, row, goal, standard)
    pair = _pair(row, goal) if told is None or goal is None else None
    if pair:
        told, goal = pair
    if told is None and goal is None and is_by_rate(standard):
        told, goal = _by_plan(case, row, standard) or done_and_planned(case, row.name)
    verdict = points_for(standard, weight, told.result, goal, is_least=is_least) if told else None
    if not told:
        verdict = verdict or _in_words(row, standard, weight)
    if verdict is None or verdict.unmet:
        verdict = _in_steps(standard, weight, points) or one_of(standard, weight, points) or verdict
    verdict = verdict or (_of_wholes(standard, weight, points, goal, kept) if is_least else None)
    if verdict is None or _keeps(verdict, points, weight, kept, told, goal):
        return None
    sure = told.is_beside if told else not is_in_ratio(standard) and not verdict.unmet
    sure = sure and (verdict.unmet or len(verdict.points) == 1) and not (verdict.is_full and points < weight)
    right = plain(round_half_up(verdict.points[0], max(kept, 2))) if verdict.points else f"低于{plain(weight)}"
    return Hit(
        row.place,
        plain(points),
        right,
        plain(abs(points - verdict.points[0])) if verdict.points else None,
        plain(half_unit(kept)),
        standard_text,
        told.text if told else row.text(row.heads.done or row.heads.reason or 0),
        level=None if sure else WARNING,
        project=case.project(row.table.section),
        words={"name": row.name},
    )


def _keeps(
    verdict: Verdict, points: Decimal, weight: Decimal, kept: int, told: Told | None, goal: Result | None
) -> bool:
    """Whether the points are among those the standard gives, as finely as the table shows them."""
    if verdict.unmet:
        return points < weight
    if verdict.is_range and min(verdict.points) <= points <= max(verdict.points):
        return True
    half = told.result.half if told else ZERO
    scale = abs(goal.value) if goal and goal.value else HUNDRED
    slack = half_unit(kept) + (half / scale * weight if scale and not verdict.is_full else ZERO)
    return any(abs(points - each) <= slack for each in verdict.points)


def _target(row: ScoredRow) -> tuple[Result, bool] | None:
    """The goal in a column of its own and whether less than it is a miss; none of a cost that does not say."""
    goal = result_in(row.target) if row.target else None
    open_cost = _COST.search(row.name) is not None and not is_limit(row.target) and "≥" not in row.target
    return None if goal is None or open_cost else (goal, not is_limit(row.target))


def _what_was_done(row: ScoredRow) -> str:
    """The cell of what was done, or of the reasons where no column tells what was done."""
    return row.reason if row.heads.done is None else row.done


def _pair(row: ScoredRow, goal: Result | None) -> tuple[Told, Result] | None:
    """What its own cell says was done and planned: “目标8所,完成7所”; the rate of the two where the goal is a rate."""
    cell = _what_was_done(row)
    pair = planned_and_done(cell)
    if pair and goal is not None and goal.unit == PERCENT and pair[0].unit != PERCENT:
        return Told(Result(pair[1].value / pair[0].value * HUNDRED, PERCENT), cell, is_beside=True), goal
    return (Told(pair[1], cell, is_beside=True), pair[0]) if pair and pair[0].value else None


def _by_plan(case: PaperCase, row: ScoredRow, standard: str) -> tuple[Told, Result] | None:
    """What its own cell counts, and the count its standard or the text plans under its name: 22座 of 改造危桥24座.

    Where no column tells what was done, the reason does, in the unit its standard divides by: 1236人 of /1200人.
    """
    divisor = _DIVISOR.search(standard)
    whole = next((each for each in quantities(standard) if divisor and each.start == divisor.start(1)), None)
    unit = whole.unit if whole and not row.done else ""
    cell = row.done or (row.reason if unit and _names_result(row.reason, unit) else "")
    own = result_in(cell, unit)
    if own is None or own.unit == PERCENT or (unit and _BY_SO_MUCH.search(cell)):
        return None
    fixed = Result(parse_number(divisor[1]) or ONE, own.unit) if divisor else None
    goal = fixed or planned_in_prose(case, row.name, own)
    return (Told(own, cell, is_beside=divisor is not None), goal) if goal else None


def _told(case: PaperCase, row: ScoredRow, goal: Result | None, standard: str) -> Told | None:
    """The result of a row: of its own cells, of the form's row of its name, or what the text says of it."""
    unit = goal.unit if goal else PERCENT if is_by_rate(standard) or PERCENT in standard else ""
    if not unit and goal is None:
        return None
    if row.done:
        own = result_in(row.done, unit)
        return Told(own, row.done, is_beside=True) if own else None
    beside = row.reason
    own = result_in(beside, unit) if beside and not _BY_SO_MUCH.search(beside) and _names_result(beside, unit) else None
    if own:
        return Told(own, beside, is_beside=True)
    name = row.name
    said = spent(case, name) if unit == PERCENT else None
    said = said or in_forms(case, name, unit) or in_tables(case, name, unit) or in_prose(case, name, unit, goal)
    return said or counted_in_prose(case, name, unit, goal)


def _names_result(beside: str, unit: str) -> bool:
    """Whether words for a result stand before the first figure of a reason, or before its first one in a unit."""
    first = next((place for place, sign in enumerate(beside) if sign.isdigit()), 0)
    starts = [first, *[each.start for each in quantities(beside) if each.unit == unit][:1]]
    return any(_RESULT.search(beside[:start]) for start in starts)


def _in_words(row: ScoredRow, standard: str, weight: Decimal) -> Verdict | None:
    """What the words of a row tell of faults and items: “逾期1次”, “尚未制定档案管理制度”."""
    places = [place for place in (row.heads.done, row.heads.reason) if place is not None and place < len(row.cells)]
    cells = tuple(map(row.text, places))
    verdict = of_degrees(standard, weight, _what_was_done(row))
    verdict = verdict or of_faults(standard, weight, cells)
    verdict = verdict or (of_items(standard, weight, cells[0]) if cells else None)
    if verdict is None and row.heads.done is not None and cells and is_fault(cells[0]) and loses_by_words(standard):
        return Verdict(unmet=True)
    return verdict


def _in_steps(standard: str, weight: Decimal, points: Decimal) -> Verdict | None:
    """“每有1个未按期完成扣2分” beside seven points of eight: each loses so much, however many; “部分未量化的扣1分”."""
    every, single = every_of(standard), _SINGLE.findall(standard)
    counted = every is not None and _COUNTED.match(every["unit"])
    alone = every is None and "每" not in standard and len(single) == 1
    if not (counted or alone) or _MORE_WAYS.search(standard) or points >= weight:
        return None
    lost = parse_number((every["points"] or every["share"]) if every else single[0]) or ZERO
    lost = lost if every is None or every["points"] else lost * weight / HUNDRED
    limit = _LIMIT.search(standard)
    ends = {ZERO, weight - (parse_number(limit["points"]) or ZERO)} if limit else {ZERO}
    if not lost or points in ends or not (weight - points) % lost:
        return None
    times = (weight - points) // lost
    return Verdict((max(ZERO, weight - lost * (times + 1)), weight - lost * times))


def _of_wholes(standard: str, weight: Decimal, points: Decimal, goal: Result | None, kept: int) -> Verdict | None:
    """“8座，未完成按比例得分” beside 5.5 points of six: no whole number of eight makes them, seven make 5.25."""
    if goal is None or not _COUNTED.match(goal.unit) or not is_in_ratio(standard) or "每" in standard:
        return None
    if not kept or points >= weight or not 1 < goal.value <= _MOST_STEPS or goal.value % 1:
        return None
    done = min(round_half_up(points / weight * goal.value, 0), goal.value - 1)
    ways = [weight * each / goal.value for each in (done, done + 1, done - 1) if ZERO <= each < goal.value]
    return Verdict(tuple(sorted(ways, key=lambda way: abs(way - points))))
