"""Over a filed report: the points of a row against the scoring standard printed beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.paper_figures import PERCENT
from zpj.checks.paper_row_results import Told, counted_in_prose, done_and_planned, in_forms, in_prose
from zpj.checks.paper_text import squeezed
from zpj.checks.reconcile import half_unit, places_shown
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.standards import (
    RULE,
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
    times_of,
)
from zpj.checks.tables import column_letters, number_in
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain, round_half_up
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_STANDARD = regex("标准(?!分)|规则|办法|细则|方法|计分|赋分|公式|说明|解释|备注|要点|依据")
_LOOSE, _NOT_LOOSE = regex("说明|解释|备注|要点|依据"), regex("满分|不得分|每[^,。;]{1,24}扣|得分=")
"""Columns that hold a standard or something else: there only the plainest words of one count."""
_NO_STANDARD = regex("原因|扣分(?!标准|规则|办法|细则)|得分|自评")
_POINTS = regex("^(?:自评|实际|评价|考核|评定|最终)?(?:得分|评分|分数)(?:[(]分[)])?$")
_WEIGHT = regex("^(?:[一二三]级)?(?:指标)?(?:分值|权重|满分|标准分|权重分)(?:[(][分%][)])?$")
_NAME = regex("^(?:三级指标|指标名称|指标内容|评价指标|考核指标|评分项目|评价内容|考核内容|具体指标)(?:名称)?$")
_TARGET = regex("指标值|目标值|计划值|年度目标|计划数|目标数")
_DONE = regex("完成值|完成情况|实际情况|实际值|完成数|自评情况|评价情况|实际完成|评分情况")
_REASON = regex("扣分|得分说明|评分说明|原因|备注|^说明$")
_MOST_HEADS, _MOST_STEPS = 16, 30
_COST = regex("成本|费用|造价|单价|支出|投诉|事故|时间")
_FAULT = regex("未|不|无法|缺|违|延|逾|漏|错|差|超|晚|迟|投诉|事故")
_OF_FAULTS = regex("有|发现|出现|存在|发生|缺|查出|收到")
_COUNTED = regex("[个项处次起件人户家名份条台座例宗]")
_MORE_WAYS = regex("比例|酌情|视情|不足|百分点|[;。].*得[0-9]|不得分|各[0-9]")
_LIMIT = regex("(?:最多|至多|不超过|上限为?)扣?(?P<points>[0-9.]+)分")
_RESULT = regex("(?:完成|实际|达到?|率|度|为|仅|只有|覆盖|得分?|占|是|:)+(?:了|为|值|仅|约|:)*$|^[,(]?$")


@record
class _Heads:
    """The columns of a scoring table."""

    row: int
    name: int
    weight: int
    points: int
    standards: tuple[int, ...]
    target: int | None
    done: int | None
    reason: int | None


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
        heads = _heads(table)
        if heads is None:
            continue
        shown = [row[heads.points] for row in table.rows[heads.row + 1 :] if heads.points < len(row)]
        kept = max((places_shown(each) for each in shown), default=0)
        for number in range(heads.row + 1, len(table.rows)):
            hit = _of_row(case, table, heads, number, kept)
            if hit:
                yield hit


@lru_cache(maxsize=64)
def _heads(table: PaperTable) -> _Heads | None:
    for number, texts in enumerate(table.rows[:_MOST_HEADS]):
        if not any("分" in cell for cell in texts):
            continue
        heads = [squeezed(cell) for cell in texts]
        points = next((place for place in range(len(heads) - 1, -1, -1) if _POINTS.match(heads[place])), None)
        weights = [place for place, head in enumerate(heads) if _WEIGHT.match(head)]
        standards = tuple(
            place
            for place, head in enumerate(heads)
            if place != points and place not in weights and _STANDARD.search(head) and not _NO_STANDARD.search(head)
        )
        if points is None or not weights or not standards:
            continue
        names = [place for place, head in enumerate(heads) if _NAME.match(head)]
        name = names[-1] if names else max(0, weights[-1] - 1)
        target, done, reason = (_first(heads, title) for title in (_TARGET, _DONE, _REASON))
        return _Heads(number, name, weights[-1], points, standards, target, done, reason)
    return None


def _first(heads: Sequence[str], title: re.Pattern[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if title.search(head)), None)


def _of_row(case: PaperCase, table: PaperTable, heads: _Heads, number: int, kept: int) -> Hit | None:
    row = [squeezed(cell) for cell in table.rows[number]]
    if max(heads.points, heads.weight, heads.name) >= len(row):
        return None
    weight, points = number_in(row[heads.weight]), number_in(row[heads.points])
    printed = _printed(_titles(table, heads), row, heads)
    if weight is None or points is None or not printed or not weight:
        return None
    standard = plainly(printed, weight)
    named = goal_of(standard)
    goal, is_least = named or _target(row, heads) or (None, True)
    told = _told(case, row, heads, goal, standard)
    if told is None and goal is None and is_by_rate(standard):
        told, goal = done_and_planned(case, row[heads.name])
    verdict = points_for(standard, weight, told.result, goal, is_least=is_least) if told else None
    verdict = verdict or _of_faults(row, heads, standard, weight) or _in_steps(standard, weight, points)
    verdict = verdict or (_of_wholes(standard, weight, points, goal, kept) if is_least else None)
    if verdict is None or _keeps(verdict, points, weight, kept, told, goal):
        return None
    sure = told.is_beside if told else not is_in_ratio(standard)
    sure = sure and (verdict.unmet or len(verdict.points) == 1) and not (verdict.is_full and points < weight)
    right = plain(round_half_up(verdict.points[0], max(kept, 2))) if verdict.points else f"低于{plain(weight)}"
    return Hit(
        f"{table.name}!{column_letters(heads.points + 1)}{number + 1}",
        plain(points),
        right,
        plain(abs(points - verdict.points[0])) if verdict.points else None,
        plain(half_unit(kept)),
        printed,
        told.text if told else row[heads.done or heads.reason or 0],
        level=None if sure else WARNING,
        project=case.project(table.section),
        words={"name": row[heads.name]},
    )


def _keeps(
    verdict: Verdict, points: Decimal, weight: Decimal, kept: int, told: Told | None, goal: Result | None
) -> bool:
    """Whether the points are among those the standard gives, as finely as the table shows them."""
    if verdict.unmet:
        return points < weight
    half = told.result.half if told else ZERO
    scale = abs(goal.value) if goal and goal.value else HUNDRED
    slack = half_unit(kept) + (half / scale * weight if scale and not verdict.is_full else ZERO)
    return any(abs(points - each) <= slack for each in verdict.points)


def _titles(table: PaperTable, heads: _Heads) -> list[str]:
    """The headings of a scoring table in one spelling."""
    return [squeezed(cell) for cell in table.rows[heads.row]]


def _printed(titles: Sequence[str], row: Sequence[str], heads: _Heads) -> str:
    """The standard of a row, "" where it has none."""
    for place in heads.standards:
        words = row[place] if place < len(row) else ""
        if (_NOT_LOOSE if _LOOSE.search(titles[place]) else RULE).search(words):
            return words
    return ""


def _target(row: Sequence[str], heads: _Heads) -> tuple[Result, bool] | None:
    """The goal in a column of its own and whether less than it is a miss; none of a cost that does not say."""
    cell = row[heads.target] if heads.target is not None and heads.target < len(row) else ""
    goal = result_in(cell) if cell else None
    open_cost = _COST.search(row[heads.name]) is not None and not is_limit(cell) and "≥" not in cell
    return None if goal is None or open_cost else (goal, not is_limit(cell))


def _told(case: PaperCase, row: Sequence[str], heads: _Heads, goal: Result | None, standard: str) -> Told | None:
    """The result of a row: of its own cells, of the form's row of its name, or what the text says of it."""
    unit = goal.unit if goal else PERCENT if is_by_rate(standard) or PERCENT in standard else ""
    if not unit and goal is None:
        return None
    if heads.done is not None and heads.done < len(row) and row[heads.done]:
        own = result_in(row[heads.done], unit)
        return Told(own, row[heads.done], is_beside=True) if own else None
    beside = row[heads.reason] if heads.reason is not None and heads.reason < len(row) else ""
    own = result_in(beside, unit) if beside and _names_result(beside) else None
    if own:
        return Told(own, beside, is_beside=True)
    name = row[heads.name]
    return in_forms(case, name, unit) or in_prose(case, name, unit, goal) or counted_in_prose(case, name, unit, goal)


