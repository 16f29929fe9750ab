"""Points within a limit, for nothing done, without a reason: by what the papers themselves do and print."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.checks.check_cases import book
from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form
from zpj.checks.reading.reconcile import Amount
from zpj.checks.reading.text import squeezed
from zpj.checks.run import check_workbook
from zpj.checks.tie.claims import is_rate_of_own_money
from zpj.domain.amounts import ZERO
from zpj.domain.model import Workbook

_IN_RATIO = {"E16": "≤10万元", "F16": "8.2万元", "H16": Decimal("8.2")}
_FULL = {"E16": "≤10万元", "F16": "8.2万元"}


def _rules(*books: Workbook) -> set[str]:
    """The rules that speak of the row of costs, in one book of forms scored as 实际 ÷ 目标."""
    evaluations = tuple(replace(form.evaluations[0], scheme="fengtai") for form in books)
    found = check_workbook(replace(books[0], evaluations=evaluations))
    return {item.rule for item in found if item.location.endswith("16") and item.rule in ("ZPJ408", "ZPJ409", "ZPJ413")}


def test_points_in_ratio_are_the_practice_where_no_row_has_more() -> None:
    assert _rules(book(_IN_RATIO)) == set()
    assert _rules(book(_IN_RATIO), book(_IN_RATIO), book(_FULL)) == {"ZPJ408"}


def test_full_points_are_the_practice_where_most_rows_have_them() -> None:
    assert _rules(book(_FULL)) == set()
    assert _rules(book(_FULL), book(_FULL), book(_IN_RATIO)) == {"ZPJ413"}


def _found(folder: Path, *blocks: Block) -> set[str]:
    return {item.rule for item in findings_in(folder / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])}


_IDLE = {f"F{row}": "0" for row in (6, 7, 8)}
_NOTE = "备注：定量指标完成的得满分，未完成的按比例计分，{}不得分。"


@pytest.mark.parametrize(
    ("note", "points", "told"), [("未实施的", "10", True), ("未实施的", "0", False), ("逾期三个月的", "10", False)]
)
def test_nothing_done_gives_no_points_where_the_paper_says_so(
    note: str, points: str, told: bool, tmp_path: Path
) -> None:
    form = own_form(**_IDLE, F16="0万元", H16=points)
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], _NOTE.format(note), form, *LINES[11:]])
    rules = {item.rule for item in found if item.location.endswith("!H16")}
    assert ("ZPJ408" in rules) is told
    assert "ZPJ413" not in rules


_TABLE: Block = [
    ("一级指标", "分值", "二级指标", "分值", "得分"),
    ("决策", "20", "目标设定", "20", "20"),
    ("过程", "20", "预算管理", "20", "20"),
    ("产出", "30", "产出数量", "20", "19"),
    ("产出", "30", "产出质量", "10", "9"),
    ("效益", "30", "社会效益", "30", "30"),
    ("合计", "100", "", "100", "98"),
]
_OF_NUMBER = ("（一）产出分析", "1.产出数量", "巡查少两次，扣1分。", "2.产出质量")


@pytest.mark.parametrize(("line", "told"), [("各项质量指标均达到目标。", True), ("个别路段平整度不足，扣1分。", False)])
def test_a_row_with_a_heading_of_its_own_and_no_reason_under_it(line: str, told: bool, tmp_path: Path) -> None:
    assert ("ZPJ437" in _found(tmp_path, _TABLE, *_OF_NUMBER, line)) is told


_NAMED: Block = [
    ("三级指标", "分值", "指标完成值", "得分"),
    ("桥隧安全监测能力", "5", "有所提升", "4"),
    ("桥隧安全监测机制", "5", "基本健全", "4"),
]


@pytest.mark.parametrize(
    ("more", "told"), [("桥隧安全监测做法得到推广。", True), ("监测机制尚不健全，部分职责没有分清。", False)]
)
def test_a_reason_for_a_row_of_nearly_the_same_name_is_another_rows(more: str, told: bool, tmp_path: Path) -> None:
    found = _found(tmp_path, _NAMED, "由于人员不熟练，桥隧安全监测能力扣1分。", more)
    assert ("ZPJ453" in found) is told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("综合得分90分（含）以上为“优”，80分（含）至90分为“良”。", False),
        ("评价总分100分，评价结果分为四个等级。", False),
        ("评价综合得分90分。", True),
    ],
)
def test_the_bound_of_a_grade_is_no_total(line: str, told: bool, tmp_path: Path) -> None:
    assert ("ZPJ431" in _found(tmp_path, line, _TABLE)) is told


@pytest.mark.parametrize(("points", "told"), [("30", True), ("28", False)])
@pytest.mark.parametrize("second", ["产出", ""], ids=["told again", "left open"])
def test_the_points_of_the_part_a_heading_names(points: str, told: bool, second: str, tmp_path: Path) -> None:
    table = [*_TABLE[:4], (second, *_TABLE[4][1:]), *_TABLE[5:]]
    assert ("ZPJ435" in _found(tmp_path, table, "（一）产出分析", f"该部分共30分，得{points}分。")) is told


_PAID: Block = [
    ("序号", "支出内容", "金额（万元）"),
    ("1", "材料", "1.5"),
    ("2", "人工", "0.7"),
    ("合计", "", "2.2"),
]


@pytest.mark.parametrize(
    ("line", "told"), [("实际支出8.2万元，其中设备6万元，其他支出2.2万元。", False), ("支出明细如下。", True)]
)
def test_a_list_of_a_part_of_the_payments(line: str, told: bool, tmp_path: Path) -> None:
    assert ("ZPJ205" in _found(tmp_path, own_form(), line, _PAID)) is told


@pytest.mark.parametrize(
    ("line", "whole", "own"),
    [
        ("清扫预算2万元，支出1.94万元，执行率97%。", "86500", True),
        ("清扫预算2万元，支出1.94万元，执行率97%。", None, True),
        ("全年预算8.65万元，支出8.3905万元，执行率97%。", "86500", False),
        ("全年预算执行率97%。", "86500", False),
    ],
)
def test_the_rate_two_amounts_beside_it_make_is_of_a_part(line: str, whole: str | None, own: bool) -> None:
    budget = None if whole is None else Amount(Decimal(whole), ZERO)
    assert is_rate_of_own_money(squeezed(line), Amount(Decimal(97), ZERO), budget) is own
