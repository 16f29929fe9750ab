"""Makes standard workbooks: written by labels, then every native formula gets its right cached value."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from zpj.app.outputs import output_path
from zpj.domain.errors import ZpjError
from zpj.forms.content import FormContent, WorkbookContent
from zpj.grid.recalculation import recalculate


def new_workbook(output: Path, form: str, projects: tuple[str, ...], force: bool) -> None:
    """A blank standard workbook: one sheet per project name, or one blank sheet."""
    if output.suffix.lower() != ".xlsx":
        raise ZpjError(output.name, "标准工作簿的扩展名应为 .xlsx", "请改用 .xlsx")
    refuse_repeated(projects)
    target = output_path(output, output, force)
    blanks = tuple(FormContent(sheet=name, fields={"project_name": name}) for name in projects)
    write_workbook(WorkbookContent(form, blanks or (FormContent(sheet="自评表"),)), target)


def refuse_repeated(projects: Sequence[str]) -> None:
    """ZpjError where a project is named more than once, blanks around the name aside."""
    names = [name.strip() for name in projects]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ZpjError(f"项目“{twice}”", "写了不止一次", "请删去重复的，或把名称写得能区分")


def write_workbook(content: WorkbookContent, target: Path) -> None:
    """Write a standard workbook whole: built beside its place, recalculated, then moved there."""
    from zpj.forms.standard import write_standard

    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.xlsx"
        write_standard(content, draft)
        recalculate(draft, target)
