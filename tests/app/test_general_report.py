"""`zpj summary --report`: the general report over the projects of many files, two or a hundred and fifty."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from tests.app.test_importing import national
from zpj import resources
from zpj.app.checking import check_files
from zpj.app.summing import write_summary
from zpj.cli.commands import cli
from zpj.domain.errors import ZpjError
from zpj.grid.package import open_package
from zpj.report.layout import load_layout
from zpj.report.layout_check import check_layout

ROOT = Path(__file__).resolve().parents[2]
LAYOUT = load_layout(resources.templates() / "layouts" / "gbt9704.toml")


def projects(folder: Path, count: int) -> Path:
    """Forms with different budgets, rates and scores; every fifth in 元."""
    folder.mkdir()
    for number in range(count):

        def change(sheet: Any, number: int = number) -> None:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value == "道路养护":
                        cell.value = f"第{number + 1}号道路养护"
            scale = 10_000 if number % 5 == 0 else 1
            budget = (100 + number) * scale
            sheet["E9"], sheet["F9"], sheet["G9"] = budget, budget, budget * (50 + number % 51) / 100

        national(folder / f"{number:03}.xlsx", change, unit="元" if number % 5 == 0 else "万元")
    return folder


def report(folder: Path, count: int) -> tuple[Any, Any]:
    output = folder / "总报告.docx"
    done = write_summary([projects(folder / "各单位", count)], folder / "汇总.xlsx", force=False, report=output)
    return done, docx.Document(str(output))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_two_projects_are_told_one_by_one_without_table_or_chart(tmp_path: Path) -> None:
    done, document = report(tmp_path, 2)
    assert texts(document)[0] == done.report.title == "2023年度项目支出绩效自评总报告"
    assert len(document.tables) == 0
    assert "word/charts/chart1.xml" not in open_package(tmp_path / "总报告.docx")
    assert any("第2号道路养护项目资金安排总计101万元" in text for text in texts(document))
    assert check_layout(tmp_path / "总报告.docx", LAYOUT) == []


def test_seventeen_projects_have_a_table_two_charts_and_a_summary(tmp_path: Path) -> None:
    done, document = report(tmp_path, 17)
    (table,) = document.tables
    assert len(table.rows) == 18
    shown = sum((Decimal(row.cells[2].text) for row in table.rows[1:]), Decimal())
    assert shown == done.summary.budget
    whole = "\n".join(texts(document))
    assert f"项目资金安排总计{done.summary.budget.normalize():f}万元" in whole
    assert "共自评项目17个" in whole
    assert "图1　各等级项目数" in whole
    assert "图2　预算执行率与得分" in whole
    low = [row for row in done.summary.rows if row.rate is not None and row.rate < Decimal("0.8")]
    assert f"低于80%的项目{len(low)}个" in whole
    package = open_package(tmp_path / "总报告.docx")
    assert package.read("word/charts/chart2.xml").count(b"<c:pt ") == 2 * 17
    assert check_layout(tmp_path / "总报告.docx", LAYOUT) == []


def test_what_nobody_wrote_is_asked_for_and_the_office_signs(tmp_path: Path) -> None:
    done, document = report(tmp_path, 3)
    assert {"主要结论", "改进措施", "落款日期"} <= set(done.report.missing)
    assert all(f"【待补：{title}】" in "\n".join(texts(document)) for title in done.report.missing)
    assert "市交通局" in texts(document)[-2]


def test_a_hundred_and_fifty_projects_stay_a_short_report(tmp_path: Path) -> None:
    done, document = report(tmp_path, 150)
    assert len(done.summary.rows) == 150
    assert len(texts(document)) < 90
    assert len(document.tables[0].rows) == 151


def test_the_material_of_another_report_does_not_slip_in(tmp_path: Path) -> None:
    folder = tmp_path / "各单位"
    folder.mkdir()
    for name in ("xinzhou_2022", "fengtai_2023"):
        shutil.copy(ROOT / "sample_workbooks" / f"{name}.xlsx", folder / f"{name}.xlsx")
    done = write_summary([folder], tmp_path / "汇总.xlsx", force=False, report=tmp_path / "总报告.docx")
    assert done.report is not None
    assert "改进措施" in done.report.missing
    assert any("年度不同" in note for note in done.report.notes)


def test_the_report_of_the_published_department_is_its_own(tmp_path: Path) -> None:
    source = ROOT / "sample_workbooks" / "nanchang_2022.xlsx"
    done = write_summary([source], tmp_path / "汇总.xlsx", force=False, report=tmp_path / "总报告.docx")
    assert done.report is not None
    assert done.report.missing == ()
    assert "2023年3月13日" in texts(docx.Document(str(tmp_path / "总报告.docx")))


def beside_the_published_department(folder: Path) -> Path:
    """Its workbook, with the department's own texts, beside one project of another unit of the same department."""
    folder.mkdir()
    shutil.copy(ROOT / "sample_workbooks" / "nanchang_2022.xlsx", folder / "甲.xlsx")

    def change(sheet: Any) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in ("市交通局", "市公路中心"):
                    cell.value = "南昌市医疗保障局"
                elif cell.value and "2023" in str(cell.value):
                    cell.value = str(cell.value).replace("2023", "2022")

    national(folder / "乙.xlsx", change)
    return folder


