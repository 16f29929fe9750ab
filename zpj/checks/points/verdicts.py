"""Over a filed report: a column that says of each row whether its goal was reached, against the figures of the row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zpj.checks.case import PaperCase
from zpj.checks.reading.plain_patterns import HAN
from zpj.checks.reading.tables import is_dash, number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.amounts import HUNDRED
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.targets import Comparator, Deadline, comparable, parse
from zpj.domain.wording import normalise

_YES = frozenset(
    ("是", "√", "✓", "✔", "已", "达标", "已达标", "均达标", "完成", "已完成", "全部完成", "按期完成",
     "按时完成", "超额完成", "达成", "已达成", "达到", "已达到", "达到目标", "已达到目标", "达到预期", "实现",
     "已实现", "完成目标", "已完成目标")
)  # fmt: skip
_NO = frozenset(
    ("否", "×", "✗", "✘", "不", "未达标", "不达标", "没有达标", "部分达标", "未完成", "没有完成", "未全部完成",
     "部分完成", "未按期完成", "未按时完成", "未达成", "未达到", "没有达到", "未达到目标", "未达到预期", "未实现",
     "未完成目标")
)  # fmt: skip
_VERDICT = regex("是否|能否|与否|有无|达标|达成|完成|实现|达到|判定|结论|结果|评判|偏[差离]|备注|状态|进展")
_TURNED = regex("偏差|偏离|逾期|超期|超时|延期|滞后|未(?:完成|达)|超支|超标|超出|问题")
"""Headings under which 是 says that something went wrong: 是否存在偏差."""
_GOAL = regex("目标|指标值|预期|计划|任务|标准值|应完成|年初|要求|控制(?:值|数)|约定")
_ACTUAL = regex("实际|完成(?:值|数|量|情况|时间|日期|结果)|实现值|^完成|达到值|现状|结果")
_MONEY = regex("资金|投资|金额|支出|经费|预算|元[)]?$|拨|付款|费用")
_SIGN = regex("^(?:指标)?(?:性质|符号|方向|计算符号)$")
_RATE = regex("^(?:指标|目标|任务)?(?:完成|实现)(?:率|比例|程度)")
_NO_MARK = regex("成本|费用|单价|造价|支出|事故|投诉|差错|时间|时长|天数|周期|不良|死亡|损失|能耗|发病|缺|逾期|故障|违")
"""What is better the lower it is: without a sign before the goal nothing is proved."""
_FEWEST = 2


@record
class _Columns:
    """The columns of a table that has a verdict: from 0, -1 where there is none."""

    verdict: int
    goal: int
    actual: int
    sign: int
    rate: int
    turned: bool


@paper_check(
    "ZPJ382",
    "是否达标、是否完成一栏与同一行的数不符",
    WARNING,
    reference="R-13 R-52",
    clause="是否完成由指标值和完成值决定",
    message="“{name}”这一行写“{found}”，目标是 {goal}，实际是 {actual}，应为“{expected}”，请核对",
    fix="按目标值和完成值改正是否达标；没有达到的写明原因",
    follows=("ZPJ514",),
)
def verdicts(case: PaperCase) -> Iterator[Hit]:
    """是否达标 “是” beside ≥90% and 88.2%; 是否完成 “否” beside 12座 of 12座; 是否存在偏差 the other way round."""
    for table in case.paper.tables:
        for head, row in enumerate(table.rows[:4]):
            columns = _columns(table, head, [squeezed(text) for text in row])
            if columns:
                yield from _of_table(case, table, head, columns)
                break


def _columns(table: PaperTable, head: int, titles: Sequence[str]) -> _Columns | None:
    below = [[squeezed(text) for text in row] for row in table.rows[head + 1 :]]
    for at, title in enumerate(titles):
        told = [row[at] for row in below if at < len(row) and row[at] and not is_dash(row[at])]
        if _VERDICT.search(title) and len(told) >= _FEWEST and all(each in _YES or each in _NO for each in told):
            rest = [(place, each) for place, each in enumerate(titles) if place != at and not _MONEY.search(each)]
            actual = next((place for place, each in rest if _ACTUAL.search(each) and not _RATE.search(each)
                           and not _GOAL.search(each) and not _says_verdicts(below, place)), -1)  # fmt: skip
            goal = next((place for place, each in rest if place != actual and _GOAL.search(each)
                         and _has_values(below, place)), -1)  # fmt: skip
            sign = next((place for place, each in rest if _SIGN.match(each)), -1)
            rate = next((place for place, each in rest if _RATE.match(each)), -1)
            return _Columns(at, goal, actual, sign, rate, _TURNED.search(title) is not None)
    return None


def _says_verdicts(rows: Sequence[Sequence[str]], place: int) -> bool:
    return any(row[place] in _YES or row[place] in _NO for row in rows if place < len(row))


def _has_values(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether half of the cells of a column hold a figure: 项目名称 and 主要任务 hold none."""
    told = [row[place] for row in rows if place < len(row) and row[place]]
    return sum(any(sign.isdigit() for sign in each) for each in told) * 2 >= max(len(told), 1)


