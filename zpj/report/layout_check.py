"""zpj's own check of the official layout: reads a .docx back and lists where it departs from a profile.

What counts is the formatting that takes effect, wherever it is set: document defaults, styles, paragraph or run.
"""

from __future__ import annotations

from pathlib import Path

from zpj.report.layout import Layout
from zpj.report.layout_faults import RULES, LayoutFault
from zpj.report.layout_file import check_file
from zpj.report.layout_fonts import check_fonts
from zpj.report.layout_outline import check_outline
from zpj.report.layout_pages import check_footers, check_pages
from zpj.report.layout_parts import Paragraph, WordReport
from zpj.report.layout_tables import check_tables
from zpj.report.layout_text import TextCheck
from zpj.report.wordml import TITLE

__all__ = ["RULES", "LayoutFault", "check_layout"]


def check_layout(document: bytes | Path, layout: Layout) -> list[LayoutFault]:
    """Give every fault of a report against a layout profile, pages first; an empty list where there is none.

    ZpjError where the document cannot be read. A wrong style is one fault, not one for every paragraph in it.
    """
    report = WordReport(document)
    text = TextCheck(report, layout)

    def style_name(paragraph: Paragraph) -> str:
        role = text.role(paragraph)
        return role.style if role else ""

    titles = [found.text.strip() for found in report.body if style_name(found) == TITLE]
    return [
        *check_pages(report, layout),
        *check_footers(report, layout),
        *check_fonts(report, layout),
        *text.faults(),
        *check_outline(report, style_name),
        *check_tables(report, layout),
        *check_file(report, [*titles, "".join(titles)]),
    ]
