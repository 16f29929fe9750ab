"""Writes standard workbooks: copies of templates/forms/<id>/form.xlsx, one sheet per project, filled by labels.

Works for every form that has a form.xlsx: where things go is found by the reader's own frame, not by coordinates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.amounts import exact, normal
from zpj.domain.errors import ZpjError
from zpj.forms import labels
from zpj.forms.blank_style import put_text
from zpj.forms.content import FormContent, Shown, WorkbookContent
from zpj.forms.copying import copy_sheet
from zpj.forms.frame import Frame, Header, find_frames
from zpj.forms.recognise import FormKind, form_kind
from zpj.forms.resize import resize_rows
from zpj.forms.tables import add_table, write_material
from zpj.forms.text_height import fit_height
from zpj.grid.files import read_grids

_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\\/?*\[\]:：'\x00-\x1f]")
_LONGEST_SHEET_NAME = 31


def write_standard(content: WorkbookContent, target: Path) -> None:
    """Write a standard workbook (without cached values: `zpj.app` computes them afterwards)."""
    kind = form_kind(content.form)
    source = _blank(kind)
    book = openpyxl.load_workbook(source)
    frame, blank = _form_sheet(source, book)
    names = sheet_names([project.sheet for project in content.projects], book.sheetnames)
    for position, (name, project) in enumerate(zip(names, content.projects, strict=True)):
        sheet = copy_sheet(book, blank, name, position)
        fill_form(sheet, frame, project)
    book.remove(blank)
    book.active = 0
    write_material(book, content.material, kind.sections, [project_name(p) for p in content.projects])
    for table in content.tables:
        add_table(book, table)
    book.save(target)


def project_name(project: FormContent) -> str:
    """The project's name as it will stand in the form, or that of its sheet."""
    return (project.fields or {}).get("project_name", "") or project.sheet


