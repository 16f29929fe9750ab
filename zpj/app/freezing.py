"""固化: a copy for submission with values in place of formulas, without links to other workbooks and without macros."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from zpj.app.on_screen import RESULTS, is_own_results
from zpj.app.outputs import free_name
from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.grid.atomic import atomic_write
from zpj.grid.excel_file import workbook_of
from zpj.grid.grid import Cell, Grid
from zpj.grid.package import Package, open_package, relations_part
from zpj.grid.patch import CellChange, patched
from zpj.grid.sheet_removal import without_sheet
from zpj.grid.zip_copy import copy_with

_CONTENT_TYPES = "[Content_Types].xml"
_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = re.compile(rb"application/vnd\.ms-excel\.(?:sheet|template|addin)\.macroEnabled\.main\+xml")
_LEFT_OUT = ("externalLink", "vbaProject", "externalLinkPath", "xlExternalLinkPath")
_ELEMENT = rb"<((?:\w+:)?%s)\b[^>]*?(?:/>|>.*?</\1\s*>)"
_LINKS = re.compile(_ELEMENT % b"externalReferences", re.DOTALL)
_NAME = re.compile(_ELEMENT % b"definedName", re.DOTALL)
_NO_NAMES = re.compile(rb"<((?:\w+:)?definedNames)\b[^>]*>\s*</\1\s*>")
_RELATION = re.compile(_ELEMENT % b"Relationship", re.DOTALL)
_OVERRIDE = re.compile(_ELEMENT % b"Override", re.DOTALL)
_FOREIGN = re.compile(rb"\[\d+\]|ZPJ_", re.IGNORECASE)
_ID = re.compile(rb"""\bId\s*=\s*["']([^"']*)["']""")
_PART_NAME = re.compile(rb"""\bPartName\s*=\s*["']/?([^"']*)["']""")
_MOST_NAMED = 3


@record
class FrozenCopy:
    """The copy written, how many formulas became values, and whether there was a sheet of findings to leave out."""

    path: Path
    formulas: int
    results_left_out: bool


def freeze_copy(source: Path, folder: Path) -> FrozenCopy:
    """Write “…_报送.xlsx” into a folder (…_2 where that name is taken).

    ZpjError where the file is no .xlsx/.xlsm, or where a formula shows an error or has no result: nothing is written
    then, because the receiver would see it. The sheet 校验结果 that 数据校验 wrote is for the clerk and stays out.
    """
    package = open_package(source)
    every = workbook_of(package).sheets
    sheets = tuple(sheet for sheet in every if not is_own_results(sheet))
    if len(sheets) < len(every):
        package = Package(source, without_sheet(package, RESULTS))
    _require_results(source.name, sheets)
    changes = {
        sheet.name: {place: CellChange(_value(cell)) for place, cell in _formulas(sheet).items()} for sheet in sheets
    }
    data = patched(package, {name: cells for name, cells in changes.items() if cells})
    target = free_name(folder / f"{source.stem}_报送.xlsx")
    atomic_write(target, _without_links(Package(source, data)))
    return FrozenCopy(target, sum(len(cells) for cells in changes.values()), len(sheets) < len(every))


def _formulas(sheet: Grid) -> dict[tuple[int, int], Cell]:
    return {place: cell for place, cell in sheet.cells.items() if cell.formula is not None}


def _value(cell: Cell) -> Decimal | str | None:
    """The result as a value; an empty text leaves the cell empty."""
    return (cell.text or None) if cell.number is None else cell.number


def _require_results(file: str, sheets: tuple[Grid, ...]) -> None:
    bad = [
        f"{sheet.location(*place)} {cell.text or '没有结果'}"
        for sheet in sheets
        for place, cell in _formulas(sheet).items()
        if cell.error or cell.unresolved is not None
    ]
    if bad:
        named = "、".join(bad[:_MOST_NAMED]) + ("等" if len(bad) > _MOST_NAMED else "")
        raise ZpjError(file, f"有 {len(bad)} 个公式格没有正常结果（{named}）", "请改正，或按 Ctrl+Alt+F9 重算后再固化")


def _without_links(package: Package) -> bytes:
    """The package without the parts of linked workbooks and macros, and without every mention of them."""
    workbook = next(relation.part for relation in package.relations() if relation.kind == "officeDocument")
    relations = relations_part(workbook)
    left_out = [relation for relation in package.relations(workbook) if relation.kind in _LEFT_OUT]
    gone = {relation.part.lower() for relation in left_out}
    gone |= {relations_part(part).lower() for part in gone}
    ids = {relation.id.encode() for relation in left_out}
    replaced: dict[str, bytes | None] = {name: None for name in package.names() if name.lower() in gone}
    replaced[workbook] = _own_names(_LINKS.sub(b"", package.safe_xml(workbook)))
    if ids:
        replaced[relations] = _dropped(_RELATION, package.safe_xml(relations), _ID, ids)
    kinds = _dropped(_OVERRIDE, package.safe_xml(_CONTENT_TYPES), _PART_NAME, {part.encode() for part in gone})
    replaced[_CONTENT_TYPES] = _MACROS.sub(_PLAIN, kinds)
    return copy_with(package, replaced)


def _own_names(workbook: bytes) -> bytes:
    """Drop the defined names that point at another workbook or call the add-in."""
    kept = _NAME.sub(lambda found: b"" if _FOREIGN.search(found[0]) else found[0], workbook)
    return _NO_NAMES.sub(b"", kept)


def _dropped(element: re.Pattern[bytes], text: bytes, key: re.Pattern[bytes], wanted: set[bytes]) -> bytes:
    """Drop the elements whose key is one of those wanted, whatever its case."""
    lower = {name.lower() for name in wanted}

    def kept(found: re.Match[bytes]) -> bytes:
        name = key.search(found[0])
        return b"" if name and name[1].lower() in lower else found[0]

    return element.sub(kept, text)
