"""Faults of paper, margins, grid and page numbers."""

from __future__ import annotations

from layout_edits import (
    DOCUMENT,
    SETTINGS,
    Parts,
    add,
    fault,
    give,
    one,
    register_all,
    set_page,
    style,
)

from zpj.report.wordml import tag

register_all(
    "page-size",
    {
        "the_paper_is_letter": set_page(1, "pgSz", w="12240", h="15840"),
        "the_wide_pages_are_not_marked_as_landscape": set_page(2, "pgSz", orient="portrait"),
    },
)
register_all(
    "margins",
    {
        "the_top_margin_is_one_inch": set_page(1, "pgMar", top="1440"),
        "the_right_margin_is_28_millimetres": set_page(1, "pgMar", right="1588"),
        "the_bottom_margin_is_a_twip_too_small": set_page(1, "pgMar", bottom="1983"),
        "the_left_margin_is_as_word_sets_it": set_page(1, "pgMar", left="1800"),
        "there_is_a_gutter": set_page(1, "pgMar", gutter="284"),
        "the_margins_of_the_wide_pages_are_not_turned": set_page(2, "pgMar", top="2098"),
    },
)
register_all(
    "header-footer-distance",
    {
        "the_footer_is_15_millimetres_from_the_edge": set_page(1, "pgMar", footer="851"),
        "the_header_is_30_millimetres_from_the_edge": set_page(1, "pgMar", header="1701"),
    },
)
register_all(
    "character-grid",
    {
        "the_grid_has_23_lines": set_page(1, "docGrid", linePitch="554"),
        "the_grid_counts_no_characters": set_page(1, "docGrid", type="lines"),
        "the_characters_are_as_wide_as_they_come": set_page(1, "docGrid", charSpace="0"),
    },
)


@fault("grid-base-size")
def the_normal_style_is_10_and_a_half_points(parts: Parts) -> None:
    give(one(style(parts, "Normal"), "w:rPr/w:sz"), val="21")


@fault("page-number-runs-on")
def the_wide_pages_start_again_at_1(parts: Parts) -> None:
    add(one(parts[DOCUMENT], "(//w:sectPr)[2]"), '<w:pgNumType w:start="1"/>')


@fault("page-number-on-first-page")
def the_first_page_has_no_number(parts: Parts) -> None:
    add(one(parts[DOCUMENT], "(//w:sectPr)[1]"), "<w:titlePg/>")


@fault("odd-even-footers")
def all_pages_have_the_number_on_the_same_side(parts: Parts) -> None:
    parts.remove(SETTINGS, "w:evenAndOddHeaders")


@fault("footer-missing")
def even_pages_have_no_footer(parts: Parts) -> None:
    parts.remove(DOCUMENT, "(//w:sectPr)[1]/w:footerReference[@w:type = 'even']")


@fault("footer-text")
def the_page_number_stands_without_dashes(parts: Parts) -> None:
    for text in parts["word/footer1.xml"].iter(tag("t")):
        text.text = "1" if text.text == "1" else ""


@fault("footer-text")
def the_footer_says_how_many_pages_there_are(parts: Parts) -> None:
    one(parts["word/footer2.xml"], "//w:instrText").text = " NUMPAGES "


@fault("footer-text")
def the_page_numbers_are_roman(parts: Parts) -> None:
    add(one(parts[DOCUMENT], "(//w:sectPr)[1]"), '<w:pgNumType w:fmt="upperRoman"/>')


@fault("footer-font")
def the_page_number_is_set_in_times(parts: Parts) -> None:
    give(one(style(parts, "footer"), "w:rPr/w:rFonts"), ascii="Times New Roman")


@fault("footer-font")
def one_dash_of_the_footer_is_9_points(parts: Parts) -> None:
    add(one(parts["word/footer1.xml"], "(//w:r)[1]/w:rPr"), '<w:sz w:val="18"/>')


@fault("footer-side")
def the_odd_footer_stands_in_the_middle(parts: Parts) -> None:
    give(one(parts["word/footer1.xml"], "//w:jc"), val="center")


@fault("footer-side")
def the_even_footer_touches_the_edge(parts: Parts) -> None:
    parts.remove("word/footer2.xml", "//w:ind")
