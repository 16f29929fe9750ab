"""A report with a table of scores of its own beside the form: two systems, whose totals need not agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import OF_ALL, own_form
from zpj.checks.reading.other_totals import is_made_of
from zpj.domain.amounts import parse_number

_OF_BUREAU: Block = [
    ("一级指标", "分值", "得分", "得分率"),
    ("决策", "20", "18.50", "92.50%"),
    ("过程", "20", "19.50", "97.50%"),
    ("产出", "30", "28.00", "93.33%"),
    ("效益", "30", "29.00", "96.67%"),
    ("合计", "100", "95.00", "95.00%"),
]
_OF_EXPERTS: Block = [
    ("专家", "决策（20分）", "过程（20分）", "产出（30分）", "效益（30分）", "合计（100分）"),
    ("专家1", "18", "18", "27", "27", "90"),
    ("专家2", "17", "18", "28", "27", "90"),
    ("平均分", "17.5", "18", "27.5", "27", "90"),
]
_WEIGHED_OTHERWISE: Block = [
    ("一级指标", "三级指标", "分值", "得分"),
    ("决策", "立项依据充分性", "40", "40"),
    ("产出", "养护里程", "15", "15"),
    ("产出", "验收合格率", "15", "15"),
    ("产出", "完成时间", "10", "9"),
    ("产出", "项目总成本", "10", "10"),
    ("效益", "群众满意度", "10", "8"),
    ("总计", "", "100", "97"),
]


def _told(folder: Path, *blocks: Block) -> set[tuple[str, str | None]]:
    found = findings_in(folder / "报告.docx", [*LINES, *blocks, own_form()])
    return {(item.rule, item.found) for item in found if item.rule in ("ZPJ431", "ZPJ503", "ZPJ567", "ZPJ562")}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("决策类指标分值20分，评价得分18.50分。", set()),
        ("按工作组60%、专家40%加权，综合得分93.00分。", set()),
        ("经评价，综合得分95.00分。", set()),
        ("经评价，综合得分92.75分。", {("ZPJ431", "92.75"), ("ZPJ503", "92.75")}),
    ],
)
def test_a_part_and_what_two_totals_make_are_no_wrong_totals(
    line: str, told: set[tuple[str, str]], tmp_path: Path
) -> None:
    assert _told(tmp_path, _OF_BUREAU, _OF_EXPERTS, line) == told


@pytest.mark.parametrize(("number", "made"), [("93", True), ("90", True), ("92.75", False), ("95.5", False)])
def test_totals_are_weighed_by_tenths(number: str, made: bool) -> None:
    told = parse_number(number)
    assert told is not None
    assert is_made_of(told, [value for text in ("95", "90", "20") if (value := parse_number(text))]) is made


def test_the_total_of_rows_weighed_otherwise_is_not_the_forms(tmp_path: Path) -> None:
    assert _told(tmp_path, _WEIGHED_OTHERWISE) == set()


def test_the_total_of_the_forms_own_rows_is(tmp_path: Path) -> None:
    rows = [(row[0], row[3], row[6], row[7]) for row in own_form()[11:19]]
    copied: Block = [("一级指标", "三级指标", "分值", "得分"), *rows[1:-1], ("总计", "", "100", "97.27")]
    assert ("ZPJ567", "97.27") in _told(tmp_path, copied)


def test_a_bare_execution_rate_is_the_budgets_whatever_a_row_is_called(tmp_path: Path) -> None:
    form = own_form(D14="养护标准执行率", E14="100%", F14="100%")
    found = findings_in(tmp_path / "报告.docx", [*LINES, "资金支出及时，执行率94.80%。", form])
    assert not [item for item in found if item.rule == "ZPJ562" and item.found == "94.8"]


@pytest.mark.parametrize(("points", "told"), [("9.48", False), ("98.27", True)])
def test_points_behind_a_rate_are_the_rates(points: str, told: bool, tmp_path: Path) -> None:
    table: Block = [
        ("项目名称", "全年预算数", "全年执行数", "执行率", "得分"),
        ("道路养护", "8.65", "8.20", "94.80%", points),
        ("城区路灯改造", "8.65", "8.20", "94.80%", "9.48"),
    ]
    found = findings_in(tmp_path / "报告.docx", [*OF_ALL, table, own_form(), own_form(C3="城区路灯改造")])
    assert ("ZPJ421" in {item.rule for item in found}) is told


@pytest.mark.parametrize(("below", "told"), [("", False), ("合计", True)])
def test_a_project_in_several_rows_is_told_in_parts(below: str, told: bool, tmp_path: Path) -> None:
    table: Block = [
        ("项目名称", "用途", "全年预算数"),
        ("道路养护", "材料", "8.65"),
        ("城区路灯改造", "灯具", "5.65"),
        (below, "人工", "3"),
    ]
    found = findings_in(tmp_path / "报告.docx", [*OF_ALL, table, own_form(), own_form(C3="城区路灯改造")])
    assert ("ZPJ421" in {item.rule for item in found}) is told


def test_the_name_of_a_table_is_no_heading_that_lost_its_number(tmp_path: Path) -> None:
    """“二、” and “四、” with a table and its name between: the number is skipped, the name has lost none."""
    table: Block = [("序号", "支出内容", "金额（万元）"), ("1", "材料", "5"), ("2", "人工", "3.2")]
    blocks = [line for line in LINES if not str(line).startswith("三、")]
    blocks[blocks.index(LINES[10]) + 1 : 0] = ["道路养护支出明细表", table]
    found = [item for item in findings_in(tmp_path / "报告.docx", blocks) if item.rule == "ZPJ520"]
    assert not [item for item in found if item.found == "道路养护支出明细表"]
    assert [item for item in found if item.found == "四、自评结论"]


@pytest.mark.parametrize(("title", "is_told"), [("评价", False), ("自评", True)])
def test_what_a_unit_gave_itself_is_no_wrong_total_of_an_evaluation(title: str, is_told: bool, tmp_path: Path) -> None:
    lines = [LINES[0].replace("自评", title), *LINES[1:4], "该单位自评得分为99.27分。", _OF_BUREAU, "附件"]
    found = findings_in(tmp_path / "报告.docx", [*lines, "2023年道路养护项目支出绩效自评表", own_form()])
    assert ("ZPJ431" in {item.rule for item in found}) is is_told
