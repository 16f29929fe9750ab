"""The 忻州 analysis report, made from the published project and compared with what was published."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT
from report_cases import (
    ANALYSIS,
    LAYOUT,
    NS,
    PUBLISHED_AREA,
    SECTIONS,
    TEMPLATES,
    opened,
    paragraphs,
    part,
    published_evaluation,
    published_grid,
    published_scores,
    table_texts,
)

from tests.report.published_reports import ANALYSIS_OUTLINE
from zpj.report.context import report_context
from zpj.report.form_table import AttachedForm
from zpj.report.render import render_report
from zpj.report.skeleton import write_templates
from zpj.report.wordml import tag


def published_context(sections: dict[str, str] = SECTIONS, attachment: str | None = "附件1") -> dict[str, object]:
    context = report_context(published_evaluation(), published_scores(), sections, attachment=attachment)
    context["自评表"] = AttachedForm(published_grid(), PUBLISHED_AREA, LAYOUT)
    return context


@pytest.fixture(scope="module")
def report() -> bytes:
    return render_report(ANALYSIS, published_context())


def test_the_headings_are_the_published_ones_in_their_order(report: bytes) -> None:
    styles = ("公文一级", "公文二级", "公文三级")
    assert [found.text for found in opened(report).paragraphs if found.style.name in styles] == ANALYSIS_OUTLINE


def test_it_opens_with_the_attachment_number_the_title_and_the_introduction(report: bytes) -> None:
    first = opened(report).paragraphs[:5]
    assert [found.style.name for found in first] == ["公文附件", "公文正文", "公文标题", "公文正文", "公文正文"]
    assert first[0].text == "附件1"
    assert first[2].text == "2022年度医药招采与基金监管工作经费绩效自评分析报告"
    assert first[4].text == SECTIONS["引言"]


def test_without_an_attachment_number_the_title_stands_first() -> None:
    data = render_report(ANALYSIS, published_context(attachment=None))
    assert opened(data).paragraphs[0].style.name == "公文标题"


def test_the_four_parts_of_the_overview_carry_their_labels(report: bytes) -> None:
    texts = paragraphs(report)
    for label in ("项目概况", "立项依据", "项目设立的必要性", "保证项目实施的措施与制度"):
        assert f"{label}：{SECTIONS[label]}" in texts


def test_only_the_first_paragraph_of_a_section_carries_the_label() -> None:
    texts = paragraphs(render_report(ANALYSIS, published_context({**SECTIONS, "立项依据": "甲\n乙"})))
    assert texts[texts.index("立项依据：甲") + 1] == "乙"


def test_the_funds_table_is_the_published_one(report: bytes) -> None:
    rows = table_texts(report, 0)
    assert rows[0] == [
        "资金来源",
        "年初预算数",
        "年初预算数",
        "全年预算数(元)",
        "全年执行数(元)",
        "资金结(转)余(元)",
        "执行率",
        "得分",
    ]
    assert rows[1][1:3] == ["目标申报(元)", "预算编制(元)"]
    assert rows[2] == ["合计", "86,500", "86,500", "86,500", "62,502.5", "23,997.5", "72.26", "7.23"]
    assert rows[3] == ["市县区财政资金", "86,500", "86,500", "86,500", "62,502.5", "23,997.5", "", ""]
    assert len(rows) == 4


def test_the_indicator_table_has_every_indicator_and_merges_shared_levels(report: bytes) -> None:
    rows = table_texts(report, 1)
    assert rows[0][3:5] == ["年度指标", "年度指标"]
    assert rows[1][3:5] == ["年初指标", "调整后指标"]
    assert rows[2][3:8] == ["2", "≥2次", "2", "20", "20"]
    assert [row[0] for row in rows[2:]] == [*["产出指标"] * 4, *["效益指标"] * 2, "满意度指标"]
    table = part(report).findall(".//w:tbl", NS)[1]
    merges = [row.find("w:tc/w:tcPr/w:vMerge", NS) for row in table.findall("w:tr", NS)[2:]]
    values = [None if merge is None else merge.get(tag("val")) for merge in merges]
    assert values == ["restart", *["continue"] * 3, "restart", "continue", None]


def test_table_heads_repeat_on_every_page(report: bytes) -> None:
    for table in part(report).findall(".//w:tbl", NS)[:2]:
        heads = [row.find("w:trPr/w:tblHeader", NS) is not None for row in table.findall("w:tr", NS)]
        assert heads == [True, True, *[False] * (len(heads) - 2)]


def test_the_form_is_attached_on_wide_pages(report: bytes) -> None:
    texts = [text for row in table_texts(report, 2) for text in row]
    for text in ("303001-忻州市医疗保障局", "95.23", "项目绩效分析"):
        assert text in texts
    section = opened(report).sections[-1]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    width = sum(int(column.get(tag("w"))) for column in part(report).findall(".//w:tbl", NS)[2].iter(tag("gridCol")))
    assert width == LAYOUT.page.landscape().text_width


def test_without_a_form_there_are_no_wide_pages() -> None:
    data = render_report(ANALYSIS, {**published_context(), "自评表": None})
    assert [section.orientation for section in opened(data).sections] == [WD_ORIENT.PORTRAIT]
    assert opened(data).paragraphs[-1].text == SECTIONS["下一步改进措施及管理建议"]


def test_pages_are_those_of_the_standard(report: bytes) -> None:
    first, second = part(report).findall(".//w:sectPr", NS)
    size, margins, grid = (first.find(f"w:{name}", NS) for name in ("pgSz", "pgMar", "docGrid"))
    assert (size.get(tag("w")), size.get(tag("h"))) == ("11906", "16838")
    sides = ("top", "right", "bottom", "left", "footer", "gutter")
    assert [margins.get(tag(side)) for side in sides] == ["2098", "1474", "1984", "1588", "1417", "0"]
    assert [grid.get(tag(name)) for name in ("type", "linePitch", "charSpace")] == ["linesAndChars", "579", "-849"]
    assert second.find("w:pgNumType", NS) is None
    assert [second.find("w:pgSz", NS).get(tag(name)) for name in ("w", "h", "orient")] == [
        "16838",
        "11906",
        "landscape",
    ]


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(report: bytes) -> None:
    section = opened(report).sections[0]
    assert opened(report).settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        element = footer._element
        assert "".join(found.text or "" for found in element.iter(tag("t"))) == "— 1 —"
        assert element.find(".//w:instrText", NS).text.strip() == "PAGE"
        assert element.find(".//w:jc", NS).get(tag("val")) == side
        assert element.find(".//w:ind", NS).get(tag(f"{side}Chars")) == "100"


def test_every_run_stands_in_a_style_that_names_its_chinese_font(report: bytes) -> None:
    styles = {
        style.get(tag("styleId")): style.find("w:rPr/w:rFonts", NS)
        for style in part(report, "word/styles.xml").iter(tag("style"))
    }
    for found in part(report).iter(tag("p")):
        if found.find(".//w:t", NS) is not None:
            assert styles[found.find("w:pPr/w:pStyle", NS).get(tag("val"))].get(tag("eastAsia"))
    for name in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
        assert not any("Theme" in key for font in part(report, name).iter(tag("rFonts")) for key in font.attrib)


def test_nothing_of_the_machinery_shows(report: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(report)) as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode()
    text = "".join(part(report).itertext())
    for trace in ("{{", "{%", "None", "nan", "zpj", "待补"):
        assert trace not in text
    for trace in ("updateFields", "python-docx", "<dc:creator>", "lastModifiedBy", "theme1"):
        assert trace not in everything


def test_a_clerk_who_types_tags_and_xml_gets_them_back_as_typed() -> None:
    typed = "{{ 7*7 }}<w:p>&amp;\x01{% if x %}"
    texts = paragraphs(render_report(ANALYSIS, published_context(dict.fromkeys(SECTIONS, typed))))
    assert texts.count(typed.replace("\x01", "")) == len(SECTIONS) - 4


def test_the_same_data_give_the_same_bytes(report: bytes) -> None:
    assert render_report(ANALYSIS, published_context()) == report


def test_the_shipped_template_is_the_one_the_code_makes(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "gbt9704.toml").write_bytes((TEMPLATES / "layouts" / "gbt9704.toml").read_bytes())
    for made in write_templates(tmp_path):
        with zipfile.ZipFile(made) as new, zipfile.ZipFile(TEMPLATES / "reports" / made.name) as shipped:
            assert {name: new.read(name) for name in new.namelist()} == {
                name: shipped.read(name) for name in shipped.namelist()
            }
            assert {info.date_time for info in new.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.libreoffice
def test_libreoffice_sets_22_lines_on_a_full_page_and_the_form_on_two_wide_pages(report: bytes, tmp_path: Path) -> None:
    (tmp_path / "报告.docx").write_bytes(report)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    done = _run(tmp_path, "soffice", profile, "--headless", "--convert-to", "pdf", "报告.docx")
    assert "rror" not in done
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext") is None or shutil.which("pdfinfo") is None:
        return
    text = _run(tmp_path, "pdftotext", "-layout", "报告.pdf", "-")
    pages = [[line for line in page.splitlines() if line.strip()] for page in text.split("\f")][:-1]
    assert [len(page) for page in pages[1:3]] == [23, 23]  # 22 lines and the page number
    assert re.sub(r"\s", "", pages[1][-1]) == "—2—"
    sizes = re.findall(r"size: +([\d.]+) x", _run(tmp_path, "pdfinfo", "-l", "99", "报告.pdf"))
    assert [round(float(width)) for width in sizes] == [595] * (len(pages) - 2) + [842] * 2


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=180, check=True)
    return (done.stdout + done.stderr).decode()
