"""What breaks off or is left empty: cells, headings, marks of a pair, units; and the like right cases let pass."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.checks.paper_cases import Block, write_paper
from tests.checks.test_each_rule import form_case
from tests.checks.test_told_twice import FORM, HEAD, TAIL
from zpj.app.reading import read_workbook
from zpj.checks.run import check_workbook
from zpj.domain.findings import Finding


def checked(folder: Path, *blocks: Block) -> list[Finding]:
    return list(check_workbook(read_workbook(write_paper(folder / "报告.docx", blocks))))


def rules(folder: Path, *blocks: Block) -> list[str]:
    return [found.rule for found in checked(folder, *HEAD, *blocks, *TAIL)]


def changed(old: str, new: str) -> list[list[str]]:
    return [[text.replace(old, new) for text in row] for row in FORM]


def test_weights_are_added_up_beside_another_cell_that_is_empty(tmp_path: Path) -> None:
    form = [["" if text == "1450元" else text for text in row] for row in FORM]
    assert "ZPJ301" not in rules(tmp_path, form)
    lower = [[*row[:6], "5", "5", row[8]] if len(row) > 3 and row[3] == "生活垃圾无害化处理率" else row for row in form]
    assert {"ZPJ301", "ZPJ102"} <= set(rules(tmp_path, lower))


def test_weights_are_not_added_up_where_one_is_empty() -> None:
    found = [item.rule for item in check_workbook(form_case(G13=None)())]
    assert "ZPJ102" in found
    assert "ZPJ301" not in found


@pytest.mark.parametrize(("old", "new"), [("≥90%", "≥90"), ("88.6%", "88.6"), ("1450元", "1450")])
def test_the_one_value_without_a_unit(old: str, new: str, tmp_path: Path) -> None:
    assert "ZPJ307" in rules(tmp_path, changed(old, new))


def test_values_with_units_a_nought_and_forms_without_units_are_let_pass(tmp_path: Path) -> None:
    assert "ZPJ307" not in rules(tmp_path, FORM)
    assert "ZPJ307" not in rules(tmp_path, changed("96%", "0"))
    bare = [[*row[:5], row[5].rstrip("户台人次%元万"), *row[6:]] if len(row) > 6 and row[1].endswith("指标") else row
            for row in FORM]  # fmt: skip
    assert "ZPJ307" not in rules(tmp_path, bare)


@pytest.mark.parametrize("number", ["〔2022〔7号", "〔2022〕〕7号", "(2022(7号", "〕2022〕7号", "[2022)7号"])
def test_marks_around_a_year_that_are_no_pair(number: str, tmp_path: Path) -> None:
    assert "ZPJ539" in rules(tmp_path, f"按照县政府办（河政办{number}文件）执行。", FORM)


@pytest.mark.parametrize("number", ["〔2022〕7号", "[2022]7号", "【2022】7号"])
def test_marks_around_a_year_that_are_one(number: str, tmp_path: Path) -> None:
    assert "ZPJ539" not in rules(tmp_path, f"按照县政府办文件河政办{number}执行。", FORM)


def test_marks_of_a_pair_the_wrong_way_round(tmp_path: Path) -> None:
    assert "ZPJ540" in rules(tmp_path, "实行”一户一档“管理。", FORM)
    assert "ZPJ540" not in rules(tmp_path, "实行“一户一档”管理（含“回头看”）。", FORM)


ROWS: list[list[str]] = [
    ["三级指标", "分值", "指标解释", "得分", "扣分原因"],
    *([name, "5", f"考核{name}是否合乎规定", "5", ""] for name in ("目标合理性", "预算科学性", "制度健全性",
                                                          "资金合规性", "分配合理性", "档案完整性")),
]  # fmt: skip
SITES: list[list[str]] = [
    ["序号", "工程名称", "实施单位", "金额（万元）"],
    *([str(number), f"{name}改造工程", "县公路中心", f"{number}2.50"]
      for number, name in enumerate(("东山线", "西河线", "南岭线", "北坪线", "中塘线"), 1)),
]  # fmt: skip


@pytest.mark.parametrize(("table", "row", "place"), [(ROWS, 3, 2), (SITES, 3, 2), (SITES, 2, 1)])
def test_the_one_empty_cell_of_a_column_of_words(table: list[list[str]], row: int, place: int, tmp_path: Path) -> None:
    gap = [["" if (row, place) == (at, column) else text for column, text in enumerate(texts)]
           for at, texts in enumerate(table)]  # fmt: skip
    assert "ZPJ546" in rules(tmp_path, gap)
    assert "ZPJ546" not in rules(tmp_path, table)


def test_a_merged_cell_and_an_empty_reason_are_no_gaps(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = "延误" if text == "" and row is not table.rows[2] else text
    table.cell(4, 2).text = ""
    table.cell(3, 2).merge(table.cell(4, 2))
    document.save(str(tmp_path / "表.docx"))
    assert "ZPJ546" not in [found.rule for found in check_workbook(read_workbook(tmp_path / "表.docx"))]


COUNTED = "工程共{}个路桥与安全设施类子项目，分别为2023年路面改造、2023年桥涵加固、2023年设施补建，由中心实施。"


@pytest.mark.parametrize(
    ("line", "wrong", "right"),
    [
        (COUNTED, "4", "3"),
        ("中心设综合、检测、统计、追踪{}个小组。", "3", "4"),
        ("下设招生、教务、后勤和财务{}个教研组。", "五", "四"),
    ],
)
def test_names_counted_one_by_one(line: str, wrong: str, right: str, tmp_path: Path) -> None:
    assert "ZPJ553" in rules(tmp_path, line.format(wrong), FORM)
    assert "ZPJ553" not in rules(tmp_path, line.format(right), FORM)


@pytest.mark.parametrize(
    "line",
    ["由村级初审、乡镇复核、公示5个工作日后拨付。", "全年培训分别为业务培训1期、骨干培训2期、专题培训1期，共4期。",
     "覆盖城关、柳集、双河等8个片区。"],
)  # fmt: skip
def test_days_numbers_of_each_and_part_of_a_list_are_no_counts(line: str, tmp_path: Path) -> None:
    assert "ZPJ553" not in rules(tmp_path, line, FORM)


@pytest.mark.parametrize("word", ["情况", "措施", "做法", "问题"])
def test_a_heading_that_ends_within_a_word(word: str, tmp_path: Path) -> None:
    lines = [
        line.replace("六、下一步措施", f"六、其他有关工作开展{word}") if isinstance(line, str) else line
        for line in TAIL
    ]
    cut = [line.replace(f"开展{word}", f"开展{word[0]}") if isinstance(line, str) else line for line in lines]
    assert "ZPJ585" in [found.rule for found in checked(tmp_path, *HEAD, FORM, *cut)]
    assert "ZPJ585" not in [found.rule for found in checked(tmp_path, *HEAD, FORM, *lines)]


def test_a_clause_that_says_only_after_what(tmp_path: Path) -> None:
    assert "ZPJ585" in rules(tmp_path, changed("部分农户外出；返乡期间补建。", "部分农户外出，待其返乡并核实后"))
    assert "ZPJ585" not in rules(tmp_path, changed("部分农户外出；返乡期间补建。", "部分农户外出，通过验收时间延后"))


def test_the_one_goal_or_reason_without_a_stop(tmp_path: Path) -> None:
    assert "ZPJ116" in rules(tmp_path, changed("10月20日通过竣工验收。", "群众生活环境得到改善"))
    assert "ZPJ116" in rules(tmp_path, changed("农忙参训人数不足；错峰培训。", "农忙参训人数不足；下年组织村民"))
    assert "ZPJ116" not in rules(tmp_path, FORM)
    free = [[text.rstrip("。") for text in row] for row in FORM]
    assert "ZPJ116" not in rules(tmp_path, free)
