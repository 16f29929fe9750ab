"""Filled workbooks for the benchmarks: seeded, of our own 山西 form, no two alike.

Every workbook holds one project: its form, its 报告素材 for all sections of the report, and the sheets a standard
workbook has. Names, amounts, results, scores and texts vary; the five projects of the 忻州 sample give the shapes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from zpj import resources
from zpj.domain.amounts import exact
from zpj.grid.excel_file import workbook_of
from zpj.grid.grid import Grid
from zpj.grid.package import Package
from zpj.grid.patch import CellChange, patched
from zpj.grid.recalculation import recalculate, recalculated

_SAMPLE = "xinzhou_2022.xlsx"
_MATERIAL = "报告素材"
_DROPPED = ("预算执行情况表", "绩效指标完成情况表")
_FIRST_INDICATOR = 12
_WORDS = ("医保", "监管", "服务", "采购", "培训", "宣传", "信息", "设备", "救助", "经办", "检查", "改造")
_TEXTS = (
    "项目按计划实施，资金及时足额到位。",
    "各项制度健全，执行有效，全年任务按期完成。",
    "群众反映良好，服务对象满意度较高。",
    "下一步将加强预算编制，提高资金使用效益。",
    "采购程序规范，验收合格，资产登记入账。",
)


@dataclass(frozen=True)
class Shape:
    """A workbook to vary, with its form's sheet."""

    package: Package
    sheet: str
    form: Grid
    material: Grid


def make(folder: Path, count: int, seed: int = 7) -> list[Path]:
    """Write `count` workbooks into a folder, the same for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder, number, random.Random(seed * 1_000_003 + number)) for number in range(1, count + 1)]


@cache
def shapes() -> tuple[Shape, ...]:
    """The workbooks the others are made from: one for each project of the sample."""
    with TemporaryDirectory() as folder:
        return tuple(_shapes(Path(folder)))


def _shapes(folder: Path) -> Iterator[Shape]:
    sample = resources.sample_workbooks() / _SAMPLE
    names = [name for name in openpyxl.load_workbook(sample).sheetnames if name not in _DROPPED]
    for project in names[:5]:
        book = openpyxl.load_workbook(sample)
        for name in (*_DROPPED, *(other for other in names[:5] if other != project)):
            del book[name]
        material = book[_MATERIAL]
        for row in range(material.max_row, 1, -1):
            if material.cell(row, 1).value != project:
                material.delete_rows(row)
        draft, target = folder / "draft.xlsx", folder / "shape.xlsx"
        book.save(draft)
        recalculate(draft, target)
        package = Package(target, target.read_bytes())
        grids = {grid.name: grid for grid in workbook_of(package).sheets}
        yield Shape(package, project, grids[project], grids[_MATERIAL])


def _write(folder: Path, number: int, chance: random.Random) -> Path:
    shape = chance.choice(shapes())
    name = f"{''.join(chance.sample(_WORDS, 3))}项目{number:04d}"
    changes = {shape.sheet: _form(shape.form, name, chance), _MATERIAL: _material(shape.material, name, chance)}
    data = recalculated(Package(shape.package.path, patched(shape.package, changes)))
    path = folder / f"{number:04d}_{name}.xlsx"
    path.write_bytes(data)
    return path


def _form(grid: Grid, name: str, chance: random.Random) -> dict[tuple[int, int], CellChange]:
    budget = chance.randint(500, 900_000)
    executed = min(budget, budget * chance.randint(60, 105) // 100)
    values: dict[tuple[int, int], object] = {(1, 1): f"{name}项目支出绩效自评表", (3, 3): name}
    for row in (7, 8):
        values |= {(row, column): f"{budget / 100:.2f}" for column in (3, 4, 5)} | {(row, 6): f"{executed / 100:.2f}"}
    values |= {(10, 2): _text(chance), (10, 8): _text(chance)}
    for row in range(_FIRST_INDICATOR, _total_row(grid)):
        target = chance.randint(2, 90)
        weight = grid.at(row, 8)
        assert weight is not None
        assert weight.number is not None
        values |= {(row, 5): f"≥{target}%", (row, 6): f"≥{target}%", (row, 7): f"{target + chance.randint(0, 9)}%"}
        values[row, 9] = str(int(weight.number) - chance.choice((0, 0, 0, 0, 1)))
        values[row, 4] = f"{chance.choice(_WORDS)}工作完成率"
    for row in range(_total_row(grid) + 1, _total_row(grid) + 8):
        values[row, 5] = _text(chance)
    return {place: CellChange(_typed(place, value)) for place, value in values.items()}


def _typed(place: tuple[int, int], value: object) -> object:
    is_number = (place[0] in (7, 8) and place[1] > 2) or (place[0] >= _FIRST_INDICATOR and place[1] == 9)
    return exact(str(value)) if is_number else str(value)


def _material(grid: Grid, name: str, chance: random.Random) -> dict[tuple[int, int], CellChange]:
    changes = {}
    for row in range(2, grid.rows + 1):
        changes[row, 1] = CellChange(name)
        if grid.text(row, 3) == "报告标题":
            changes[row, 4] = CellChange(f"2022年度{name}绩效自评分析报告")
        elif grid.text(row, 3) != "附件号":
            changes[row, 4] = CellChange(_text(chance))
    return changes


def _text(chance: random.Random) -> str:
    return "".join(chance.choices(_TEXTS, k=chance.randint(2, 6)))


def _total_row(grid: Grid) -> int:
    return next(row for row in range(1, grid.rows + 1) if "".join(grid.text(row, 1).split()) == "总分")
