"""Builds the transcribed papers of tests/papers as Word documents, as offices publish them.

The transcriptions are plain text with a small markup of their own, one block a line:

    % a note on the transcription, not part of the paper
    ! the title of a report              # 一、heading   ## （一）heading   ### 1.heading
    | cell | cell | < | ^ |              a table row: `<` belongs to the cell on its left, `^` to the cell above
    =====                                a page break
    anything else                        a paragraph

Lines that begin with `|` and follow each other are one table; `<br>` is a line break inside a cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FOLDER = Path(__file__).parent
LIST = "errors.toml"
SETS = {path.parent.name: tuple(sorted(each.stem for each in path.parent.glob("*.txt")))
        for path in sorted(FOLDER.glob(f"*/{LIST}"))}  # fmt: skip
"""The papers of each set, one folder each; a set is added by adding its folder."""
PUBLISHED = SETS["published"]
CLEAN = tuple(sorted(each.stem for each in (FOLDER / "clean").glob("*.txt")))
"""Papers with nothing wrong in them: they have no list."""
LEFT, ABOVE = "<", "^"
_PAGE_BREAK = "====="
_HEADINGS = {"! ": 0, "# ": 1, "## ": 2, "### ": 3}
Rows = tuple[tuple[str, ...], ...]
Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class Line:
    """A paragraph (level None), a title (0) or a heading (1-3)."""

    text: str
    level: int | None = None


@dataclass(frozen=True)
class Table:
    """The rows of a table on its full column grid, merge marks included."""

    rows: Rows

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell (from 0) that holds the text of a covered cell."""
        while self.rows[row][column] in (LEFT, ABOVE):
            row, column = (row, column - 1) if self.rows[row][column] == LEFT else (row - 1, column)
        return row, column

    def areas(self) -> dict[tuple[int, int], Area]:
        """Each anchor with the first row, first column, last row and last column it covers."""
        areas: dict[tuple[int, int], Area] = {}
        for row, cells in enumerate(self.rows):
            for column in range(len(cells)):
                anchor = self.anchor(row, column)
                top, left, bottom, right = areas.get(anchor, (*anchor, *anchor))
                areas[anchor] = (top, left, max(bottom, row), max(right, column))
        return areas


@dataclass(frozen=True)
class PageBreak:
    """The next block starts on a new page."""


Block = Line | Table | PageBreak


def transcription(name: str) -> Path:
    """The text of a paper of any of the sets."""
    return FOLDER / set_of(name) / f"{name}.txt"


def set_of(name: str) -> str:
    """The set a paper belongs to."""
    return next((each for each, names in SETS.items() if name in names), "clean")


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a transcription; a table with rows of different length is an error of the transcription."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            blocks.append(_table(tuple(rows), path))
            rows = []
        blocks.extend(_block(line))
    return blocks


def _table(rows: Rows, path: Path) -> Table:
    if len({len(row) for row in rows}) != 1:
        raise ValueError(f"{path.name}: rows of different length in the table that begins with {rows[0]}")
    return Table(rows)


def _block(line: str) -> Iterator[Block]:
    if line == _PAGE_BREAK:
        yield PageBreak()
    elif line.strip() and not line.startswith("%"):
        for mark, level in _HEADINGS.items():
            if line.startswith(mark):
                yield Line(line.removeprefix(mark).strip(), level)
                return
        yield Line(line.strip())


def build_paper(name: str, path: Path, *, merged: bool = True, styled: bool = True) -> None:
    """Write one paper as .docx.

    `merged` False leaves the covered cells of the tables empty instead of merging them; `styled` False writes titles
    and headings as bold paragraphs without a heading style, as many offices do.
    """
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height, page.left_margin, page.right_margin = Mm(210), Mm(297), Mm(28), Mm(26)
    normal = document.styles["Normal"]
    normal.font.name = "仿宋_GB2312"
    normal.font.size = Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    for block in read_blocks(transcription(name)):
        if isinstance(block, Table):
            _write_table(document, block, merged)
        elif isinstance(block, PageBreak):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            _write_line(document, block, styled)
    document.save(str(path))


def _write_line(document: Document, line: Line, styled: bool) -> None:
    if line.level is None:
        document.add_paragraph(line.text)
    elif styled:
        document.add_heading(line.text, line.level)
    else:
        document.add_paragraph().add_run(line.text).bold = True


def _write_table(document: Document, table: Table, merged: bool) -> None:
    written = document.add_table(len(table.rows), len(table.rows[0]), style="Table Grid")
    cells = [list(row.cells) for row in written.rows]
    for (row, column), (_, _, bottom, right) in table.areas().items():
        cell = cells[row][column]
        if merged and (bottom, right) != (row, column):
            cell = cell.merge(cells[bottom][right])
        cell.text = table.rows[row][column].replace("<br>", "\n")
    document.add_paragraph()
