"""Which reports a workbook gets, under which titles, from which of the clerk's texts."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.report.published_reports import SAMPLES, Produced, opened_all, styled_headings
from zpj.app.catalogue import catalogue
from zpj.app.making import new_workbook, write_workbook
from zpj.app.reading import read_workbook
from zpj.app.report_tasks import report_tasks, shipped_metas
from zpj.app.reporting import run_reports
from zpj.domain.errors import ZpjError
from zpj.forms.content import FormContent, Material, PlainTable, WorkbookContent
from zpj.forms.recognise import form_kind
from zpj.report.context import plain_text

NAME = "医保经办能力提升"
TITLE = f"{NAME}项目2023年绩效自评报告"
ADJUSTED = "三、项目评价及绩效分析／（二）项目资金调整情况"


def form(name: str = NAME) -> FormContent:
    fields = {"project_name": name, "year": "2023", "supervising_department": "101-某局", "implementing_unit": "某中心"}
    return FormContent(sheet=name, fields=fields)


def reports(
    folder: Path,
    *material: Material,
    form_id: str = "shaanxi",
    names: tuple[str, ...] = (NAME,),
    tables: tuple[PlainTable, ...] = (),
    **choices: str,
) -> list[Produced]:
    content = WorkbookContent(form_id, tuple(form(name) for name in names), material, tables)
    write_workbook(content, folder / "工作簿.xlsx")
    return opened_all(folder / "工作簿.xlsx", folder / "报告", **choices)


def test_every_report_is_listed_with_its_own_title() -> None:
    listed = dict(catalogue().reports)
    assert {"mof-self", "shaanxi-self", "shanxi-analysis"} <= set(listed)
    assert all(title != name for name, title in listed.items())


@pytest.mark.parametrize("meta", shipped_metas(), ids=lambda meta: str(meta.id))
def test_a_report_names_its_sections_once_and_tells_only_of_them(meta: object) -> None:
    found = next(known for known in shipped_metas() if known is meta)
    assert len(set(found.sections)) == len(found.sections) > 0
    above = {path.rpartition("／")[0] for path in found.sections}
    assert set(found.told) <= {*found.sections, *above}


def test_the_sections_of_a_new_workbook_are_those_of_its_report(tmp_path: Path) -> None:
    meta = next(meta for meta in shipped_metas() if meta.id == "mof-self")
    assert [report.sections for report in form_kind("mof").sections] == [meta.sections]
    new_workbook(tmp_path / "新.xlsx", "mof", (NAME,), force=False)
    (task,) = report_tasks(read_workbook(tmp_path / "新.xlsx"), None, None)
    assert (task.meta.id, task.sections) == ("mof-self", {})


def test_a_blank_workbook_gives_a_report_that_says_what_is_missing(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, form_id="mof")
    assert report.title == f"{NAME}项目支出绩效自评报告"
    assert {"引言", "评价目的", "绩效评价原则", "项目决策情况", "主要经验及做法"} <= set(report.missing)
    assert report.texts[-4:] == ["六、有关建议", "【待补：有关建议】", "七、其他需要说明的问题", "无。"]
    assert "项目名称：" + NAME in report.texts
    assert "实施部门：某中心" in report.texts


def test_a_table_without_rows_vanishes_with_its_heading_and_a_section_stays(tmp_path: Path) -> None:
    (report,) = reports(tmp_path)
    headings = styled_headings(report)
    assert headings[-3:] == ["（二）项目资金调整情况。", "（三）项目管理情况。", "四、存在问题与改进措施"]
    assert "【待补：项目资金调整情况】" in report.texts
    assert not any("主要用于以下方面" in text or "自评小组" in text for text in report.texts)
    (tmp_path / "再").mkdir()
    (report,) = reports(tmp_path / "再", Material(NAME, ADJUSTED, "无调整。"))
    assert styled_headings(report)[-3:-1] == ["（二）项目资金调整情况。", "（三）项目管理情况。"]


def test_the_cover_of_a_blank_workbook_takes_names_from_the_form(tmp_path: Path) -> None:
    (report,) = reports(tmp_path)
    lines = [text for text in report.texts if text][:10]
    assert lines[0] == "财政支出项目绩效自评报告"
    assert lines[2:5] == [f"自评项目名称：{NAME}", "自评项目单位：某中心", "项目主管部门：某局"]
    assert lines[-1] == "评价时间：【待补：评价时间】"


def test_a_title_in_the_material_overrules_the_pattern(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, Material(NAME, "报告标题", "关于某项目的自评报告"))
    assert report.title == "关于某项目的自评报告"


def test_a_title_in_the_column_of_reports_overrules_the_pattern(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, Material("", "（三）项目管理情况", "制度健全。", "某县自评报告"))
    assert report.title == "某县自评报告"
    assert "制度健全。" in report.texts


def test_a_text_for_another_report_is_not_used(tmp_path: Path) -> None:
    other = Material(NAME, "（三）项目管理情况", "别的报告。", f"{NAME}项目支出绩效自评报告")
    own = Material(NAME, "（一）存在问题", "人手不足。", "shaanxi-self")
    (report,) = reports(tmp_path, other, own)
    assert report.title == TITLE
    assert "别的报告。" not in report.texts
    assert "（一）存在问题：人手不足。" in report.texts


def test_each_project_gets_its_own_texts_before_those_for_all(tmp_path: Path) -> None:
    material = (
        Material("甲", "（一）存在问题：", "甲的问题。"),
        Material("", "存在问题", "共同的问题。"),
        Material("", "（三）项目管理情况", "乙的制度。", "乙项目2023年绩效自评报告"),
    )
    first, second = reports(tmp_path, *material, names=("甲", "乙"))
    assert "（一）存在问题：甲的问题。" in first.texts
    assert "（一）存在问题：共同的问题。" in second.texts
    assert ("乙的制度。" in first.texts, "乙的制度。" in second.texts) == (False, True)
    assert (first.title, second.title) == ("甲项目2023年绩效自评报告", "乙项目2023年绩效自评报告")


def test_a_ledger_of_several_projects_is_split_and_summed(tmp_path: Path) -> None:
    paid = (("甲", "1.5"), ("乙", "2"), ("甲", "3"))
    rows = tuple(("1", name, "7.3", "拨款", "办公", Decimal(amount)) for name, amount in paid)
    first, second = reports(tmp_path, names=("甲", "乙"), tables=(PlainTable("支出明细", (), rows),))
    assert [row[-1] for row in first.tables[1]] == ["支付金额（万元）", "1.5", "3", "4.5"]
    assert [row[-1] for row in second.tables[1]] == ["支付金额（万元）", "2", "2"]


def test_one_project_can_be_chosen(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, names=("甲", "乙"), project="乙")
    assert report.title.startswith("乙")


def test_another_template_can_be_chosen(tmp_path: Path) -> None:
    (report,) = reports(tmp_path, template="shanxi-analysis")
    assert report.title == f"2023年度{NAME}绩效自评分析报告"


def test_an_unknown_template_is_named_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ZpjError, match="mof-self"):
        reports(tmp_path, template="没有的")


@pytest.mark.parametrize(
    ("sample", "title"),
    [
        ("xinzhou_2022", "2022年度资产购置经费绩效自评分析报告"),
        ("zizhou_2023", "医疗保障经办和服务能力提升项目2023年绩效自评报告"),
    ],
)
def test_the_titles_of_the_samples_are_the_published_ones(sample: str, title: str) -> None:
    tasks = report_tasks(read_workbook(SAMPLES / f"{sample}.xlsx"), None, None)
    assert title in [task.title for task in tasks]


def test_known_fields_in_the_clerk_s_text_are_filled_and_other_braces_stay_and_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "自评.xlsx"
    shutil.copy(SAMPLES / "xinzhou_2022.xlsx", path)
    book = openpyxl.load_workbook(path)
    sheet = book["报告素材"]
    row = next(row for row in range(2, 30) if sheet.cell(row, 3).value == "项目实施计划")
    sheet.cell(row, 4).value = "执行{{ 全年执行数 }}万元，{{ 7*7 }}，{% for %}，<w:p>&。"
    sheet.cell(row + 1, 1).value, sheet.cell(row + 1, 4).value = "没有这个项目", "独有的一句。"
    book.save(path)
    run = run_reports(path, None, None, tmp_path / "报告", force=False)
    text = plain_text(run.written[0].path.read_bytes())
    assert "执行6.25万元，{{ 7*7 }}，{% for %}，<w:p>&。" in text
    assert run.written[0].left_as_typed == ("{{ 7*7 }}", "{% for %}")
    assert run.unplaced == [(f"报告素材!D{row + 1}", "项目自评得分和结论")]


def test_a_new_department_workbook_has_its_department_sections_once(tmp_path: Path) -> None:
    new_workbook(tmp_path / "新.xlsx", "jiangxi", ("甲", "乙"), force=False)
    sheet = openpyxl.load_workbook(tmp_path / "新.xlsx")["报告素材"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_col=3)]
    assert len({row[2] for row in rows}) == len(rows)
    assert {row[0] for row in rows} == {None}
