"""`zpj score` writes into a copy and leaves everything else as it was."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zpj.app.reading import read_workbook, scores
from zpj.app.scored_copy import write_scored_copy
from zpj.domain.errors import ZpjError

SAMPLE = Path(__file__).resolve().parents[2] / "sample_workbooks" / "xinzhou_2022.xlsx"
FORM = "医药招采与基金监管工作经费"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "自评表（2022）.xlsx"))


def edited(path: Path, change: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book[FORM])
    book.save(path)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_only_the_form_sheets_change_and_the_input_stays_untouched(workbook: Path) -> None:
    before = hashlib.sha256(workbook.read_bytes()).hexdigest()
    result = write_scored_copy(workbook, None, None, force=False)
    assert hashlib.sha256(workbook.read_bytes()).hexdigest() == before
    assert result.path.name == "自评表（2022）_计分.xlsx"
    old, new = parts(workbook), parts(result.path)
    assert list(old) == list(new)
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {f"xl/worksheets/sheet{number}.xml" for number in range(1, 6)}


def test_pictures_controls_and_macros_survive_byte_for_byte(workbook: Path) -> None:
    strange = {"xl/media/image9.png": b"\x89PNG\r\n", "xl/vbaProject.bin": b"\xd0\xcf", "customXml/item1.xml": b"<a/>"}
    with zipfile.ZipFile(workbook, "a") as package:
        for name, data in strange.items():
            package.writestr(name, data)
    new = parts(write_scored_copy(workbook, None, None, force=False).path)
    assert {name: new[name] for name in strange} == strange


def test_what_the_clerk_typed_is_never_overwritten(workbook: Path) -> None:
    result = write_scored_copy(workbook, None, None, force=False)
    assert result.filled == 0
    old, new = openpyxl.load_workbook(workbook)[FORM], openpyxl.load_workbook(result.path)[FORM]
    for row in old.iter_rows(min_col=1, max_col=10):
        for cell in row:
            assert new[cell.coordinate].value == cell.value


def test_score_and_reason_stand_beside_every_row(workbook: Path) -> None:
    sheet = openpyxl.load_workbook(write_scored_copy(workbook, None, None, force=False).path)[FORM]
    assert (sheet["L12"].value, sheet["M12"].value) == (20, "2次 ≥ 2次，完成，得满分 20")
    assert sheet["L13"].value == "待评定"
    assert sheet["M7"].value == "执行率 6.25025 ÷ 8.65 = 72.26%，× 10 = 7.23"
    assert sheet["M19"].value == "有 5 项要由人评定，测算总分暂缺"


def test_an_empty_score_is_filled_and_the_total_follows(workbook: Path) -> None:
    def clear(sheet: Any) -> None:
        sheet["I12"] = None

    result = write_scored_copy(edited(workbook, clear), None, None, force=False)
    assert result.filled == 1
    sheet = openpyxl.load_workbook(result.path, data_only=True)[FORM]
    assert (sheet["I12"].value, sheet["G19"].value, sheet["I19"].value) == (20, 95.23, "优")


def test_a_judgement_left_empty_keeps_the_total_open(workbook: Path) -> None:
    def clear(sheet: Any) -> None:
        sheet["I13"] = None

    result = write_scored_copy(edited(workbook, clear), None, None, force=False)
    sheet = openpyxl.load_workbook(result.path, data_only=True)[FORM]
    assert sheet["I13"].value is None
    assert sheet["G19"].value == "未完成计分"
    assert read_workbook(result.path).evaluations[0].total.reported is None


@pytest.mark.parametrize(
    ("budget", "reason"),
    [
        ("待定", "未填全年预算数"),
        (0, "全年预算数为 0，而执行数为 6.25025"),
        (-8.65, "预算数或执行数为负数"),
        ("#DIV/0!", "未填全年预算数"),
        (None, "未填全年预算数"),
    ],
)
def test_a_wrong_budget_gives_an_output_and_a_reason(workbook: Path, budget: object, reason: str) -> None:
    def spoil(sheet: Any) -> None:
        sheet["E7"] = budget

    result = write_scored_copy(edited(workbook, spoil), None, None, force=False)
    evaluation = read_workbook(result.path).evaluations[0]
    score = scores(evaluation)
    assert score.execution.value is None
    assert score.rates[0] is None
    assert reason in score.execution.basis
    if isinstance(budget, str):
        assert "医药招采与基金监管工作经费!E7" in {item.location for item in evaluation.not_understood}
    cached = openpyxl.load_workbook(result.path, data_only=True)[FORM]
    assert cached["I7"].value in (None, "")


def test_existing_output_is_refused_and_a_free_name_is_found(workbook: Path, tmp_path: Path) -> None:
    first = write_scored_copy(workbook, None, None, force=False).path
    second = write_scored_copy(workbook, None, None, force=False).path
    assert (first.name, second.name) == ("自评表（2022）_计分.xlsx", "自评表（2022）_计分_2.xlsx")
    with pytest.raises(ZpjError, match="已经存在"):
        write_scored_copy(workbook, first, None, force=False)
    write_scored_copy(workbook, first, None, force=True)
    assert not [path for path in tmp_path.iterdir() if path.suffix not in (".xlsx",)]


def test_scoring_the_copy_again_gives_the_same_copy(workbook: Path) -> None:
    first = write_scored_copy(workbook, None, None, force=False).path
    second = write_scored_copy(first, None, None, force=False).path
    assert parts(first) == parts(second)


def test_a_form_with_no_room_of_ours_gets_the_columns_beside_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        ["项目名称", "道路养护"],
        ["项目资金（元）", "全年预算数", "全年执行数", "执行率", "得分"],
        ["年度资金总额", 86500, 62502.5, None, None],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "养护里程", "≥50公里", "37公里", 20, None],
        [None, "成本指标", "经费", "≤10万元", "8万元", 70, None],
        ["总分", None, None, None, None, 100, None],
    ]
    for row in rows:
        sheet.append(row)
    path = tmp_path / "外单位.xlsx"
    book.save(path)
    result = write_scored_copy(path, None, None, force=False)
    written = openpyxl.load_workbook(result.path).active
    assert result.filled == 5
    assert (written["I4"].value, written["J4"].value) == ("测算得分", "测算依据")
    assert written["J5"].value == "37公里 ÷ 50公里 = 74%，未完成，× 20 = 14.8"
    assert [written[cell].value for cell in ("D3", "E3", "G5", "G6", "G7")] == [0.7226, 7.23, 14.8, 70, 92.03]
    assert scores(read_workbook(result.path).evaluations[0]).total == Decimal("92.03")
