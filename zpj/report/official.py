"""An empty Word document in the official layout, and the pieces a report template is put together from."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.shared import Twips
from lxml import etree

from zpj.report.layout import Layout, Page
from zpj.report.package import zip_parts
from zpj.report.styles import FOOTER, font_table_xml, settings_xml, styles_xml
from zpj.report.wordml import BODY, W, escaped, tag

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.section import Section

_KEPT_RELATIONS = ("styles", "settings", "fontTable", "footer", "officeDocument", "core-properties")
_TINY = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


class OfficialDocument:
    """A document under construction: paragraphs and tables go in one after the other."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._document: DocumentObject = Document()
        self._replace_parts()
        section = self._document.sections[0]
        _set_page(section, layout.page)
        _set_grid(section, layout, on_grid=True)
        section.different_first_page_header_footer = False
        self._number_pages(section)

    def paragraph(self, text: str = "", style: str = BODY, *, keep_with_next: bool = False) -> None:
        """Add a paragraph in one of the 公文 styles, on the page of the next one where it must be."""
        added = self._document.add_paragraph(style=style)
        if keep_with_next:
            added.paragraph_format.keep_with_next = True
        if text:
            added.add_run(text)._r.insert(0, parse_xml(_HINT))

    def table(self, xml: str) -> None:
        """Add a table made by `wordml.table`."""
        self._append(f'<w:tbl xmlns:w="{W}">{xml.removeprefix("<w:tbl>")}')

    def closing_line(self) -> None:
        """Add a paragraph of no visible height: what must follow a table at the end of a section."""
        self._append(f'<w:p xmlns:w="{W}"><w:pPr>{_TINY}</w:pPr></w:p>')

    def page_break(self) -> None:
        """Go on with a new page; the break takes no room on either."""
        self._append(f'<w:p xmlns:w="{W}"><w:pPr>{_TINY}</w:pPr><w:r><w:br w:type="page"/></w:r></w:p>')

    def first_page_is_a_cover(self) -> None:
        """Leave the number off the first page; the next one is page 2."""
        self._document.sections[0].different_first_page_header_footer = True

    def landscape(self) -> None:
        """Begin a section of wide pages; page numbers go on, and the break itself takes no room."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.different_first_page_header_footer = False
        _set_page(section, self.layout.page.landscape())
        _set_grid(section, self.layout, on_grid=False)
        breaking = self._document.element.body.xpath("./w:p[w:pPr/w:sectPr]")[-1]
        for piece in reversed(list(parse_xml(f'<w:pPr xmlns:w="{W}">{_TINY}</w:pPr>'))):
            breaking.pPr.insert(0, piece)

    def to_bytes(self) -> bytes:
        """Give the document with the same bytes every time."""
        properties = self._document.core_properties._element
        for child in list(properties):
            properties.remove(child)
        for section in self._document.element.body.iter(tag("sectPr")):
            for name in [name for name in section.attrib if name.startswith(tag("rsid"))]:
                del section.attrib[name]
        buffer = io.BytesIO()
        self._document.save(buffer)
        with zipfile.ZipFile(buffer) as package:
            return zip_parts({name: package.read(name) for name in package.namelist()})

    def _append(self, xml: str) -> None:
        self._document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")

    def _replace_parts(self) -> None:
        """Put zpj's styles, fonts and settings in place of those python-docx brings, and drop the rest."""
        main = self._document.part
        for relations in (main.rels, main.package.rels):
            for key in [key for key, found in relations.items() if _kind(found.reltype) not in _KEPT_RELATIONS]:
                del relations[key]
        _refill(self._document.styles.element, styles_xml(self.layout))
        _refill(self._document.settings.element, settings_xml())
        fonts = next(found.target_part for found in main.rels.values() if _kind(found.reltype) == "fontTable")
        fonts._blob = _standalone(font_table_xml(self.layout))

    def _number_pages(self, section: Section) -> None:
        number = self.layout.page_number
        for footer, side, align in (
            (section.footer, "right", "right"),
            (section.even_page_footer, "left", "left"),
        ):
            footer.is_linked_to_previous = False
            element = footer._element
            for child in list(element):
                element.remove(child)
            indent = f'<w:ind w:{side}Chars="{number.indent_chars}" w:{side}="{number.indent}"/>'
            properties = f'<w:pStyle w:val="{FOOTER}"/>{indent}<w:jc w:val="{align}"/>'
            field = _text(f"{number.dash} ") + _page_field() + _text(f" {number.dash}")
            element.append(parse_xml(f'<w:p xmlns:w="{W}"><w:pPr>{properties}</w:pPr>{field}</w:p>'))


_HINT = f'<w:rPr xmlns:w="{W}"><w:rFonts w:hint="eastAsia"/></w:rPr>'


def _set_page(section: Section, page: Page) -> None:
    section.page_width, section.page_height = Twips(page.width), Twips(page.height)
    section.top_margin, section.bottom_margin = Twips(page.top), Twips(page.bottom)
    section.left_margin, section.right_margin = Twips(page.left), Twips(page.right)
    section.header_distance, section.footer_distance = Twips(page.header), Twips(page.footer)
    section.gutter = Twips(0)


def _set_grid(section: Section, layout: Layout, *, on_grid: bool) -> None:
    for name in ("cols", "docGrid"):
        for old in section._sectPr.findall(tag(name)):
            section._sectPr.remove(old)
    grid = etree.SubElement(section._sectPr, tag("docGrid"))
    if on_grid:
        grid.set(tag("type"), layout.grid.kind)
    grid.set(tag("linePitch"), str(layout.grid.line_pitch))
    if on_grid:
        grid.set(tag("charSpace"), str(layout.grid.char_space))


def _refill(element: etree._Element, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    for child in list(parse_xml(xml)):
        element.append(child)


def _standalone(xml: str) -> bytes:
    return etree.tostring(etree.fromstring(xml), xml_declaration=True, encoding="UTF-8", standalone=True)


def _kind(relation_type: str) -> str:
    return relation_type.rpartition("/")[2]


def _text(text: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _page_field() -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")]
    instruction = '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    return f"{marks[0]}{instruction}{marks[1]}<w:r><w:t>1</w:t></w:r>{marks[2]}"
