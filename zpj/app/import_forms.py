"""Which form and scheme each project of an import gets, so that its figures stay what they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.app.reading import scheme_of, scores
from zpj.app.standard_content import DEFAULT_FORM, Blank, Key, blank_of, converted, known_form
from zpj.domain.amounts import HUNDRED, normal, plain
from zpj.domain.model import Entry, FundLine, SelfEvaluation
from zpj.domain.records import replace
from zpj.forms.recognise import UNKNOWN, form_kind

_NOTHING = "—"


def blanks_for(evaluations: Sequence[SelfEvaluation], chosen: str | None) -> list[Blank]:
    """The blank form of each project: the chosen one, else its own.

    A project of no known form gets the form most of the others have, where that is scored by the same scheme, else mof.
    """
    ids = [chosen or one.form for one in evaluations]
    common = known_form(ids)
    blanks = {form: blank_of(form) for form in dict.fromkeys(ids) if form != UNKNOWN.id}

    def stand_in(one: SelfEvaluation) -> Blank:
        form = common if form_kind(common).scheme == one.scheme else DEFAULT_FORM
        return blanks.setdefault(form, blank_of(form))

    pairs = zip(ids, evaluations, strict=True)
    return [stand_in(one) if form == UNKNOWN.id else blanks[form] for form, one in pairs]


def with_budget_in_force(one: SelfEvaluation, blank: Blank) -> tuple[SelfEvaluation, frozenset[Key]]:
    """The project as the blank can hold it, and what was put in for that.

    Where only the blank has 全年预算数, the initial budget, by which such a form counts, stands there too.
    """
    if not one.plans_once or blank.plans_once:
        return one, frozenset()
    lines = tuple(_twice(line) for line in one.funds)
    added = (row for row, (line, old) in enumerate(zip(lines, one.funds, strict=True)) if line is not old)
    return replace(one, funds=lines), frozenset(("funds", row, "full_year_budget") for row in added)


def _twice(line: FundLine) -> FundLine:
    initial = line.initial_budget
    if line.full_year_budget is not None or initial is None or initial.number is None:
        return line
    return replace(line, full_year_budget=initial)


def settings_for(evaluations: Sequence[SelfEvaluation], blanks: Sequence[Blank]) -> dict[str, str]:
    """What 设置 says of form, scheme and reports; empty where the projects differ, so that each sheet tells its own."""
    forms = {blank.form for blank in blanks}
    schemes = {one.scheme for one in evaluations}
    own = {form_kind(form).scheme for form in forms}
    chosen = {"form": "", "reports": ""} if len(forms) > 1 else {}
    if len(schemes) == 1:
        return {**chosen, "scheme": scheme_of(evaluations[0]).title}
    return {**chosen, "scheme": ""} if len(own) > 1 else chosen


def changed_figures(old: SelfEvaluation, new: SelfEvaluation) -> Iterator[tuple[str, str, str]]:
    """The computed figures that are not what they were: title, before, after. Amounts in the new form's unit."""
    before, after = _figures(old, new.unit), _figures(new, new.unit)
    yield from ((title, text, after[title]) for title, text in before.items() if text != after[title])


def _figures(one: SelfEvaluation, unit: str) -> dict[str, str]:
    sheet = scores(one)
    line = one.total_funds
    row = one.funds.index(line) if line else None
    budget = one.budget(line) if line else None
    numbers = {
        "预算数": _amount(budget, one.unit, unit),
        "执行数": _amount(line.executed if line else None, one.unit, unit),
        "执行率": None if row is None or (rate := sheet.rates[row]) is None else rate * HUNDRED,
        "预算执行得分": sheet.execution.value,
        "测算总分": sheet.total,
    }
    shown = {title: _NOTHING if number is None else plain(normal(number)) for title, number in numbers.items()}
    return {"计分方案": scheme_of(one).title, **shown, "等级": sheet.grade or _NOTHING}


def _amount(entry: Entry | None, unit: str, wanted: str) -> Decimal | None:
    return None if entry is None or entry.number is None else converted(entry.number, unit, wanted)
