"""Workbooks for the tests of batches: one filled form, in many copies that differ in name and executed amount."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

from zpj.app.making import write_workbook
from zpj.app.reading import read_workbook
from zpj.domain.amounts import exact
from zpj.forms.content import FormContent, FundRow, IndicatorRow, Shown, WorkbookContent
from zpj.grid.package import Package
from zpj.grid.patch import CellChange, patched

FORM = FormContent(
    sheet="自评表",
    fields={"project_name": "项目", "year": "2023", "supervising_department": "某局", "implementing_unit": "某中心"},
    funds=(
        FundRow(
            "年度资金总额",
            {field: Shown(exact("10")) for field in ("initial_budget", "full_year_budget", "executed")},
        ),
    ),
    expected="完成经办服务大厅改造。",
    achieved="已完成经办服务大厅改造。",
    indicators=(
        IndicatorRow(
            "产出指标", "数量指标", "改造面积", {"target": "≥300平方米", "actual": "312平方米", "weight": "90"}
        ),
    ),
)


@cache
def _base() -> tuple[bytes, str, str]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "base.xlsx"
        write_workbook(WorkbookContent("mof", (FORM,)), path)
        form = read_workbook(path).evaluations[0]
        total = form.total_funds
        assert total is not None
        assert total.executed is not None
        return path.read_bytes(), form.fields["project_name"].location, total.executed.location


def workbook(path: Path, project: str, executed: str = "8.65") -> Path:
    """One filled workbook."""
    data, *places = _base()
    name, amount = (_place(place) for place in places)
    path.parent.mkdir(parents=True, exist_ok=True)
    changes = {"自评表": {name: CellChange(project), amount: CellChange(exact(executed))}}
    path.write_bytes(patched(Package(path, data), changes))
    return path


def workbooks(folder: Path, count: int) -> list[Path]:
    """Several, in two folders; every fifth has the title of the one before it."""
    return [
        workbook(folder / ("甲乡", "乙镇")[number % 2] / f"{number:03d}.xlsx", f"项目{number - (number % 5 == 0)}", "9")
        for number in range(1, count + 1)
    ]


def contents(folder: Path) -> dict[str, bytes]:
    """The reports of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.glob("*.docx")}


def table(folder: Path) -> list[tuple[Any, ...]]:
    """The rows of 结果.xlsx."""
    sheet = openpyxl.load_workbook(folder / "结果.xlsx").active
    return list(sheet.iter_rows(values_only=True))


def journal(folder: Path) -> list[dict[str, Any]]:
    """The lines of 结果.jsonl."""
    return [json.loads(line) for line in (folder / "结果.jsonl").read_text(encoding="utf-8").splitlines()]


def odd_files(folder: Path) -> list[str]:
    """What a batch must not leave in its folder."""
    kept = {".docx", ".xlsx", ".jsonl"}
    return [path.name for path in folder.iterdir() if path.name.startswith(".") or path.suffix not in kept]


def _place(location: str) -> tuple[int, int]:
    cell = location.rpartition("!")[2]
    column = "".join(filter(str.isalpha, cell))
    return int(cell.removeprefix(column)), ord(column) - ord("A") + 1
