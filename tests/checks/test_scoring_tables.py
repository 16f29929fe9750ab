"""Columns of standards by slips of their headings and by what they hold; points against what cells and texts count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import Block, told
from zpj.checks.points.told_degrees import bands_of
from zpj.checks.reading.row_results import planned_and_done
from zpj.checks.reading.scoring_tables import heads_of
from zpj.domain.paper import PaperTable

_ROWS = (
    ("项目立项规范性", "4", "程序规范得满分，否则不得分", "程序规范", "4", ""),
    ("资金到位率", "6", "得分=资金到位率×分值", "100%", "6", ""),
    ("巡查记录完整性", "5", "每缺1份扣0.5分，扣完为止", "完整", "5", ""),
)
_HEAD = ("三级指标", "分值", "评分标准", "完成情况", "得分", "扣分原因")


def _table(*rows: tuple[str, ...], head: tuple[str, ...] = _HEAD) -> Block:
    return [head, *_ROWS, *rows]


def _row(standard: str, done: str, points: str, weight: str = "6", name: str = "护栏更换数量") -> tuple[str, ...]:
    return (name, weight, standard, done, points, "雨季较长，部分路段没有施工")


def _is_odd(folder: Path, *blocks: Block) -> bool:
    return "ZPJ436" in [rule for rule, _ in told(folder, *blocks)]


@pytest.mark.parametrize(
    "head",
    [
        ("三级指标", "分值", "评分标淮", "完成情况", "得分", "扣分原因"),
        ("三级指标", "分值", "如何给分", "完成情况", "得分", "扣分原因"),
        ("三级指标", "配分", "得分规则", "达成情况", "考核得分", "扣分原因"),
        ("三级指标", "分值", "评分要求", "完成成情况", "得分情况", "扣分原因"),
    ],
)
def test_headings_with_a_slip_and_other_words_are_known(head: tuple[str, ...], tmp_path: Path) -> None:
    wrong, right = (_row("得分=完成率×分值", "90%", points) for points in ("5.7", "5.4"))
    assert _is_odd(tmp_path, _table(wrong, head=head))
    assert not _is_odd(tmp_path, _table(right, head=head))


def test_a_column_of_results_holds_no_standards() -> None:
    head, row = ("三级指标", "分值", "实施过程", "得分"), ("护栏更换", "5", "每月更换护栏8处", "5")
    assert heads_of(PaperTable("表1", (head, row, row, row))) is None


@pytest.mark.parametrize(
    ("standard", "done", "wrong", "right"),
    [
        ("得分=按期更换处数÷计划处数×分值", "7处/8处", "6.00", "5.25"),
        ("得分=实际更换处数÷计划处数×6", "116/120处", "5.08", "5.80"),
        ("按期更换率×分值", "共8处，按期更换7处", "6.00", "5.25"),
        ("更换率≥90%得满分，未达到按比例得分", "7处/8处", "6.00", "5.83"),
        ("目标值≥18%；达到得满分，未达到按完成比例得分", "17.1%", "5.40", "5.70"),
        ("目标值为18处；达到得满分，未达到按完成比例得分", "17处", "6.00", "5.67"),
        ("＝12处得满分，未完成按比例得分", "11处", "6.0", "5.5"),
        ("得分=更换处数÷60×6", "54处", "6.0", "5.4"),
        ("目标12处，按实际更换处数与目标处数的比例计分", "11处", "6.0", "5.5"),
        ("台账齐全得满分，部分缺失的扣1分", "部分缺失", "5.5", "5"),
        ("台账齐全得6分，不够齐全得4分，没有台账不得分", "有台账", "5", "4"),
        ("显著改善得6分，有所改善得3—4分，未改善不得分", "有所改善", "4.5", "3.5"),
        ("按期完成得满分，每延迟1个月扣1分", "延迟2个月完成", "5", "4"),
        ("每有一类问题扣1分", "记录不全1类问题", "5.5", "5"),
    ],
)
def test_points_against_the_standard(standard: str, done: str, wrong: str, right: str, tmp_path: Path) -> None:
    assert _is_odd(tmp_path, _table(_row(standard, done, wrong)))
    assert not _is_odd(tmp_path, _table(_row(standard, done, right)))


def test_what_a_reason_begins_with_is_no_result(tmp_path: Path) -> None:
    row = ("迁移户数", "6", "60户，未完成按比例得分", "5.6", "4户因选址调整下年迁移")
    assert not _is_odd(tmp_path, [("三级指标", "分值", "评分标准", "得分", "扣分原因"), row])


@pytest.mark.parametrize(("points", "odd"), [("7.00", True), ("6.40", False)])
def test_a_count_against_the_plan_of_the_text(points: str, odd: bool, tmp_path: Path) -> None:
    row = _row("得分=完成座数÷计划座数×8分", "20座", points, "8", "涵洞清理座数")
    assert _is_odd(tmp_path, "2.阶段目标：全年清理里程50公里，清理涵洞25座。", _table(row)) is odd


@pytest.mark.parametrize(("points", "odd"), [("6.5", True), ("6.4", False)])
def test_points_of_a_paragraph_that_names_the_row(points: str, odd: bool, tmp_path: Path) -> None:
    row = ("水毁涵洞清理项目数", "8", "得分=实际完成数÷计划数×8", points, "汛期")
    line = "3.水毁涵洞清理。计划清理项目10个，完成8个，其余因汛期延后。"
    assert _is_odd(tmp_path, line, [("三级指标", "分值", "评分标准", "得分", "扣分原因"), row]) is odd


@pytest.mark.parametrize(("points", "odd"), [("6.00", True), ("5.50", False)])
def test_goals_in_place_of_standards(points: str, odd: bool, tmp_path: Path) -> None:
    rows = (_row("≥200处", "180处", "5.40", name="标牌更换数量"), _row("≥12公里", "11公里", points, name="划线里程"))
    assert _is_odd(tmp_path, _table(*rows)) is odd


_BANDS = (
    "定性指标分为达成预期、部分达成预期、未达成预期三档，"
    "分别按照分值的80%（含）—100%、60%（含）—80%（不含）、0—60%（不含）计分。"
)


@pytest.mark.parametrize(
    ("done", "points", "odd"),
    [("部分达成预期", "5.40", True), ("部分达成预期", "4.20", False), ("部分达成预期", "4.80", True),
     ("达成预期", "4.80", False), ("达成预期", "4.20", True), ("基本稳定", "5.40", False)],
)  # fmt: skip
def test_points_of_a_degree_whose_band_only_the_text_tells(done: str, points: str, odd: bool, tmp_path: Path) -> None:
    row = _row("定性指标，按三档计分", done, points, name="沿线居民出行参与度")
    assert _is_odd(tmp_path, _BANDS, _table(row)) is odd


def test_bands_are_read_in_the_order_of_their_degrees() -> None:
    found = bands_of("按“好”“一般”“差”三档,分别按100%-80%(含)、80%-60%(含)、60%-0计分")
    assert {name: (int(band.low), int(band.high)) for name, band in found.items()} == {
        "好": (80, 100), "一般": (60, 80), "差": (0, 60)
    }  # fmt: skip
    assert bands_of("分为优、良、中、差四档,分别为90%-100%、80%-90%") == {}


@pytest.mark.parametrize("cell", ["2022/12", "8/7", "每月25日", "合同500万元,支付6次"])
def test_other_figures_are_no_plan(cell: str) -> None:
    assert planned_and_done(cell) is None


def test_part_of_a_point_of_percent_is_no_rate(tmp_path: Path) -> None:
    line = "路面完好率目标98%，每低1个百分点扣0.5分，不足1个百分点按1个百分点计算。"
    assert "ZPJ257" not in [rule for rule, _ in told(tmp_path, line)]


@pytest.mark.parametrize(
    ("line", "points", "wrong"),
    [
        ("定量指标达到目标值的得满分，未达到的按完成值与目标值之比计分。", "6.00", True),
        ("定量指标达到目标值的得满分，未达到的按完成值与目标值之比计分。", "5.40", False),
        ("定量指标由工作组评定。", "6.00", False),
    ],
)
def test_rows_scored_as_the_text_says_of_goals(line: str, points: str, wrong: bool, tmp_path: Path) -> None:
    head = ("三级指标", "分值", "指标解释", "评分标准", "完成情况", "得分", "扣分原因")
    rows = [(*row[:2], "按制度", *row[2:]) for row in _ROWS]
    row = ("护栏更换率", "6", "目标值≥100%", "按定量指标计分", "90%", points, "部分路段没有施工")
    assert _is_odd(tmp_path, line, [head, *rows, row]) is wrong


@pytest.mark.parametrize(("second", "wrong"), [("2", False), ("1", True)])
def test_points_of_several_sentences_are_added(second: str, wrong: bool, tmp_path: Path) -> None:
    rows = [(f"制度{at}健全性", "4", "制度健全得4分", "健全", "4", "") for at in "甲乙丙"]
    row = _row(f"建立管护办法得4分；考核结果与补贴挂钩得{second}分", "已建立", "6")
    assert ("ZPJ488" in [rule for rule, _ in told(tmp_path, _table(*rows, row))]) is wrong