def _names_result(said_beside: str) -> bool:
    digits = next((place for place, sign in enumerate(said_beside) if sign.isdigit()), 0)
    return _RESULT.search(said_beside[:digits]) is not None


def _of_faults(row: Sequence[str], heads: _Heads, standard: str, weight: Decimal) -> Verdict | None:
    """“每有1处未执行扣1分” beside “1处未执行”: a deduction for each fault told."""
    every = every_of(standard)
    if every is None or not _OF_FAULTS.search(every["verb"]) or every["points"] is None or goal_of(standard):
        return None
    cells = [row[place] for place in (heads.done, heads.reason) if place is not None and place < len(row)]
    told = next((cell for cell in cells if _FAULT.search(cell) and result_in(cell, every["unit"])), "")
    found = result_in(told, every["unit"]) if told else None
    step, lost = parse_number(every["step"]), parse_number(every["points"])
    if found is None or not found.unit or not step or lost is None:
        return None
    ways = {max(ZERO, weight - lost * times) for times in times_of(standard, found.value / step)}
    return Verdict(tuple(ways))


def _in_steps(standard: str, weight: Decimal, points: Decimal) -> Verdict | None:
    """“每有1个未按期完成扣2分” beside seven points of eight: each loses so much, however many."""
    every = every_of(standard)
    if every is None or not _COUNTED.match(every["unit"]) or _MORE_WAYS.search(standard) or points >= weight:
        return None
    lost = parse_number(every["points"] or every["share"]) or ZERO
    lost = lost if every["points"] else lost * weight / HUNDRED
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