def test_what_one_unit_says_of_its_projects_is_not_said_of_all(tmp_path: Path) -> None:
    folder = beside_the_published_department(tmp_path / "各单位")
    done = write_summary([folder], tmp_path / "汇总.xlsx", force=False, report=tmp_path / "总报告.docx")
    document = docx.Document(str(tmp_path / "总报告.docx"))
    whole = "\n".join(texts(document))
    assert len(document.tables[0].rows) == 1 + 3
    budget = done.summary.budget.normalize()
    assert f"资金安排总计{budget:f}万元" in whole
    assert not {text for text in ("共有2个项目", "总计848.7万元", "2023年3月13日") if text in whole}
    assert done.report is not None
    assert {"项目绩效总体目标", "主要结论", "改进措施", "落款日期"} <= set(done.report.missing)
    assert any("甲.xlsx的报告素材里概括本文件全部项目的文字没有采用" in note for note in done.report.notes)


def test_what_a_unit_says_of_one_project_stands_beside_others_too(tmp_path: Path) -> None:
    folder = beside_the_published_department(tmp_path / "各单位")
    write_summary([folder], tmp_path / "汇总.xlsx", force=False, report=tmp_path / "总报告.docx")
    assert "全年共完成386个网点医保信息网络平台运维工作" in "\n".join(texts(docx.Document(tmp_path / "总报告.docx")))


def test_of_many_projects_no_unit_s_text_is_used(tmp_path: Path) -> None:
    folder = projects(tmp_path / "各单位", 10)
    shutil.copy(ROOT / "sample_workbooks" / "nanchang_2022.xlsx", folder / "甲.xlsx")
    done = write_summary([folder], tmp_path / "汇总.xlsx", force=False, report=tmp_path / "总报告.docx")
    assert done.report is not None
    assert any("甲.xlsx的报告素材没有采用" in note for note in done.report.notes)
    assert not any("文字取自" in note for note in done.report.notes)


def test_a_name_two_units_have_tells_nothing_of_either(tmp_path: Path) -> None:
    folder = beside_the_published_department(tmp_path / "各单位")
    book = openpyxl.load_workbook(folder / "甲.xlsx")
    for sheet in book.worksheets[:2]:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "南昌市医疗保障服务中心":
                    cell.value = "南昌市医疗保障稽核中心"
                elif cell.value == 182.45:
                    cell.value = 180.45
    book.save(folder / "丙.xlsx")
    done = write_summary([folder], tmp_path / "汇总.xlsx", force=False, report=tmp_path / "总报告.docx")
    assert len(done.summary.rows) == 5
    assert "全年共完成386个网点" not in "\n".join(texts(docx.Document(tmp_path / "总报告.docx")))


def test_what_a_text_written_earlier_says_of_all_is_told_of_the_untouched_report(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(ROOT / "sample_workbooks" / "nanchang_2022.xlsx")
    third = book.copy_worksheet(book["医疗保险业务经办能力提升"])
    for row in third.iter_rows():
        for cell in row:
            if cell.value == "医疗保险业务经办能力提升":
                cell.value = "医疗救助业务宣传"
    book.save(tmp_path / "自评.xlsx")
    output = tmp_path / "总报告.docx"
    write_summary([tmp_path / "自评.xlsx"], tmp_path / "汇总.xlsx", force=False, report=output)
    for files in ([output], [tmp_path / "自评.xlsx", output]):
        found = {(one.rule, one.found, one.expected) for one in check_files(files).findings if one.file == str(output)}
        assert {("ZPJ351", "2", "3"), ("ZPJ371", "848.7万元", "1514.7万元")} <= found


def test_the_report_is_a_word_document_and_replaces_nothing_unasked(tmp_path: Path) -> None:
    source = national(tmp_path / "自评.xlsx")
    with pytest.raises(ZpjError, match=r"只能写成 \.docx"):
        write_summary([source], tmp_path / "汇总.xlsx", force=False, report=tmp_path / "总报告.pdf")
    (tmp_path / "总报告.docx").write_bytes(b"mine")
    with pytest.raises(ZpjError, match="已经存在"):
        write_summary([source], tmp_path / "汇总.xlsx", force=False, report=tmp_path / "总报告.docx")
    assert not (tmp_path / "汇总.xlsx").exists()


def test_the_commands_say_what_they_wrote_and_removed(tmp_path: Path) -> None:
    source = national(tmp_path / "自评.xlsx")
    arguments = ["summary", str(source), "-o", str(tmp_path / "汇总.xlsx"), "--report", str(tmp_path / "总报告.docx")]
    shown = CliRunner().invoke(cli, arguments)
    assert shown.exit_code == 0
    assert "待补：主要结论" in shown.output
    published = CliRunner().invoke(cli, ["publish", str(source), "-o", str(tmp_path / "公开.xlsx")])
    assert published.exit_code == 0
    assert "文档属性" in published.output


def test_an_unfilled_form_leaves_the_totals_and_is_named(tmp_path: Path) -> None:
    def emptied(sheet: Any) -> None:
        sheet["E9"] = sheet["F9"] = sheet["G9"] = None

    folder = projects(tmp_path / "各单位", 2)
    national(folder / "空.xlsx", emptied)
    done = write_summary([folder], tmp_path / "汇总.xlsx", force=False, report=tmp_path / "总报告.docx")
    whole = "\n".join(texts(docx.Document(str(tmp_path / "总报告.docx"))))
    assert "【待补：全年预算合计】" not in whole
    assert done.report is not None
    assert any("没有填预算数" in note for note in done.report.notes)


def test_the_signature_of_one_office_does_not_sign_for_all(tmp_path: Path) -> None:
    shutil.copy(ROOT / "sample_workbooks" / "zizhou_2023.xlsx", projects(tmp_path / "各单位", 2))
    done = write_summary([tmp_path / "各单位"], tmp_path / "汇总.xlsx", force=False, report=tmp_path / "总报告.docx")
    assert done.report is not None
    assert {"落款单位", "落款日期"} <= set(done.report.missing)
