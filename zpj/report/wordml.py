"""WordprocessingML as text: the few elements zpj writes itself, and the only place where data becomes XML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.report.layout import TableLayout

if TYPE_CHECKING:
    from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

TITLE = "公文标题"
LEVEL1 = "公文一级"
LEVEL2 = "公文二级"
LEVEL3 = "公文三级"
BODY = "公文正文"
ATTACHMENT = "公文附件"
TABLE_TITLE = "表题"
TABLE_TEXT = "表文"
SMALL_TABLE_TEXT = "表文小字"
SIGNATURE = "落款"

_ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = regex("\r\n|\r|\u2028|\u2029|\x0b|\x0c|\x85")
_PLAIN = regex("[^\x00-\x1f\x7f-\x9f&<>\"'\u2028\u2029\ud800-\udfff\ufffe\uffff]*")
_ENTITY = regex("&(?:#x(?P<hex>[0-9A-Fa-f]{1,5})|#(?P<decimal>[0-9]{1,6})|(?P<name>amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def tag(name: str) -> str:
    """Give the full lxml name of a `w:` element or attribute."""
    return f"{{{W}}}{name}"


def nodes(element: etree._Element, path: str) -> list[etree._Element]:
    """Give the elements an XPath with the prefix `w:` finds, in document order."""
    return cast("list[etree._Element]", element.xpath(path, namespaces={"w": W}))


def lines(text: str) -> list[str]:
    """Split text at any kind of line end; XML-illegal characters disappear."""
    if text.isprintable():
        return [text]
    return _ILLEGAL.sub("", _LINE_END.sub("\n", text)).split("\n")


def escaped(text: str) -> str:
    """Give one line of text as XML character data (or attribute value)."""
    return " ".join(lines(text)).translate(_ESCAPES)


def unescaped(text: str) -> str:
    """Give XML character data as the text it stands for."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found["name"]:
        return _NAMED[found["name"]]
    return chr(int(found["hex"], 16) if found["hex"] else int(found["decimal"]))


def run_text(text: str) -> str:
    """Give text as the inside of a `w:t`: line breaks and tabs close and reopen it around `w:br` and `w:tab`."""
    if _PLAIN.fullmatch(text):
        return text
    reopened = '</w:t>{}<w:t xml:space="preserve">'
    rows = [line.translate(_ESCAPES).replace("\t", reopened.format("<w:tab/>")) for line in lines(text)]
    return reopened.format("<w:br/>").join(rows)


def run(text: str) -> str:
    """A run in its style's font; quotation marks and dashes are set in the Chinese font."""
    if not text:
        return ""
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return f'<w:r>{hint}<w:t xml:space="preserve">{run_text(text)}</w:t></w:r>'


def paragraph(text: str, style_id: str, align: str | None = None) -> str:
    """A paragraph in a style, aligned otherwise than the style where `align` is given."""
    justified = f'<w:jc w:val="{align}"/>' if align else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{escaped(style_id)}"/>{justified}</w:pPr>{run(text)}</w:p>'


@record
class TableCell:
    """A cell: its text, how many columns it covers, "restart" or "continue" in a vertical merge, and its alignment."""

    text: str
    span: int = 1
    merge: str | None = None
    align: str = "center"


@record
class TableRow:
    """A row; `header` repeats it on every page, `whole` keeps it from breaking over pages."""

    cells: tuple[TableCell, ...]
    header: bool = False
    whole: bool = True


def table(rows: Sequence[TableRow], widths: Sequence[int], layout: TableLayout, style_id: str) -> str:
    """A bordered table of fixed column widths (twips) in the style 表文."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(_row(row, widths, layout, style_id) for row in rows)
    return f"<w:tbl>{_table_properties(sum(widths), layout)}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _table_properties(width: int, layout: TableLayout) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{s} w:val="single" w:sz="{layout.border}" w:space="0" w:color="auto"/>' for s in sides)
    margins = "".join(f'<w:{s} w:w="{layout.cell_margin}" w:type="dxa"/>' for s in ("left", "right"))
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )


def _row(row: TableRow, widths: Sequence[int], layout: TableLayout, style_id: str) -> str:
    whole = "<w:cantSplit/>" if row.whole else ""
    header = "<w:tblHeader/>" if row.header else ""
    height = f'<w:trHeight w:val="{layout.row_height}" w:hRule="atLeast"/>'
    cells, column = "", 0
    for cell in row.cells:
        cells += _cell(cell, sum(widths[column : column + cell.span]), style_id)
        column += cell.span
    return f"<w:tr><w:trPr>{whole}{height}{header}</w:trPr>{cells}</w:tr>"


def _cell(cell: TableCell, width: int, style_id: str) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    content = "".join(paragraph(line, style_id, cell.align) for line in lines(cell.text.strip()))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )
