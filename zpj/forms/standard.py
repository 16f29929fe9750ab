"""Writes standard workbooks: copies of templates/forms/<id>/form.xlsx, one sheet per project, filled by labels.

Works for every form that has a form.xlsx: where things go is found by the reader's own frame, not by coordinates.
Projects of several forms may stand in one workbook; its 设置 then leaves the form to the sheets.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.errors import ZpjError
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.content import Material, WorkbookContent
from zpj.forms.copying import adopt_sheet, copy_sheet
from zpj.forms.filling import fill_form
from zpj.forms.frame import Frame, find_frames
from zpj.forms.native import SCHEME_CELL
from zpj.forms.recognise import FormKind, form_kind
from zpj.forms.sheet_names import FURTHER, SETTINGS
from zpj.forms.tables import add_table, empty_rows, fill_table, write_material
from zpj.grid.files import read_grids

_FORBIDDEN_IN_SHEET_NAME = regex(r"[\\/?*\[\]:：'\x00-\x1f]")
_LONGEST_SHEET_NAME = 31


def write_standard(content: WorkbookContent, target: Path) -> None:
    """Write a standard workbook (without cached values: `zpj.app` computes them afterwards)."""
    book = openpyxl.load_workbook(_blank(form_kind(content.form)))
    blanks = {form: _form_sheet(book, form_kind(form), own=form == content.form) for form in content.forms}
    patterns = [sheet.title for _, sheet in blanks.values()]
    taken = [name for name in book.sheetnames if name not in patterns]
    names = sheet_names([project.sheet for project in content.projects], taken)
    if content.settings.get("scheme") == "":
        for form, (_, sheet) in blanks.items():
            _name_scheme(sheet, form_kind(form).scheme)
    for position, (name, project) in enumerate(zip(names, content.projects, strict=True)):
        frame, blank = blanks[project.form or content.form]
        fill_form(copy_sheet(book, blank, name, position), frame, project)
    for pattern in patterns:
        book.remove(book[pattern])
    book.active = 0
    _choose_settings(book, content)
    write_material(book, content.material or _empty_material(content))
    for table in content.tables:
        if table.name in FURTHER:
            fill_table(book[table.name], table)
            continue
        if table.name in book.sheetnames:
            book.remove(book[table.name])
        add_table(book, table)
    book.save(target)


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


def _form_sheet(book: openpyxl.Workbook, kind: FormKind, *, own: bool) -> tuple[Frame, Worksheet]:
    """The blank sheet of a form in the workbook to be, and where its parts stand.

    That of a form which is not the workbook's `own` comes in from its file, with the further sheets its reports need.
    """
    source = _blank(kind)
    for grid in read_grids(source):
        for frame in find_frames(grid):
            there = book if own else openpyxl.load_workbook(source)
            sheet = there[grid.name]
            if own:
                sheet.title = f"blank {kind.id}"
                return frame, sheet
            for name in there.sheetnames:
                if name != grid.name and name not in book.sheetnames:
                    adopt_sheet(book, there[name], name)
            return frame, adopt_sheet(book, sheet, f"blank {kind.id}")
    raise ZpjError(source.name, "里面没有找到自评表", "请检查表头文字是否在 labels.toml 里")


def _name_scheme(sheet: Worksheet, scheme: str) -> None:
    """The formulas of the add-in take the form's own scheme where 设置 names none."""
    chosen = f'IF({SCHEME_CELL}="","{scheme}",{SCHEME_CELL})'
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = cell.value.replace(SCHEME_CELL, chosen)


def _empty_material(content: WorkbookContent) -> list[Material]:
    """The rows of 报告素材 to be written, of each form for its own projects."""
    rows = [
        row
        for form in content.forms
        if (names := [one.project_name for one in content.projects if (one.form or content.form) == form])
        for row in empty_rows(form_kind(form).sections, names)
    ]
    return list(dict.fromkeys(rows))


def _choose_settings(book: openpyxl.Workbook, content: WorkbookContent) -> None:
    known = labels.section("settings")
    for row in range(2, book[SETTINGS].max_row + 1):
        field = known.field(str(book[SETTINGS].cell(row, 1).value or ""))
        if field and field in content.settings:
            book[SETTINGS].cell(row, 2).value = content.settings[field] or None
