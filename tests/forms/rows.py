"""Rows of a form as a person would type them: cells apart by strokes, numbers as numbers."""

from __future__ import annotations

from tests.forms.grids import Content, grid_of
from zpj.domain.amounts import parse_number
from zpj.domain.model import Entry, Indicator, SelfEvaluation
from zpj.forms.reader import read_forms
from zpj.grid.grid import Area, Grid

HEAD = "项目名称|道路养护||主管部门|市交通局\n实施单位|市公路中心\n"
FUNDS = "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分\n|年度资金总额|100|90|81|10|90%|9\n"


def sheet(text: str, *merges: Area) -> Grid:
    """A grid of such rows."""
    rows = [[_content(part.strip()) for part in line.split("|")] for line in text.strip().splitlines()]
    return grid_of(rows, merges)


def _content(text: str) -> Content:
    number = None if text.endswith("%") else parse_number(text)
    return text or None if number is None else number


def form_of(text: str, *merges: Area) -> SelfEvaluation:
    """The one form of such rows."""
    (form,) = read_forms(sheet(text, *merges))
    return form


def said(*entries: Entry | None) -> list[str | None]:
    """The texts of values."""
    return [entry.text if entry else None for entry in entries]


def row_of(row: Indicator) -> list[str | None]:
    """What an indicator says, with its points and score."""
    return [row.level1, row.level2, row.name, *said(row.target, row.actual, row.weight, row.reported_score)]
