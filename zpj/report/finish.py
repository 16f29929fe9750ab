"""Last touches on a rendered part, on its text: marked cells are merged, and what a tag left empty is made valid again.

`template_marks` puts the marks into the source. They are characters that no XML can hold, so data cannot imitate them.
"""

from __future__ import annotations

import re

from zpj.domain.regex import regex

TABLE, TABLE_END = "\x03", "\x04"
ROW = "\x05"
CELL, COLUMN_END, CELL_END = "\x06", "\x07", "\x08"
MERGE_PLACE = "\x0b"
PROPERTIES_END = "\x0c"
PARAGRAPH_START = "\x0e"
BOX_END = "\x0f"
LAST_SECTION = "\x10"
DRAWING_ID = "\x11"

_TABLE = regex(f"{TABLE}([^{TABLE}{TABLE_END}]*){TABLE_END}")
_HAS_ROW = regex("<w:(?:tr|sdt|customXml)[ />]")
_CELL = regex(f"{CELL}([0-9]+){COLUMN_END}([^{CELL_END}]*){CELL_END}")
_CELL_MARKS = regex(f"[{MERGE_PLACE}{PROPERTIES_END}{PARAGRAPH_START}]")
_TEXT = regex("<w:t(?: [^<>]*)?>([^<]*)")
_ENDS_WITH_PARAGRAPH = regex(r"(?:</w:p>|<w:p(?: [^<>]*)?/>)(?:<w:bookmark[^<>]*/>|\s)*\Z")
_DRAWING_ID = regex(rf"{DRAWING_ID}(<[^<>]*? id=\")[0-9]*")
_TAIL = 2000
_RESTART, _CONTINUE = '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'


def finish(text: str) -> str:
    """Make a rendered part ready for Word."""
    done = int(TABLE in text)
    while done:
        text, done = _TABLE.subn(_table, text)
    if BOX_END in text:
        text = _close_boxes(text)
    if LAST_SECTION in text:
        text = _without_empty_last_section(*text.split(LAST_SECTION))
    if DRAWING_ID in text:
        text = _with_own_drawing_ids(text)
    return text


def _table(found: re.Match[str]) -> str:
    """A table whose inner tables are done: merged, or nothing where no row is left."""
    body = found[1]
    if not _HAS_ROW.search(body):
        return ""
    return _merged(body) if ROW in body else body


def _merged(table: str) -> str:
    """Join marked cells of a column in consecutive rows if the text, and every marked cell left of it, is equal."""
    rows = [_CELL.split(row) for row in table.split(ROW)]
    above: dict[int, tuple[str, list[str], int]] = {}
    for row in rows:
        current = {int(row[i]): (_cell_text(row[i + 1]), row, i + 1) for i in range(1, len(row), 3)}
        equal = True
        for column in sorted(current):
            text, _, place = current[column]
            equal = equal and column in above and above[column][0] == text
            if equal and text:
                _join(above[column], row, place)
        above = current
    return _CELL_MARKS.sub("", "".join("".join(_without_columns(row)) for row in rows))


def _without_columns(row: list[str]) -> list[str]:
    return [piece for index, piece in enumerate(row) if index % 3 != 1]


def _cell_text(cell: str) -> str:
    return "\n".join(_TEXT.findall(cell)).strip()


def _join(upper: tuple[str, list[str], int], row: list[str], place: int) -> None:
    _, upper_row, upper_place = upper
    upper_row[upper_place] = upper_row[upper_place].replace(MERGE_PLACE, _RESTART, 1)
    properties, _, content = row[place].partition(PROPERTIES_END)
    paragraph, found, _ = content.partition(PARAGRAPH_START)
    empty = f"{paragraph}</w:p>" if found and paragraph.startswith("<w:p") else "<w:p/>"
    row[place] = f"{properties.replace(MERGE_PLACE, _CONTINUE, 1)}{empty}</w:tc>"


def _close_boxes(text: str) -> str:
    """A cell must end with a paragraph; so must a text box, a header and a footer."""
    *pieces, rest = text.split(BOX_END)
    closed = [piece if _ENDS_WITH_PARAGRAPH.search(piece[-_TAIL:]) else f"{piece}<w:p/>" for piece in pieces]
    return "".join((*closed, rest))


def _without_empty_last_section(before: str, last: str) -> str:
    """A section whose whole content was left out by a tag disappears, and the section before it becomes the last."""
    start = max(before.rfind("<w:p>"), before.rfind("<w:p "))
    paragraph = before[start:]
    first = paragraph.find("<w:sectPr")
    if start < 0 or first < 0 or not paragraph.rstrip().endswith("</w:p>"):
        return before + last
    end = paragraph.rfind("</w:sectPr>")
    end = end + len("</w:sectPr>") if end >= 0 else paragraph.index("/>", first) + 2
    section, kept = paragraph[first:end], paragraph[:first] + paragraph[end:]
    closing = last[last.index("</w:body>") :]
    return before[:start] + (kept if re.search("<w:r[ >]", kept) else "") + section + closing


def _with_own_drawing_ids(text: str) -> str:
    """Drawings in repeated content get numbers of their own, as Word wants."""
    number = 0

    def renumbered(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"{found[1]}{number}"

    return _DRAWING_ID.sub(renumbered, text)