def sheet_names(wanted: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Make sheet names Excel accepts: no forbidden characters, at most 31, each once."""
    used = {name.casefold() for name in taken}
    names: list[str] = []
    for text in wanted:
        base = _FORBIDDEN_IN_SHEET_NAME.sub("", text).strip() or "自评表"
        name, number = base[:_LONGEST_SHEET_NAME], 2
        while name.casefold() in used:
            suffix = f"_{number}"
            name, number = base[: _LONGEST_SHEET_NAME - len(suffix)] + suffix, number + 1
        used.add(name.casefold())
        names.append(name)
    return names


def _blank(kind: FormKind) -> Path:
    path = kind.folder / "form.xlsx" if kind.folder else None
    if path is None or not path.is_file():
        raise ZpjError(f"表样“{kind.id}”", "没有空白工作簿", "请在该表样的文件夹里放入 form.xlsx")
    return path


def _form_sheet(source: Path, book: openpyxl.Workbook) -> tuple[Frame, Worksheet]:
    for grid in read_grids(source):
        for frame in find_frames(grid):
            return frame, book[grid.name]
    raise ZpjError(source.name, "里面没有找到自评表", "请检查表头文字是否在 labels.toml 里")


def fill_form(sheet: Worksheet, frame: Frame, project: FormContent) -> None:
    """Fill one copied form sheet. The indicator block gets as many rows as there are indicators."""
    _fill_head(sheet, frame, project)
    _fill_funds(sheet, frame, project)
    if frame.goal_row:
        _fill_goal(sheet, frame, project)
    _fill_below(sheet, frame, project)
    if project.indicators and frame.indicators and frame.total_row:
        resize_rows(sheet, frame.indicators.bottom + 1, frame.total_row - 1, len(project.indicators))
        _fill_indicators(sheet, frame.indicators, project)


def _fill_head(sheet: Worksheet, frame: Frame, project: FormContent) -> None:
    fields = project.fields or {}
    for row in range(frame.top, frame.funds.top if frame.funds else frame.start + 4):
        for cell in frame.grid.row_cells(row):
            field = labels.section("head").field(cell.text)
            if field and field in fields:
                put_text(sheet.cell(row, frame.grid.area(row, cell.column).right + 1), fields[field])
            elif "年度" in cell.text and row < frame.start and "year" in fields:
                sheet.cell(row, cell.column).value = f"（{fields['year']}年度）"
            elif project.title and row < frame.start and "自评表" in cell.text:
                put_text(sheet.cell(row, cell.column), project.title)


def _fill_funds(sheet: Worksheet, frame: Frame, project: FormContent) -> None:
    if frame.funds is None:
        return
    first_value = min(left for left, _ in frame.funds.columns.values())
    for row, fund in enumerate(project.funds, frame.funds.bottom + 1):
        put_text(sheet.cell(row, first_value - 1), fund.label)
        for field, shown in fund.values.items():
            column = frame.funds.first(field)
            if column:
                _put_number(sheet, row, column, shown)


def _put_number(sheet: Worksheet, row: int, column: int, shown: Shown) -> None:
    """Write a number unless the cell holds a formula (whose result the caller compares), and set its decimals."""
    cell = sheet.cell(row, column)
    if not (isinstance(cell.value, str) and cell.value.startswith("=")):
        cell.value = normal(shown.number)
    if shown.places is not None:
        cell.number_format = "0." + "0" * shown.places if shown.places else "0"


def _fill_goal(sheet: Worksheet, frame: Frame, project: FormContent) -> None:
    row = frame.goal_row or 0
    texts = {"expected": project.expected, "achieved": project.achieved}
    widest = 0.0
    for cell in frame.grid.row_cells(row):
        field = labels.section("goal").field(cell.text)
        if field and texts.get(field):
            below = frame.grid.area(row, cell.column).bottom + 1
            put_text(sheet.cell(below, cell.column), texts[field])
            widest = max(widest, fit_height(sheet, below, cell.column, texts[field]))
    if widest:
        sheet.row_dimensions[row + 1].height = widest


def _fill_below(sheet: Worksheet, frame: Frame, project: FormContent) -> None:
    """The analysis block, total and grade: written before the indicator rows move them."""
    analysis: Mapping[str, str] = {labels.bare_label(key): text for key, text in (project.analysis or {}).items()}
    for row in range((frame.total_row or frame.bottom) + 1, frame.bottom + 1):
        for cell in frame.grid.row_cells(row):
            text = analysis.get(labels.bare_label(cell.text))
            if text:
                area = frame.grid.area(row, cell.column)
                put_text(sheet.cell(row, area.right + 1), text)
                sheet.row_dimensions[row].height = fit_height(sheet, row, area.right + 1, text)
    notes = [row for row in range(frame.bottom - 3, frame.bottom + 1) if frame.grid.text(row, 1)]
    for row, text in zip(notes, project.notes, strict=False):
        put_text(sheet.cell(row, 1), text)


def _fill_indicators(sheet: Worksheet, header: Header, project: FormContent) -> None:
    first = header.bottom + 1
    previous = ("", "")
    starts: dict[str, int] = {}
    for row, indicator in enumerate([*project.indicators, None], first):
        levels = (indicator.level1, indicator.level2) if indicator else ("", "")
        for field, position in (("level1", 1), ("level2", 2)):
            column = header.first(field)
            if column and (levels[:position] != previous[:position] or indicator is None):
                _merge_run(sheet, column, starts.get(field), row - 1)
                starts[field] = row
                if indicator:
                    sheet.cell(row, column).value = levels[position - 1]
        previous = levels
        if indicator:
            values = {"name": indicator.name, **indicator.values}
            _fill_indicator_row(sheet, header, row, values)


def _merge_run(sheet: Worksheet, column: int, start: int | None, end: int) -> None:
    if start is not None and end > start:
        sheet.merge_cells(start_row=start, end_row=end, start_column=column, end_column=column)


def _fill_indicator_row(sheet: Worksheet, header: Header, row: int, values: Mapping[str, str | Decimal]) -> None:
    height = 0.0
    for field, content in values.items():
        column = header.first(field)
        if column is None or content == "":
            continue
        number = exact(content) if isinstance(content, str) and field in ("weight", "reported_score") else None
        if number is None:
            put_text(sheet.cell(row, column), str(content))
        else:
            sheet.cell(row, column).value = number
        height = max(height, fit_height(sheet, row, column, str(content)))
    sheet.row_dimensions[row].height = height or None
