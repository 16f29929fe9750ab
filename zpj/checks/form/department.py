"""Over the whole workbook: the figures of the department, sheet 部门整体."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import BookCase
from zpj.checks.form.accounts import ARITHMETIC
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.tables import Line, lines, number_in, table
from zpj.checks.rule import ERROR, INFO, WARNING, Hit, book_check
from zpj.domain.amounts import HUNDRED, ZERO, plain, round_half_up
from zpj.domain.regex import pattern

_DEPARTMENT = "部门整体"
_PARTS = (
    ("预算数", "^全年预算数$", "^(?:基本|项目|其他)支出预算数$"),
    ("支出", "^(?:总体支出|支出合计|全年支出)$", "^(?:基本|项目|其他)支出$"),
)


def _figures(case: BookCase) -> dict[str, tuple[Decimal, Line]]:
    """The figures of sheet 部门整体 by label."""
    source = table(case.book, _DEPARTMENT)
    found = {line.text(0): (number_in(line.text(1)), line) for line in lines(source)} if source else {}
    return {label: (number, line) for label, (number, line) in found.items() if number is not None}


@book_check(
    "ZPJ215",
    "部门汇总的数不相加",
    ERROR,
    reference="R-71",
    clause=ARITHMETIC,
    message="部门整体的{label}填 {found}，按各部分计算应为 {expected}，请核对",
    fix="核对总数和各部分",
)
def department_sums(case: BookCase) -> Iterator[Hit]:
    """Budget = 基本 + 项目 + 其他, the same for spending, and the rate = spending ÷ budget."""
    figures = _figures(case)
    sums: dict[str, Decimal] = {}
    for title, whole, part in _PARTS:
        wholes = [item for label, item in figures.items() if pattern(whole).search(label)]
        parts = [item[0] for label, item in figures.items() if pattern(part).search(label)]
        if len(wholes) == 1 and len(parts) > 1:
            sums[title] = wholes[0][0]
            yield from _unequal(wholes[0], sum(parts, ZERO), HALF_CENT / HUNDRED)
    rate = figures.get("预算执行率")
    if rate and sums.get("预算数") and "支出" in sums:
        yield from _unequal(rate, round_half_up(sums["支出"] / sums["预算数"] * HUNDRED, 2), HALF_CENT)


def _unequal(item: tuple[Decimal, Line], wanted: Decimal, allowed: Decimal) -> Iterator[Hit]:
    number, line = item
    if abs(number - wanted) > allowed:
        yield Hit(
            line.place(1),
            found=plain(number),
            expected=plain(wanted),
            difference=plain(abs(number - wanted)),
            tolerance=plain(allowed),
            words={"label": line.text(0)},
        )


@book_check(
    "ZPJ216",
    "自评表执行数合计与部门项目支出不同",
    WARNING,
    reference="R-62",
    clause="部门的项目支出应由各项目自评表覆盖",
    message="{count} 张自评表执行数合计 {found}，部门项目支出 {expected}，相差 {difference}，请核对是否缺表",
    fix="补齐缺的自评表，或说明差额",
)
def forms_and_department(case: BookCase) -> Iterator[Hit]:
    """Σ executed amounts of all forms against the department's 项目支出."""
    item = _figures(case).get("项目支出")
    executed = [form.total.executed.number for form in case.forms if form.total and form.total.executed]
    known = [number for number in executed if number is not None]
    if item is None or not known or any(form.evaluation.unit != "万元" for form in case.forms):
        return
    summed = sum(known, ZERO)
    if abs(summed - item[0]) > HALF_CENT:
        yield Hit(
            item[1].place(1),
            found=plain(summed),
            expected=plain(item[0]),
            difference=plain(abs(summed - item[0])),
            tolerance=plain(HALF_CENT),
            words={"count": str(len(case.forms))},
        )


@book_check(
    "ZPJ217",
    "结转结余率与执行率之和不是100%",
    INFO,
    reference="R-73",
    clause="两率的分母都用全年预算数时，和为 100%",
    message="结转结余率与预算执行率之和为 {found}%，不是 100%，请确认结转结余率的分母",
    fix="确认分母，并在报告里写明",
)
def rates_sum(case: BookCase) -> Iterator[Hit]:
    """2.23 % + 97.82 % = 100.05 %."""
    figures = _figures(case)
    rest, rate = figures.get("结转结余率"), figures.get("预算执行率")
    if rest and rate and abs(rest[0] + rate[0] - HUNDRED) > HALF_CENT * 2:
        summed = rest[0] + rate[0]
        yield Hit(
            rest[1].place(1),
            found=plain(summed),
            expected="100",
            difference=plain(abs(summed - HUNDRED)),
            tolerance=plain(HALF_CENT * 2),
        )
