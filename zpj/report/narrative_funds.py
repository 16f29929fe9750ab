"""Sentences on money: where it came from, how much was spent, how the budget changed over the year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from zpj.domain.amounts import HUNDRED, ONE, ZERO, plain, round_half_up
from zpj.domain.model import Entry, FundLine, ScoreSheet, SelfEvaluation, printed
from zpj.domain.records import record
from zpj.report.narrative_points import execution_points
from zpj.report.narrative_telling import Teller
from zpj.report.narrative_text import amount, bare, percent
from zpj.report.shown import is_nearly_all, missing, number_of, percent_text, source_label

FULL_YEAR, INITIAL = "全年预算数", "年初预算数"
_WHY_ADJUSTED = "预算调整的原因"
_RATE_PLACES, _FINEST = 2, 8


@record
class Funds:
    """The money of a form, ready for sentences; None where the form does not say."""

    unit: str
    title: str
    budget: Decimal | None
    initial: Decimal | None
    executed: Decimal | None
    balance: Decimal | None
    rate: Decimal | None
    sources: tuple[tuple[str, Decimal], ...]
    spent: tuple[tuple[str, Decimal], ...]
    is_sum: bool = False


def read_funds(evaluation: SelfEvaluation, scores: ScoreSheet) -> Funds:
    """Gather the amounts as printed on the form; a total the form left out is the sum of its lines."""
    line = evaluation.total_funds
    title = _budget_title(evaluation)
    column: Callable[[FundLine], Entry | None] = _full_year if title == FULL_YEAR else _initial
    sources, spent = _lines(evaluation, column), _lines(evaluation, lambda row: row.executed)
    budget = printed(column(line)) if line else None
    executed = printed(line.executed) if line else None
    is_sum = budget is None and len(sources) > 1 and _may_be_added(evaluation, sources)
    if is_sum:
        budget = sum((number for _, number in sources), ZERO)
    return Funds(
        unit=evaluation.unit,
        title=title,
        budget=budget,
        initial=printed(line.initial_budget) if line and title == FULL_YEAR else None,
        executed=executed,
        balance=_balance(line, column, executed) if line else None,
        rate=_rate(evaluation, scores),
        sources=sources,
        spent=spent,
        is_sum=is_sum,
    )


def money(funds: Funds, teller: Teller) -> list[str]:
    """资金情况: sources and their sum, execution, rate and balance."""
    year, unit = teller.year, funds.unit
    listed = _listed(funds.sources, unit)
    if funds.budget is None:
        return [missing(funds.title), *_spent(funds, teller)]
    shown = amount(funds.budget, unit)
    if funds.is_sum:
        told = teller.tell("资金合计", 年度=year, 预算名=funds.title, 各项=listed, 合计=shown)
    else:
        only = funds.sources[0][0] if len(funds.sources) == 1 and funds.sources[0][1] == funds.budget else ""
        told = teller.tell("资金预算", 年度=year, 预算名=funds.title, 预算=shown, 来源=listed, 唯一来源=only)
    return [told + "".join(_spent(funds, teller))]


def execution(
    funds: Funds, evaluation: SelfEvaluation, scores: ScoreSheet, teller: Teller, *, with_change: bool = True
) -> list[str]:
    """预算执行情况: rate against 100 %, adjustment of the budget (where wanted), points."""
    change, gaps = _adjustment(funds, teller) if with_change else ("", [])
    told = [_executed_against_budget(funds, teller), change]
    points = execution_points(evaluation, scores)
    if points.score is not None:
        weight = "" if points.weight is None else plain(points.weight)
        told.append(teller.tell("预算得分", 分值=weight, 得分=plain(points.score)))
    if points.lost:
        told.append(teller.reason_sentence(points.reason, points.name))
    return ["".join((*told, *gaps))]


def changes(funds: Funds, evaluation: SelfEvaluation, teller: Teller) -> list[str]:
    """项目资金调整情况: the change of the budget or of its parts, or that there was none; to be written where the form
    does not tell both budgets."""
    if funds.initial is None or funds.budget is None or funds.is_sum:
        return [missing("项目资金调整情况")]
    if funds.budget != funds.initial:
        told, gaps = _adjustment(funds, teller)
        return ["".join((told, *gaps))]
    parts = "，".join(_changed_parts(evaluation))
    return [teller.tell("分项调整", 各项=parts) + missing(_WHY_ADJUSTED) if parts else teller.tell("资金未调整")]


def _changed_parts(evaluation: SelfEvaluation) -> Iterator[str]:
    """The sources with both budgets that have another full-year one than the initial one."""
    for line in evaluation.funds:
        first, last, unit = printed(line.initial_budget), printed(line.full_year_budget), evaluation.unit
        if line.role != "total" and first is not None and last is not None and first != last:
            yield f"{_label(line)}由{amount(first, unit)}调整为{amount(last, unit)}"


def _budget_title(evaluation: SelfEvaluation) -> str:
    """The initial budget stands for the full year only on forms that ask for nothing else (S-06)."""
    line = evaluation.total_funds
    has_full_year = any(row.full_year_budget for row in evaluation.funds)
    only_initial = line is not None and line.initial_budget is not None and not has_full_year
    return INITIAL if only_initial and "funds.full_year_budget" not in evaluation.columns else FULL_YEAR


def _full_year(line: FundLine) -> Entry | None:
    return line.full_year_budget


def _initial(line: FundLine) -> Entry | None:
    return line.initial_budget


def _lines(evaluation: SelfEvaluation, column: Callable[[FundLine], Entry | None]) -> tuple[tuple[str, Decimal], ...]:
    """The lines below the total that have an amount other than zero."""
    lines = [(_label(line), printed(column(line))) for line in evaluation.funds if line.role != "total"]
    return tuple((label, number) for label, number in lines if number)


def _label(line: FundLine) -> str:
    return "".join(bare(source_label(line)).split()) or "其他资金"


def _may_be_added(evaluation: SelfEvaluation, sources: Sequence[tuple[str, Decimal]]) -> bool:
    """Detail lines may be parts of the sources above them, so the two kinds are never added to each other."""
    labels = {label for label, _ in sources}
    roles = {line.role == "detail" for line in evaluation.funds if line.role != "total" and _label(line) in labels}
    return len(roles) == 1


def _balance(line: FundLine, column: Callable[[FundLine], Entry | None], executed: Decimal | None) -> Decimal | None:
    """资金结(转)余 as filed, else the difference of the printed amounts, so that the sentence adds up."""
    budget = printed(column(line))
    if line.balance is not None or budget is None or executed is None:
        return printed(line.balance)
    return budget - executed


def _rate(evaluation: SelfEvaluation, scores: ScoreSheet) -> Decimal | None:
    """The execution rate in percent: as filed, else as computed. A fraction filed as such (0.7226) is a percent."""
    rates = zip(evaluation.funds, scores.rates, strict=False)
    computed = next((rate for row, rate in rates if row.role == "total"), None)
    line = evaluation.total_funds
    filed = number_of(line.reported_rate) if line else None
    if filed is None:
        return None if computed is None else round_half_up(computed * HUNDRED, _RATE_PLACES)
    tolerance = ONE.scaleb(-_RATE_PLACES)
    if computed and abs(filed - computed) <= tolerance < abs(filed - computed * HUNDRED):
        return filed * HUNDRED
    return filed


def _listed(lines: Sequence[tuple[str, Decimal]], unit: str) -> str:
    return "、".join(label + amount(number, unit) for label, number in lines)


def _spent(funds: Funds, teller: Teller) -> list[str]:
    if funds.executed is None:
        return [missing("全年执行数")]
    rate = "" if funds.rate is None else f"{percent_text(funds.rate, funds.budget, funds.executed)}%"
    balance = amount(funds.balance, funds.unit) if funds.balance is not None and funds.balance > ZERO else ""
    if not funds.executed:
        return [teller.tell("资金未执行", 执行率=rate, 结余=balance)]
    return [
        teller.tell(
            "资金执行",
            执行=amount(funds.executed, funds.unit),
            执行率=rate,
            结余=balance,
            无结余="是" if funds.balance == ZERO else "",
            各来源执行=_listed(funds.spent, funds.unit) if len(funds.spent) > 1 else "",
        )
    ]


def _executed_against_budget(funds: Funds, teller: Teller) -> str:
    lacking = {funds.title: funds.budget, "全年执行数": funds.executed}
    gaps = "".join(missing(title) for title, number in lacking.items() if number is None)
    if gaps or funds.budget is None or funds.executed is None:
        return gaps
    if funds.rate is None:
        return missing("预算执行率")
    gap = abs(funds.budget - funds.executed)
    nearly = is_nearly_all(funds.budget, funds.executed)
    apart = round_half_up(gap * HUNDRED / funds.budget, _FINEST) if nearly else abs(HUNDRED - funds.rate)
    less = funds.budget > funds.executed if nearly else funds.rate < HUNDRED
    return teller.tell(
        _situation(funds.executed, funds.rate, less if nearly else None),
        年度=teller.year,
        预算名=funds.title,
        预算=amount(funds.budget, funds.unit),
        执行=amount(funds.executed, funds.unit),
        执行率=f"{percent_text(funds.rate, funds.budget, funds.executed)}%",
        相差=plain(apart),
        差额=amount(gap, funds.unit) if gap and (funds.budget > funds.executed) == less else "",
    )


def _situation(executed: Decimal, rate: Decimal, less: bool | None) -> str:
    """`less`: for a rate that is 100 only by rounding, whether less than the budget was spent."""
    if not executed:
        return "执行为零"
    if rate == HUNDRED and less is not None:
        return "执行不足" if less else "执行超出"
    if rate == HUNDRED:
        return "执行足额"
    if rate > HUNDRED:
        return "执行超出"
    return "执行不足"


def _adjustment(funds: Funds, teller: Teller) -> tuple[str, list[str]]:
    """How the full-year budget differs from the initial one, and that its reason is still to be written."""
    if funds.initial is None or funds.budget is None or funds.is_sum:
        return "", []
    change = funds.budget - funds.initial
    if not change:
        return teller.tell("预算未变"), []
    told = teller.tell(
        "预算调增" if change > ZERO else "预算调减",
        年初=amount(funds.initial, funds.unit),
        全年=amount(funds.budget, funds.unit),
        差额=amount(abs(change), funds.unit),
        幅度=percent(abs(change) / funds.initial) if funds.initial > ZERO else "",
    )
    return told, [missing(_WHY_ADJUSTED)]
