"""A filed report as its checks read it: sections, normalised lines, sentences, what stands under a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise

from zpj.checks.case import PaperCase
from zpj.domain.chinese_numbers import chinese_integer
from zpj.domain.paper import Heading, PaperTable, Paragraph
from zpj.domain.records import record
from zpj.domain.regex import pattern, regex
from zpj.domain.wording import normalise

_ITEM = r"[^。;!?,\n0-9]{2,16}[0-9]+(?:\.[0-9]+)?[^。;!?,\n0-9]{1,3}[。;!?,\n]"
"""An item of a list that is told after a semicolon: “移动终端租赁24.00万元；”."""
_SENTENCE = regex(f"(?:[^。;!?\n]|;(?={_ITEM}))+[。;!?]?")
_NOTHING = regex("(?:无|暂无|没有|无其他|未发现)(?:问题|建议|需要说明的问题)?。?")
_DATE = regex("20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日")
_OFFICE = regex("[^。,;:]{4,25}:?")
_LABEL = regex(r"(?:[(]?[0-9一二三四五六七八九十]{1,2}[)、.]+)?(?P<name>[^,。;:]{3,24})[:。]")
Places = tuple[tuple[str, str, int], ...]
"""Texts, each with its place before it and its section behind."""
NUMERAL = "[0-9一二两三四五六七八九十]{1,3}"


@record
class Part:
    """One paper of a file: a report, or the lines around a form; `body` is what is no title line."""

    section: int
    project: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]

    @property
    def is_report(self) -> bool:
        """Whether it has first headings of its own."""
        return sum(1 for paragraph in self.paragraphs if paragraph.heading and paragraph.heading.level == 1) >= 3


@lru_cache(maxsize=4)
def parts(case: PaperCase) -> tuple[Part, ...]:
    """The papers of a file in order."""
    return tuple(_parts(case))


def _parts(case: PaperCase) -> Iterator[Part]:
    ordered = sorted(case.paper.paragraphs, key=lambda paragraph: paragraph.section)
    for section, group in groupby(ordered, key=lambda paragraph: paragraph.section):
        paragraphs = tuple(group)
        title = "".join(squeezed(paragraph.text) for paragraph in paragraphs if paragraph.is_title)
        body = tuple(paragraph for paragraph in paragraphs if not paragraph.is_title)
        yield Part(section, case.project(section), title, paragraphs, body)


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """The text in one spelling: half width, no blanks."""
    return normalise(text)


def label_of(text: str) -> tuple[str, str]:
    """The name a paragraph begins with, behind its number, and what stands behind it; "" and all where it has none.

    “（3）监测点布设数量。在崖面布设……” or “资金使用合规性：抽查凭证60笔……”.
    """
    bare = squeezed(text)
    match = _LABEL.match(bare)
    return (match["name"], bare[match.end() :]) if match else ("", bare)


def headings(table: PaperTable) -> list[str]:
    """The cells of a table's first row in one spelling."""
    return [squeezed(text) for text in table.rows[0]] if table.rows else []


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in one spelling."""
    return tuple(_SENTENCE.findall(squeezed(text)))


@lru_cache(maxsize=4)
def texts_of_paper(case: PaperCase) -> Places:
    """Every text of a report in one spelling with its place and section."""
    found = [(line.location, squeezed(line.text), line.section) for line in case.paper.paragraphs]
    for table in case.paper.tables:
        found += [(place, squeezed(text), table.section) for place, text in table.filled()]
    return tuple(found)


def first_place(case: PaperCase, words: str) -> tuple[str, int]:
    """Where some words that a report has stand first: the place and its section."""
    return next((place, section) for place, text, section in texts_of_paper(case) if words in text)


def cells_of_paper(case: PaperCase) -> Places:
    """The same of its tables alone."""
    return texts_of_paper(case)[len(case.paper.paragraphs) :]


@lru_cache(maxsize=4)
def prose_of(case: PaperCase) -> str:
    """The paragraphs of a report in one spelling, a line each."""
    return "\n".join(squeezed(line.text) for line in case.paper.paragraphs)


@lru_cache(maxsize=4)
def whole_text(case: PaperCase) -> str:
    """Every text of a report in one spelling, a line each."""
    return "\n".join(text for _, text, _ in texts_of_paper(case))


@lru_cache(maxsize=4)
def pairs_of_signs(case: PaperCase) -> Counter[tuple[str, str]]:
    """How often each two signs stand side by side in a report."""
    return Counter(pairwise(whole_text(case)))


def under(part: Part, title: str) -> Iterator[tuple[Paragraph, list[Paragraph]]]:
    """Each heading whose words match, with its own paragraph and those below it."""
    for paragraph in part.paragraphs:
        heading = paragraph.heading
        if heading and pattern(title).search(squeezed(heading.title)):
            yield paragraph, without_signature([each for each in part.paragraphs if is_under(each, heading)])


def without_signature(lines: list[Paragraph]) -> list[Paragraph]:
    """The lines without the date they end with and the names of the offices above it."""
    kept = list(lines)
    while kept and _DATE.fullmatch(squeezed(kept[-1].text)):
        kept.pop()
        while kept and kept[-1].heading is None and _OFFICE.fullmatch(squeezed(kept[-1].text)):
            kept.pop()
    return kept


def is_under(paragraph: Paragraph, heading: Heading) -> bool:
    """Whether a paragraph stands under a heading (the heading's own line included)."""
    for each in paragraph.path:  # noqa: SIM110 - asked thousands of times a report
        if each is heading:
            return True
    return False


def is_headed(paragraph: Paragraph, title: re.Pattern[str]) -> bool:
    """Whether a heading a paragraph stands under has such words."""
    return any(title.search(heading.title) for heading in paragraph.path)


def running_text(paragraph: Paragraph) -> str:
    """What a paragraph says besides its heading."""
    if paragraph.heading is None:
        return paragraph.text
    _, _, after = paragraph.text.partition(paragraph.heading.title)
    return after.strip(" 。：:")


def says_nothing(text: str) -> bool:
    """“无。”, “没有”, or nothing at all."""
    bare = squeezed(text)
    return not bare or _NOTHING.fullmatch(bare) is not None


def whole_number(digits: str) -> int | None:
    """A count in digits or in Chinese: 6, 六, 两."""
    return int(digits) if digits.isdecimal() else chinese_integer(digits)


def in_order(short: str, full: str) -> bool:
    """Whether a name is made of signs of another, in order: 市疾控中心 of 市疾病预防控制中心."""
    signs = iter(full)
    return all(sign in signs for sign in short)


def starts_of(whole: str, words: str) -> Iterator[int]:
    """Where some words stand in a text, overlapping ones too."""
    at = whole.find(words)
    while at >= 0:
        yield at
        at = whole.find(words, at + 1)


def signs_between(left: str, right: str, whole: str) -> Counter[str]:
    """The signs that stand between two pieces of a text, and how often each; one of the pieces may be empty."""
    behind = len(right) > len(left) or (len(right) == len(left) and whole.count(right) < whole.count(left))
    found: Counter[str] = Counter()
    for start in starts_of(whole, right if behind else left):  # the piece that stands there less often
        at = start - 1 if behind else start + len(left)
        if at >= len(left) and whole.startswith(right, at + 1) and whole.startswith(left, at - len(left)):
            found[whole[at]] += 1
    return found


def tells_answers(text: str) -> bool:
    """Whether a text tells how many people were content, not only how content they were and how many were asked."""
    return "满意" in text.replace("满意度", "")
