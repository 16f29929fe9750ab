"""What is told of several together: points of the parts of a form, counts behind their classes, units of columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import book, found
from tests.checks.paper_cases import LINES, Block, clean_form, findings_in
from zpj.checks.points.standard_bands import gives_nothing, of_bands
from zpj.checks.points.standard_items import of_faults
from zpj.domain.amounts import ZERO, parse_number


def _rules(tmp_path: Path, *blocks: Block) -> set[tuple[str, str | None]]:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:17], *blocks, *LINES[17:]], clean_form())
    return {(item.rule, item.found) for item in found}


def test_points_of_listed_parts_are_those_of_all_of_them(tmp_path: Path) -> None:
    right = _rules(tmp_path, "产出、效益和满意度指标得分89.79分。")
    assert not {found for found in right if found[0] in ("ZPJ561", "ZPJ503")}, right


def test_points_of_listed_parts_are_compared_with_their_sum(tmp_path: Path) -> None:
    assert ("ZPJ561", "88.79") in _rules(tmp_path, "产出、效益和满意度指标得分88.79分。")


@pytest.mark.parametrize(("text", "told"), [("预算编制扣1分,得3分。", False), ("预算编制1分,得3分。", True)])
def test_points_taken_off_are_no_full_marks(text: str, told: bool, tmp_path: Path) -> None:
    assert any(rule == "ZPJ430" for rule, _ in _rules(tmp_path, text)) is told


_STOCKED: list[Block] = ["全年采购养护物资16种，均已入库。", "养护物资16种已发放到各工区。"]


def test_a_count_behind_its_classes_is_that_of_its_noun(tmp_path: Path) -> None:
    assert ("ZPJ330", "18种") in _rules(tmp_path, *_STOCKED, "采购养护物资3大类18种，保障了应急需要。")


def test_a_count_behind_a_list_is_that_of_the_whole_list(tmp_path: Path) -> None:
    right = _rules(tmp_path, *_STOCKED, "购置工具、车辆、养护物资3大类18种，保障了应急需要。")
    assert ("ZPJ330", "18种") not in right


_STATIONS: Block = [
    ["站点", "站数（个）", "补助（万元）"],
    ["城区养护道班", "3", "3.00"],
    ["乡镇养护道班", "19", "5.20"],
]


@pytest.mark.parametrize(("number", "told"), [("18", True), ("19", False)])
def test_a_column_with_its_unit_counts_what_its_rows_name(number: str, told: bool, tmp_path: Path) -> None:
    text = f"{number}个乡镇养护道班中有3个人手不足。"
    found = _rules(tmp_path, "补助乡镇养护道班19个。", _STATIONS, text)
    assert (("ZPJ330", f"{number}个") in found) is told, found


@pytest.mark.parametrize(("number", "points"), [("2项", "2"), ("1项", "3")])
def test_faults_counted_alone_are_those_the_standard_counts(number: str, points: str) -> None:
    verdict = of_faults("严格执行制度得满分,每发现1项未按制度执行扣1分", parse_number("4") or 0, (f"发现{number}",))
    assert verdict is not None
    assert parse_number(points) in verdict.points


_BY_SOURCE: Block = [
    ["支出内容", "资金来源", "支出数"],
    ["路面修补", "县级", "4.55"],
    ["设施更新", "省级", "3.65"],
]
_LEVELS = "全年支出8.2万元，其中县级财政资金4.55万元，{}养护转移支付资金3.65万元。"


@pytest.mark.parametrize(("level", "told"), [("市级", True), ("省级", False)])
def test_a_transfer_is_of_the_level_its_row_has(level: str, told: bool, tmp_path: Path) -> None:
    found = _rules(tmp_path, _BY_SOURCE, _LEVELS.format(level))
    assert any(rule == "ZPJ164" for rule, _ in found) is told, found


@pytest.mark.parametrize(("level", "told"), [("市级", True), ("县级", False)])
def test_a_row_told_in_the_text_is_of_the_source_its_table_has(level: str, told: bool, tmp_path: Path) -> None:
    rows: Block = [
        ["支出内容", "资金来源", "支出数"],
        ["路面修补", "县级财政资金", "4.55"],
        ["设施更新", "市级财政资金", "3.65"],
    ]
    there = _rules(tmp_path, rows, f"结余来自由{level}资金安排的路面修补，因单价下降。")
    assert any(rule == "ZPJ164" for rule, _ in there) is told, there


def test_a_note_on_budgets_not_changed_says_nothing_of_this_one(tmp_path: Path) -> None:
    note = "年初预算未调整的，取年初预算数；有调整的，取调整后的预算数，本年年中追加预算3万元。"
    assert "ZPJ221" not in {item.rule for item in findings_in(tmp_path / "报告.docx", [*LINES[:11], note, *LINES[11:]])}


def test_a_share_of_nothing_is_a_band_like_others() -> None:
    bands = "3%(含)以上得6分,0%—3%得4分,低于0%不得分。"
    six, above, below = (parse_number(text) or ZERO for text in ("6", "3.44", "-1"))
    assert of_bands(bands, six, above) == (six,)
    assert gives_nothing(bands, below) is False  # a rate below nothing is none of what such a band speaks of


_ARRIVED = "项目预算100.00万元，实际到位90.00万元；实际支出81.00万元，预算执行率{}%。"


@pytest.mark.parametrize(("rate", "severity"), [("90.00", "warning"), ("85.00", "error"), ("81.00", None)])
def test_a_rate_of_what_came_is_a_doubt_and_no_error(rate: str, severity: str | None, tmp_path: Path) -> None:
    blocks = [*LINES[:10], _ARRIVED.format(rate), *LINES[11:]]
    found = [item for item in findings_in(tmp_path / "报告.docx", blocks) if item.rule == "ZPJ232"]
    assert [str(item.severity) for item in found] == ([severity] if severity else [])


@pytest.mark.parametrize(("others", "severity"), [({}, "error"), ({"H18": "9.8"}, "warning")])
def test_full_points_for_a_goal_just_missed_are_a_doubt_where_points_have_one_decimal(
    others: dict[str, str], severity: str
) -> None:
    checked = book({"E13": "≥1900公里", "F13": "1895公里", "G13": "10", "H13": "10", **others})
    assert [str(item.severity) for item in found(checked) if item.rule == "ZPJ406"] == [severity]
