"""Over a filed report: numbers of headings and lists, headings with nothing under them, places left to fill."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.counted_points import NUMERALS, decimals, inside, points
from zpj.checks.reading.placeholders import left_over
from zpj.checks.reading.text import Part, is_under, parts, running_text, squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.domain.ordinals import Ordinal, ordinal
from zpj.domain.paper import Heading, PaperTable, Paragraph
from zpj.domain.records import changeable, field
from zpj.domain.regex import regex

_ALONE = regex("[^。；，：,;:0-9]{4,24}")
_LAST_WORD, _SHORT_LINE, _SKIPPED, _NEAR, _MEASURE = 2, 30, 2, 3, 14
_ADVICE = regex("措施|建议|打算|下一步|改进")
_ATTACHED = regex("^(?:[一二三四五六七八九十]+、)?附[件表录]")
_LISTED = regex("^(?:附[件表录]|备?注|[\u4e00-\u9fff]{0,4}说明)[:：](?=1[.、])")
"""The head of attachments or notes, and the line that begins the list of them."""


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
        yield from decimals(part)
        yield from points(part)
        counter = _Counter()
        captions = {squeezed(table.caption) for table in case.paper.tables if table.section == part.section}
        for place, paragraph in enumerate(part.body):
            first = ordinal(_LISTED.sub("", text)) if _LISTED.match(text := squeezed(paragraph.text)) else None
            if first:
                counter.lists.setdefault((first.level, first.mark), []).append(1)
            found = ordinal(paragraph.text)
            heading = paragraph.heading
            lower = counter.last.get(2, 0) + 1  # “三、” between （二） and （四）
            if heading and heading.level == 1 and heading.number == lower > 1 and _next_of(part, place, 2) == lower + 1:
                counter.last[2], shown = lower, f"{_printed(2, lower)}{heading.title}"
                yield Hit(paragraph.location, heading.text, shown, quote=heading.text, project=part.project,
                          words={"what": "用错了级别"})  # fmt: skip
            elif heading and heading.level <= 2:
                yield from _of_heading(part, place, heading, counter)
                counter.reset_below(heading.level)
            elif found and found.level in (1, 2):
                yield from _of_point(part, paragraph, found, counter)
            elif found and found.level > 2:
                counter.reset_below(found.level)
                yield from _of_list(part, place, (found.level, found.mark), found.number, counter)
            elif squeezed(paragraph.text) not in captions:
                yield from _without_number(part, place, counter)
            yield from inside(part, paragraph)


def _of_heading(part: Part, place: int, heading: Heading, counter: _Counter) -> Iterator[Hit]:
    paragraph, level, last = part.body[place], heading.level, counter.last.get(heading.level, 0)
    expected, follows = last + 1, heading.number in (last + 1, counter.right.get(level, last) + 1)
    counter.last[level] = heading.number or expected
    what = ""
    if heading.number is None:
        alone = _ATTACHED.match(squeezed(heading.text))
        what = "缺失" if not alone and _numbered(part, paragraph, level) else ""
    elif not follows and (heading.number == last or (heading.number == 1 and last and (
        level > 1 or _next_of(part, place, level) == last + 2))):  # fmt: skip
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


def _next_of(part: Part, place: int, level: int) -> int:
    """The next number of a level after a line, before a higher one; 0 where there is none."""
    for line in part.body[place + 1 :]:
        found = ordinal(line.text)
        if found and found.level <= level:
            return found.number if found.level == level else 0
    return 0


def _is_again(part: Part, place: int, last: int) -> bool:
    """Whether a 1 is no new list: the count goes on after it, it ends a list, or heads a section like the one before.

    Two headings 1. with text between that end alike (产出指标完成情况, 效益指标完成情况) are one count.
    """
    line, before, found = part.body[place], part.body[place - 1], ordinal(part.body[place].text)
    following = _next_of(part, place, found.level) if found else 0
    if following == last + 2:
        return True
    above = ordinal(before.text)
    if found and above and (above.level, above.mark, above.number) == (found.level, found.mark, last):
        return last > 1 and not following and (line.heading is None or line.text.strip()[-1] in "。；")
    level = line.heading.level if line.heading else 0
    kin = [each for each in _numbered(part, line, level) if each.index < line.index]
    return last == 1 and bool(kin) and kin[-1] is not before and _ends_alike(kin[-1], line)


def _without_number(part: Part, place: int, counter: _Counter) -> Iterator[Hit]:
    """“满意度情况” after “2.效益情况”: a heading by its style, or a line that ends alike or fills a gap."""
    line, heading = part.body[place], part.body[place].heading
    if heading is None and not (line.path and _ALONE.fullmatch(line.text.strip())):
        return
    for level in [heading.level] if heading else [each.level for each in reversed(line.path) if each.level > 1]:
        kin = [each for each in _numbered(part, line, level) if each.index < line.index]
        last = kin[-1].heading if kin else None
        if not last or not last.number:
            continue
        short = max((len(each.text.strip()) for each in kin), default=0) <= _SHORT_LINE
        alike = len(kin) > 1 and short and any(_ends_alike(each, line) for each in kin)
        if heading or alike or _next_of(part, place, level) == last.number + 2:
            for key, runs in counter.lists.items():
                runs[-1] += key[0] == level
            counter.last[level] = counter.right[level] = last.number + 1
            sign = line.text.strip()[:20]
            yield Hit(line.location, sign, _printed(level, last.number + 1), quote=sign, project=part.project,
                      words={"what": "缺失"})  # fmt: skip
            return


def _ends_alike(one: Paragraph, other: Paragraph) -> bool:
    """Whether two headings that stand alone end with the same word."""
    own, told = one.text.strip(), other.text.strip()
    return own != told and own[-_LAST_WORD:] == told[-_LAST_WORD:] and max(len(own), len(told)) <= _SHORT_LINE


def _numbered(part: Part, line: Paragraph, level: int) -> list[Paragraph]:
    """The numbered headings of a level under the same heading as a line."""
    above = _above(line, level)
    return [
        each
        for each in part.body
        if each.heading and each.heading.level == level and each.heading.number and _above(each, level) == above
    ]


def _above(line: Paragraph, level: int) -> list[Heading]:
    return [each for each in line.path if each.level < level]


def _printed(level: int, number: int) -> str:
    if level > 2 or number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    numeral = ("" if not tens else "十" if tens == 1 else f"{NUMERALS[tens]}十") + (NUMERALS[ones] if ones else "")
    return {0: f"第{numeral}部分 ", 1: f"{numeral}、", 2: f"（{numeral}）"}[level]


def _of_list(part: Part, place: int, key: tuple[int, str], number: int, counter: _Counter) -> Iterator[Hit]:
    """A list may stand inside another that counts alike: any open one may go on; after a slip, as if there was none."""
    paragraph, runs = part.body[place], counter.lists.setdefault(key, [])
    for position in range(len(runs) - 1, -1, -1):
        if runs[position] + 1 == number:
            runs[position] = number
            del runs[position + 1 :]
            return
    if not runs or (number == 1 and not _is_again(part, place, runs[-1])):
        runs.append(number)
        return
    if number == runs[-1] + _SKIPPED and _begins_with_a_figure(part, place, runs[-1] + 1):
        runs[-1] = number
        return
    last, runs[-1] = runs[-1], runs[-1] + 1
    runs.append(number)
    sign = paragraph.text.strip()[:20]
    what = "重复" if number <= last else "不连续"
    expected = f"{last + 1}"
    yield Hit(paragraph.location, sign, expected, quote=sign, project=part.project, words={"what": what})


def _begins_with_a_figure(part: Part, place: int, number: int) -> bool:
    """Whether a line right before is the one of a number, followed by a figure: “2.3个乡镇……” reads like 2.3."""
    marks = tuple(f"{number}{stop}" for stop in ".．")
    near = (line.text.strip() for line in part.body[max(0, place - _NEAR) : place])
    return any(text.startswith(marks) and text[len(marks[0])].isdigit() for text in near if len(text) > len(marks[0]))


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
            if _ATTACHED.match(squeezed(heading.text)) or _is_whole(paragraph, heading):
                continue
            if not _is_empty(part, heading, tables) or _is_list(part, paragraph, tables):
                continue
            if not _has_form(case, paragraph):
                yield Hit(paragraph.location, heading.text, quote=heading.text, project=part.project)


def _is_whole(paragraph: Paragraph, heading: Heading) -> bool:
    """Whether a heading of the second level is a measure in so many words: （二）2024年6月底前印发管理办法."""
    above = "".join(each.title for each in paragraph.path[:-1])
    return heading.level > 1 and len(squeezed(heading.title)) >= _MEASURE and bool(_ADVICE.search(above))


def _has_form(case: PaperCase, paragraph: Paragraph) -> bool:
    """Whether a form with a title of its own stands right under a heading: its report goes on behind it."""
    behind = iter(case.paper.paragraphs)
    next((line for line in behind if line is paragraph), None)
    following = next(behind, None)
    apart = following is not None and following.section != paragraph.section
    return apart and any(line.section == paragraph.section for line in behind)


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
                yield Hit(table.cell(row, column + 1), found, quote=found,
                          project=case.project(table.section))  # fmt: skip
