"""A filed report as read: headings by their print, their style or Word's own numbers, sections, tables, places."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph as WordParagraph

from zpj.app.reading import read_workbook
from zpj.domain.errors import ZpjError
from zpj.domain.findings import Finding, Severity
from zpj.domain.ordinals import ordinal
from zpj.domain.paper import Paper
from zpj.report.paper_marking import mark_paper
from zpj.report.paper_reading import read_paper

TITLE = "2023年度道路养护项目绩效自评报告"


def paper(folder: Path, *lines: str) -> Paper:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(folder, document)


def saved(folder: Path, document: Document) -> Paper:
    path = folder / "报告.docx"
    document.save(str(path))
    return read_paper(path)


def headings(read: Paper) -> list[tuple[int, int | None, str]]:
    return [
        (found.heading.level, found.heading.number, found.heading.title) for found in read.paragraphs if found.heading
    ]


def places(read: Paper) -> list[str]:
    return [paragraph.location for paragraph in read.paragraphs]


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("第一部分 项目概况", 0, 1), ("三、评价结论", 1, 3), ("十二、其他", 1, 12),
        ("（二）目标", 2, 2), ("(十) 目标", 2, 10),
        ("3.产出", 3, 3), ("3、产出", 3, 3), ("（4）质量", 4, 4), ("②安装", 5, 2), ("- 1、总体目标", 3, 1),
        ("4.2021年学生资助", 3, 4),
    ],
)  # fmt: skip
def test_numbers_of_all_kinds_are_read(text: str, level: int, number: int) -> None:
    found = ordinal(text)
    assert found is not None
    assert (found.level, found.number) == (level, number)


@pytest.mark.parametrize("text", ["3.5万元用于养护", "2023年", "一是加强管理", "三个子项目", "100%"])
def test_figures_and_words_are_no_numbers(text: str) -> None:
    assert ordinal(text) is None


def test_headings_are_told_from_sentences(tmp_path: Path) -> None:
    read = paper(
        tmp_path, TITLE, "一、项目概况", "（一）存在问题：人手不足。", "1.评价目的：加强管理，提高效益。",
        "（1）贯彻执行国家法律法规，拟订规划和标准，并组织实施。", "二、加强管理，确保运行。三、深入开展检查。",
    )  # fmt: skip
    assert headings(read) == [(1, 1, "项目概况"), (2, 1, "存在问题"), (3, 1, "评价目的")]
    assert places(read)[1:] == [
        "一、项目概况 ¶1",
        "一、项目概况（一） ¶1",
        "一、项目概况（一）1. ¶1",
        "一、项目概况（一）1. ¶2",
        "一、项目概况（一）1. ¶3",
    ]


def test_a_heading_that_lost_its_number_is_still_one(tmp_path: Path) -> None:
    read = paper(
        tmp_path, TITLE, "基本情况", "（一）项目概况", "甲", "项目绩效目标", "乙", "二、评价工作", "（一）过程", "丙",
        "街道走访情况", "丁", "（三）结果", "戊",
    )  # fmt: skip
    assert [item for item in headings(read) if item[1] is None] == [
        (1, None, "基本情况"),
        (2, None, "项目绩效目标"),
        (2, None, "街道走访情况"),
    ]


def test_headings_by_style_count_too(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("项目建设背景", 1)
    document.add_heading("资金来源", 2)
    assert headings(saved(tmp_path, document)) == [(1, None, "项目建设背景"), (2, None, "资金来源")]


def numbered(document: Document, text: str, depth: int, list_id: int = 90) -> WordParagraph:
    paragraph = document.add_paragraph(text)
    number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(number))
    return paragraph


def with_lists(document: Document) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(
            [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "•")]
        )
    )
    root = document.part.numbering_part.element
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    root.insert(0, abstract)
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    for list_id, override in ((90, ""), (91, restart)):
        number = f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="90"/>{override}</w:num>'
        root.append(parse_xml(number))


def test_the_numbers_word_prints_by_itself_count_as_printed(tmp_path: Path) -> None:
    document = docx.Document()
    with_lists(document)
    for text, depth in (("概况", 0), ("背景", 1), ("目标", 1), ("结论", 0), ("评分", 1), ("数量", 2), ("一个点", 3)):
        numbered(document, text, depth)
    numbered(document, "附件", 0, 91)
    read = saved(tmp_path, document)
    assert [paragraph.text for paragraph in read.paragraphs] == [
        "一、概况", "（一）背景", "（二）目标", "二、结论", "（一）评分", "1.数量", "一个点", "五、附件",
    ]  # fmt: skip


def test_several_papers_in_one_file_are_sections_and_a_report_goes_on_after_its_table(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("附件1", TITLE, "一、概况", "内容", "项目绩效完成情况表", "（2023年度）"):
        document.add_paragraph(line)
    document.add_table(1, 1).cell(0, 0).text = "表"
    for line in ("二、结论", "内容", "附件2", "2023年度桥梁维修项目绩效自评报告", "一、概况"):
        document.add_paragraph(line)
    read = saved(tmp_path, document)
    assert [(line.text, line.section) for line in read.paragraphs if line.is_title or line.heading] == [
        (TITLE, 0),
        ("一、概况", 0),
        ("项目绩效完成情况表", 1),
        ("二、结论", 0),
        ("2023年度桥梁维修项目绩效自评报告", 2),
        ("一、概况", 2),
    ]
    (table,) = read.tables
    assert (table.name, table.section, table.caption) == ("表1", 1, "项目绩效完成情况表")


def test_a_title_over_two_lines_is_one_and_contents_are_left_out(tmp_path: Path) -> None:
    read = paper(tmp_path, "道路养护经费", "项目支出绩效自评报告", "一、概况……………1", "二、结论\t3", "一、概况", "内容")
    assert [line.text for line in read.titles] == ["道路养护经费", "项目支出绩效自评报告"]
    assert headings(read) == [(1, 1, "概况")]


def test_a_paragraph_is_found_again_by_its_index(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、概况")
    document.add_paragraph("")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    table.cell(1, 1).text = "12"
    document.add_paragraph("尾段")
    read = saved(tmp_path, document)
    every = list(document.element.body.iter(qn("w:p")))
    assert ["".join(text.text or "" for text in every[line.index].iter(qn("w:t"))) for line in read.paragraphs] == [
        "一、概况",
        "尾段",
    ]
    assert read.tables[0].rows == (("合并", ""), ("", "12"))
    assert [heading.text for heading in read.tables[0].path] == ["一、概况"]


def test_a_report_without_a_form_can_be_read_and_a_workbook_is_no_report(tmp_path: Path) -> None:
    paper(tmp_path, TITLE, "一、概况")
    book = read_workbook(tmp_path / "报告.docx")
    assert book.evaluations == ()
    assert book.paper is not None
    sample = next((Path(__file__).parents[2] / "sample_workbooks").glob("*.xlsx"))
    with pytest.raises(ZpjError, match="Word"):
        read_paper(sample)


def test_the_only_line_between_two_numbers_is_no_heading(tmp_path: Path) -> None:
    told = paper(tmp_path, TITLE, "（二）资金调整情况。", "本项目资金没有调整。", "（四）管理情况。", "制度健全。")
    assert headings(told) == [(2, 2, "资金调整情况"), (2, 4, "管理情况")]
    lost = paper(
        tmp_path, TITLE, "（二）资金使用", "资金全部到位。", "项目管理情况", "制度健全，执行有效。", "（四）产出"
    )
    assert headings(lost) == [(2, 2, "资金使用"), (2, None, "项目管理情况"), (2, 4, "产出")]


def test_lines_of_one_paragraph_are_paragraphs_where_one_ends(tmp_path: Path) -> None:
    read = paper(
        tmp_path,
        "道路养护项目\n绩效自评报告\n（2023年度）",
        "一、项目概况\n养护道路12公里。\n（一）资金情况\n预算100万元，\n支出98万元。\n某某局\n2024年3月1日",
    )
    assert [line.text for line in read.paragraphs] == [
        "道路养护项目\n绩效自评报告", "（2023年度）", "一、项目概况", "养护道路12公里。", "（一）资金情况",
        "预算100万元，\n支出98万元。", "某某局", "2024年3月1日",
    ]  # fmt: skip
    assert headings(read) == [(1, 1, "项目概况"), (2, 1, "资金情况")]
    assert len({line.index for line in read.paragraphs}) == len(read.paragraphs)
    assert [line.element for line in read.paragraphs] == [None, 0, None, 1, 1, 1, 1, 1]


def test_contents_without_numbers_of_pages_are_left_out(tmp_path: Path) -> None:
    entries = ("一、项目概况", "（一）背景", "二、结论3")
    read = paper(tmp_path, TITLE, "目　录", *entries, "一、项目概况", "（一）背景", "养护道路。", "二、结论", "完成。")
    assert [number for _, number, _ in headings(read)] == [1, 1, 2]
    assert len(read.paragraphs) == 7


def test_an_empty_table_is_none_of_the_paper(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_table(1, 1)
    assert saved(tmp_path, document).tables == ()


def test_the_rest_of_a_form_is_told(tmp_path: Path) -> None:
    document = docx.Document()
    head = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    first = (
        ("项目名称", "道路养护", "", "", "", "", ""),
        head,
        ("产出指标", "数量指标", "里程", "≥10公里", "10公里", "50", "50"),
    )
    rest = (("效益指标", "社会效益指标", "好评率", "≥90%", "95%", "50", "50"), ("总分", "", "", "", "", "100", "100"))
    for rows in (first, rest):
        table = document.add_table(len(rows), len(head))
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph()
    path = tmp_path / "自评表.docx"
    document.save(str(path))
    read = read_workbook(path).paper
    assert read is not None
    assert [(table.form, table.part) for table in read.tables] == [(True, False), (True, True)]


def test_comments_find_lines_of_a_paragraph_and_cells_of_framed_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、概况。\n养护道路12公里。\n二、结论。")
    frame = document.add_table(1, 1).cell(0, 0)
    inner = frame.add_table(2, 2)
    inner.cell(0, 0).merge(inner.cell(0, 1)).text = "情况表"
    inner.cell(1, 1).text = "98"
    path = tmp_path / "报告.docx"
    document.save(str(path))
    read = read_paper(path)
    findings = [
        Finding("ZPJ568", Severity.INFO, "", str(path), place, "请核对", quote=quote)
        for place, quote in ((read.paragraphs[1].location, "12公里"), ("表1!B2", "98"))
    ]
    marked = tmp_path / "批注.docx"
    marked.write_bytes(mark_paper(path, read, findings))
    starts = docx.Document(str(marked)).element.body.iter(qn("w:commentRangeStart"))
    runs = [next(start.itersiblings(qn("w:r"))) for start in starts]
    assert ["".join(text.text for text in run.iter(qn("w:t"))) for run in runs] == [
        "一、概况。养护道路12公里。二、结论。", "98",
    ]  # fmt: skip