def _of_table(case: PaperCase, table: PaperTable, head: int, columns: _Columns) -> Iterator[Hit]:
    for number, row in enumerate(table.rows[head + 1 :], head + 2):
        said = squeezed(_cell(row, columns.verdict))
        if said not in _YES and said not in _NO:
            continue
        goal, actual = _cell(row, columns.goal), _cell(row, columns.actual)
        name = _name_of(row, columns)
        title = _cell(table.rows[head], columns.actual)
        reached = _reached(_cell(row, columns.sign) + goal, actual, name + title)
        if reached is None:
            reached = _by_rate(row, columns, goal + _cell(row, columns.sign) + name)
            actual = actual or _cell(row, columns.rate)
        if reached is not None and reached == ((said in _NO) != columns.turned):
            plain = said in ("是", "否") or columns.turned
            right = ("是" if reached != columns.turned else "否") if plain else "已达到" if reached else "未达到"
            yield Hit(table.cell(number, columns.verdict + 1), said, right, quote=said,
                      row=f"{table.name}!{number}", project=case.project(table.section),
                      words={"name": name, "goal": goal or "100%", "actual": actual})  # fmt: skip


def _cell(row: Sequence[str], place: int) -> str:
    return normalise(row[place]) if 0 <= place < len(row) else ""


def _name_of(row: Sequence[str], columns: _Columns) -> str:
    """The last cell of words before the figures of a row."""
    stop = min(place for place in (columns.verdict, columns.goal, columns.actual) if place >= 0)
    words = [normalise(text) for text in row[:stop] if HAN.search(text) and number_in(normalise(text)) is None]
    return words[-1] if words else normalise(row[0])


def _reached(goal: str, actual: str, name: str) -> bool | None:
    """Whether a goal was reached; None where the figures prove nothing."""
    target, result = parse(goal), parse(actual)
    if target.warnings or result.warnings:
        return None
    if target.deadline and result.deadline:
        return _in_time(target.deadline, result.deadline)
    pair = comparable(target, result)
    if pair is None:
        return None
    aim, done = pair
    if target.comparator in (Comparator.AT_MOST, Comparator.LESS):
        return None if done == aim and target.comparator is Comparator.LESS else done <= aim
    if target.comparator in (Comparator.AT_LEAST, Comparator.MORE):
        return None if done == aim and target.comparator is Comparator.MORE else done >= aim
    return None if _NO_MARK.search(name) or not aim else done >= aim


def _in_time(goal: Deadline, done: Deadline) -> bool | None:
    """Whether a day lies within a term; None where one of them alone has its year, or its day in the same month."""
    if (goal.year is None) != (done.year is None):
        return None
    last, day = (goal.year or 0, goal.month), (done.year or 0, done.month)
    if day != last or not goal.day:
        return day <= last
    return done.day <= goal.day if done.day else None


def _by_rate(row: Sequence[str], columns: _Columns, words: str) -> bool | None:
    """What the rate of completion of a row says, where its figures say nothing."""
    rate = number_in(_cell(row, columns.rate))
    if rate is None or "%" not in _cell(row, columns.rate) or "≤" in words or "<" in words or _NO_MARK.search(words):
        return None
    return rate >= HUNDRED
