"""Layout check of the order of a report: title, headings and their numbers, attachments, signature."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zpj.domain.chinese_numbers import chinese_integer
from zpj.domain.regex import regex
from zpj.report.layout_faults import Deviation, LayoutFault
from zpj.report.layout_parts import P, Paragraph, WordReport
from zpj.report.wordml import ATTACHMENT, BODY, LEVEL1, LEVEL2, LEVEL3, SIGNATURE, TABLE_TITLE, TITLE, nodes

StyleName = Callable[[Paragraph], str]

_NUMERAL = "[一二三四五六七八九十百]+"
_NUMBERS = (
    (LEVEL1, regex(rf"({_NUMERAL})、")),
    (LEVEL2, regex(rf"（({_NUMERAL})）")),
    (LEVEL3, regex(r"(\d{1,2})[.、]")),
    (LEVEL3, regex(r"（(\d+)）")),
)
_SAMPLES = {LEVEL1: "一、", LEVEL2: "（一）", LEVEL3: "1. 或（1）"}
_SENTENCE = regex("[。；！？，：]")
_SHORT = 20
_ATTACHMENT = regex(r"附件\d*")
_DATE = regex(r"\s*[\d〇○零一二三四五六七八九十]{4}\s*年.*日\s*")
_GOOD_DATE = regex(r"\d{4}年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")


def check_outline(report: WordReport, style_name: StyleName) -> Iterator[LayoutFault]:
    """Check what depends on the order of the paragraphs; `style_name` gives the official style of one."""
    yield from _titles(report, style_name)
    yield from _headings(report.body, style_name)
    yield from _attachments(report, style_name)
    for paragraph in report.body:
        text = paragraph.text.strip()
        if style_name(paragraph) == SIGNATURE and _DATE.fullmatch(text) and not _GOOD_DATE.fullmatch(text):
            yield Deviation("signature-date", text, "如 2023年1月5日").at(paragraph.place)


def _titles(report: WordReport, style_name: StyleName) -> Iterator[LayoutFault]:
    paragraphs = {paragraph.element: paragraph for paragraph in report.body}
    is_titled = False
    for section in report.sections:
        for block, following in zip(section.blocks, [*section.blocks[1:], None], strict=False):
            paragraph, after = paragraphs.get(block), paragraphs.get(following) if following is not None else None
            if paragraph is None or style_name(paragraph) != TITLE or not paragraph.text.strip():
                continue
            is_titled = True
            if after is not None and after.text.strip() and style_name(after) == TITLE:
                continue
            if after is None or after.text.strip() or style_name(after) != BODY:
                yield Deviation("title-blank-line", "没有空行", "空一行").at(paragraph.place)
    if not is_titled:
        yield Deviation("title-missing", "没有", "公文标题").at("全文")


def _headings(body: list[Paragraph], style_name: StyleName) -> Iterator[LayoutFault]:
    """Check the styles of headings, and that their numbers go up by one and begin anew under a higher one."""
    counts = _Counts()
    for paragraph in body:
        style, text = style_name(paragraph), paragraph.text.strip()
        if style == TITLE:
            counts = _Counts()
        kind = next((kind for kind, (_, number) in enumerate(_NUMBERS) if number.match(text)), None)
        if style == BODY and kind is not None:
            if kind == 0 and len(text) <= _SHORT and not _SENTENCE.search(text):
                yield Deviation("heading-number", BODY, LEVEL1).at(paragraph.place)
            counts.run_in(kind, text)
        elif style in _SAMPLES and kind is not None and _NUMBERS[kind][0] == style:
            if deviation := counts.heading(kind, text):
                yield deviation.at(paragraph.place)
        elif style in _SAMPLES and text and not (style == LEVEL3 and kind is None and text.endswith("：")):
            yield Deviation("heading-number", text[:4], _SAMPLES[style]).at(paragraph.place)
            counts.unreadable(style)


class _Counts:
    """The last number of each kind of heading; -1 after one that could not be read, when any will do."""

    def __init__(self) -> None:
        self._headings = [0] * len(_NUMBERS)
        self._run_in = [0] * len(_NUMBERS)

    def heading(self, kind: int, text: str) -> Deviation | None:
        """Count a heading; gives what is wrong with its number."""
        number, last = _number(kind, text), self._headings[kind]
        allowed = {last + 1, self._run_in[kind] + 1 if kind else 0}
        self._set(kind, number or max(last, 0) + 1)
        if number in allowed or last < 0:
            return None
        return Deviation("heading-order", f"第 {number or '？'} 个", f"第 {last + 1} 个")

    def run_in(self, kind: int, text: str) -> None:
        """Count a number that opens running text, as in 1.评价目的：…: the next heading may go on from it."""
        if kind and (number := _number(kind, text)):
            self._run_in[kind:] = [number, *[0] * (len(_NUMBERS) - kind - 1)]

    def unreadable(self, style: str) -> None:
        """Go on after a heading without a good number."""
        first = next(kind for kind, (owner, _) in enumerate(_NUMBERS) if owner == style)
        self._set(first, -1)
        self._headings[first:] = [-1 if owner == style else 0 for owner, _ in _NUMBERS[first:]]

    def _set(self, kind: int, number: int) -> None:
        for counts in (self._headings, self._run_in):
            counts[kind:] = [number, *[0] * (len(_NUMBERS) - kind - 1)]


def _number(kind: int, text: str) -> int | None:
    match = _NUMBERS[kind][1].match(text)
    numeral = match[1] if match else ""
    return int(numeral) if numeral.isdecimal() else chinese_integer(numeral)


def _attachments(report: WordReport, style_name: StyleName) -> Iterator[LayoutFault]:
    """附件1 is the first line of a page, then a blank line, then the title."""
    paragraphs = {paragraph.element: paragraph for paragraph in report.body}
    for section in report.sections:
        line = [paragraphs.get(block) for block in section.blocks]
        for position, paragraph in enumerate(line):
            if paragraph is None or style_name(paragraph) != ATTACHMENT or not paragraph.text.strip():
                continue
            blank, title = [*line[position + 1 : position + 3], None, None][:2]
            found = []
            if not _ATTACHMENT.fullmatch(paragraph.text.strip()):
                found.append(paragraph.text.strip())
            if position > 0 and not _starts_a_page(paragraph, line[position - 1], report):
                found.append("没有另起一面")
            if blank is None or blank.text.strip() or title is None or style_name(title) not in (TITLE, TABLE_TITLE):
                found.append("标题不在第三行")
            if found:
                yield Deviation("attachment-heading", "、".join(found), "附件1").at(paragraph.place)


def _starts_a_page(paragraph: Paragraph, before: Paragraph | None, report: WordReport) -> bool:
    if report.formats.paragraph(paragraph.style, {}).get("pageBreakBefore", "0") == "1":
        return True
    here = nodes(paragraph.element, "w:pPr/w:pageBreakBefore[not(@w:val = '0')] | w:r/w:br[@w:type = 'page']")
    above = (
        nodes(before.element, "w:r/w:br[@w:type = 'page']") if before is not None and before.element.tag == P else []
    )
    return bool(here or above)
