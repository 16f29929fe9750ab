"""Names and sources told once otherwise, prose against tables, counts before lists, texts begun and not ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_copied import ROWS
from tests.checks.paper_slips import own_form
from tests.checks.paper_told_else import FOUND, RIGHT

_OWN = {rule for rule, _ in FOUND}


def _rules(folder: Path, blocks: tuple[Block, ...]) -> list[str]:
    return [each.rule for each in findings_in(folder / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])]


@pytest.mark.parametrize(("rule", "blocks"), FOUND, ids=[f"{at} {rule}" for at, (rule, _) in enumerate(FOUND)])
def test_what_is_told_otherwise_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert rule in _rules(tmp_path, blocks)


@pytest.mark.parametrize("blocks", RIGHT, ids=map(str, range(len(RIGHT))))
def test_what_is_told_alike_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [rule for rule in _rules(tmp_path, blocks) if rule in _OWN] == []


def _named(folder: Path, title: str, *lines: str) -> list[tuple[str, str | None]]:
    found = findings_in(folder / "报告.docx", [title, "一、项目基本情况", *lines, "市图书馆", "2024年3月20日"])
    return [(each.rule, each.found) for each in found if each.rule in ("ZPJ183", "ZPJ186")]


_TITLE = "2023年湿地生态修复治理补助资金（退化岸线部分）项目支出绩效自评报告"


def test_a_name_with_another_word_between_long_ends_is_found(tmp_path: Path) -> None:
    lines = ("项目名称：湿地生态修复治理补助资金（退化岸线部分）",
             "下达湿地生态修复治理补助资金（退化岸线部分）800万元。",
             "2023年湿地生态保护修复补助资金（退化岸线部分）分配使用情况良好。")  # fmt: skip
    assert ("ZPJ183", "湿地生态保护修复补助资金(退化岸线部分)") in _named(tmp_path, _TITLE, *lines)
    assert _named(tmp_path, _TITLE, *lines[:2]) == []


def test_what_is_judged_must_be_the_project_of_the_title(tmp_path: Path) -> None:
    title = "图书馆免费开放补助资金项目支出绩效自评报告"
    line = "评价对象：临川市图书馆2023年{}免费开放补助资金项目。"
    own = "项目名称：图书馆免费开放补助资金项目"
    assert [rule for rule, _ in _named(tmp_path, title, own, line.format("公共文化设施"))] == ["ZPJ186"]
    assert _named(tmp_path, title, own, line.format("图书馆")) == []


def test_another_word_and_another_kind_of_money_make_no_other_project(tmp_path: Path) -> None:
    table: Block = [
        ("序号", "项目名称", "预算数（万元）", "执行数（万元）"),
        ("1", "数字档案平台建设补助资金", "40", "38"),
        ("2", "讲解人员培训工作经费", "20", "20"),
    ]
    line = "{}项目的绩效总体目标是建成平台；讲解人员培训工作经费项目的绩效总体目标是办好培训。"
    for name, found in (("数字档案系统建设专项资金", ["ZPJ186"]), ("数字档案平台建设补助资金", [])):
        blocks: list[Block] = [
            "2023年度项目支出绩效自评报告",
            "一、项目基本情况",
            table,
            line.format(name),
            "自评完成。",
        ]
        rules = [each.rule for each in findings_in(tmp_path / "报告.docx", blocks)]
        assert [rule for rule in rules if rule == "ZPJ186"] == found


def test_the_number_of_a_list_is_no_result_of_a_row_it_names(tmp_path: Path) -> None:
    form = own_form(D13="新建自动气象站", E13="≥8个", F13="8个")
    lines = ("三、绩效完成情况", "实施内容包括新建自动气象站、数据传输三个部分。", "实施内容包括新建自动气象站三个。")
    told = [_rules(tmp_path, (form, lines[0], line)) for line in lines[1:]]
    assert ["ZPJ562" in rules for rules in told] == [False, True]


def test_two_ledgers_together_are_what_was_spent(tmp_path: Path) -> None:
    heads = ("序号", "支出内容", "支付金额（万元）")
    ledger: Block = [heads, ("1", "巡查劳务费", "2"), ("2", "养护宣传费", "1.5"), ("合计", "", "3.5")]
    bought: Block = [("序号", "设备名称", "金额（万元）"), ("1", "路面清扫车", "4.7"), ("合计", "", "4.7")]
    own = own_form()
    caption = "其他支出明细表"
    assert "ZPJ205" in _rules(tmp_path, (own, caption, ledger))
    assert "ZPJ205" not in _rules(tmp_path, (own, "设备购置明细表", bought, caption, ledger))


@pytest.mark.parametrize(("paid", "is_told"), [("12.9", False), ("13.9", True)])
def test_a_ledger_of_two_projects_is_what_both_spent(paid: str, is_told: bool, tmp_path: Path) -> None:
    ledger: Block = [
        ("支出内容", "支付日期", "金额（万元）"),
        ("养护款", "2023年6月5日", paid),
        ("巡查费", "2023年9月5日", "3.5"),
    ]
    other: list[Block] = ["2023年度桥梁养护项目绩效自评报告", "桥梁养护项目按期完成。", own_form(C3="桥梁养护")]
    blocks = [*other, LINES[0], *LINES[4:], "支出明细表", ledger, "项目支出绩效自评表", own_form()]
    assert ("ZPJ205" in {item.rule for item in findings_in(tmp_path / "报告.docx", blocks)}) is is_told


@pytest.mark.parametrize(("first", "is_told"), [("≥40公里", False), ("≥45公里", True)])
def test_the_goals_before_the_adjustment_are_compared_too(first: str, is_told: bool, tmp_path: Path) -> None:
    form = [[*row[:4], "", *row[4:]] if at < 11 else [*row[:4], row[4], *row[4:]] for at, row in enumerate(own_form())]
    form[11][4:6] = "年初指标值", "调整后指标值"
    form[12][4] = "≥40公里"
    time = ("时效指标", "完成时间", "2023年12月31日前", "2023年12月20日", "5", "5", "")
    rows = [[*row[:2], row[2], *row[2:]] for row in (*ROWS[:3], time, *ROWS[3:])]
    rows[0][2:4] = "年初指标值", "调整后指标值"
    rows[1][2] = first
    assert ("ZPJ514" in _rules(tmp_path, (rows, "项目支出绩效自评表", form))) is is_told
