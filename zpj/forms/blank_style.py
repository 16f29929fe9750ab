"""How a standard workbook looks: borders, tints, hints as input messages, A4 page set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.records import record
from zpj.forms.native import FormFormulas
from zpj.forms.text_height import fit_height
from zpj.grid.xml_text import clean

if TYPE_CHECKING:
    from zpj.forms.blank_parts import Rows

_LINE = Side(style="thin", color="FF000000")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
INPUT_TINT = PatternFill("solid", fgColor="FFFFF9E5")
COMPUTED_TINT = PatternFill("solid", fgColor="FFEAF1FB")
_FONT = "宋体"
_ROW_HEIGHT = 22
_LONGEST_LIST = 255
_LEAST_ROW_FONT = 16
"""Of the empty cell between form and 测算得分: Excel fits a row to its texts, and no lower than this font."""


@record
class Look:
    """How one cell looks; `tint` marks an input cell."""

    align: str = "center"
    border: bool = True
    bold: bool = False
    tint: bool = True


def _paint(sheet: Worksheet, area: str, look: Look, fill: PatternFill | None) -> None:
    cells = sheet[area]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    for row in rows:
        for cell in row:
            cell.font = Font(name=_FONT, size=10.5, bold=look.bold)
            cell.alignment = Alignment(horizontal=look.align, vertical="center", wrap_text=True)
            if look.border:
                cell.border = _BORDER
            cell.fill = fill or PatternFill()


def put_text(cell: Any, text: str) -> None:
    """Write a text that stays a text: “=12个月” is no formula, and what no file may hold is dropped."""
    text = clean(text)
    cell.value = text or None
    if text:
        cell.data_type = "s"
    if text.startswith(("=", "+", "-", "@")):
        cell.number_format = "@"


def merge(sheet: Worksheet, area: str, text: str) -> None:
    """Merge an area as a label; of one cell nothing is merged (Excel takes such a file for damaged)."""
    first, _, last = area.partition(":")
    _paint(sheet, area, Look(), None)
    if last not in ("", first):
        sheet.merge_cells(area)
    sheet[first] = text


def label(sheet: Worksheet, area: str, text: str, look: Look | None = None) -> None:
    """A printed label."""
    _paint(sheet, area, look or Look(bold=True), None)
    if ":" in area:
        sheet.merge_cells(area)
    if text:
        sheet[area.split(":")[0]] = text


def value(sheet: Worksheet, area: str, content: Any = None, look: Look | None = None) -> None:
    """A cell for a value: tinted where the clerk types, plain where a formula stands."""
    look = look or Look()
    _paint(sheet, area, look, INPUT_TINT if look.tint else None)
    if ":" in area:
        sheet.merge_cells(area)
    if content is not None:
        sheet[area.split(":")[0]] = content


def title(sheet: Worksheet, area: str, text: str) -> None:
    """The form's title."""
    sheet.merge_cells(area)
    cell = sheet[area.split(":")[0]]
    cell.value = text
    cell.font = Font(name="方正小标宋简体", size=18)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[cell.row].height = 34


def hint(sheet: Worksheet, area: str, heading: str, text: str, number: bool = False) -> None:
    """An input message; for numbers also a warning (never a refusal) when text is typed."""
    rule = DataValidation(
        type="decimal" if number else None,
        operator="greaterThanOrEqual" if number else None,
        formula1="0" if number else None,
        allow_blank=True,
        showInputMessage=True,
        promptTitle=heading,
        prompt=text,
    )
    if number:
        rule.showErrorMessage, rule.errorStyle = True, "warning"
        rule.errorTitle, rule.error = heading, "这里一般只填不小于0的数字，确定保留所填内容吗？"
    rule.add(area)
    sheet.add_data_validation(rule)


def choices(sheet: Worksheet, area: str, options: list[str], heading: str, text: str) -> None:
    """A drop-down list; Excel holds no more than 255 characters of choices."""
    listed = ",".join(options)
    if len(listed) > _LONGEST_LIST:
        raise ValueError(listed)
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showInputMessage=True)
    rule.promptTitle, rule.prompt = heading, text
    rule.add(area)
    sheet.add_data_validation(rule)


def computed_columns(sheet: Worksheet, gap: str, score: str, basis: str, rows: Rows, formulas: FormFormulas) -> None:
    """测算得分 and 测算依据 beside the form, outside the print area."""
    for column, width in ((gap, 2), (score, 10), (basis, 60)):
        sheet.column_dimensions[column].width = width
    for column, text in ((score, "测算得分"), (basis, "测算依据")):
        label(sheet, f"{column}{rows.header}", text)
    for row in range(rows.first, rows.last + 1):
        sheet[f"{gap}{row}"].font = Font(name=_FONT, size=_LEAST_ROW_FONT)
        for column, function, align in ((score, "ZPJ_SCORE", "center"), (basis, "ZPJ_EXPLAIN", "left")):
            _paint(sheet, f"{column}{row}", Look(align=align), COMPUTED_TINT)
            sheet[f"{column}{row}"] = formulas.computed(function, row)


def finish_page(sheet: Worksheet, area: str, landscape: bool, repeat: int | None = None, fit: bool = True) -> None:
    """A4, one page wide, centred, rows as high as their texts (unless they are already: `fit`).

    `repeat` is a header row printed on every page.
    """
    for row in range(1, sheet.max_row + 1 if fit else 1):
        sheet.row_dimensions[row].height = _row_height(sheet, row)
    sheet.print_area = area
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(left=0.6, right=0.6, top=0.6, bottom=0.55, header=0.3, footer=0.3)
    if repeat:
        sheet.print_title_rows = f"{repeat}:{repeat}"


def _row_height(sheet: Worksheet, row: int) -> float:
    """The height set, or that of one line; more where a text of the row wraps in its cell."""
    height = float(sheet.row_dimensions[row].height or _ROW_HEIGHT)
    tall = {area.coord.split(":")[0] for area in sheet.merged_cells.ranges if area.max_row > area.min_row}
    cells: Any = sheet[row]
    for cell in cells:
        is_text = isinstance(cell.value, str) and cell.data_type == "s" and cell.coordinate not in tall
        needed = fit_height(sheet, row, cell.column, cell.value) if is_text else 0
        if needed > _ROW_HEIGHT:
            height = max(height, needed)
    return height


def break_after(sheet: Worksheet, row: int) -> None:
    """Start a new printed page below a row."""
    sheet.row_breaks.append(Break(id=row))


def attachment_number(sheet: Worksheet, text: str) -> None:
    """“附件1” at the top left of the first printed page."""
    sheet.HeaderFooter.differentFirst = True
    header: Any = sheet.firstHeader
    header.left.text, header.left.size = text, 12
