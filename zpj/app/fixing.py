"""`zpj fix`: the safe fixes written into a copy, each listed old → new; never a judgement, never the clerk's prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from zpj.app.outputs import copy_path
from zpj.app.reading import require_forms, understand
from zpj.checks.case import BookCase, FormCase, book_case
from zpj.checks.catalogue import fixable
from zpj.checks.form.accounts import wrong_serials
from zpj.checks.form.number_cells import text_cells, unit_cells
from zpj.checks.form.text import with_right_brackets
from zpj.checks.run import findings_of
from zpj.domain.amounts import HUNDRED, exact, plain
from zpj.domain.columns import column_number
from zpj.domain.errors import ZpjError
from zpj.domain.findings import Finding
from zpj.domain.model import Entry, Overtyped
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.grid.atomic import atomic_write
from zpj.grid.excel_file import workbook_of
from zpj.grid.grid import Cell, Grid
from zpj.grid.package import Package, open_package
from zpj.grid.patch import CellChange, patched
from zpj.grid.recalculation import recalculated

_PLACE = regex(r"^(?P<sheet>.*)!(?P<column>[A-Z]+)(?P<row>\d+)$", re.DOTALL)
_MOST_ROUNDS = 6
_LONGEST_SHOWN = 60
_AROUND = 12
_AS_FORMULA = "（恢复公式）"
_AS_TEXT = "（文本）"

Typed = Decimal | str


@record
class Fixed:
    """One changed cell: what stood there and what stands there now."""

    rule: str
    location: str
    old: str
    new: str


@record
class FixedCopy:
    """The copy written and its changes."""

    path: Path
    changes: tuple[Fixed, ...]


def fix_file(source: Path, output: Path | None, rules: Iterable[str], scheme: str | None, force: bool) -> FixedCopy:
    """Write a copy with the safe fixes of these rules (all that have one, where none is named).

    One fix may call for the next (a corrected score changes the total), so the copy is checked again until nothing is
    left. ZpjError where the file is no .xlsx/.xlsm, the output exists, or a rule has no safe fix.
    """
    target = copy_path(source, output, "_修正", "只能修正 .xlsx 或 .xlsm", force)
    wanted = _wanted(rules)
    data, changes = safely_fixed(open_package(source), wanted, scheme)
    atomic_write(target, data)
    return FixedCopy(target, tuple(changes))


def safely_fixed(package: Package, wanted: frozenset[str], scheme: str | None) -> tuple[bytes, list[Fixed]]:
    """The bytes with the fixes, and the list of them; the last value counts where a cell changed twice."""
    changed: dict[str, Fixed] = {}
    restored: set[str] = set()
    data = recalculated(package)
    for _ in range(_MOST_ROUNDS):
        package = Package(package.path, data)
        grids = workbook_of(package).sheets
        case = book_case(require_forms(understand(package.path, grids, scheme)))
        proposals = [item for item in _proposals(case, grids) if item[0] in wanted]
        if not proposals:
            break
        edits: dict[str, dict[tuple[int, int], CellChange]] = {}
        native = {item.entry.location: item for form in case.forms for item in form.evaluation.overtyped}
        for rule, location, new in proposals:
            sheet, row, column = place_of(location)
            kept_as = _AS_TEXT if rule == "ZPJ109" else ""
            old = changed[location].old if location in changed else _text(grids, sheet, row, column) + kept_as
            shown = new if isinstance(new, str) else plain(new)
            change, item = CellChange(new), native.get(location)
            if item is not None and _comes_to(item, new):
                change = CellChange(item.result, formula=item.formula)
                restored.add(location)
            changed[location] = Fixed(rule, location, old, shown)
            edits.setdefault(sheet, {})[row, column] = change
        data = recalculated(Package(package.path, patched(package, edits)))
    grids = workbook_of(Package(package.path, data)).sheets
    for location in restored:
        result = _text(grids, *place_of(location))
        changed[location] = replace(changed[location], new=f"{result}{_AS_FORMULA}")
    return data, [_shortened(item) for item in changed.values() if item.old != item.new]


def _comes_to(native: Overtyped, new: Typed) -> bool:
    """Whether the formula that somebody typed over gives the right content; a scheme may demand another."""
    percent = exact(new.removesuffix("%")) if isinstance(new, str) and new.endswith("%") else None
    return native.result == (new if percent is None else percent / HUNDRED)


def _shortened(item: Fixed) -> Fixed:
    """Of a long text only what changed, with a few characters around it."""
    if len(item.old) <= _LONGEST_SHOWN:
        return item
    same = next((at for at, (a, b) in enumerate(zip(item.old, item.new, strict=False)) if a != b), 0)
    start, end = max(0, same - _AROUND), same + 2 * _AROUND
    return replace(item, old=f"…{item.old[start:end]}…", new=f"…{item.new[start:end]}…")


def _wanted(rules: Iterable[str]) -> frozenset[str]:
    chosen, known = frozenset(rules), fixable()
    unknown = sorted(chosen - set(known))
    if unknown:
        raise ZpjError(f"规则 {'、'.join(unknown)}", "没有可以自动修正的内容", f"可修正的规则有：{'、'.join(known)}")
    return chosen or frozenset(known)


def place_of(location: str) -> tuple[str, int, int]:
    """Sheet, row and column of a location; ValueError where it is no cell."""
    match = _PLACE.match(location)
    if match is None:
        raise ValueError(f"no cell: {location}")
    return match["sheet"], int(match["row"]), column_number(match["column"])


def _cell(grids: Iterable[Grid], sheet: str, row: int, column: int) -> Cell | None:
    return next((grid.at(row, column) for grid in grids if grid.name == sheet), None)


def _text(grids: Iterable[Grid], sheet: str, row: int, column: int) -> str:
    cell = _cell(grids, sheet, row, column)
    return cell.text.strip() if cell else ""


def _proposals(case: BookCase, grids: tuple[Grid, ...]) -> Iterator[tuple[str, str, Typed]]:
    """Rule, place and new content of every safe fix."""
    entries = {entry.location: entry for form in case.forms for entry in _computed_cells(form)}
    native = {item.entry.location: item.result for form in case.forms for item in form.evaluation.overtyped}
    for finding in findings_of(case):
        fix = _FIXES.get(finding.rule)
        entry = entries.get(finding.location)
        if fix and entry:
            new = fix(finding, entry)
            if new is not None:
                yield finding.rule, finding.location, new
        elif finding.rule == "ZPJ508":
            yield from _brackets(finding, grids)
        elif finding.rule == "ZPJ417" and finding.location in native:
            yield finding.rule, finding.location, native[finding.location]
    for form in case.forms:
        for rule, columns in (("ZPJ105", unit_cells(form)), ("ZPJ109", text_cells(form))):
            for cells in columns.values():
                yield from ((rule, cell.location, cell.number) for cell in cells if cell.number is not None)
    for _, rows, column in wrong_serials(case):
        for number, line in enumerate(rows, 1):
            serial = exact(str(number))
            if serial is not None and line.text(column) != str(number):
                yield "ZPJ218", line.place(column), serial


def _computed_cells(form: FormCase) -> Iterator[Entry]:
    """The cells whose content follows from others."""
    total = form.evaluation.total
    lines = form.evaluation.funds
    cells = [entry for line in lines for entry in (line.reported_rate, line.balance, line.reported_score)]
    yield from (cell for cell in (*cells, total.weight, total.reported, total.reported_grade) if cell)


def _rate(finding: Finding, entry: Entry) -> Typed | None:
    """A rate as the cell keeps it: a fraction shown as percent, a text with %, or the bare percent."""
    percent = exact((finding.expected or "").rstrip("%"))
    if percent is None or entry.number is None:
        return None
    if not entry.text.strip().endswith(("%", "％")):
        return percent
    shown = entry.displayed_number
    return percent / HUNDRED if shown is not None and shown != entry.number else f"{plain(percent)}%"


def _number(finding: Finding, _: Entry) -> Typed | None:
    return exact(finding.expected or "")


def _word(finding: Finding, _: Entry) -> Typed | None:
    return finding.expected


_FIXES: dict[str, Callable[[Finding, Entry], Typed | None]] = {
    "ZPJ201": _rate,
    "ZPJ202": _number,
    "ZPJ207": _number,
    "ZPJ302": _number,
    "ZPJ403": _number,
    "ZPJ404": _word,
    "ZPJ405": _word,
}


def _brackets(finding: Finding, grids: tuple[Grid, ...]) -> Iterator[tuple[str, str, Typed]]:
    """Only the brackets of the number change; the rest of the text stays letter for letter."""
    cell = _cell(grids, *place_of(finding.location))
    if cell and cell.formula is None and with_right_brackets(cell.text) != cell.text:
        yield finding.rule, finding.location, with_right_brackets(cell.text)
