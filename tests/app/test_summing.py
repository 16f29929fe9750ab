"""`zpj summary`: totals equal the sum of their parts, means, ranks, grades, problems; bad files never stop the rest."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.app.test_importing import national
from tests.checks.paper_cases import Block, write_paper
from zpj.app.checking import check_files
from zpj.app.reading import read_workbook
from zpj.app.scored_copy import write_scored_copy
from zpj.app.summing import Summed, files_of, write_summary
from zpj.domain.errors import ZpjError
from zpj.grid.excel_file import workbook_of
from zpj.grid.grid import Cell
from zpj.grid.package import open_package

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
FIRST = 4
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Summed:
    folder = tmp_path_factory.mktemp("各单位（2023）")
    for number, name in enumerate(("xinzhou_2022", "fengtai_2023", "chaoyang_2023")):
        inner = folder / f"单位{number}"
        inner.mkdir()
        shutil.copy(SAMPLES / f"{name}.xlsx", inner / f"{name}.xlsx")
    (folder / "~$自评.xlsx").write_bytes(b"lock")
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04broken")
    openpyxl.Workbook().save(folder / "无表.xlsx")
    return write_summary([folder], folder / "汇总.xlsx", force=False)


def cells(done: Summed, sheet: str) -> dict[tuple[int, int], Cell]:
    book = workbook_of(open_package(done.path))
    return dict(next(grid for grid in book.sheets if grid.name == sheet).cells)


def test_every_project_is_there_and_bad_files_are_listed(done: Summed) -> None:
    assert len(done.summary.rows) == 22
    assert sorted(Path(file).name for file, _ in done.summary.failed) == ["坏.xlsx", "无表.xlsx"]
    listed = cells(done, "未汇总文件")
    assert {Path(cell.text).name for (row, column), cell in listed.items() if row > 3 and column == 2} == {
        "坏.xlsx",
        "无表.xlsx",
    }


def test_totals_equal_the_sum_of_their_parts(done: Summed) -> None:
    table, last = cells(done, "汇总表"), FIRST + 21
    for column, total in ((4, done.summary.budget), (5, done.summary.executed)):
        parts = [cell.number for row in range(FIRST, last + 1) if (cell := table.get((row, column)))]
        shown = table[last + 1, column].number
        assert table[last + 1, column].formula
        assert shown is not None
        assert abs(shown - sum(filter(None, parts))) <= CENT
        assert abs(shown - total) <= CENT
    assert done.summary.executed > Decimal("8552.78")


def test_formulas_hold_their_results(done: Summed) -> None:
    table = cells(done, "汇总表")
    named = {cell.text: row for (row, column), cell in table.items() if column == 2}
    first = named["医药招采与基金监管工作经费"]
    assert table[first, 6].text == "72.26%"
    assert table[first, 7].number == Decimal("95.23")
    assert table[first, 9].number == Decimal("4.77")
    assert table[first, 8].text == "优"
    assert table[FIRST + 23, 7].number == done.summary.means.weighted
    assert table[FIRST + 24, 7].number == done.summary.means.plain
    assert all(cell.cached for cell in table.values() if cell.formula)


def test_the_grades_add_up(done: Summed) -> None:
    table = cells(done, "等级分布")
    counts = {table[row, 1].text: table[row, 2].number for row in range(FIRST, FIRST + 5)}
    assert counts["合计"] == 22
    assert sum(number for word, number in counts.items() if word != "合计" and number) == 22
    assert table[FIRST + 4, 4].number == done.summary.budget


def test_there_are_two_native_charts(done: Summed) -> None:
    sheet: Any = openpyxl.load_workbook(done.path)["等级分布"]
    assert len(sheet._charts) == 2


def test_the_problems_are_those_of_the_checks_with_links(done: Summed) -> None:
    files = sorted({row.file for row in done.summary.rows})
    found = [item for file in files for item in check_files([Path(file)]).findings]
    assert sorted((one.rule, one.location) for one in done.summary.findings) == sorted(
        (one.rule, one.location) for one in found
    )
    sheet = openpyxl.load_workbook(done.path)["问题清单"]
    assert sheet.max_row == 3 + len(found)
    link = sheet.cell(4, 6).hyperlink
    assert link is not None
    assert "#" in f"{link.target}#{link.location}"
    assert sum(row.problems for row in done.summary.rows) <= len(found)


def test_yuan_forms_are_converted_before_they_are_added(tmp_path: Path) -> None:
    def in_yuan(sheet: Any) -> None:
        sheet["C5"].value = None
        sheet["D5"] = "乡道养护"
        sheet["D5"].value = "乡道养护"
        sheet["E9"], sheet["F9"], sheet["G9"] = 86500, 86500.5, 62502.57

    national(tmp_path / "甲.xlsx")
    national(tmp_path / "乙.xlsx", in_yuan, unit="元")
    result = write_summary([tmp_path], tmp_path / "汇总.xlsx", force=False)
    assert result.summary.budget == Decimal("17.30005")
    assert result.summary.executed == Decimal("12.500507")
    assert any("单位为元，已换算" in row.remark for row in result.summary.rows)


def test_copies_made_by_zpj_prints_and_reports_in_word_do_not_count_twice(tmp_path: Path) -> None:
    source = national(tmp_path / "自评.xlsx")
    write_scored_copy(source, None, None, force=False)
    shutil.copy(source, tmp_path / "另一份.xlsx")
    for name in ("自评.pdf", "扫描.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4\n")
    result = write_summary([tmp_path], tmp_path / "汇总.xlsx", force=False)
    assert len(result.summary.rows) == 2
    assert all("请核对是否重复" in row.remark for row in result.summary.rows)
    failed = {Path(file).name: why for file, why in result.summary.failed}
    assert sorted(failed) == ["扫描.pdf", "自评.pdf", "自评_计分.xlsx"]
    assert "副本" not in failed["扫描.pdf"]
    assert "副本" in failed["自评.pdf"]
    again = write_summary([tmp_path], tmp_path / "汇总.xlsx", force=True)
    assert len(again.summary.rows) == 2


def test_a_form_without_a_rate_does_not_spoil_the_chart(done: Summed) -> None:
    table = cells(done, "等级分布")
    rates = [cell for (row, column), cell in table.items() if column == 19 and row >= FIRST]
    assert len(rates) == sum(row.rate is not None and row.score is not None for row in done.summary.rows) == 21
    assert all(cell.number is not None for cell in rates)


def test_nothing_to_sum_up_is_refused_and_nothing_is_overwritten(tmp_path: Path) -> None:
    with pytest.raises(ZpjError, match="找不到文件"):
        write_summary([tmp_path / "没有.xlsx"], tmp_path / "汇总.xlsx", force=False)
    assert not (tmp_path / "汇总.xlsx").exists()
    source = national(tmp_path / "自评.xlsx")
    write_summary([source], tmp_path / "汇总.xlsx", force=False)
    with pytest.raises(ZpjError, match="已经存在"):
        write_summary([source], tmp_path / "汇总.xlsx", force=False)
    assert not read_workbook(tmp_path / "汇总.xlsx").evaluations
    assert files_of([tmp_path / "~$自评.xlsx"]) == []


def test_the_preview_sets_the_scheme_s_score_beside_the_filed_one(done: Summed) -> None:
    rows = cells(done, "抽查预演")
    names = {cell.text: row for (row, column), cell in rows.items() if column == 2}
    row = names["医保信息系统建设"]
    assert [rows[row, column].text for column in (4, 5, 6)] == ["80.00", "54.00", "+26.00"]
    assert (rows[row, 7].text, rows[row, 8].text) == ("良", "差")
    detail = names["应用功能建设数量"]
    assert detail > row
    assert [rows[detail, column].text for column in (4, 5, 6)] == ["7.00", "0.00", "+7.00"]
    assert "0个 ÷ 3个 = 0%" in rows[detail, 13].text
    assert "!" in rows[detail, 3].text


def test_the_preview_begins_with_the_project_farthest_from_the_scheme(done: Summed) -> None:
    rows = cells(done, "抽查预演")
    lines = [row for (row, column), cell in sorted(rows.items()) if column == 1 and row > 3 and cell.number is not None]
    found = [abs(rows[row, 6].number or Decimal()) for row in lines if rows[row, 6].number is not None]
    assert len(lines) == len(done.summary.rows)
    assert found == sorted(found, reverse=True)


def test_every_preview_is_the_sum_of_what_the_scheme_gives(done: Summed) -> None:
    for row in done.summary.rows:
        preview = row.preview
        assert preview is not None
        if preview.difference is not None and not preview.waiting and preview.scored:
            assert abs(preview.difference - sum((item.difference for item in preview.rows), Decimal())) <= CENT * 50
        assert all(item.filed != item.by_rule for item in preview.rows)


def test_the_department_line_compares_the_share_of_the_best_grade(done: Summed) -> None:
    rows = cells(done, "抽查预演")
    last = max(row for row, _ in rows)
    assert rows[last, 2].text == "部门"
    filed = [row.grade == "优" for row in done.summary.rows if row.grade]
    assert rows[last, 7].text == f"{round(100 * sum(filed) / len(filed), 2):.2f}%"
    assert "按方案应占" in rows[last, 13].text
    assert rows[last, 5].formula
    assert rows[last, 4].number is not None


def test_projects_that_stand_out_are_listed_with_the_reason(done: Summed) -> None:
    texts = {
        (cell.text, cells(done, "异常项目")[row, 6].text)
        for (row, column), cell in cells(done, "异常项目").items()
        if column == 2 and row > 3
    }
    assert ("资产购置经费", "执行率低于80%而得分在90分以上") in texts
    assert any("低于中位数" in why for _, why in texts)


def test_files_of_different_folders_are_told_apart_and_units_bear_no_code(done: Summed) -> None:
    files = {cell.text.partition("　")[0] for (row, column), cell in cells(done, "汇总表").items() if column == 14}
    assert {"单位0/xinzhou_2022.xlsx", "单位1/fengtai_2023.xlsx"} <= files
    named = {cell.text for (row, column), cell in cells(done, "问题清单").items() if column == 4 and row > 3}
    assert named
    assert all(name.startswith("单位") for name in named)
    assert "忻州市医疗保障局" in {row.unit for row in done.summary.rows}


def test_every_one_of_a_name_is_marked_and_the_mean_says_over_how_many(tmp_path: Path) -> None:
    for name in ("甲.xlsx", "乙.xlsx", "丙.xlsx"):
        national(tmp_path / name)
    total = read_workbook(tmp_path / "丙.xlsx").evaluations[0].total.reported
    assert total is not None
    book = openpyxl.load_workbook(tmp_path / "丙.xlsx")
    sheet, _, place = total.location.rpartition("!")
    book[sheet][place] = None
    book.save(tmp_path / "丙.xlsx")
    result = write_summary([tmp_path], tmp_path / "汇总.xlsx", force=False)
    assert all("请核对是否重复" in row.remark for row in result.summary.rows)
    scored = sum(row.preview is not None and row.preview.filed is not None for row in result.summary.rows)
    assert scored < len(result.summary.rows)
    texts = [cell.text for cell in cells(result, "抽查预演").values()]
    assert any(f"3 个项目（有得分的 {scored} 个）" in text for text in texts)


def test_a_form_without_a_name_is_shown_with_its_file(tmp_path: Path) -> None:
    table: Block = [
        ("一级指标", "三级指标", "分值", "评分标准", "实际完成值", "得分"),
        ("产出", "养护里程", "50", "完成得满分", "50公里", "50"),
        ("效益", "通行能力", "50", "提高得满分", "明显提高", "45"),
        ("总分", "", "100", "", "", "95"),
    ]
    write_paper(tmp_path / "评价报告.docx", ["道路养护项目绩效评价报告", "一、项目概况", "养护县道50公里。", table])
    summed = write_summary([tmp_path / "评价报告.docx"], tmp_path / "汇总.xlsx", force=False)
    row = summed.summary.rows[0]
    assert row.project == row.location
    assert cells(summed, "汇总表")[FIRST, 2].text == f"评价报告.docx　{row.location}"
