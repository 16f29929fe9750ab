"""What is told once, and what is no slip because the report says why: reasons, totals, lists; and empty cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import FUNDS, book, with_cell
from tests.checks.paper_cases import LINES, Block, told, write_paper
from zpj.app.reading import read_workbook
from zpj.checks.case import book_case
from zpj.checks.form.budgets import low_rate
from zpj.checks.form.documents import source_names
from zpj.domain.records import replace

HEADS = ("一级指标", "二级指标", "三级指标", "年初指标值", "调整后指标值", "完成值", "分值", "得分", "偏差原因")
ROWS = [
    ("产出指标", "数量指标", "巡查次数", "≥12次", "≥12次", "12次", "10", "10", ""),
    ("产出指标", "数量指标", "清扫里程", "≥80公里", "≥80公里", "80公里", "20", "20", ""),
    ("产出指标", "质量指标", "设施完好率", "≥90%", "≥90%", "91%", "20", "20", ""),
    ("产出指标", "时效指标", "完工时间", "11月底前", "11月底前", "11月", "20", "20", ""),
    ("效益指标", "社会效益指标", "出行条件", "改善", "改善", "改善", "30", "30", ""),
]


def _rules(folder: Path, *blocks: Block) -> list[str]:
    return [rule for rule, _ in told(folder, *blocks)]


@pytest.mark.parametrize("column", [4, 7])
def test_the_one_empty_cell_of_a_column_of_indicators_is_found(tmp_path: Path, column: int) -> None:
    rows = [list(row) for row in ROWS]
    rows[2][column] = ""
    assert "ZPJ546" in _rules(tmp_path, [HEADS, *rows])


def test_cells_empty_in_several_rows_are_not_filled_in_on_purpose(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[1][4] = rows[2][4] = ""
    assert "ZPJ546" not in _rules(tmp_path, [HEADS, *rows])
    assert "ZPJ546" not in _rules(tmp_path, [HEADS, *ROWS])


@pytest.mark.parametrize("number", ["〔20235号", "2023〕5号", "〔2023〕5的", "〔23〕5号"])
def test_a_document_number_that_is_cut_is_found(tmp_path: Path, number: str) -> None:
    assert "ZPJ539" in _rules(tmp_path, f"按照《养护办法》（市路发{number}要求）办理。")
    assert "ZPJ539" not in _rules(tmp_path, "按照《养护办法》（市路发〔2023〕5号）和市路发〔2023〕6、7号办理。")


def test_brackets_of_full_width_are_no_brackets_of_a_year(tmp_path: Path) -> None:
    assert "ZPJ508" in _rules(tmp_path, "按照《养护办法》（市路发［2023］5号）办理。")


def test_a_scale_with_one_grade_for_two_bands_is_found(tmp_path: Path) -> None:
    scale = "等级按得分确定：90分（含）以上为“优”，80分（含）至90分为“{}”，60分（含）至80分为“中”，60分以下为“差”。"
    assert "ZPJ227" in _rules(tmp_path, scale.format("优"))
    assert "ZPJ227" not in _rules(tmp_path, scale.format("良"))


def test_two_names_of_one_column_are_two_things(tmp_path: Path) -> None:
    rows = [("序号", "名称", "批次"), ("1", "肉制品", "20"), ("2", "乳制品", "30")]
    assert "ZPJ172" not in _rules(tmp_path, rows, "抽检覆盖肉制品等。")


def test_a_column_of_points_is_added_as_it_is_printed(tmp_path: Path) -> None:
    rows = [("内容", "得分"), ("甲", "19.7"), ("乙", "58.5"), ("丙", "19.5")]
    assert "ZPJ235" in _rules(tmp_path, [*rows, ("合计", "97.6")])
    assert "ZPJ235" not in _rules(tmp_path, [*rows, ("合计", "97.7")])


def test_a_total_of_parts_told_elsewhere_is_told(tmp_path: Path) -> None:
    lines = ("本项目分为2个子项目。", "清扫保洁，该项预算5.20万元。", "路面修补，该项预算3.10万元。")
    assert "ZPJ234" in _rules(tmp_path, *lines)
    assert "ZPJ234" not in _rules(tmp_path, *lines, "评价范围涉及资金8.30万元。")


@pytest.mark.parametrize(
    ("line", "asked"), [("因采购流标，当年资金未能支出。", False), ("资金按合同支付。", True), ("招标节约资金。", True)]
)
def test_a_low_rate_is_explained_in_the_report(tmp_path: Path, line: str, asked: bool) -> None:
    blocks = [each if not each.startswith("雨季") else line for each in LINES if isinstance(each, str)]
    paper = read_workbook(write_paper(tmp_path / "报告.docx", blocks)).paper
    form = book({"F6": 6, "F8": 1}, tables=(), sections=())
    assert bool(list(low_rate(book_case(replace(form, paper=paper))))) is asked


def test_a_form_without_sources_has_none_to_compare() -> None:
    checked = book(tables=with_cell(FUNDS, 1, 1, "结转"))
    assert list(source_names(book_case(checked)))
    form = checked.evaluations[0]
    assert not list(source_names(book_case(replace(checked, evaluations=(replace(form, funds=form.funds[:1]),)))))
