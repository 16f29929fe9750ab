"""Tables of a text PDF as Grids named 表1, 表2, …: cells and merged areas from the ruling lines, text by its place.

A table that goes on on the next page is one table. pdfplumber does the geometry; it comes with the extra zpj[pdf] and
is imported only here.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from zpj.domain.amounts import parse_number
from zpj.domain.errors import ZpjError
from zpj.grid.grid import Area, Cell, Grid
from zpj.grid.xml_text import clean

if TYPE_CHECKING:
    from pdfplumber.page import Page

MOST_PAGES = 300
_LARGEST_PDF = 100 * 1024 * 1024
_MOST_CELLS = 100_000
_MOST_PRECEDING = 12
_NEAR = 3.0
"""Points within which two lines are one."""

_PAGE_NUMBER = re.compile(r"[-—–\s]*第?\s*\d+\s*页?(?:[/／,，共\s]*\d+\s*页?)?[-—–\s]*")
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[。；;：:！？]$")
_INSTALL = '请先安装：pip install "zpj[pdf]"，或用 WPS、Word 把 PDF 转成 .docx 后再读'

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Piece:
    """A line of text or a table at a height of a page."""

    top: float
    text: str = ""
    cells: dict[Box, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Table:
    """One ruled table of a page: its cells (x0, top, x1, bottom) with their texts, and the lines of text before it.

    `opens`: nothing stands above it on its page.
    """

    cells: dict[Box, str]
    preceding: Sequence[str]
    page: int
    opens: bool

    @property
    def left(self) -> float:
        return min(box[0] for box in self.cells)

    @property
    def right(self) -> float:
        return max(box[2] for box in self.cells)

    @property
    def beginning(self) -> str:
        top = min(box[1] for box in self.cells)
        first = sorted(box for box in self.cells if abs(box[1] - top) < _NEAR)
        return "".join(self.cells[box] for box in first)[:10]


def grids_of(name: str, data: bytes) -> tuple[Grid, ...]:
    """Read the tables of a PDF whose bytes are at hand.

    ZpjError (Chinese) where the extra is missing, the file is encrypted, damaged, too big, or holds pictures only.
    """
    if len(data) > _LARGEST_PDF:
        raise ZpjError(name, "PDF 文件过大", "请只导出自评表所在的页")
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import PdfminerException
    except ImportError as error:
        raise ZpjError(name, "读取 PDF 的组件没有安装", _INSTALL) from error
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return _grids(name, document.pages)
    except (PdfminerException, PSException) as error:
        causes = (error, *error.args)
        if any(isinstance(cause, PDFPasswordIncorrect) or "Encrypt" in type(cause).__name__ for cause in causes):
            raise ZpjError(name, "PDF 设有密码，无法读取", "请取消密码后另存") from error
        raise ZpjError(name, "PDF 已损坏或不完整", "请重新导出一份") from error
    except (
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        AssertionError,
        OSError,
        RecursionError,
    ) as error:
        raise ZpjError(name, "PDF 已损坏或不完整", "请重新导出一份") from error


def _grids(name: str, pages: Sequence[Page]) -> tuple[Grid, ...]:
    if len(pages) > MOST_PAGES:
        raise ZpjError(name, f"PDF 超过 {MOST_PAGES} 页", "请只导出自评表所在的页")
    found: list[list[_Piece]] = []
    has_text = False
    for page in pages:
        upright = page.filter(_is_upright)
        has_text = has_text or bool(upright.chars)
        found.append(_pieces(upright))
        page.close()
        if sum(len(piece.cells) for one in found for piece in one) > _MOST_CELLS:
            raise ZpjError(name, "PDF 里的表格过大", "请只导出自评表所在的页")
    if not has_text:
        raise ZpjError(name, "是扫描件，里面只有图片没有文字", "请用 WPS 等软件识别成 Word 或 Excel 后再读")
    return tuple(_grid(number, group) for number, group in enumerate(_joined(_tables(found)), 1))


def _tables(pages: Sequence[Sequence[_Piece]]) -> Iterator[_Table]:
    """All tables with the lines before them; what stands at the same place of several pages is no text between."""
    places = Counter((round(piece.top), _DIGITS.sub("", piece.text)) for page in pages for piece in page)
    before: list[str] = []
    for number, page in enumerate(pages):
        opens = True
        for piece in page:
            if piece.cells:
                yield _Table(piece.cells, before[-_MOST_PRECEDING:], number, opens)
                before, opens = [], False
            elif places[round(piece.top), _DIGITS.sub("", piece.text)] == 1:
                before.append(piece.text)
                opens = False


def _is_upright(item: dict[str, Any]) -> bool:
    """Leave out slanting watermarks."""
    return item["object_type"] != "char" or bool(item.get("upright", True))


def _pieces(page: Page) -> list[_Piece]:
    """Lines of text outside tables, and tables, from top to bottom; page numbers are left out."""
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    found: list[_Piece] = []
    for line in page.extract_text_lines(return_chars=False):
        middle = (line["top"] + line["bottom"]) / 2
        inside = any(table.bbox[1] <= middle <= table.bbox[3] for table in tables)
        if not inside and not _PAGE_NUMBER.fullmatch(line["text"]):
            found.append(_Piece(line["top"], clean(line["text"]).strip()))
    for table in tables:
        texts = _texts(page.chars, table.cells)
        if any(texts.values()):
            found.append(_Piece(table.bbox[1], cells=texts))
    return sorted(found, key=lambda piece: piece.top)


def _texts(chars: list[dict[str, Any]], boxes: Iterable[Box]) -> dict[Box, str]:
    from pdfplumber.utils.text import extract_text

    texts = {}
    for box in boxes:
        inside = [char for char in chars if _within(char, box)]
        texts[box] = _unbroken(clean(extract_text(inside))) if inside else ""
    return texts


def _within(char: dict[str, Any], box: Box) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _unbroken(text: str) -> str:
    """Lines that a narrow cell broke are joined; a line that ends a sentence stays one."""
    result = ""
    for line in (line.strip() for line in text.split("\n")):
        if not result or _SENTENCE_END.search(result):
            result += ("\n" if result else "") + line
        else:
            blank = " " if result[-1].isascii() and line[:1].isascii() and (result[-1] + line[:1]).isalpha() else ""
            result += blank + line
    return result


def _joined(tables: Iterable[_Table]) -> list[list[_Table]]:
    """A table that opens a page goes on with the last one of the page before, if it is as wide and begins otherwise.

    What stands below that one does not count: a page's foot, or the text of a tall cell that the break cut off.
    """
    groups: list[list[_Table]] = []
    for table in tables:
        last = groups[-1][-1] if groups else None
        follows = last is not None and table.opens and last.page + 1 == table.page
        if follows and _as_wide(groups[-1][-1], table) and groups[-1][0].beginning != table.beginning:
            groups[-1].append(table)
        else:
            groups.append([table])
    return groups


def _as_wide(first: _Table, second: _Table) -> bool:
    return abs(first.left - second.left) < _NEAR and abs(first.right - second.right) < _NEAR


def _grid(number: int, group: list[_Table]) -> Grid:
    columns = _edges(x for table in group for box in table.cells for x in (box[0], box[2]))
    cells: dict[tuple[int, int], Cell] = {}
    merges: list[Area] = []
    above = 0
    for table in group:
        rows = _edges(y for box in table.cells for y in (box[1], box[3]))
        for box, text in table.cells.items():
            top, bottom = above + _index(rows, box[1]) + 1, above + _index(rows, box[3])
            left, right = _index(columns, box[0]) + 1, _index(columns, box[2])
            if text:
                cells[top, left] = Cell(top, left, text, parse_number(text))
            if (top, left) != (bottom, right):
                merges.append(Area(top, left, bottom, right))
        if above:
            _take_rest(cells, above)
        above += len(rows) - 1
    widths = {place: right - left for place, (left, right) in enumerate(pairwise(columns), 1)}
    return Grid(f"表{number}", cells, tuple(merges), widths, preceding=tuple(group[0].preceding), in_document=True)


def _take_rest(cells: dict[tuple[int, int], Cell], last: int) -> None:
    """Where a page break cut a row in two, move the rest of its texts up into the `last` row of the page before.

    Such a rest has text only, below texts of a row that has figures too.
    """
    whole = {column: cell for (row, column), cell in cells.items() if row == last}
    rest = {column: cell for (row, column), cell in cells.items() if row == last + 1}
    has_figures = any(cell.number is not None for cell in whole.values())
    below_text = all(column in whole and whole[column].number is None for column in rest)
    if not rest or not has_figures or not below_text or any(cell.number is not None for cell in rest.values()):
        return
    for column, cell in rest.items():
        cells[last, column] = Cell(last, column, _unbroken(f"{whole[column].text}\n{cell.text}"))
        del cells[last + 1, column]


def _edges(places: Iterable[float]) -> list[float]:
    """Lines in order, those that are near each other as one."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _index(edges: list[float], place: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))
