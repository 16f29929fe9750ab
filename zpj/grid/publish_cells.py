"""Cells of a published workbook: hidden rows and columns are cleared, formulas that need them are frozen."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from zpj.domain.amounts import plain
from zpj.domain.columns import column_number
from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.grid.formula_text import cell_place
from zpj.grid.grid import Area, Cell, Grid
from zpj.grid.package import Package, local_name
from zpj.grid.publish_parts import Draft
from zpj.grid.workbook_parts import SheetPart, drop

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_SHEET = r"(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[\w.一-鿿]+))!)?"
_REFERENCE = regex(
    _SHEET
    + r"(?<![\w.])\$?(?P<c1>[A-Za-z]{1,3})\$?(?P<r1>\d{1,7})(?::\$?(?P<c2>[A-Za-z]{1,3})\$?(?P<r2>\d{1,7}))?(?![\w(.])"
)
_COLUMNS = regex(_SHEET + r"(?<![\w.])\$?(?P<c1>[A-Za-z]{1,3}):\$?(?P<c2>[A-Za-z]{1,3})(?![\w(.])")
_ROWS = regex(_SHEET + r"(?<![\w.])\$?(?P<r1>\d{1,7}):\$?(?P<r2>\d{1,7})(?![\w(.])")
_LITERAL = regex('"[^"]*"')
_INDIRECT = regex(r"\b(?:INDIRECT|OFFSET)\s*\(|\w\[", re.IGNORECASE)
_EXTERNAL = regex(r"\[[^\]]+\][^!]*!")


@dataclass
class Sheets:
    """The sheets that stay, those that go (name -> why), and the defined names that went with them."""

    workbook: str
    kept: tuple[SheetPart, ...]
    gone: dict[str, str]
    names: set[str] = field(default_factory=set)


@record
class Hidden:
    """The hidden rows and columns of a sheet, and the cells of its internal columns."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    internal: frozenset[tuple[int, int]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns or self.internal)

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and (place[0] in self.rows or place[1] in self.columns)


def hidden_places(package: Package, sheet: SheetPart, grid: Grid, titles: Collection[str]) -> Hidden:
    """The rows and columns that are hidden or have no height or width, and the columns below one of the titles.

    A title may begin with the name of the one sheet it is meant for (“汇总表!备注”).
    """
    rows, columns, row = set(), set(), 0
    for event, element in package.elements(sheet.part, "row", "col"):
        if local_name(element) == "col" and event == "end":
            if _is_hidden(element, "width"):
                last = min(int(element.get("max", "0")), 1_000)
                columns |= set(range(int(element.get("min", "1")), last + 1))
        elif local_name(element) == "row" and event == "start":
            row = int(element.get("r") or row + 1)
            if _is_hidden(element, "ht"):
                rows.add(row)
        elif local_name(element) == "row":
            drop(element)
    tops = {
        place[1]: place[0]
        for place, cell in grid.cells.items()
        if not {cell.text.strip(), f"{grid.name}!{cell.text.strip()}"}.isdisjoint(titles)
    }
    internal = frozenset((row, column) for row, column in grid.cells if row >= tops.get(column, row + 1))
    return Hidden(frozenset(rows), frozenset(columns), internal)


def _is_hidden(element: etree._Element, size: str) -> bool:
    return element.get("hidden") in ("1", "true") or element.get(size) in ("0", "0.0")


def mentions(formula: str, sheets: Sheets) -> bool:
    """Whether a formula names a sheet or a name that goes, or another workbook."""
    bare = _LITERAL.sub("", formula)
    if _EXTERNAL.search(bare):
        return True
    folded = bare.casefold()
    for name in sheets.gone:
        escaped = name.replace("'", "''").casefold()
        if (
            f"{escaped}!" in folded
            or f"{escaped}'!" in folded
            or re.search(f"(?:^|[^\\w]){re.escape(escaped)}:", folded)
        ):
            return True
    return any(re.search(rf"(?<![\w.]){re.escape(name.casefold())}(?![\w.(])", folded) for name in sheets.names)


