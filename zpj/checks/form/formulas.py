"""Formulas of the standard workbook that somebody typed over."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import FormCase
from zpj.checks.reading.reconcile import places_shown
from zpj.checks.rule import INFO, WARNING, Hit, form_check
from zpj.domain.amounts import HUNDRED, exact, plain, round_half_up
from zpj.domain.model import Entry, Overtyped

_SAME = "数值相同，但以后改数时不会重算，请恢复公式"
_OTHER = "按公式应为 {0}，请恢复公式或说明理由"


@form_check(
    "ZPJ417",
    "公式被手工填的内容代替",
    WARNING,
    reference="",
    clause="标准工作簿的执行率、结余、得分、合计、总分和等级由公式计算",
    message="这一格本来是公式，现填“{found}”：{what}",
    fix="恢复公式",
    safe_fix=True,
)
def typed_over(form: FormCase) -> Iterator[Hit]:
    """A hint where formula and typed content agree; a doubt where they differ and no other rule judges the cell."""
    judged = _judged_elsewhere(form)
    for item in form.evaluation.overtyped:
        place = item.entry.location
        shown = _shown(item)
        if agrees(item):
            words = {"what": _SAME}
            yield Hit(place, found=item.entry.text.strip(), expected=shown, level=INFO, row=place, words=words)
        elif place not in judged and _says_something(item) and not _is_rounded(item):
            words = {"what": _OTHER.format(shown)}
            yield Hit(place, found=item.entry.text.strip(), expected=shown, row=place, words=words)


def _judged_elsewhere(form: FormCase) -> set[str]:
    """Cells whose content other rules compare, with the rounding of the form's figures allowed for."""
    total = form.evaluation.total
    entries: list[Entry | None] = [total.weight, total.reported, total.reported_grade]
    for line in form.evaluation.funds:
        entries += [line.reported_rate, line.balance, line.reported_score]
    return {entry.location for entry in entries if entry}


def agrees(item: Overtyped) -> bool:
    """Whether the typed content is what the formula gives."""
    typed = _typed(item.entry)
    return item.entry.text.strip() == item.result if isinstance(item.result, str) else typed == item.result


def _typed(entry: Entry) -> Decimal | None:
    """The number in the cell; 72.26% kept as a text is 0.7226."""
    if entry.number is not None:
        return entry.number
    text = entry.text.strip()
    number = exact(text.rstrip("%％"))
    return number / HUNDRED if number is not None and text.endswith(("%", "％")) else number


def _says_something(item: Overtyped) -> bool:
    """A number, or a word other than “—”: an unfinished form has no result to compare with."""
    return not isinstance(item.result, str) or (len(item.result) == 1 and item.result != "—")


def _is_rounded(item: Overtyped) -> bool:
    typed = _typed(item.entry)
    if typed is None or isinstance(item.result, str):
        return False
    return round_half_up(item.result, places_shown(plain(typed))) == typed


def _shown(item: Overtyped) -> str:
    return item.result if isinstance(item.result, str) else plain(item.result)
