"""Faults of fonts, tables, and of the file around the text."""

from __future__ import annotations

from layout_edits import (
    DOCUMENT,
    FONTS,
    SETTINGS,
    Edit,
    Parts,
    add,
    body_paragraph,
    fault,
    give,
    one,
    register_all,
    run_of,
    set_style,
    style,
    table,
)
from lxml import etree

from zpj.report.wordml import tag

register_all(
    "east-asian-font",
    {
        "the_title_is_in_heiti": set_style("公文标题", "w:rPr/w:rFonts", eastAsia="黑体"),
        "the_first_level_is_in_fangsong": set_style("公文一级", "w:rPr/w:rFonts", eastAsia="仿宋_GB2312"),
        "the_second_level_names_the_substitute_font": set_style("公文二级", "w:rPr/w:rFonts", eastAsia="楷体"),
        "body_text_is_in_songti": set_style("公文正文", "w:rPr/w:rFonts", eastAsia="宋体"),
    },
)
register_all(
    "font-size",
    {
        "the_title_is_small": set_style("公文标题", "w:rPr/w:sz", val="36"),
        "the_third_level_is_15_points": set_style("公文三级", "w:rPr/w:sz", val="30"),
        "table_text_is_as_large_as_body_text": set_style("表文", "w:rPr/w:sz", val="32"),
    },
)


@fault("east-asian-font")
def one_run_is_in_another_chinese_font(parts: Parts) -> None:
    add(run_of(body_paragraph(parts, "公文正文", 3)), '<w:rFonts w:hint="eastAsia" w:eastAsia="微软雅黑"/>')


@fault("east-asian-font-unset")
def only_the_document_defaults_name_a_chinese_font(parts: Parts) -> None:
    for name in ("公文正文", "Normal"):
        del one(style(parts, name), "w:rPr/w:rFonts").attrib[tag("eastAsia")]


@fault("latin-font")
def numbers_are_in_the_chinese_font(parts: Parts) -> None:
    give(one(style(parts, "公文正文"), "w:rPr/w:rFonts"), ascii="仿宋_GB2312", hAnsi="仿宋_GB2312")


@fault("latin-font")
def one_run_is_in_calibri(parts: Parts) -> None:
    fonts = '<w:rFonts w:hint="eastAsia" w:ascii="Calibri" w:hAnsi="Calibri"/>'
    add(run_of(body_paragraph(parts, "公文正文", 3)), fonts)


@fault("theme-font")
def a_style_takes_its_chinese_font_from_the_theme(parts: Parts) -> None:
    give(one(style(parts, "公文正文"), "w:rPr/w:rFonts"), eastAsiaTheme="minorEastAsia")


@fault("theme-font")
def a_run_takes_its_latin_font_from_the_theme(parts: Parts) -> None:
    add(run_of(body_paragraph(parts, "公文正文", 3)), '<w:rFonts w:hint="eastAsia" w:asciiTheme="minorHAnsi"/>')


@fault("font-size")
def one_run_is_larger(parts: Parts) -> None:
    add(run_of(body_paragraph(parts, "公文正文", 3)), '<w:sz w:val="36"/>')


@fault("text-colour")
def one_run_is_red(parts: Parts) -> None:
    add(run_of(body_paragraph(parts, "公文正文", 3)), '<w:color w:val="FF0000"/>')


@fault("punctuation-font")
def quotation_marks_take_the_latin_font(parts: Parts) -> None:
    run = one(body_paragraph(parts, "公文正文", 3), "w:r")
    one(run, "w:t").text = "“三医联动”"
    fonts = one(run, "w:rPr/w:rFonts")
    del fonts.attrib[tag("hint")]


@fault("font-table")
def a_font_has_no_substitute(parts: Parts) -> None:
    parts.remove(FONTS, "w:font[@w:name = '方正小标宋简体']/w:altName")


@fault("font-table")
def a_font_is_missing_in_the_font_table(parts: Parts) -> None:
    parts.remove(FONTS, "w:font[@w:name = '楷体_GB2312']")


@fault("embedded-font")
def a_font_is_embedded(parts: Parts) -> None:
    add(one(parts[FONTS], "w:font"), '<w:embedRegular w:fontKey="{00000000-0000-0000-0000-000000000000}"/>')


register_all(
    "table-layout",
    {
        "columns_follow_their_text": lambda parts: give(one(table(parts, 1), "w:tblPr/w:tblLayout"), type="autofit"),
        "the_table_says_nothing_of_its_columns": lambda parts: parts.remove(DOCUMENT, "(//w:tblLayout)[2]"),
    },
)


