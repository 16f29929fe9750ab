"""The recurring pieces of report templates: sections that are marked, vanish or read 无。, and repeated table rows."""

from __future__ import annotations

from collections.abc import Sequence

from zpj.report.official import OfficialDocument
from zpj.report.wordml import BODY, LEVEL2, TABLE_TEXT, TableCell, TableRow, table


def section(document: OfficialDocument, key: str, label: str = "", style: str = BODY) -> None:
    """The paragraphs of a section, 【待补：…】 where nobody wrote any; a label stands in front of the first."""
    loop(document, f'章节["{key}"]', label, style)


def written(document: OfficialDocument, key: str, label: str = "", style: str = BODY) -> None:
    """The paragraphs of a section, nothing where nobody wrote any."""
    loop(document, f'已写["{key}"]', label, style)


def or_nothing(document: OfficialDocument, key: str, *others: str) -> None:
    """The paragraphs of a section, or others (无。) where nobody wrote any."""
    document.paragraph(f'{{% for 段 in 已写["{key}"] %}}')
    document.paragraph("{{ 段 }}")
    document.paragraph("{% else %}")
    for text in others or ("无。",):
        document.paragraph(text)
    document.paragraph("{% endfor %}")


def loop(document: OfficialDocument, source: str, label: str = "", style: str = BODY) -> None:
    """A paragraph for every one of a list; a label, which may hold tags, stands in front of the first."""
    document.paragraph(f"{{% for 段 in {source} %}}")
    first = ""
    if label:
        first = f"{{% if loop.first %}}{label}{{% endif %}}" if "{" in label else f'{{{{ "{label}" if loop.first }}}}'
    document.paragraph(f"{first}{{{{ 段 }}}}", style)
    document.paragraph("{% endfor %}")


def whole_table(document: OfficialDocument, rows: Sequence[TableRow], widths: Sequence[int]) -> None:
    """A table in 表文 that goes to the next page rather than over two, unless it is longer than a page."""
    xml = table(rows, widths, document.layout.table, TABLE_TEXT)
    style = f'<w:pStyle w:val="{TABLE_TEXT}"/>'
    document.table(xml.replace(style, f"{style}<w:keepNext/>"))


def tall(text: str) -> TableCell:
    """A cell that goes on into the rows below."""
    return TableCell(text, merge="restart")


def below(span: int = 1) -> TableCell:
    """What is left of a tall cell in the rows below it."""
    return TableCell("", span, merge="continue")


def heads(*titles: str) -> TableRow:
    """A table head of one row, repeated on every page."""
    return TableRow(tuple(TableCell(title) for title in titles), header=True)


def double_head(first: tuple[TableCell, ...], second: tuple[str, ...]) -> list[TableRow]:
    """A table head of two rows; a blank in the second goes on with the tall cell above it."""
    under = tuple(TableCell(text) if text else below() for text in second)
    return [TableRow(first, header=True), TableRow(under, header=True)]


def repeated(rows: str, cells: Sequence[TableCell]) -> list[TableRow]:
    """A row that is repeated for every entry of a field, each entry named 行."""
    width = sum(cell.span for cell in cells)
    opening = TableRow((TableCell(f"{{% for 行 in {rows} %}}", width),))
    return [opening, TableRow(tuple(cells)), TableRow((TableCell("{% endfor %}", width),))]


def headed(document: OfficialDocument, title: str) -> None:
    """A second heading and the section under it."""
    document.paragraph(title, LEVEL2)
    section(document, title)
