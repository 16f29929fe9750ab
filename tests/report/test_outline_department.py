"""丰台's two reports and 南昌's 总报告: published outlines, every text in its section, figures where nobody wrote."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.table import Table
from published_reports import FIGURE, SAMPLES, Produced, parts, produced, source, styled_headings
from report_cases import LAYOUT, TEMPLATES, paragraphs

from zpj.app.reading import read_workbook, scores
from zpj.report.department import department_context
from zpj.report.layout_check import check_layout
from zpj.report.meta import load_meta
from zpj.report.render import render_report

FENGTAI, NANCHANG = source("fengtai_2023"), source("nanchang_2022")
DEPARTMENT, EVALUATION = FENGTAI["report_titles"]
GENERAL = NANCHANG["report_title"]
SOURCES = {DEPARTMENT: FENGTAI, EVALUATION: FENGTAI, GENERAL: NANCHANG}
REPORTS = {report.title: report for name in ("fengtai_2023", "nanchang_2022") for report in produced(name)}
SECTIONS = [section for raw in (FENGTAI, NANCHANG) for section in raw["section"]]
TABLE_HEAD = ["一级", "分值", "二级", "分值", "三级", "分值", "得分"]
TOTAL = ["总计", "100", "", "100", "", "100", "87"]
SIGNATURE = [NANCHANG["signature"]["unit"], NANCHANG["signature"]["date"]]


def headings(title: str) -> list[dict[str, Any]]:
    return [heading for heading in SOURCES[title]["heading"] if heading["report"] == title]


def texts_of_sections(title: str) -> list[str]:
    """The text below each heading that has one of its own, in the order of the published sections."""
    names = [heading["text"] for heading in headings(title)]
    below = parts(REPORTS[title], names)
    position, found = 0, []
    for section in (section for section in SECTIONS if section["report"] == title):
        position = names.index(section["title"], position)
        found.append(below[position].strip())
        position += 1
    return found


def without_material(template: str, workbook: str) -> list[str]:
    """The paragraphs of a report whose sections nobody wrote."""
    book = read_workbook(SAMPLES / f"{workbook}.xlsx")
    path = TEMPLATES / "reports" / f"{template}.docx"
    every = [scores(evaluation) for evaluation in book.evaluations]
    return paragraphs(render_report(path, department_context(book, every, {}, load_meta(path))))


def tables(report: Produced) -> list[Table]:
    return [block for block in report.blocks if isinstance(block, Table)]


def vertical_merges(table: Table, column: int) -> list[str]:
    """restart, continue or "" for each row of a column."""
    marks = []
    for row in table._tbl.tr_lst:
        merge = row.tc_lst[column].find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        marks.append("" if merge is None else str(merge.get(qn("w:val"))))
    return marks


def test_both_workbooks_give_their_published_reports_and_no_other() -> None:
    assert [report.title for report in produced("fengtai_2023")] == [DEPARTMENT, EVALUATION]
    assert [report.title for report in produced("nanchang_2022")] == [GENERAL]
    for title, report in REPORTS.items():
        assert report.texts[0] == title


@pytest.mark.parametrize(("title", "count"), [(DEPARTMENT, 24), (EVALUATION, 22), (GENERAL, 37)])
def test_the_headings_are_the_published_ones_in_their_order(title: str, count: int) -> None:
    published = headings(title)
    assert len(parts(REPORTS[title], [heading["text"] for heading in published])) == len(published) == count
    alone = [heading["text"] for heading in published if not heading.get("run_in")]
    assert styled_headings(REPORTS[title]) == alone


@pytest.mark.parametrize("title", list(REPORTS))
def test_a_heading_stands_in_the_style_of_its_level(title: str) -> None:
    numerals = {1: "公文一级", 2: "公文二级", 3: "公文三级"}
    wanted = {heading["text"]: numerals[heading["level"]] for heading in headings(title) if not heading.get("run_in")}
    for block in REPORTS[title].blocks:
        if not isinstance(block, Table) and block.text in wanted:
            assert block.style is not None
            assert block.style.name == wanted[block.text]


@pytest.mark.parametrize("title", list(REPORTS))
def test_a_section_says_what_was_published_and_nothing_else(title: str) -> None:
    published = [section["text"].split("\n") for section in SECTIONS if section["report"] == title]
    produced_texts = [text.split("\n") for text in texts_of_sections(title)]
    if title == GENERAL:
        assert produced_texts[-1][-4:] == ["", "", *SIGNATURE]
        produced_texts[-1] = produced_texts[-1][:-4]
    assert produced_texts == published


def test_every_figure_of_the_papers_is_in_its_report() -> None:
    for title, report in REPORTS.items():
        whole = "\n".join(report.texts)
        figures = [f for section in SECTIONS if section["report"] == title for f in FIGURE.findall(section["text"])]
        assert len(figures) > 15
        assert {figure for figure in figures if figure not in whole} == set()
    department = "\n".join(REPORTS[DEPARTMENT].texts)
    assert all(fact["text"] in department for fact in FENGTAI["department_figures"].values())
    general = "\n".join(REPORTS[GENERAL].texts)
    assert all(fact["text"] in general for fact in NANCHANG["report_facts"].values())


def test_the_indicator_table_is_printed_first_without_and_then_with_scores() -> None:
    rows = [
        [row[key] for key in ("level1", "weight1", "level2", "weight2", "level3", "weight3", "score")]
        for row in FENGTAI["evaluation_indicators"]
    ]
    blank, scored = REPORTS[EVALUATION].tables
    assert scored == [TABLE_HEAD, *rows, TOTAL]
    assert blank == [TABLE_HEAD, *[[*row[:-1], ""] for row in (*rows, TOTAL)]]


def test_the_indicator_tables_follow_the_texts_they_belong_to() -> None:
    blocks = REPORTS[EVALUATION].blocks
    before = [
        next(block.text for block in reversed(blocks[:place]) if not isinstance(block, Table) and block.text)
        for place, found in enumerate(blocks)
        if isinstance(found, Table)
    ]
    assert before[0].endswith("评价指标体系如下：")
    assert before[1] == "项目绩效评价综合得分87分，绩效评定等级“良”。"


def test_shared_levels_and_their_weights_are_merged_downwards() -> None:
    first = [(2, 4), (5, 8), (9, 12), (13, 14)]
    second = [(3, 4), (5, 6), (7, 8), (9, 12), (13, 14)]
    for table in tables(REPORTS[EVALUATION]):
        for column, areas in ((0, first), (1, first), (2, second), (3, second), (4, []), (5, []), (6, [])):
            wanted = [""] * 15
            for top, bottom in areas:
                wanted[top - 1 : bottom] = ["restart", *["continue"] * (bottom - top)]
            assert vertical_merges(table, column) == wanted


@pytest.mark.parametrize("title", list(REPORTS))
def test_nothing_is_missing_and_nothing_of_the_machinery_shows(title: str) -> None:
    report = REPORTS[title]
    cells = [text for rows in report.tables for row in rows for text in row]
    whole = "\n".join([*report.texts, *cells])
    assert report.missing == ()
    assert not [trace for trace in ("{{", "{%", "None", "nan", "待补") if trace in whole]
    assert check_layout(report.data, LAYOUT) == []


def test_an_unwritten_department_report_is_told_from_the_figures_of_the_sheet() -> None:
    texts = without_material("fengtai-department", "fengtai_2023")
    assert texts[0] == DEPARTMENT
    told = [section["text"] for section in SECTIONS if section["report"] == DEPARTMENT]
    for title in ("二、当年预算执行情况", "4.产出成本", "（四）结转结余率", "（一）评价得分情况"):
        assert texts[texts.index(title) + 1] in told
    assert "部门预决算差异率为0.3%。" in texts
    assert texts[texts.index("六、措施建议") + 1] == "【待补：措施建议】"


def test_an_unwritten_evaluation_keeps_its_score_asks_for_the_rest_and_has_nothing_to_add() -> None:
    texts = without_material("fengtai-evaluation", "fengtai_2023")
    assert "项目绩效评价综合得分87分，绩效评定等级“【待补：评定等级】”。" in texts
    assert texts[texts.index("（三）项目产出情况。") + 1] == "【待补：项目产出情况】"
    for title in ("六、有关建议", "七、其他需要说明的问题"):
        assert texts[texts.index(title) + 1] == "无。"


def test_an_unwritten_general_report_tells_every_project_from_its_form() -> None:
    texts = without_material("jiangxi-general", "nanchang_2022")
    assert texts[0] == GENERAL
    execution = texts.index("（一）预算执行完成情况分析")
    assert texts[execution + 1 : execution + 4] == [
        "2022年度项目资金安排总计848.7万元，实际支出804.54万元，资金执行率为94.8%，各项目完成情况如下：",
        "医疗保险业务工作经费项目资金安排总计182.7万元，实际支出182.45万元，项目资金执行率为99.86%。",
        "医疗保险业务经办能力提升项目资金安排总计666万元，实际支出622.09万元，项目资金执行率为93.41%。",
    ]
    kinds = [text.partition("：")[0] for text in texts if text.startswith("（") and "指标：" in text]
    outputs = ["（1）数量指标", "（2）质量指标", "（3）时效指标", "（4）成本指标"]
    assert kinds == [*outputs, *outputs, "（1）社会效益指标", "（2）可持续影响指标", "（1）社会效益指标"]
    assert any("858.49万人次" in text for text in texts)
    assert texts[texts.index("（二）主要结论") + 1] == "【待补：主要结论】"


@pytest.mark.libreoffice
def test_libreoffice_keeps_each_indicator_table_on_one_page(tmp_path: Path) -> None:
    (tmp_path / "报告.docx").write_bytes(REPORTS[EVALUATION].data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    _run(tmp_path, "soffice", profile, "--headless", "--convert-to", "pdf", "报告.docx")
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext") is None:
        return
    pages = _run(tmp_path, "pdftotext", "-layout", "报告.pdf", "-").split("\f")
    with_head = [number for number, page in enumerate(pages) if "一级" in page and "三级" in page]
    assert with_head == [number for number, page in enumerate(pages) if "总计" in page]
    assert len(with_head) == 2


def _run(folder: Path, *command: str) -> str:
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=180, check=True).stdout.decode()
