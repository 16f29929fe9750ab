"""Layout check of paragraphs and runs: each against what the layout asks of its style.

A style that is wrong is told once; a paragraph or run only where it departs by its own formatting.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from zpj.domain.regex import regex
from zpj.report.layout import Layout
from zpj.report.layout_faults import Deviation, LayoutFault
from zpj.report.layout_format import Values, paragraph_properties, run_properties
from zpj.report.layout_parts import TEXT_BOX, Paragraph, WordReport, run_text, runs
from zpj.report.layout_roles import (
    Role,
    cell_lines,
    indent_deviations,
    line_deviations,
    paragraph_deviations,
    roles,
    run_deviations,
)
from zpj.report.wordml import TABLE_TEXT, nodes, tag

_AMBIGUOUS = regex("[“”‘’—…·]")
_INLINE_IMAGE = (
    "w:r/w:object | w:r/w:pict | w:r/w:drawing/*[local-name() = 'inline'] | "
    "w:r/*[local-name() = 'AlternateContent']//w:drawing/*[local-name() = 'inline']"
)
_DRAWN = tuple(tag(name) for name in ("drawing", "pict", "object"))


class TextCheck:
    """The paragraphs of one report against one layout; equal formatting is judged once."""

    def __init__(self, report: WordReport, layout: Layout) -> None:
        self._report = report
        self._formats = report.formats
        self._layout = layout
        self._by_name = roles(layout)
        self._roles = {id_: self._role_of_style(id_) for id_ in self._formats.names}
        self._judged: dict[tuple[object, ...], tuple[Deviation, ...]] = {}

    def role(self, paragraph: Paragraph) -> Role | None:
        """Give the role of a paragraph by its style or the nearest one that is based on."""
        return self._roles.get(paragraph.style)

    def faults(self) -> Iterator[LayoutFault]:
        """Check the styles, then every paragraph and its runs."""
        for id_, found in self._of_styles.items():
            for deviation in found:
                yield deviation.at(f"样式“{self._formats.names[id_]}”")
        for paragraph in (*self._report.body, *self._report.cells, *self._report.boxes):
            direct = paragraph_properties(paragraph.element)
            has_image = next(paragraph.element.iter(*_DRAWN), None) is not None and _has_inline_image(paragraph)
            for deviation in self._paragraph(paragraph, direct):
                if not (has_image and deviation.rule.endswith("line-spacing")):
                    yield deviation.at(paragraph.place)
            if paragraph.text:
                yield from self._runs(paragraph)
            if has_image and self._formats.paragraph(paragraph.style, direct).get("spacing.lineRule") == "exact":
                yield Deviation("image-line", "固定行距", "单倍行距").at(paragraph.place)

    @cached_property
    def _of_styles(self) -> dict[str, tuple[Deviation, ...]]:
        """What is wrong in the official styles themselves, by style id."""
        formats, layout = self._formats, self._layout
        return {
            id_: (
                *paragraph_deviations(formats.paragraph(id_, {}), role, layout),
                *run_deviations(formats.styled(id_, "rPr"), formats.run_defaults, role, layout),
            )
            for id_, role in self._roles.items()
            if role is not None
        }

    def _role_of_style(self, style: str) -> Role | None:
        names = (self._formats.names[id_] for id_ in self._formats.ancestry(style))
        return next((self._by_name[name] for name in names if name in self._by_name), None)

    def _paragraph(self, paragraph: Paragraph, direct: Values) -> tuple[Deviation, ...]:
        in_cell = paragraph.row.startswith("表")
        is_empty = not paragraph.text.strip()
        key = (paragraph.style, in_cell, is_empty, *direct.items())
        if key not in self._judged:
            self._judged[key] = tuple(self._paragraph_deviations(paragraph, direct, in_cell, is_empty))
        return self._judged[key]

    def _paragraph_deviations(
        self, paragraph: Paragraph, direct: Values, in_cell: bool, is_empty: bool
    ) -> Iterator[Deviation]:
        role, values = self.role(paragraph), self._formats.paragraph(paragraph.style, direct)
        if role is None and not is_empty and paragraph.row != TEXT_BOX:
            yield Deviation("style-unknown", self._formats.names.get(paragraph.style, "没有样式"), "公文样式")
        if in_cell and (role is None or not role.in_table):
            yield from line_deviations(values, cell_lines(self._layout), "cell-line-spacing")
            yield from indent_deviations(values, self._by_name[TABLE_TEXT])
        elif role is not None:
            known = self._of_styles[paragraph.style]
            yield from (found for found in paragraph_deviations(values, role, self._layout) if found not in known)
            return
        if values.get("numPr", "0") != "0":
            yield Deviation("auto-number", "自动编号", "写成文字的序号")

    def _runs(self, paragraph: Paragraph) -> Iterator[LayoutFault]:
        role = self.role(paragraph)
        if role is None:
            return
        told: set[Deviation] = set()
        for run in runs(paragraph.element):
            text = run_text(run)
            if not text.strip():
                continue
            for deviation in self._run(paragraph.style, role, run, text):
                if deviation not in told:
                    told.add(deviation)
                    yield deviation.at(paragraph.place)

    def _run(self, style: str, role: Role, run: etree._Element, text: str) -> tuple[Deviation, ...]:
        character_style, direct = run_properties(run)
        marked = _AMBIGUOUS.search(text)
        key = (style, character_style, marked[0] if marked else "", *direct.items())
        if key not in self._judged:
            values = self._formats.run(style, character_style, direct)
            known = self._of_styles[style]
            found = [
                deviation
                for deviation in run_deviations(values, self._formats.run_defaults, role, self._layout)
                if deviation not in known
            ]
            if marked and values.get("rFonts.hint") != "eastAsia":
                found.append(Deviation("punctuation-font", f"{marked[0]} 用西文字体", f"{marked[0]} 用{role.font}"))
            self._judged[key] = tuple(found)
        return self._judged[key]


def _has_inline_image(paragraph: Paragraph) -> bool:
    return bool(nodes(paragraph.element, _INLINE_IMAGE))
