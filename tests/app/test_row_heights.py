"""No text is cut off: rows are as high as their texts where zpj writes, and grow where the clerk types."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zpj.app.carrying import carry_over
from zpj.app.importing import import_files
from zpj.app.making import new_workbook
from zpj.app.scored_copy import write_scored_copy
from zpj.forms.blank import LAYOUTS
from zpj.grid.row_heights import LARGEST, SMALLEST, text_height, text_width

REASON = "年初设定的指标值偏低，培训改为线上进行，全年增加三期；下一步根据上年实际完成情况科学设定指标值。"
GOAL = "完成全年的培训、宣传、检查任务，提高服务质量。" * 12
FIRST = 13
"""The first indicator row of the national form, whose reasons stand in column I, 20 characters wide."""


def made(path: Path, change: Callable[[Any], None] | None = None, name: str = "培训项目") -> Path:
    new_workbook(path, "mof", (name,), force=True)
    if change is None:
        return path
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


def filled(sheet: Any) -> None:
    sheet["A2"] = "（2024年度）"
    for place, content in {"D6": 10, "E6": 10, "F6": 9, "D13": "培训期数", "E13": "≥6期", "F13": "5期"}.items():
        sheet[place] = content
    sheet[f"G{FIRST}"], sheet[f"I{FIRST}"], sheet["B11"] = 20, REASON, GOAL


def rows_of(path: Path, sheet: int = 1) -> dict[int, str]:
    """The start tag of every row."""
    with zipfile.ZipFile(path) as package:
        text = package.read(f"xl/worksheets/sheet{sheet}.xml").decode()
    return {int(match[1]): match[0] for match in re.finditer(r'<row [^>]*?\br="(\d+)"[^>]*>', text)}


def points(tag: str) -> float:
    found = re.search(r'\bht="([\d.]+)"', tag)
    assert found
    return float(found[1])


def test_a_chinese_character_takes_two_places_and_lines_are_whole() -> None:
    assert text_width("ab绩效（") == 8
    one, two = text_height("绩" * 8, 20), text_height("绩" * 12, 20)
    assert SMALLEST <= one < two < text_height("绩" * 12 + "\n绩", 20)
    assert text_height("绩" * 12, 20, size=16) > two
    assert text_height("绩" * 9_999, 20) == LARGEST


@pytest.mark.parametrize("form", sorted(LAYOUTS))
def test_rows_of_a_new_workbook_are_not_fixed_unless_cells_are_merged_across(form: str, tmp_path: Path) -> None:
    new_workbook(tmp_path / "新.xlsx", form, ("甲项目",), force=False)
    sheet = openpyxl.load_workbook(tmp_path / "新.xlsx").worksheets[0]
    across = {area.min_row for area in sheet.merged_cells.ranges if area.min_row == area.max_row}
    rows = rows_of(tmp_path / "新.xlsx")
    assert {row for row, tag in rows.items() if "customHeight" in tag} == across
    assert len(rows) - len(across) > 10
    assert all(points(tag) >= SMALLEST for row, tag in rows.items() if row not in across)


def test_the_gap_beside_the_form_keeps_a_row_from_shrinking_below_one_line(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(made(tmp_path / "新.xlsx")).worksheets[0]
    assert sheet[f"K{FIRST}"].font.size > sheet[f"I{FIRST}"].font.size
    assert sheet[f"K{FIRST}"].value is None


def test_a_long_reason_and_goal_are_whole_in_the_scored_copy(tmp_path: Path) -> None:
    source = made(tmp_path / "表.xlsx", filled)
    rows = rows_of(write_scored_copy(source, None, None, force=False).path)
    assert points(rows[FIRST]) == pytest.approx(text_height(REASON, 20), abs=0.1)
    assert points(rows[11]) > points(rows_of(source)[11]) == 90
    assert "customHeight" in rows[FIRST], "a height the clerk fixed stays fixed"


def test_the_reason_of_a_score_is_whole_in_the_scored_copy(tmp_path: Path) -> None:
    def many(sheet: Any) -> None:
        filled(sheet)
        sheet[f"I{FIRST}"] = None
        sheet.column_dimensions["M"].width = 12

    rows = rows_of(write_scored_copy(made(tmp_path / "表.xlsx", many), None, None, force=False).path)
    assert points(rows[FIRST]) > 2 * points(rows[FIRST + 1])


def test_rows_that_show_their_texts_and_hidden_rows_keep_their_tags(tmp_path: Path) -> None:
    def kept(sheet: Any) -> None:
        filled(sheet)
        sheet.row_dimensions[FIRST].height = 400
        sheet.row_dimensions[11].hidden = True
        sheet.row_dimensions[3].height = 14.5

    source = made(tmp_path / "表.xlsx", kept)
    assert rows_of(write_scored_copy(source, None, None, force=False).path) == rows_of(source)


def test_an_imported_form_is_as_high_as_its_texts(tmp_path: Path) -> None:
    source = made(tmp_path / "旧.xlsx", filled, name="基层医疗保障经办机构服务能力提升" * 5)
    import_files([source], tmp_path / "导入.xlsx", None, force=False)
    rows = rows_of(tmp_path / "导入.xlsx")
    assert points(rows[FIRST]) == pytest.approx(text_height(REASON, 20), abs=0.1)
    assert "customHeight" not in rows[FIRST]
    assert points(rows[3]) > 30, "the long name stands in a merged cell"


def test_last_years_targets_are_whole_in_the_new_form(tmp_path: Path) -> None:
    def long_target(sheet: Any) -> None:
        filled(sheet)
        sheet[f"E{FIRST}"] = "≥6期，覆盖全省各市县区医疗保障经办机构"

    source = made(tmp_path / "上年.xlsx", long_target)
    carry_over(source, tmp_path / "本年.xlsx", force=False)
    rows = rows_of(tmp_path / "本年.xlsx")
    needed = text_height("≥6期，覆盖全省各市县区医疗保障经办机构", 12.5)
    assert points(rows[FIRST]) >= needed - 0.1
