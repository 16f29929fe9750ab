"""A workbook package without one of its sheets, and without what refers to it: names and conditional formats."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zpj.grid.package import Package, local_name, relations_part, serialised
from zpj.grid.workbook_parts import SheetPart, workbook_parts
from zpj.grid.zip_copy import copy_with

_CONTENT_TYPES = "[Content_Types].xml"
_RULE = "cfRule"
_LEFT_EMPTY = ("conditionalFormattings", "ext", "extLst", "definedNames")


def without_sheet(package: Package, name: str) -> bytes:
    """Give the package without a sheet; unchanged where there is none. No formula may refer to the sheet."""
    parts = workbook_parts(package)
    gone = next((sheet for sheet in parts.sheets if sheet.name == name), None)
    if gone is None:
        return copy_with(package, {})
    own = {relation.part for relation in package.relations(gone.part)}
    dropped = [part for part in (gone.part, relations_part(gone.part), *own) if part in package]
    replaced: dict[str, bytes | None] = dict.fromkeys(dropped)
    workbook = package.xml(parts.part)
    link = _remove_from(workbook, gone)
    replaced[parts.part] = serialised(workbook)
    relations = relations_part(parts.part)
    replaced[relations] = _without(package, relations, "Id", {link})
    replaced[_CONTENT_TYPES] = _without(package, _CONTENT_TYPES, "PartName", {f"/{part}" for part in dropped})
    for sheet in parts.sheets:
        if sheet is not gone and (content := _unmarked(package, sheet, name)) is not None:
            replaced[sheet.part] = content
    return copy_with(package, replaced)


def _remove_from(workbook: etree._Element, gone: SheetPart) -> str:
    """Take the sheet, its tab and its names out of the workbook part; gives the id of its relationship."""
    sheets = list(workbook.iter("{*}sheet"))
    place, element = next((n, item) for n, item in enumerate(sheets) if item.get("sheetId") == gone.sheet_id)
    link = next(str(value) for key, value in element.attrib.items() if str(key).endswith("}id"))
    _drop(element)
    for view in workbook.iter("{*}workbookView"):
        for key in ("activeTab", "firstSheet"):
            tab = int(view.get(key, "0"))
            if tab >= place:
                view.set(key, str(max(0, tab - 1) if tab > place else 0))
    for defined in list(workbook.iter("{*}definedName")):
        scope = int(defined.get("localSheetId", "-1"))
        if scope == place or _names(defined, gone.name):
            _drop_with_empty_parents(defined)
        elif scope > place:
            defined.set("localSheetId", str(scope - 1))
    return link


def _unmarked(package: Package, sheet: SheetPart, name: str) -> bytes | None:
    """A sheet without the conditional formats that look into the other one; None where it has none."""
    root = package.xml(sheet.part)
    rules = [item for item in _rules(root) if any(_names(child, name) for child in item.iter())]
    for item in rules:
        area = item.getparent()
        _drop(item)
        if area is not None and not any(True for _ in _rules(area)):
            _drop_with_empty_parents(area)
    return serialised(root) if rules else None


def _rules(element: etree._Element) -> Iterator[etree._Element]:
    """The rules of conditional formats; one that looks into another sheet stands in the sheet's extension list."""
    return (item for item in element.iter() if isinstance(item.tag, str) and local_name(item) == _RULE)


def _names(element: etree._Element, sheet: str) -> bool:
    text = element.text or ""
    return f"{sheet}!" in text or f"'{sheet}'!" in text


def _drop_with_empty_parents(element: etree._Element) -> None:
    parent = element.getparent()
    _drop(element)
    while parent is not None and len(parent) == 0 and local_name(parent) in _LEFT_EMPTY:
        above = parent.getparent()
        _drop(parent)
        parent = above


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _without(package: Package, part: str, key: str, wanted: set[str]) -> bytes:
    root = package.xml(part)
    lower = {text.lower() for text in wanted}
    for item in list(root):
        if item.get(key, "").lower() in lower:
            root.remove(item)
    return serialised(root)
