"""The layout check on good documents, and the numbers of the official layout written out once more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from layout_edits import DOCUMENT, FONTS, SETTINGS, STYLES, Parts, add, body_paragraph, give, one, style, table
from lxml import etree
from report_cases import LAYOUT, NS

from zpj.app.reporting import write_reports
from zpj.domain.errors import ZpjError
from zpj.report.layout_check import check_layout
from zpj.report.wordml import tag

WORKBOOKS = sorted((Path(__file__).parents[2] / "sample_workbooks").glob("*.xlsx"))
XINZHOU = next(path for path in WORKBOOKS if path.stem == "xinzhou_2022")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(XINZHOU, None, None, tmp_path_factory.mktemp("reports"), force=False)[0].path


@pytest.fixture
def parts(report: Path) -> Parts:
    return Parts(report.read_bytes())


@pytest.mark.parametrize("workbook", WORKBOOKS, ids=lambda path: path.stem)
def test_every_report_of_a_sample_workbook_keeps_the_layout(tmp_path: Path, workbook: Path) -> None:
    written = write_reports(workbook, None, None, tmp_path, force=False)
    faults = {report.title: check_layout(report.path, LAYOUT) for report in written}
    assert faults == {report.title: [] for report in written}
    assert faults


# The numbers of GB/T 9704-2012 as Word stores them, read from the file without the check and without the profile.


def values(element: etree._Element, *names: str) -> list[str | None]:
    return [element.get(tag(name)) for name in names]


def test_upright_pages_are_a4_with_37_26_35_and_28_millimetres(parts: Parts) -> None:
    section = one(parts[DOCUMENT], "(//w:sectPr)[1]")
    assert values(one(section, "w:pgSz"), "w", "h") == ["11906", "16838"]
    margins = ["2098", "1474", "1984", "1588", "851", "1417", "0"]
    sides = ("top", "right", "bottom", "left", "header", "footer", "gutter")
    assert values(one(section, "w:pgMar"), *sides) == margins
    assert values(one(section, "w:docGrid"), "type", "linePitch", "charSpace") == ["linesAndChars", "579", "-849"]


def test_wide_pages_turn_the_margins(parts: Parts) -> None:
    section = one(parts[DOCUMENT], "(//w:sectPr)[last()]")
    assert values(one(section, "w:pgSz"), "w", "h", "orient") == ["16838", "11906", "landscape"]
    assert values(one(section, "w:pgMar"), "top", "right", "bottom", "left") == ["1588", "2098", "1474", "1984"]
    assert section.find("w:pgNumType", NS) is None


@pytest.mark.parametrize(
    ("name", "font", "size", "line", "align", "indent"),
    [
        ("公文标题", "方正小标宋简体", "44", "700", "center", None),
        ("公文一级", "黑体", "32", "579", "both", "632"),
        ("公文二级", "楷体_GB2312", "32", "579", "both", "632"),
        ("公文三级", "仿宋_GB2312", "32", "579", "both", "632"),
        ("公文正文", "仿宋_GB2312", "32", "579", "both", "632"),
        ("公文附件", "黑体", "32", "579", "left", None),
        ("落款", "仿宋_GB2312", "32", "579", "right", None),
    ],
)
def test_a_style_has_the_numbers_of_the_standard(
    parts: Parts, name: str, font: str, size: str, line: str, align: str, indent: str | None
) -> None:
    found = style(parts, name)
    fonts = ["Times New Roman", "Times New Roman", font, None]
    assert values(one(found, "w:rPr/w:rFonts"), "ascii", "hAnsi", "eastAsia", "eastAsiaTheme") == fonts
    assert values(one(found, "w:rPr/w:sz"), "val") == [size]
    spacing = values(one(found, "w:pPr/w:spacing"), "before", "after", "line", "lineRule")
    assert spacing == ["0", "0", line, "exact"]
    assert values(one(found, "w:pPr/w:jc"), "val") == [align]
    first = found.find("w:pPr/w:ind", NS)
    wanted = ["200", indent] if indent else [None, None]
    assert (values(first, "firstLineChars", "firstLine") if first is not None else [None, None]) == wanted


def test_the_signature_keeps_two_characters_from_the_right(parts: Parts) -> None:
    assert values(one(style(parts, "落款"), "w:pPr/w:ind"), "rightChars", "right") == ["200", "632"]


def test_page_numbers_are_14_point_songti_one_character_from_the_outer_edge(parts: Parts) -> None:
    assert one(parts[SETTINGS], "w:evenAndOddHeaders") is not None
    fonts = one(style(parts, "footer"), "w:rPr/w:rFonts")
    assert values(fonts, "ascii", "hAnsi", "eastAsia") == ["宋体", "宋体", "宋体"]
    assert values(one(style(parts, "footer"), "w:rPr/w:sz"), "val") == ["28"]
    for name, side in (("word/footer1.xml", "right"), ("word/footer2.xml", "left")):
        assert values(one(parts[name], "//w:jc"), "val") == [side]
        assert values(one(parts[name], "//w:ind"), f"{side}Chars", side) == ["100", "280"]
        assert "".join(found.text or "" for found in parts[name].iter(tag("t"))) == "\u2014 1 \u2014"


def test_the_default_size_is_the_one_the_grid_counts_on(parts: Parts) -> None:
    assert values(one(parts[STYLES], "w:docDefaults//w:sz"), "val") == ["32"]
    assert values(one(style(parts, "Normal"), "w:rPr/w:sz"), "val") == ["32"]


def test_tables_are_fixed_as_wide_as_the_text_and_keep_their_rows_whole(parts: Parts) -> None:
    for number, width in ((1, 8844), (2, 8844), (3, 12756)):
        found = table(parts, number)
        assert values(one(found, "w:tblPr/w:tblLayout"), "type") == ["fixed"]
        assert sum(int(column.get(tag("w"))) for column in found.iter(tag("gridCol"))) == width
        assert len(list(found.iter(tag("cantSplit")))) == len(list(found.iter(tag("tr"))))
        assert {align.get(tag("val")) for align in found.iter(tag("vAlign"))} == {"center"}


def test_substitute_fonts_stand_in_the_font_table_only(parts: Parts) -> None:
    other = {name.get(tag("val")) for name in parts[FONTS].iter(tag("altName"))}
    assert other == {"华文中宋", "SimHei", "KaiTi", "FangSong", "SimSun"}
    used = {
        value for name in (DOCUMENT, STYLES) for fonts in parts[name].iter(tag("rFonts")) for value in fonts.values()
    }
    assert not used & other


# What the check leaves alone, and where it says a fault is.


def rules(parts: Parts) -> list[tuple[str, str]]:
    return [(fault.rule, fault.place) for fault in check_layout(parts.to_bytes(), LAYOUT)]


def test_bytes_and_a_path_are_checked_alike(report: Path) -> None:
    assert check_layout(report.read_bytes(), LAYOUT) == check_layout(report, LAYOUT) == []


def test_a_wrong_style_is_told_once_and_not_for_every_paragraph(parts: Parts) -> None:
    give(one(style(parts, "公文正文"), "w:rPr/w:rFonts"), eastAsia="宋体")
    assert rules(parts) == [("east-asian-font", "样式“公文正文”")]


def test_a_fault_of_a_paragraph_quotes_it_with_what_was_found_and_expected(parts: Parts) -> None:
    add(one(body_paragraph(parts, "公文一级"), "w:pPr"), '<w:jc w:val="center"/>')
    (fault,) = check_layout(parts.to_bytes(), LAYOUT)
    assert (fault.place, fault.message) == ("“一、项目基本信息”", "对齐方式不对")
    assert (fault.found, fault.expected) == ("居中", "两端对齐")


def test_a_fault_in_a_table_names_table_row_and_text(parts: Parts) -> None:
    add(one(table(parts, 2), "w:tr[3]/w:tc[3]/w:p/w:r/w:rPr"), '<w:sz w:val="32"/>')
    ((rule, place),) = rules(parts)
    assert rule == "font-size"
    assert place.startswith("表 2 第 3 行“")


def test_a_style_based_on_an_official_one_takes_its_place(parts: Parts) -> None:
    own = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="我的正文"/><w:basedOn w:val="公文正文"/></w:style>'
    parts[STYLES].append(etree.fromstring(f'<w:x xmlns:w="{NS["w"]}">{own}</w:x>')[0])
    give(one(body_paragraph(parts, "公文正文"), "w:pPr/w:pStyle"), val="a")
    assert rules(parts) == []


def test_an_indent_may_be_given_in_twips_alone(parts: Parts) -> None:
    del one(style(parts, "公文正文"), "w:pPr/w:ind").attrib[tag("firstLineChars")]
    assert rules(parts) == []


def test_a_cover_may_go_without_a_number(parts: Parts) -> None:
    add(one(parts[DOCUMENT], "(//w:sectPr)[1]"), "<w:titlePg/>")
    add(body_paragraph(parts, "公文正文"), '<w:r><w:br w:type="page"/></w:r>')
    assert [rule for rule, _ in rules(parts)] == []


def test_lines_off_the_grid_are_a_fault_only_where_the_profile_wants_them_on_it(report: Path) -> None:
    snapping = replace(LAYOUT, grid=replace(LAYOUT.grid, snap_lines=True))
    assert {fault.rule for fault in check_layout(report, snapping)} == {"snap-to-grid"}


def test_another_profile_gives_other_faults(report: Path) -> None:
    other = replace(LAYOUT, page=replace(LAYOUT.page, left=1701), sizes=replace(LAYOUT.sizes, title=36))
    found = {(fault.rule, fault.place) for fault in check_layout(report, other)}
    assert {("margins", "第 1 节"), ("font-size", "样式“公文标题”")} <= found


def test_a_picture_in_a_line_that_grows_is_well_placed(parts: Parts) -> None:
    paragraph = body_paragraph(parts, "公文正文", 1)
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    add(one(paragraph, "w:r"), f'<w:drawing><p:inline xmlns:p="{namespace}"/></w:drawing>')
    add(one(paragraph, "w:pPr"), '<w:spacing w:line="240" w:lineRule="auto"/>')
    assert rules(parts) == []


def test_a_document_without_text_has_faults_and_no_place_to_stumble(parts: Parts) -> None:
    body = one(parts[DOCUMENT], "w:body")
    for child in list(body)[:-1]:
        body.remove(child)
    assert {"title-missing", "footer-missing"} == {rule for rule, _ in rules(parts)}


def test_text_of_no_official_style_in_a_cell_is_a_fault_and_an_empty_cell_is_none(parts: Parts) -> None:
    for cell in ("w:tr[4]/w:tc[1]", "w:tr[4]/w:tc[8]"):
        one(table(parts, 1), f"{cell}/w:p/w:pPr").clear()
    assert rules(parts) == [("style-unknown", "表 1 第 4 行“市县级财政资金”")]


def test_a_number_that_opens_running_text_counts_and_a_label_needs_none(parts: Parts) -> None:
    for number, text in enumerate(("1.评价目的：加强管理。", "2.评价对象：本项目。", "3.评价范围：")):
        one(body_paragraph(parts, "公文正文", 2 + number), ".//w:t").text = text
    give(one(body_paragraph(parts, "公文正文", 4), "w:pPr/w:pStyle"), val="公文三级")
    one(body_paragraph(parts, "公文三级", 2), ".//w:t").text = "数量指标方面："
    assert rules(parts) == []


def test_a_row_too_tall_for_a_page_may_break(parts: Parts) -> None:
    row = one(table(parts, 2), "w:tr[4]")
    one(row, "w:trPr").remove(one(row, "w:trPr/w:cantSplit"))
    assert [rule for rule, _ in rules(parts)] == ["row-split"]
    one(row, "w:tc[3]//w:t").text = "很长的说明，" * 40
    assert rules(parts) == []


def test_a_page_number_as_a_simple_field_is_as_good(parts: Parts) -> None:
    paragraph = one(parts["word/footer1.xml"], "//w:p")
    for run in paragraph.findall("w:r", NS)[1:-1]:
        paragraph.remove(run)
    add(paragraph, '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    paragraph.append(paragraph.findall("w:r", NS)[1])
    assert rules(parts) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    with pytest.raises(ZpjError):
        check_layout(content, LAYOUT)


def test_a_workbook_is_refused() -> None:
    with pytest.raises(ZpjError, match="不是普通的 Word 文档"):
        check_layout(XINZHOU, LAYOUT)
