"""Layout check of the pages: paper, margins, character grid, and the page numbers in the footers."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zpj.report.layout import Layout, Page
from zpj.report.layout_faults import Deviation, LayoutFault, length, points
from zpj.report.layout_format import Formats, integer, paragraph_properties, run_properties, switched_on
from zpj.report.layout_parts import P, Section, WordReport, run_text, runs
from zpj.report.layout_roles import indented
from zpj.report.wordml import nodes, tag

_MARGINS = {"top": "上", "right": "右", "bottom": "下", "left": "左"}
_KINDS = {"default": ("单页页脚", "right"), "even": ("双页页脚", "left")}
_FIELD, _SIMPLE, _INSTRUCTION = (tag(name) for name in ("fldChar", "fldSimple", "instrText"))


def check_pages(report: WordReport, layout: Layout) -> Iterator[LayoutFault]:
    """Check every section and the settings its pages depend on."""
    for section in report.sections:
        for deviation in _section_deviations(section, layout):
            yield deviation.at(section.place)
    formats = report.formats
    base = integer({**formats.run_defaults, **formats.styled(formats.usual, "rPr")}, "sz", 20)
    if base != layout.sizes.body:
        yield Deviation("grid-base-size", points(base), points(layout.sizes.body)).at("样式“Normal”")
    if not switched_on(report.first("settings"), "evenAndOddHeaders"):
        yield Deviation("odd-even-footers", "奇偶页相同", "奇偶页不同").at("文档设置")


def _section_deviations(section: Section, layout: Layout) -> Iterator[Deviation]:
    width, height = section.size("pgSz", "w"), section.size("pgSz", "h")
    page = layout.page.landscape() if section.is_wide else layout.page
    size = section.properties.find(tag("pgSz"))
    turned = (size.get(tag("orient")) if size is not None else None) == "landscape"
    if (width, height) != (page.width, page.height):
        yield Deviation("page-size", f"{width} × {height}", f"{page.width} × {page.height} 缇（A4）")
    elif turned != section.is_wide:
        yield Deviation("page-size", "横向" if turned else "纵向", "横向" if section.is_wide else "纵向")
    yield from _margin_deviations(section, page)
    yield from _grid_deviations(section, layout)
    yield from _number_deviations(section)


def _margin_deviations(section: Section, page: Page) -> Iterator[Deviation]:
    for side, name in _MARGINS.items():
        found = section.size("pgMar", side)
        if found != getattr(page, side):
            yield Deviation("margins", f"{name} {length(found)}", f"{name} {length(getattr(page, side))}")
    if section.size("pgMar", "gutter"):
        yield Deviation("margins", f"装订线 {length(section.size('pgMar', 'gutter'))}", "没有装订线")
    for side, name in (("header", "页眉"), ("footer", "页脚")):
        found, wanted = section.size("pgMar", side), getattr(page, side)
        if found != wanted:
            yield Deviation("header-footer-distance", f"{name} {length(found)}", f"{name} {length(wanted)}")


def _grid_deviations(section: Section, layout: Layout) -> Iterator[Deviation]:
    """Wide pages hold tables only: there the grid may count lines alone."""
    grid = section.properties.find(tag("docGrid"))
    kind = (grid.get(tag("type")) if grid is not None else None) or "default"
    found = (kind, section.size("docGrid", "linePitch"), section.size("docGrid", "charSpace") or 0)
    wanted = (layout.grid.kind, layout.grid.line_pitch, layout.grid.char_space)
    if found != wanted and not (section.is_wide and found == ("default", layout.grid.line_pitch, 0)):
        yield Deviation("character-grid", "、".join(map(str, found)), "、".join(map(str, wanted)))


def _number_deviations(section: Section) -> Iterator[Deviation]:
    numbering = section.properties.find(tag("pgNumType"))
    if numbering is not None:
        start = numbering.get(tag("start"))
        if start is not None and (section.number > 1 or start != "1"):
            yield Deviation("page-number-runs-on", f"从 {start} 起", "接着前面编")
        style = numbering.get(tag("fmt")) or "decimal"
        if style != "decimal":
            yield Deviation("footer-text", f"编号格式 {style}", "阿拉伯数字")
    if switched_on(section.properties, "titlePg") and not _begins_with_a_cover(section):
        yield Deviation("page-number-on-first-page", "首页不同", "各页相同")


def _begins_with_a_cover(section: Section) -> bool:
    """Whether the document opens with a page of its own, which carries no number."""
    breaks = (nodes(block, "w:r/w:br[@w:type = 'page'] | w:pPr/w:pageBreakBefore") for block in section.blocks)
    return section.number == 1 and any(breaks)


def check_footers(report: WordReport, layout: Layout) -> Iterator[LayoutFault]:
    """Check that there is a footer for odd and one for even pages, and each of them once."""
    checked: set[str] = set()
    for section in report.sections:
        own = section.footers()
        for kind, (name, side) in _KINDS.items():
            footer = report.footers.get(own.get(kind, ""))
            if footer is None:
                if section.number == 1 or kind in own:
                    yield Deviation("footer-missing", "没有", name).at(section.place)
            elif own[kind] not in checked:
                checked.add(own[kind])
                for deviation in _footer_deviations(footer, report.formats, layout, side):
                    yield deviation.at(name)


def _footer_deviations(footer: etree._Element, formats: Formats, layout: Layout, side: str) -> Iterator[Deviation]:
    number = layout.page_number
    wanted = f"{number.dash} {{PAGE}} {number.dash}"
    lines = [(paragraph, text) for paragraph in footer.iter(P) if (text := _shown(paragraph))]
    if [text for _, text in lines] != [wanted]:
        yield Deviation("footer-text", " ".join(text for _, text in lines) or "没有页码", wanted)
    for paragraph, _ in lines:
        yield from _side_deviations(paragraph, formats, layout, side)
        yield from _font_deviations(paragraph, formats, layout)


def _side_deviations(paragraph: etree._Element, formats: Formats, layout: Layout, side: str) -> Iterator[Deviation]:
    values = formats.paragraph(formats.style_of(paragraph), paragraph_properties(paragraph))
    number = layout.page_number
    placed = values.get("jc", "left") == side and indented(values, side, (number.indent_chars, number.indent))
    if not placed or not indented(values, "firstLine", (0, 0)):
        names = {"left": "居左", "right": "居右"}
        align = values.get("jc", "left")
        indent = length(integer(values, f"ind.{side}"))
        found = f"{names.get(align, align)}，空 {indent}"
        yield Deviation("footer-side", found, f"{names[side]}，空一字（{length(number.indent)}）")


def _font_deviations(paragraph: etree._Element, formats: Formats, layout: Layout) -> Iterator[Deviation]:
    font, size = layout.fonts.page_number, layout.sizes.page_number
    for run in runs(paragraph):
        own = formats.run(formats.style_of(paragraph), *run_properties(run))
        values = {**formats.run_defaults, **own}
        names = {values.get(f"rFonts.{kind}", "没有") for kind in ("eastAsia", "ascii", "hAnsi")}
        found = integer(values, "sz", 20)
        if names != {font} or found != size:
            yield Deviation("footer-font", f"{'、'.join(sorted(names))} {points(found)}", f"{font} {points(size)}")
            return


def _shown(paragraph: etree._Element) -> str:
    """The text of a footer line with its fields in braces."""
    shown, instruction, depth = "", "", 0
    for element in paragraph.iter(_SIMPLE, tag("r")):
        if element.tag == _SIMPLE:
            shown += _field(element.get(tag("instr")) or "")
            continue
        for mark in element.iterchildren(_FIELD, _INSTRUCTION):
            kind = mark.get(tag("fldCharType"))
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            instruction += (mark.text or "") if mark.tag == _INSTRUCTION else ""
            if kind == "end":
                shown, instruction = shown + _field(instruction), ""
        if depth == 0 and next(element.iterancestors(_SIMPLE), None) is None:
            shown += run_text(element)
    return shown.strip()


def _field(instruction: str) -> str:
    return f"{{{(instruction.split() or [''])[0].upper()}}}"
