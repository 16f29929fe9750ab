"""What a reviewer would ask about the budget: low execution, changes during the year, empty cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from importlib import import_module

from zpj.checks.case import BookCase, FormCase, paper_case, row_of
from zpj.checks.form.funds import places_of
from zpj.checks.form.indicators import weights
from zpj.checks.reading.figures import MONEY, Quantity, quantities
from zpj.checks.reading.reconcile import amount_of, apart, tolerance
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, INFO, WARNING, Hit, book_check, form_check, shown
from zpj.domain import clauses
from zpj.domain.amounts import HUNDRED, ZERO, plain
from zpj.domain.model import printed
from zpj.domain.regex import regex
from zpj.schemes import DEFAULT
from zpj.scoring.points import percent

_ANOTHER_WEIGHT = 20  # what some provinces give the execution rate
_TAKEN = regex("追减|调减|[核压]减|减少|收回")
_ADJUSTING = regex("追加|追减|调[整增减]|[核压]减|增加|减少|下达|收回|结转|转入|动用")


@book_check(
    "ZPJ208",
    "执行率偏低",
    WARNING,
    reference="R-18",
    clause=str(clauses.EXPLAIN),
    message="执行率只有 {found}，低于 {limit}，应单独说明原因和整改措施",
    fix="写明执行率低的原因和整改措施",
)
def low_rate(case: BookCase) -> Iterator[Hit]:
    """Below what the scheme calls low, without a reason in the funds block or in the report."""
    for form in case.forms:
        reached, low = form.sheet.execution.rate, form.scheme.low_rate.value
        line = form.total
        if not line or not line.executed or reached is None or reached >= low or line.reason or _tells_why(case, form):
            continue
        rate, limit = percent(reached, form.scheme.rate_places.value), percent(low)
        yield Hit(line.executed.location, rate, f"{limit} 以上或说明原因", project=form.project, words={"limit": limit})


def _tells_why(case: BookCase, form: FormCase) -> bool:
    """Whether the report the form stands in says why its money was not spent."""
    paper = paper_case(case)
    return paper is not None and bool(import_module("zpj.checks.reasons.low_rates").gives_reason(paper, form))


@book_check(
    "ZPJ209",
    "预算年中有调整",
    WARNING,
    reference="R-19",
    clause=str(clauses.EXPLAIN),
    message="全年预算数 {found} 与年初预算数 {expected} 不同（{change}），请说明调整理由",
    fix="在原因栏或报告里说明年中调整的理由",
)
def adjusted(case: BookCase) -> Iterator[Hit]:
    """The full-year budget differs from the initial one, and neither the form nor the report tells of it."""
    for form in case.forms:
        line = form.total
        if line is None or line.full_year_budget is None or line.reason:
            continue
        first, last = (amount_of(entry, places_of(form)) for entry in (line.initial_budget, line.full_year_budget))
        difference = apart(last, first) if first and last else None
        if first is None or last is None or difference is None or _is_told(case, form, abs(difference)):
            continue
        change = f"{'增加' if difference > ZERO else '减少'} {plain(abs(difference))}"
        if first.value > ZERO:
            change += f"，{percent(abs(difference) / first.value)}"
        yield Hit(
            line.full_year_budget.location,
            found=plain(last.value),
            expected=plain(first.value),
            difference=plain(abs(difference)),
            tolerance=plain(tolerance(first, last)),
            project=form.project,
            words={"change": change},
        )


def _is_told(case: BookCase, form: FormCase, difference: Decimal) -> bool:
    """Whether a sentence of the report says that so much was added or taken away: “市财政追加展演经费24万元”."""
    amount = difference.scaleb(form.zeros or 0)
    lines = case.book.paper.paragraphs if case.book.paper else ()
    return any(
        amount in _moved_by([each for each in quantities(sentence) if each.unit == MONEY])
        for line in lines if "元" in line.text
        for sentence in squeezed(line.text).split("。")
    )  # fmt: skip


def _moved_by(amounts: Sequence[Quantity]) -> set[Decimal]:
    """By how much the budget was moved: each change a sentence tells, and what changes side by side make together."""
    moved, summed = set(), ZERO
    for figure in amounts:
        if not _ADJUSTING.search(figure.before):
            summed = ZERO
            continue
        summed += -figure.value if _TAKEN.search(figure.before) else figure.value
        moved |= {figure.value, abs(summed)}
    return moved


@form_check(
    "ZPJ210",
    "年初预算数为空",
    WARNING,
    reference="R-20",
    clause="空格分不清是 0 还是漏填",
    message="年初预算数为空，请填 0 或注明“年中追加”",
    fix="填 0，或注明年中追加",
    follows=("ZPJ101",),
)
def no_initial_budget(form: FormCase) -> Iterator[Hit]:
    """The total line has no initial budget although the form asks for it."""
    line = form.total
    if line and line.full_year_budget and line.initial_budget is None and form.has("funds.initial_budget"):
        yield Hit(form.fund_place(line, "initial_budget"), found="（空）", expected="0 或金额")


@form_check(
    "ZPJ219",
    "执行率重复设栏",
    INFO,
    reference="R-21",
    clause="同一个数在表上只填一处",
    message="表上“全年执行率”和“执行率”两栏是同一个数，建议只留一栏",
    fix="改用只有一栏执行率的表样",
)
def rate_twice(form: FormCase) -> Iterator[Hit]:
    """The form asks for the same rate in two columns."""
    if form.total and form.has("funds.full_year_rate") and form.has("funds.reported_rate"):
        yield Hit(form.total.location, found="全年执行率、执行率")


@form_check(
    "ZPJ211",
    "资金行有数而执行率为空",
    WARNING,
    reference="R-22",
    clause="自评表的栏目由表样规定，应当逐项填写",
    message="{label}有预算数和执行数，执行率为空，应填 {expected}",
    fix="填写执行率",
)
def missing_rate(form: FormCase) -> Iterator[Hit]:
    """A fund line with amounts and no rate; where an amount is a text, the formula of the rate waits for it."""
    if not form.has("funds.reported_rate"):
        return
    texts = form.evaluation.text_numbers
    for line, reached in zip(form.evaluation.funds, form.sheet.rates, strict=True):
        unsummed = form.evaluation.sums_miss_text and not {form.budget(line), line.executed}.isdisjoint(texts)
        if line.reported_rate is None and reached is not None and not unsummed:
            yield Hit(
                form.fund_place(line, "reported_rate"),
                found="（空）",
                expected=f"{shown(reached * HUNDRED)}%",
                words={"label": line.label.strip("：: ")},
            )


@form_check(
    "ZPJ212",
    "预算执行率的分值与方案不符",
    ERROR,
    reference="R-04",
    clause="计分方案规定了预算执行率的分值",
    message="预算执行率的分值填 {found}，按本方案应为 {expected}，请改正或改选方案",
    fix="改正分值，或在“设置”里选用相应的计分方案",
)
def execution_weight(form: FormCase) -> Iterator[Hit]:
    """The weight of the execution rate is not the scheme's.

    A doubt where no other scheme than the default was chosen and the form's weights make 100, or the form prints the
    weight in the heading of its funds (预算执行情况（20分）): the office may have its own.
    """
    line, wanted = form.total, form.scheme.execution_weight
    own = printed(line.weight) if line else None
    whole = sum(weights(form), form.execution_weight) == HUNDRED
    in_heading = line and line.weight and row_of(line.weight.location) != row_of(line.location)
    coherent = form.scheme.id == DEFAULT and (whole or in_heading)
    if line and line.weight and own is not None and own != wanted.value:
        yield Hit(
            line.weight.location,
            found=plain(own),
            expected=plain(wanted.value),
            difference=plain(abs(own - wanted.value)),
            tolerance="0",
            clause=wanted.clause,
            level=None if not coherent else INFO if own == _ANOTHER_WEIGHT else WARNING,
        )