def freeze(
    draft: Draft, sheets: Sheets, hidden: Mapping[str, Hidden], grids: Mapping[str, Grid]
) -> dict[str, set[tuple[int, int]]]:
    """Clear what is hidden and turn the formulas that need it, or a removed sheet, into their results.

    Gives the cleared cells of each sheet's part.
    """
    links = any(relation.get("Type", "").endswith("/externalLink") for relation in draft.relations(sheets.workbook))
    if not sheets.gone and not any(hidden.values()) and not links:
        return {}
    cleared = {
        sheet.name: {
            place for place in grids[sheet.name].cells if _is_cleared(grids[sheet.name], place, hidden[sheet.part])
        }
        for sheet in sheets.kept
    }
    for sheet in sheets.kept:
        grid = grids[sheet.name]
        frozen = {
            place: cell
            for place, cell in grid.cells.items()
            if cell.formula is not None
            and place not in cleared[sheet.name]
            and _depends(cell.formula, sheet.name, sheets, cleared)
        }
        if cleared[sheet.name] or frozen:
            _edit(draft, sheet, grid, cleared[sheet.name], frozen)
            draft.changed(sheet.part)
        internal = len(cleared[sheet.name] & hidden[sheet.part].internal)
        draft.note("内部栏（测算）的内容", sheet.name, internal)
        draft.note("隐藏行列的内容", sheet.name, len(cleared[sheet.name]) - internal)
        for row, column in frozen:
            draft.note("公式改为数值", grid.location(row, column))
    return {sheet.part: cleared[sheet.name] for sheet in sheets.kept}


def _is_cleared(grid: Grid, place: tuple[int, int], hidden: Hidden) -> bool:
    """Whether no part of a cell is shown: a merged area shows its text if any of its cells is."""
    if place in hidden.internal:
        return True
    if place not in hidden:
        return False
    area = grid.area(*place)
    rows = (row for row in range(area.top, area.bottom + 1) if row not in hidden.rows)
    columns = (column for column in range(area.left, area.right + 1) if column not in hidden.columns)
    return next(rows, None) is None or next(columns, None) is None


def _depends(formula: str, own: str, sheets: Sheets, cleared: Mapping[str, set[tuple[int, int]]]) -> bool:
    if mentions(formula, sheets) or not formula:
        return True
    if not any(cleared.values()):
        return False
    bare = _LITERAL.sub("", formula)
    if _INDIRECT.search(bare):
        return True
    return any(any(place in area for place in cleared.get(sheet or own, ())) for sheet, area in areas_of(bare))


def areas_of(formula: str) -> Iterator[tuple[str, Area]]:
    """The areas a formula refers to, each with its sheet ("" for its own)."""
    for match in _REFERENCE.finditer(formula):
        rows = int(match["r1"]), int(match["r2"] or match["r1"])
        columns = column_number(match["c1"]), column_number(match["c2"] or match["c1"])
        yield _sheet(match), Area(min(rows), min(columns), max(rows), max(columns))
    for match in _COLUMNS.finditer(formula):
        columns = column_number(match["c1"]), column_number(match["c2"])
        yield _sheet(match), Area(1, min(columns), _LAST_ROW, max(columns))
    for match in _ROWS.finditer(formula):
        rows = int(match["r1"]), int(match["r2"])
        yield _sheet(match), Area(min(rows), 1, max(rows), _LAST_COLUMN)


def _sheet(match: re.Match[str]) -> str:
    return (match["quoted"] or "").replace("''", "'") or match["bare"] or ""


def _edit(
    draft: Draft, sheet: SheetPart, grid: Grid, cleared: set[tuple[int, int]], frozen: Mapping[tuple[int, int], Cell]
) -> None:
    row = column = 0
    for element in draft.tree(sheet.part).iter("{*}row", "{*}c"):
        if local_name(element) == "row":
            row, column = int(element.get("r") or row + 1), 0
            continue
        place = cell_place(element.get("r", "")) or (row, column + 1)
        column = place[1]
        if place in cleared:
            _clear(element)
        elif place in frozen:
            _keep_result(element, frozen[place], grid, draft.package.path.name)
        elif place in grid.cells:
            _spell_out(element, grid.cells[place].formula)


def _clear(element: etree._Element) -> None:
    for child in list(element):
        element.remove(child)
    _drop_attributes(element, "t", "cm", "vm")


def _drop_attributes(element: etree._Element, *names: str) -> None:
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def _keep_result(element: etree._Element, cell: Cell, grid: Grid, file: str) -> None:
    """Only the result stays; one that the file does not hold is the one zpj computed."""
    if cell.unresolved:
        place = grid.location(cell.row, cell.column)
        raise ZpjError(
            file, f"{place} 的公式用到隐藏或内部的内容，而文件里没有它的结果", "请用 Excel 打开、重新计算并保存后再试"
        )
    formula = element.find("{*}f")
    if formula is not None:
        element.remove(formula)
    _drop_attributes(element, "cm")
    if not cell.cached:
        value = element.find("{*}v")
        if value is None:
            value = etree.SubElement(element, str(element.tag).replace("}c", "}v"))
        value.text = cell.text if cell.number is None else plain(cell.number)
        element.set("t", "str" if cell.number is None else "n")


def _spell_out(element: etree._Element, text: str | None) -> None:
    """A formula shared with others gets its own text, for the one that spells it out may be gone."""
    formula = element.find("{*}f")
    if formula is not None and formula.get("t") == "shared" and text:
        formula.text = text
        _drop_attributes(formula, "t", "si", "ref")
