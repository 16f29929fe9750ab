"""Writes standard workbooks: copies of templates/forms/<id>/form.xlsx, one sheet per project, filled by labels.

Works for every form that has a form.xlsx: where things go is found by the reader's own frame, not by coordinates.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.errors import ZpjError
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.content import WorkbookContent
from zpj.forms.copying import copy_sheet
from zpj.forms.filling import fill_form
from zpj.forms.frame import Frame, find_frames
from zpj.forms.recognise import FormKind, form_kind
from zpj.forms.sheet_names import FURTHER, SETTINGS
from zpj.forms.tables import add_table, fill_table, write_material
from zpj.grid.files import read_grids

_FORBIDDEN_IN_SHEET_NAME = regex(r"[\\/?*\[\]:：'\x00-\x1f]")
_LONGEST_SHEET_NAME = 31


def write_standard(content: WorkbookContent, target: Path) -> None:
    """Write a standard workbook (without cached values: `zpj.app` computes them afterwards)."""
    kind = form_kind(content.form)
    source = _blank(kind)
    book = openpyxl.load_workbook(source)
    frame, blank = _form_sheet(source, book)
    taken = [name for name in book.sheetnames if name != blank.title]
    names = sheet_names([project.sheet for project in content.projects], taken)
    blank.title = "blank"
    for position, (name, project) in enumerate(zip(names, content.projects, strict=True)):
        fill_form(copy_sheet(book, blank, name, position), frame, project)
    book.remove(blank)
    book.active = 0
    _choose_settings(book, content)
    write_material(book, content.material, kind.sections, [project.project_name for project in content.projects])
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


def _form_sheet(source: Path, book: openpyxl.Workbook) -> tuple[Frame, Worksheet]:
    for grid in read_grids(source):
        for frame in find_frames(grid):
            return frame, book[grid.name]
    raise ZpjError(source.name, "里面没有找到自评表", "请检查表头文字是否在 labels.toml 里")


def _choose_settings(book: openpyxl.Workbook, content: WorkbookContent) -> None:
    known = labels.section("settings")
    for row in range(2, book[SETTINGS].max_row + 1):
        field = known.field(str(book[SETTINGS].cell(row, 1).value or ""))
        if field and field in content.settings:
            book[SETTINGS].cell(row, 2).value = content.settings[field]
