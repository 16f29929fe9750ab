"""5xx over a filed report: numbers of headings and lists, headings with nothing under them, places left to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.paper_text import Part, is_under, parts, running_text, squeezed
from zpj.checks.placeholders import left_over
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.domain.ordinals import Ordinal, ordinal
from zpj.domain.paper import Heading, PaperTable, Paragraph
from zpj.domain.records import changeable, field
from zpj.domain.regex import regex

_NUMERALS = "零一二三四五六七八九十"
_DECIMAL = regex(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})[.、\s　]+(?P<title>[\u4e00-\u9fff][^。;；]{1,30}?)(?:$|[。;；])"
)
_POINT_IS = regex("(?:^|(?<=[。;:,]))([一二三四五六七八九])是(?=[“《\u4e00-\u9fff0-9])")
_INLINE = regex(r"(?:^|(?<=[。;:]))(\d{1,2})、(?=[\u4e00-\u9fff])")
_CUT = regex(r"[，、]$|(?<=[。；])\s*[(（][一二三四五六七八九十]+[)）]\s*[^。；，]{2,30}$")


@changeable
class _Counter:
    """The last number of each level of headings, and the open lists under the last heading.

    `right`: the number a wrongly numbered one should have had. The next may go on from either: one slip is told once.
    """

    last: dict[int, int] = field(default_factory=dict)
    right: dict[int, int] = field(default_factory=dict)
    lists: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    def reset_below(self, level: int) -> None:
        self.last = {each: number for each, number in self.last.items() if each <= level}
        self.right = {each: number for each, number in self.right.items() if each <= level}
        self.lists = {key: runs for key, runs in self.lists.items() if key[0] <= level}


@paper_check(
    "ZPJ520",
    "标题或条目的序号缺失、重复或跳号",
    WARNING,
    reference="R-67",
    clause="GB/T 9704-2012：结构层次依次用“一、”“（一）”“1.”“（1）”，序号应连续",
    message="“{found}”的序号{what}，应为“{expected}”，请改正",
    fix="按顺序编写序号",
)
def numbers_of_headings(case: PaperCase) -> Iterator[Hit]:
    """Headings that lost their number among numbered ones, repeat one or skip one; the same for lists."""
    for part in parts(case):
        yield from _decimals(part)
        yield from _points(part)
        counter = _Counter()
        for paragraph in part.body:
            found = ordinal(paragraph.text)
            heading = paragraph.heading
            if heading and heading.level <= 2:
                yield from _of_heading(part, paragraph, heading, counter)
                counter.reset_below(heading.level)
            elif found and found.level in (1, 2):
                yield from _of_point(part, paragraph, found, counter)
            elif found and found.level > 2:
                counter.reset_below(found.level)
                yield from _of_list(part, paragraph, (found.level, found.mark), found.number, counter)
            yield from _inside(part, paragraph)


def _decimals(part: Part) -> Iterator[Hit]:
    """1.1, 1.2, 2.1 …: each number follows the last of its level; a level starts at 1 under every number above.

    After a slip the next may go on from the number written or from the right one.
    """
    last: dict[tuple[int, ...], int] = {}
    right: dict[tuple[int, ...], int] = {}
    lines = [(line, match) for line in part.body if (match := _DECIMAL.match(line.text.strip()))]
    for line, match in lines if len(lines) > 2 else ():
        *above, number = (int(digits) for digits in match["number"].split("."))
        key = tuple(above)
        before, wanted = last.get(key, 0), right.get(key, 0)
        follows = number in (before + 1, wanted + 1)
        last[key], right[key] = number, number if follows else before + 1
        if not follows:
            expected = ".".join(map(str, (*above, before + 1)))
            words = {"what": "重复" if number == before else "不连续"}
            yield Hit(line.location, f"{match['number']}　{match['title']}", f"{expected}　{match['title']}",
                      quote=line.text.strip()[:30], project=part.project, words=words)  # fmt: skip


def _points(part: Part) -> Iterator[Hit]:
    """一是, 二是, 四是 in one paragraph or in several: each goes on from the last of an open list, or starts anew."""
    runs: list[int] = []
    for line in part.body:
        runs = [] if line.heading else runs
        for match in _POINT_IS.finditer(squeezed(line.text)) if "是" in line.text else ():
            number, last = _NUMERALS.index(match[1]), runs[-1] if runs else 0
            open_ones = [place for place, run in enumerate(runs) if run + 1 == number]
            if number > 1 and last and not open_ones:
                sign = match.string[match.start() : match.start() + 14]
                words = {"what": "重复" if number <= last else "不连续"}
                yield Hit(
                    line.location, sign, f"{_NUMERALS[last + 1]}是", quote=sign, project=part.project, words=words
                )
            runs = [*runs, 1] if number == 1 else [*(runs[: open_ones[-1]] if open_ones else runs[:-1]), number]


def _inside(part: Part, paragraph: Paragraph) -> Iterator[Hit]:
    """“1、……2、……” within one paragraph: from 1 without a gap, and never a 1 alone; “一、” starts the count anew."""
    for group in _lists_in(squeezed(paragraph.text)):
        numbers = [int(digits) for digits in _INLINE.findall(group)]
        right = list(range(1, len(numbers) + 1))
        if numbers and numbers[0] == 1 and (numbers != right or len(numbers) == 1):
            shown = "、".join(map(str, numbers))
            words = {"what": "不连续" if numbers != right else "只有一个"}
            yield Hit(paragraph.location, f"{group[:14]}…（{shown}）", "1、2、…", quote=group[:20],
                      project=part.project, words=words)  # fmt: skip


@lru_cache(maxsize=1024)
def _lists_in(text: str) -> tuple[str, ...]:
    groups = re.split(r"(?:^|(?<=[。;:]))(?:[一二三四五六七八九十]{1,2}、|[(][一二三四五六七八九十]{1,2}[)])", text)
    return tuple(groups) if len(groups) > 2 else ()


def _of_heading(part: Part, paragraph: Paragraph, heading: Heading, counter: _Counter) -> Iterator[Hit]:
    level, last = heading.level, counter.last.get(heading.level, 0)
    expected, follows = last + 1, heading.number in (last + 1, counter.right.get(level, last) + 1)
    counter.last[level] = heading.number or expected
    what = ""
    if heading.number is None:
        what = "缺失" if _siblings_are_numbered(part, paragraph, heading) else ""
    elif not follows and (heading.number == last or (heading.number == 1 and level == 2 and last)):
        what = "重复"
    elif not follows and not (heading.number == 1 and level <= 1):
        what = "不连续"
    counter.right[level] = expected if what else counter.last[level]
    if what:
        shown = f"{_printed(level, expected)}{heading.title}"
        yield Hit(
            paragraph.location, heading.text, shown, quote=heading.text, project=part.project, words={"what": what}
        )


def _of_point(part: Part, paragraph: Paragraph, found: Ordinal, counter: _Counter) -> Iterator[Hit]:
    """A point “（二）……” written as a paragraph: it goes on from the one before; one that begins anew is let pass."""
    level, last = found.level, counter.last.get(found.level, 0)
    expected = last + 1
    follows = found.number in (expected, counter.right.get(level, last) + 1)
    if follows or (last and found.number > 1):
        counter.last[level] = found.number
        counter.right[level] = found.number if follows else expected
        counter.reset_below(level)
    if last and found.number > 1 and not follows:
        sign = paragraph.text.strip()[:20]
        words = {"what": "重复" if found.number <= last else "不连续"}
        yield Hit(paragraph.location, sign, _printed(level, expected), quote=sign, project=part.project, words=words)


def _siblings_are_numbered(part: Part, paragraph: Paragraph, heading: Heading) -> bool:
    above = [each for each in paragraph.path if each.level < heading.level]
    return any(
        other.heading.level == heading.level
        and other.heading.number is not None
        and [each for each in other.path if each.level < heading.level] == above
        for other in part.body
        if other.heading
    )


def _printed(level: int, number: int) -> str:
    if level > 2 or number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    numeral = ("" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十") + (_NUMERALS[ones] if ones else "")
    return {0: f"第{numeral}部分 ", 1: f"{numeral}、", 2: f"（{numeral}）"}[level]


def _of_list(part: Part, paragraph: Paragraph, key: tuple[int, str], number: int, counter: _Counter) -> Iterator[Hit]:
    """A list may stand inside another that counts alike: any open one may go on; after a slip, as if there was none."""
    runs = counter.lists.setdefault(key, [])
    for position in range(len(runs) - 1, -1, -1):
        if runs[position] + 1 == number:
            runs[position] = number
            del runs[position + 1 :]
            return
    if number == 1 or not runs:
        runs.append(number)
        return
    last, runs[-1] = runs[-1], runs[-1] + 1
    runs.append(number)
    sign = paragraph.text.strip()[:20]
    what = "重复" if number <= last else "不连续"
    expected = f"{last + 1}"
    yield Hit(paragraph.location, sign, expected, quote=sign, project=part.project, words={"what": what})


@paper_check(
    "ZPJ521",
    "标题下面没有内容",
    WARNING,
    clause="列出的部分应当写内容，确实没有的写“无”",
    message="“{found}”下面没有内容，请补写",
    fix="补写内容，确实没有的写“无”",
)
def empty_sections(case: PaperCase) -> Iterator[Hit]:
    """A heading “一、” or “（一）” directly followed by its equal, or standing last, with no table under it."""
    for part in parts(case):
        tables = [table for table in case.paper.tables if table.section == part.section]
        for paragraph in part.body:
            heading = paragraph.heading
            if heading is None or heading.level > 2 or len(running_text(paragraph)) > 1:
                continue
            if _is_empty(part, heading, tables) and not _is_list(part, paragraph, tables):
                yield Hit(paragraph.location, heading.text, quote=heading.text, project=part.project)


def _is_empty(part: Part, heading: Heading, tables: list[PaperTable]) -> bool:
    below = any(each.heading is not heading and is_under(each, heading) for each in part.body)
    return not below and not any(any(each is heading for each in table.path) for table in tables)


def _is_list(part: Part, paragraph: Paragraph, tables: list[PaperTable]) -> bool:
    """Whether all “（一）” of one heading are a line each: then they are what it says."""
    above = paragraph.path[:-1]
    alike = [each.heading for each in part.body if each.heading and each.heading.level == 2 and each.path[:-1] == above]
    return bool(above) and len(alike) > 1 and all(_is_empty(part, each, tables) for each in alike)


@paper_check(
    "ZPJ522",
    "留有没有填的空位",
    ERROR,
    clause="报送的材料应当填写完整",
    message="“{found}”是没有填的空位，请补填",
    fix="补填实际的内容",
)
def placeholders(case: PaperCase) -> Iterator[Hit]:
    """{{ }}, ××, ____, （此处填写……）, 待补充, an empty date: in running text and in the tables of the report."""
    for part in parts(case):
        for paragraph in part.paragraphs:
            for found in left_over(paragraph.text):
                yield Hit(paragraph.location, found, quote=found, project=part.project)
    for table in case.paper.tables:
        for row, texts in enumerate(table.rows if not table.form else (), 1):
            for found in dict.fromkeys(found for text in texts for found in left_over(text)):
                column = next(number for number, text in enumerate(texts) if found in text)
                yield Hit(f"{table.name}!{chr(65 + min(column, 25))}{row}", found, quote=found,
                          project=case.project(table.section))  # fmt: skip


@paper_check(
    "ZPJ523",
    "段落疑似没有写完",
    WARNING,
    reference="R-46",
    clause="文字应当写完整",
    message="这一段写到“{found}”就断了，请核对是否漏了内容",
    fix="补全文字",
)
def cut_paragraphs(case: PaperCase) -> Iterator[Hit]:
    """A paragraph that ends with a comma, or with a heading run on that nothing follows."""
    for part in parts(case):
        body = part.body
        for number, paragraph in enumerate(body):
            following = body[number + 1] if number + 1 < len(body) else None
            goes_on = following is not None and following.heading is None and ordinal(following.text) is None
            if _CUT.search(paragraph.text.strip()) and len(squeezed(paragraph.text)) > 20 and not goes_on:
                tail = paragraph.text.strip()[-16:]
                yield Hit(paragraph.location, tail, quote=tail, project=part.project)
