"""What is right and only looks like a slip: plans beside results, formulas, parted parts, lists of projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import Edits, rules
from tests.checks.paper_cases import LINES, findings_in
from tests.checks.paper_slips import own_form
from zpj.checks.reading.project_lists import names_several

RIGHT: list[tuple[str, str]] = [
    ("ZPJ241", "全年巡查里程完成7010公里，为年度计划7000公里的100.14%，其中县道5268公里，乡道1742公里。"),
    ("ZPJ241", "修复路面53公里，完成年度目标52公里的101.92%，其中北关20公里、南苑18公里、西湖15公里。"),
    ("ZPJ595", "自评表满分100分，其中预算执行20分，得分=20分×执行率；产出40分、效益30分、满意度10分。"),
    ("ZPJ595", "总分100分，其中产出指标50分（数量20分、质量20分、时效10分）、效益指标30分、满意度20分。"),
    ("ZPJ595", "总分100分，其中产出指标50分，其中数量20分、质量30分，效益指标30分，满意度20分。"),
    ("ZPJ520", "一是计划衔接不够；二是2处站点设施老化；三是巡查记录不完整。"),
    ("ZPJ145", "自评结果将作为2024年项目库排序和预算安排的参考。"),
    ("ZPJ117", "做好普法宣传，提升群众爱路护路意识。"),
    ("ZPJ117", "由社区网格员上门核实路灯损坏情况。"),
    ("ZPJ117", "用于养护工社会保险、交通补助和工具更新。"),
    ("ZPJ342", "4.90分及以上为优，80分及以上不足90分为良，60分及以上不足80分为中，不足60分为差。"),
    ("ZPJ543", "各项指标完成情况见下表。"),
    ("ZPJ543", "各项指标达到目标值得满分，未达到的按比例计分。"),
    ("ZPJ556", "中心办公室牵头成立自评工作小组，由财务、养护人员组成。"),
    ("ZPJ574", "评价遵循统筹兼顾、激励约束的原则，采用比较法、公众评判法。"),
    ("ZPJ562", "护栏满意度90.5%，路灯和护栏满意度93.5%。"),
]


@pytest.mark.parametrize(("rule", "line"), RIGHT, ids=[f"{rule} {line[:12]}" for rule, line in RIGHT])
def test_a_right_line_is_let_pass(rule: str, line: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:17], line, *LINES[17:]])
    assert [item.message for item in found if item.rule == rule] == []


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("ZPJ586", "全年巡查里程共7100公里，其中县道5268公里，乡道1742公里。"),
        ("ZPJ241", "自评总分95.6分，其中预算执行9.6分、产出48分、效益29分、满意度10分。"),
        ("ZPJ520", "一是计划衔接不够；三是2处站点设施老化；四是巡查记录不完整。"),
    ],
)
def test_the_slip_beside_it_is_found(rule: str, line: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:17], line, *LINES[17:]])
    assert rule in {item.rule for item in found}, [item.message for item in found]


def test_names_of_known_projects_alone_make_a_list() -> None:
    known = ("法律援助办案经费", "人民调解员补贴经费")
    assert names_several("法律援助办案经费、人民调解员补贴经费", known)
    assert names_several("2023年法律援助办案经费和人民调解员补贴经费2个项目", known)
    assert not names_several("法律援助办案经费、人民调解补贴经费", known)
    assert not names_several("法律援助办案经费", known)


_OF_SCORES = {"ZPJ406", "ZPJ408", "ZPJ409", "ZPJ413"}


@pytest.mark.parametrize(
    ("rule", "points", "told"),
    [
        ("≥95%得满分，每低1个百分点扣1分", "8", set()),
        ("≥90%得满分，每低1个百分点扣1分", "10", set()),
        ("90%以上得10分，80%—90%得7分，80%以下不得分", "10", set()),
        ("≥95%得满分，每低1个百分点扣1分", "10", {"ZPJ406"}),
        ("", "8", {"ZPJ409"}),
    ],
)
def test_the_rule_printed_beside_a_row_comes_before_the_scheme(rule: str, points: str, told: set[str]) -> None:
    edits: Edits = {"J12": "计分办法", "J18": rule, "H18": points}
    assert _OF_SCORES.intersection(rules(edits)) == told


@pytest.mark.parametrize(
    "edits",
    [
        {"D16": "单页扫描加工费用", "E16": "≤0.6元", "F16": "0.56元"},
        {"D16": "案均补贴金额", "E16": "≤1000元", "F16": "947.65元"},
        {"D16": "检测结算价", "E16": "≤300元", "F16": "289元"},
        {"D15": "2023年9月1日前投入使用的项目比例", "E15": "≥90%", "F15": "94.44%"},
    ],
)
def test_the_cost_of_one_piece_and_a_share_by_a_day_are_let_pass(edits: Edits) -> None:
    assert not {"ZPJ312", "ZPJ319", "ZPJ320"}.intersection(rules(edits))


def test_the_digits_of_the_whole_in_another_unit_are_found() -> None:
    assert "ZPJ319" in rules({"F16": "8.2元"})


_LEVELS = own_form(
    C7="其中：中央补助", D7="2", E7="3", F7="3", C8="省级资金", D8="1", E8="1", F8="1", C9="市级资金",
    D9="5.65", E9="4.65", F9="4.2",
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told"), [("中央补助资金追加1万元，用于抢修。", False), ("市级财政安排3万元。", True)]
)
def test_what_a_line_of_funds_was_changed_by_is_no_other_source(line: str, told: bool, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:17], line, *LINES[17:], _LEVELS])
    assert ("ZPJ124" in {item.rule for item in found}) is told, [(item.rule, item.message) for item in found]