@fault("table-width")
def a_column_reaches_beyond_the_text_block(parts: Parts) -> None:
    give(one(table(parts, 1), "w:tblGrid/w:gridCol"), w="2640")


@fault("table-width")
def the_cells_are_wider_than_their_columns(parts: Parts) -> None:
    give(one(table(parts, 2), "w:tr[3]/w:tc[9]/w:tcPr/w:tcW"), w="3000")


@fault("table-width")
def the_table_begins_left_of_the_text_block(parts: Parts) -> None:
    properties = one(table(parts, 1), "w:tblPr")
    give(one(properties, "w:jc"), val="left")
    add(properties, '<w:tblInd w:w="-600" w:type="dxa"/>')


@fault("table-width")
def the_wide_form_stands_on_an_upright_page(parts: Parts) -> None:
    give(one(table(parts, 1), "w:tblPr/w:tblW"), w="12756")


@fault("table-floating")
def text_flows_around_a_table(parts: Parts) -> None:
    add(one(table(parts, 1), "w:tblPr"), '<w:tblpPr w:vertAnchor="text" w:tblpY="1"/>')


@fault("table-header")
def the_head_is_not_repeated(parts: Parts) -> None:
    for head in list(table(parts, 2).iter(tag("tblHeader"))):
        head.getparent().remove(head)


@fault("table-header")
def only_one_of_two_head_rows_is_repeated(parts: Parts) -> None:
    parts.remove(DOCUMENT, "(//w:tbl)[2]/w:tr[2]/w:trPr/w:tblHeader")


@fault("table-header")
def a_row_further_down_is_marked_as_head(parts: Parts) -> None:
    add(one(table(parts, 2), "w:tr[4]/w:trPr"), "<w:tblHeader/>")


@fault("row-split")
def a_row_may_break_over_pages(parts: Parts) -> None:
    parts.remove(DOCUMENT, "(//w:tbl)[2]/w:tr[4]/w:trPr/w:cantSplit")


@fault("cell-alignment")
def a_cell_is_set_at_the_top(parts: Parts) -> None:
    give(one(table(parts, 2), "w:tr[3]/w:tc[5]/w:tcPr/w:vAlign"), val="top")


@fault("cell-line-spacing")
def table_text_is_one_and_a_half_spaced(parts: Parts) -> None:
    give(one(style(parts, "表文"), "w:pPr/w:spacing"), line="360")


@fault("cell-line-spacing")
def one_cell_has_the_lines_of_body_text(parts: Parts) -> None:
    add(one(table(parts, 1), "w:tr[3]/w:tc[2]/w:p/w:pPr"), '<w:spacing w:line="579" w:lineRule="exact"/>')


@fault("cell-indent")
def text_in_a_cell_is_indented(parts: Parts) -> None:
    add(one(table(parts, 1), "w:tr[3]/w:tc[1]/w:p/w:pPr"), '<w:ind w:firstLineChars="200" w:firstLine="420"/>')


@fault("image-line")
def a_picture_stands_in_a_line_of_fixed_height(parts: Parts) -> None:
    picture = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    inline = f'<w:drawing><p:inline xmlns:p="{picture}"/></w:drawing>'
    add(one(body_paragraph(parts, "公文正文", 1), "w:r"), inline)


@fault("update-fields")
def word_asks_whether_to_update_fields(parts: Parts) -> None:
    add(parts[SETTINGS], '<w:updateFields w:val="true"/>')


@fault("contents-table")
def there_is_a_contents_table(parts: Parts) -> None:
    add(body_paragraph(parts, "公文正文", 1), '<w:fldSimple w:instr=" TOC \\o &quot;1-3&quot; "/>')


def property_of(name: str, text: str) -> Edit:
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    elements = "http://purl.org/dc/elements/1.1/"

    def edit(parts: Parts) -> None:
        uri = core if name == "lastModifiedBy" else elements
        for old in parts["docProps/core.xml"].findall(f"{{{uri}}}{name}"):
            old.getparent().remove(old)
        etree.SubElement(parts["docProps/core.xml"], f"{{{uri}}}{name}").text = text

    return edit


register_all(
    "properties",
    {
        "the_properties_name_an_author": property_of("creator", "张三"),
        "the_properties_name_who_saved_it": property_of("lastModifiedBy", "李四"),
        "the_properties_name_the_program": property_of("description", "generated by python-docx"),
    },
)
register_all("properties-title", {"the_properties_hold_another_title": property_of("title", "无标题文档")})
