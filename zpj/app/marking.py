"""What Excel must know before 数据校验 writes: is the workbook locked, and which sheets still lack the mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from zpj.grid.container import Kind, kind_of, load
from zpj.grid.package import Package
from zpj.grid.workbook_parts import workbook_parts

_LOCKED_SHEET = re.compile(rb"""<(?:\w+:)?sheetProtection\b[^>]*\bsheet\s*=\s*["'](?:1|true)["']""")
_LOCKED_BOOK = re.compile(rb"""<(?:\w+:)?workbookProtection\b[^>]*\blockStructure\s*=\s*["'](?:1|true)["']""")

_COUNTS = "COUNTIFS"


@dataclass(frozen=True, slots=True)
class Markable:
    """`sheets` can still get a mark; `locked` are protected; `structure_locked` forbids new sheets."""

    sheets: frozenset[str]
    locked: frozenset[str]
    structure_locked: bool


def markable(copy: Path, results: str) -> Markable:
    """Look into a saved copy. A sheet has the mark where a conditional format looks into the sheet of results.

    An old .xls can hold no such format: no sheet of it can be marked.
    """
    data = load(copy)
    if kind_of(data) is not Kind.ZIP:
        return Markable(frozenset(), frozenset(), False)
    package = Package(copy, data)
    parts = workbook_parts(package)
    mark = re.compile(rf"{_COUNTS}\('?{re.escape(results)}'?!")
    open_sheets, locked = set(), set()
    for sheet in parts.sheets:
        content = package.safe_xml(sheet.part)
        if _LOCKED_SHEET.search(content):
            locked.add(sheet.name)
        elif _COUNTS.encode() not in content or not mark.search(unescape(content.decode(errors="replace"))):
            open_sheets.add(sheet.name)
    structure = bool(_LOCKED_BOOK.search(package.safe_xml(parts.part)))
    return Markable(frozenset(open_sheets), frozenset(locked), structure)
