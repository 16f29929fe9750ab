"""What a saved copy tells of its sheets before a button writes: protected, filtered, without the mark of 数据校验.

Excel would answer the same, one call for each question and sheet.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from zpj.domain.records import record
from zpj.grid.container import Kind, kind_of, load
from zpj.grid.package import Package
from zpj.grid.workbook_parts import workbook_parts

_LOCKED = re.compile(rb"""<(?:\w+:)?sheetProtection\b[^>]*\bsheet\s*=\s*["'](?:1|true)["']""")
_LOCKED_BOOK = re.compile(rb"""<(?:\w+:)?workbookProtection\b[^>]*\blockStructure\s*=\s*["'](?:1|true)["']""")
_FILTER_MODE = re.compile(rb"""<(?:\w+:)?sheetPr\b[^>]*\bfilterMode\s*=\s*["'](?:1|true)["']""")
_HAS_FILTER = re.compile(rb"<(?:\w+:)?(?:autoFilter|tableParts)\b")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*\bhidden\s*=\s*["'](?:1|true)["']""")

_COUNTS = "COUNTIFS"


@record
class SheetStates:
    """`unmarked` sheets can still get the mark; `locked` are protected; in `filtered` ones a filter hides rows.

    `structure_locked` forbids new sheets.
    """

    unmarked: frozenset[str]
    locked: frozenset[str]
    filtered: frozenset[str]
    structure_locked: bool


def sheet_states(copy: Path, results: str) -> SheetStates | None:
    """Look into a saved copy; None for an old .xls, which does not tell and can hold no such mark.

    A sheet has the mark where a conditional format looks into the sheet of results.
    """
    data = load(copy)
    if kind_of(data) is not Kind.ZIP:
        return None
    package = Package(copy, data)
    mark = re.compile(rf"{_COUNTS}\('?{re.escape(results)}'?!")
    unmarked, locked, filtered = set(), set(), set()
    parts = workbook_parts(package)
    for sheet in parts.sheets:
        content = package.safe_xml(sheet.part)
        if _LOCKED.search(content):
            locked.add(sheet.name)
        elif _COUNTS.encode() not in content or not mark.search(unescape(content.decode(errors="replace"))):
            unmarked.add(sheet.name)
        if _FILTER_MODE.search(content) or (_HAS_FILTER.search(content) and _HIDDEN_ROW.search(content)):
            filtered.add(sheet.name)
    structure = bool(_LOCKED_BOOK.search(package.safe_xml(parts.part)))
    return SheetStates(frozenset(unmarked), frozenset(locked), frozenset(filtered), structure)
