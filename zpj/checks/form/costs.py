"""Cost indicators against the funds of the same form."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import FormCase, Row
from zpj.checks.form.funds import executed_is_wrong
from zpj.checks.reading.figures import slipped
from zpj.checks.reading.reconcile import Amount, amount_of, half_unit, most_places, places_shown, tolerance
from zpj.checks.rule import ERROR, WARNING, Hit, form_check
from zpj.domain.amounts import HUNDRED, ZERO, plain
from zpj.domain.regex import regex
from zpj.domain.targets import Kind, Value, as_money
from zpj.domain.units import MONEY

_WHOLE_YEAR = regex(
    "全年(?:实际)?(?:支出|执行)|年度(?:总)?支出|项目(?:实际)?总(?:成本|支出|投资|投入)|^总(?:成本|支出)"
)

_OF_ONE = regex(
    "每|[人户件案亩次场台套页份车床生班校村里米例篇册]均|平均|均价|单价|单位成本|(?<![清订菜名账保])单(?![位一独项据元])[一-鿿]|合同"
    "|(?:补助|补贴|收费|支付|结算|付费)标准|元/"
)
"""Words of a cost of one piece, which no amount of the whole year can equal."""
_OF_A_PART = regex(
    "(?P<use>补贴|补助|培训|宣传|劳务|差旅|印刷|会议|人员|耗材|材料|监理|设计|检测|维护|维修|采购|租赁|调查|咨询|工程|设备)"
    "(?:类|服务)?(?:支出|费用?|经费|成本|开支)"
)
"""Words of a cost of one use of the money."""
_FEW_DIGITS = 2
"""So few digits are near those of another amount by chance: 75 and 85."""


@form_check(
    "ZPJ319",
    "成本指标的实际值与全年执行数不符",
    ERROR,
    reference="R-36",
    clause="表内勾稽：同一张表上的数应当相互一致",
    message="“{name}”的实际完成值 {found} 与全年执行数 {expected} 不一致，请核对",
    fix="核对两个数，改正写错的一个",
)
def cost_and_executed(form: FormCase) -> Iterator[Hit]:
    """The only money row among the costs; proved where its name says the whole year's spending, else a doubt."""
    line, row = form.total, _only_cost(form)
    executed = amount_of(line.executed if line else None)
    spent = _in_form_unit(form, row.actual) if row else None
    if line is None or row is None or executed is None or spent is None or executed_is_wrong(form):
        return
    if abs(spent.value - executed.value) <= tolerance(spent, executed) or _neither_is_whole(form, row):
        return
    yield Hit(
        form.place(row, "actual"),
        found=f"{plain(spent.value)}{form.evaluation.unit}",
        expected=f"{plain(executed.value)}{form.evaluation.unit}",
        difference=plain(abs(spent.value - executed.value)),
        tolerance=plain(tolerance(spent, executed)),
        quote=row.actual.text,
        level=None if _WHOLE_YEAR.search(row.indicator.name) else WARNING,
        row=row.place,
        words={"name": row.name},
    )


@form_check(
    "ZPJ320",
    "成本指标值与预算数不一致",
    WARNING,
    reference="R-35",
    clause="成本指标值一般以批准的预算为限",
    message="“{name}”的指标值 {found} 与预算数 {expected} 不一致，请确认",
    fix="按批准的预算确定成本指标值，或说明理由",
)
def cost_and_budget(form: FormCase) -> Iterator[Hit]:
    """The cost target is neither the initial nor the full-year budget."""
    line, row = form.total, _only_cost(form)
    target = _in_form_unit(form, row.target) if row else None
    if line is None or row is None or target is None:
        return
    entries = [line.initial_budget, line.full_year_budget, line.requested_budget]
    budgets = [amount for entry in entries if (amount := amount_of(entry, most_places(entries)))]
    if not budgets or _neither_is_whole(form, row):
        return
    if any(abs(target.value - budget.value) <= tolerance(target, budget) for budget in budgets):
        return
    nearest = min(budgets, key=lambda budget: abs(budget.value - target.value))
    yield Hit(
        form.place(row, "target"),
        found=f"{plain(target.value)}{form.evaluation.unit}",
        expected=f"{plain(nearest.value)}{form.evaluation.unit}",
        difference=plain(abs(target.value - nearest.value)),
        tolerance=plain(tolerance(target, nearest)),
        row=row.place,
        words={"name": row.name},
    )


def _only_cost(form: FormCase) -> Row | None:
    rows = [row for row in form.rows if row.is_cost and _money(row.actual) and _money(row.target)]
    rows = [row for row in rows if not _OF_ONE.search(row.name) and not _is_tiny(form, row)]
    return rows[0] if len(rows) == 1 and not _is_of_a_part(form, rows[0]) else None


def _is_tiny(form: FormCase, row: Row) -> bool:
    """Whether a cost is so little of what was spent, and written in other digits, that it is of one piece."""
    spent, executed = _in_form_unit(form, row.actual), amount_of(form.total.executed if form.total else None)
    return (
        spent is not None
        and executed is not None
        and ZERO < spent.value * HUNDRED < executed.value
        and spent.value.normalize().as_tuple().digits != executed.value.normalize().as_tuple().digits
        and not _WHOLE_YEAR.search(row.indicator.name)
    )


def _is_of_a_part(form: FormCase, row: Row) -> bool:
    """Whether a cost is that of one use of the money by its name, and by its value below what was spent."""
    match, line = _OF_A_PART.search(row.name), form.total
    spent, executed = _in_form_unit(form, row.actual), amount_of(line.executed if line else None)
    return (
        match is not None
        and match["use"] not in form.project
        and spent is not None
        and executed is not None
        and spent.value < executed.value
        and not slipped(plain(spent.value), plain(executed.value))
    )


def _neither_is_whole(form: FormCase, row: Row) -> bool:
    """Whether neither side of a cost is that of the whole project, by its name, in value or but for a slip."""
    line = form.total
    if line is None or _WHOLE_YEAR.search(row.indicator.name):
        return False
    budgets = [line.initial_budget, line.full_year_budget, line.requested_budget]
    for value, entries in ((row.target, budgets), (row.actual, [line.executed])):
        own = _in_form_unit(form, value)
        for whole in (amount_of(entry, most_places(entries)) for entry in entries):
            if own is None or whole is None:
                continue
            shown = plain(own.value)
            may_be_slipped = len(shown) > _FEW_DIGITS and slipped(shown, plain(whole.value))
            if may_be_slipped or abs(own.value - whole.value) <= tolerance(own, whole):
                return False
    return True


def _money(value: Value) -> Value | None:
    """A single amount of money; a bare number of a cost row is 万元."""
    money = as_money(value) if value.kind is Kind.NUMBER else value
    return money if money.kind is Kind.MONEY and money.unit == MONEY and money.base is not None else None


def _in_form_unit(form: FormCase, value: Value) -> Amount | None:
    money = _money(value)
    zeros = form.zeros
    if money is None or money.base is None or zeros is None:
        return None
    decimals = places_shown(value.text)
    shift = money.scale.adjusted() - zeros
    return Amount(money.base.scaleb(-zeros), half_unit(decimals).scaleb(shift) if decimals else ZERO)
