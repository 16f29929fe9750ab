"""Figures of a table or a form against what only the text tells; cells left empty, sentences told twice in a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import book
from tests.checks.paper_cases import LINES, Block, clean_form, findings_in, told, write_paper
from zpj.app.reading import read_workbook
from zpj.checks.case import PaperCase, book_case
from zpj.checks.form.indicators import weight_in_name
from zpj.checks.rows.goals_as_results import goal_kept_in_what_was_done

SCORES = ("三级指标", "分值", "评分标准", "得分", "扣分原因")


def _rules(folder: Path, *blocks: Block) -> list[str]:
    return [rule for rule, _ in told(folder, *blocks)]


def test_a_sentence_twice_in_a_cell_is_found_whatever_is_above_it(tmp_path: Path) -> None:
    once = "完成桥梁护栏更换两处并补划标线若干。"
    assert "ZPJ537" in _rules(tmp_path, [("事项", "说明"), ("甲", once * 2), ("乙", "无")])
    assert "ZPJ537" not in _rules(tmp_path, [("事项", "说明"), ("甲", once), ("乙", "无")])


@pytest.mark.parametrize("column", [1, 2])
def test_an_empty_cell_among_people_is_found(tmp_path: Path, column: int) -> None:
    rows = [["姓名", "职务", "单位"], *([name, "科员", "市公路中心"] for name in ("张三", "李四", "王五"))]
    assert "ZPJ546" not in _rules(tmp_path, rows)
    rows[2][column] = ""
    assert "ZPJ546" in _rules(tmp_path, rows)
    rows[3][column] = ""
    assert "ZPJ546" not in _rules(tmp_path, rows)


@pytest.mark.parametrize(
    ("line", "odd"),
    [
        ("问卷显示，群众满意度为94.24%。", True),
        ("问卷显示，群众满意度为92.44%。", False),
        ("问卷显示，群众满意度目标为94.24%。", False),
        ("问卷显示，群众满意度为92.4%。", False),
        ("发放问卷625份，满意589份，群众满意度为94.24%。", False),
    ],
)
def test_the_rate_of_a_total_is_told_as_the_table_has_it(tmp_path: Path, line: str, odd: bool) -> None:
    rows = [("对象", "满意度"), ("学生", "91.50%"), ("家长", "93.80%"), ("合计", "92.44%")]
    assert ("ZPJ371" in _rules(tmp_path, rows, line)) is odd


@pytest.mark.parametrize(
    ("part", "other", "odd"), [("82.56万元", "0", True), ("86万元", "0", False), ("82.56万元", "3.44万元", False)]
)
def test_sources_make_the_total_above_them(tmp_path: Path, part: str, other: str, odd: bool) -> None:
    rows = [("实施期资金总额", "86万元"), ("其中：财政拨款", part), ("其他资金", other)]
    assert ("ZPJ206" in _rules(tmp_path, rows)) is odd


@pytest.mark.parametrize(("points", "odd"), [("5.4", True), ("5", False)])
def test_points_by_counts_of_the_text(tmp_path: Path, points: str, odd: bool) -> None:
    standard = "得分=按期完工桥梁数÷桥梁总数×分值"
    rows = [SCORES, ("完成及时性", "6", standard, points, "两座晚于期限"), ("巡查", "4", "完成得满分", "4", "")]
    line = f"应于10月底前完工的12座桥梁中，按期完工10座，该项得{points}分。"
    assert ("ZPJ436" in _rules(tmp_path, rows, line)) is odd


@pytest.mark.parametrize(
    ("line", "odd"),
    [
        ("抽查资金凭证，发现2笔支付手续不合规。", True),
        ("抽查资金凭证80份，未发现支付手续不合规。", False),
        ("抽查验收记录，发现2处签字不合规，扣1分。", False),
    ],
)
def test_a_fault_the_text_tells_takes_points(tmp_path: Path, line: str, odd: bool) -> None:
    rows = [SCORES, ("资金支付合规性", "4", "每发现一处不合规扣1分，扣完为止", "4", ""),
            ("巡查次数", "6", "完成12次得满分", "6", "")]  # fmt: skip
    assert ("ZPJ436" in _rules(tmp_path, rows, line)) is odd


@pytest.mark.parametrize(("done", "odd"), [("对50公里县道实施养护。", True), ("对48公里县道实施养护。", False)])
def test_the_goal_kept_in_what_was_done(tmp_path: Path, done: str, odd: bool) -> None:
    form = book({"F11": done, "F13": "48公里", "H13": 24}, tables=(), sections=())
    paper = read_workbook(write_paper(tmp_path / "报告.docx", LINES)).paper
    assert paper is not None
    found = list(goal_kept_in_what_was_done(PaperCase(paper, book_case(form).forms, form)))
    assert bool(found) is odd


@pytest.mark.parametrize(
    ("line", "odd"),
    [
        ("项目评为“良”。", True),
        ("可持续影响指标：管护机制不够完善，评为“良”，扣1分。", False),
        ("社会效益指标（30分）：通行改善，评为“良”。", False),
    ],
)
def test_the_grade_of_one_indicator_is_not_that_of_all(tmp_path: Path, line: str, odd: bool) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:-2], line, *LINES[-2:]], clean_form())
    assert ("ZPJ503" in [each.rule for each in found]) is odd


@pytest.mark.parametrize(("weight", "odd"), [(25, True), (10, False)])
def test_points_in_a_name_written_row_by_row_are_those_of_each(weight: int, odd: bool) -> None:
    form = book({"C13": "数量指标（10分）", "C14": "数量指标（10分）", "G13": weight})
    assert bool([hit for each in book_case(form).forms for hit in weight_in_name(each)]) is odd


@pytest.mark.parametrize(
    ("line", "odd"),
    [
        ("2022年，全市共接报险情862起，完成县道养护50公里。", True),
        ("2023年，全市共接报险情862起，完成县道养护50公里。", False),
    ],
)
def test_results_counted_in_cases_told_of_the_year_before(tmp_path: Path, line: str, odd: bool) -> None:
    lines = [line if each == "1.数量指标：完成县道养护50公里。" else each for each in LINES]
    found = findings_in(tmp_path / "报告.docx", lines, clean_form())
    assert ("ZPJ559" in [each.rule for each in found]) is odd
