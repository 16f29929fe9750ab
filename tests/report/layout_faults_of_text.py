"""Faults of styles, headings, paragraphs."""

from __future__ import annotations

from copy import deepcopy

from layout_edits import (
    STYLES,
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
)

from zpj.report.wordml import tag


@fault("style-unknown")
def a_paragraph_is_in_the_normal_style(parts: Parts) -> None:
    give(one(body_paragraph(parts, "公文正文"), "w:pPr/w:pStyle"), val="Normal")


@fault("title-missing")
def there_is_no_title(parts: Parts) -> None:
    title = body_paragraph(parts, "公文标题")
    attachment = body_paragraph(parts, "公文附件")
    for paragraph in (title, attachment):
        paragraph.getparent().remove(paragraph)


@fault("title-blank-line")
def the_text_follows_the_title_at_once(parts: Parts) -> None:
    blank = body_paragraph(parts, "公文标题").getnext()
    blank.getparent().remove(blank)


@fault("heading-number")
def a_second_level_heading_is_numbered_in_half_width_brackets(parts: Parts) -> None:
    text = one(body_paragraph(parts, "公文二级"), ".//w:t")
    text.text = text.text.replace("（", "(").replace("）", ")")


@fault("heading-number")
def a_short_line_of_text_is_numbered_like_a_heading(parts: Parts) -> None:
    one(body_paragraph(parts, "公文正文", 2), ".//w:t").text = "一、项目概况"


@fault("heading-order")
def a_first_level_heading_is_left_out(parts: Parts) -> None:
    heading = body_paragraph(parts, "公文一级", 4)
    heading.getparent().remove(heading)


@fault("outline-level")
def the_first_level_is_missing_in_the_navigation(parts: Parts) -> None:
    parts.remove(STYLES, "//w:style[@w:styleId = '公文一级']/w:pPr/w:outlineLvl")


@fault("auto-number")
def a_heading_is_numbered_automatically(parts: Parts) -> None:
    add(one(body_paragraph(parts, "公文一级"), "w:pPr"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


@fault("auto-number")
def a_style_numbers_automatically(parts: Parts) -> None:
    add(one(style(parts, "公文二级"), "w:pPr"), '<w:numPr><w:numId w:val="3"/></w:numPr>')


register_all(
    "line-spacing",
    {
        "body_lines_are_28_points": set_style("公文正文", "w:pPr/w:spacing", line="560"),
        "body_lines_are_at_least_so_high": set_style("公文正文", "w:pPr/w:spacing", lineRule="atLeast"),
        "the_title_is_cut_by_too_low_a_line": set_style("公文标题", "w:pPr/w:spacing", line="579"),
        "the_signature_is_single_spaced": set_style("落款", "w:pPr/w:spacing", line="240", lineRule="auto"),
    },
)


@fault("line-spacing")
def one_paragraph_has_one_and_a_half_lines(parts: Parts) -> None:
    add(one(body_paragraph(parts, "公文正文"), "w:pPr"), '<w:spacing w:line="360" w:lineRule="auto"/>')


@fault("paragraph-spacing")
def headings_stand_off_by_half_a_line(parts: Parts) -> None:
    give(one(style(parts, "公文一级"), "w:pPr/w:spacing"), beforeLines="50", before="156")


@fault("first-line-indent")
def one_paragraph_is_not_indented(parts: Parts) -> None:
    add(one(body_paragraph(parts, "公文正文", 1), "w:pPr"), '<w:ind w:firstLineChars="0" w:firstLine="0"/>')


@fault("first-line-indent")
def body_text_is_indented_by_three_quarters_of_an_inch(parts: Parts) -> None:
    indent = one(style(parts, "公文正文"), "w:pPr/w:ind")
    del indent.attrib[tag("firstLineChars")]
    give(indent, firstLine="1080")


@fault("first-line-indent")
def the_title_is_indented(parts: Parts) -> None:
    add(one(style(parts, "公文标题"), "w:pPr"), '<w:ind w:firstLineChars="200" w:firstLine="880"/>')


@fault("first-line-indent")
def a_paragraph_hangs(parts: Parts) -> None:
    add(one(body_paragraph(parts, "公文正文", 1), "w:pPr"), '<w:ind w:hanging="420"/>')


@fault("side-indent")
def a_paragraph_is_moved_to_the_right(parts: Parts) -> None:
    add(one(body_paragraph(parts, "公文正文", 1), "w:pPr"), '<w:ind w:left="420"/>')


@fault("side-indent")
def the_signature_touches_the_right_edge(parts: Parts) -> None:
    parts.remove(STYLES, "//w:style[@w:styleId = '落款']/w:pPr/w:ind")


register_all(
    "alignment",
    {
        "the_title_is_not_centred": set_style("公文标题", "w:pPr/w:jc", val="left"),
        "body_text_is_ragged": set_style("公文正文", "w:pPr/w:jc", val="left"),
        "the_signature_stands_left": set_style("落款", "w:pPr/w:jc", val="left"),
        "the_attachment_number_is_centred": set_style("公文附件", "w:pPr/w:jc", val="center"),
    },
)


@fault("snap-to-grid")
def the_characters_of_a_run_leave_the_grid(parts: Parts) -> None:
    add(run_of(body_paragraph(parts, "公文正文")), '<w:snapToGrid w:val="0"/>')


@fault("snap-to-grid")
def a_style_takes_its_characters_off_the_grid(parts: Parts) -> None:
    add(one(style(parts, "公文三级"), "w:rPr"), '<w:snapToGrid w:val="0"/>')


@fault("signature-date")
def the_date_has_leading_zeros(parts: Parts) -> None:
    paragraph = body_paragraph(parts, "公文正文", 2)
    give(one(paragraph, "w:pPr/w:pStyle"), val="落款")
    one(paragraph, ".//w:t").text = "2023年01月05日"


@fault("attachment-heading")
def the_attachment_number_ends_with_a_colon(parts: Parts) -> None:
    one(body_paragraph(parts, "公文附件"), ".//w:t").text = "附件1："


@fault("attachment-heading")
def the_title_follows_the_attachment_number_at_once(parts: Parts) -> None:
    blank = body_paragraph(parts, "公文附件").getnext()
    blank.getparent().remove(blank)


@fault("attachment-heading")
def the_attachment_begins_in_the_middle_of_a_page(parts: Parts) -> None:
    attachment = body_paragraph(parts, "公文附件")
    attachment.addprevious(deepcopy(body_paragraph(parts, "公文正文")))
