"""What prose speaks of which form: texts of the form, sections for its reports, paragraphs of a filed report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import BookCase, FormCase, PaperCase
from zpj.checks.reading.plain_patterns import CITED
from zpj.checks.reading.several_years import of_several_years
from zpj.checks.tie.figures import spelt
from zpj.checks.tie.names import Names
from zpj.domain.chinese_numbers import chinese_integer
from zpj.domain.paper import Paragraph
from zpj.domain.records import record
from zpj.domain.regex import regex

SENTENCE = regex("[^。;\n]+[。;]?")
_SHARED = regex("分别|均|都|各项目|两个项目|[0-9]+个项目")
_OF_SEVERAL = regex("(?<=[,;、(])(?:上述|以上|全部|这)?(?:[2-9]|1[0-9]|[两二三四五六七八九十])个项目")
_OF_ALL_FIRST = regex(
    "^(?:20[0-9]{2}年度?|[本今当]年度?|全年|[0-9、.()]+)?,?(?:上述|以上|全部|这)?(?:[2-9]|1[0-9]|[两二三四五六七八九十])个项目"
)
_BEHIND_ALL = regex("(?P<count>[0-9]+|[两二三四五六七八九十])个项目$")
_OF_ALL = regex("整体|总报告|部门|汇总")
_NAMED_YEAR = regex(r"(?<!\d)(20\d\d)年")
_LAST_YEAR = regex("上年|去年|上一年|往年")
_A_YEAR = regex("上一?年度?|去年|往年|本年|今年|当年|20[0-9]{2}年度?(?![0-9]{1,2}月)")
_THIS_YEAR = regex("[本今当]")
_COMPARED = regex("(?:[比较与同和跟]|相较于?|对比)$")
_COMPARISON = regex("[,。;、:(]|相比|比较|提高|提升|增加|增长|上升|下降|降低|减少|持平")
_OF_A_THING = regex(r"[一-鿿]{2}[0-9]+(?:[.][0-9]+)?[万亿]?(?![元年月日号%万亿])[一-鿿]{1,3},(?:共|合计|实际|已)*$")
PARTIAL = regex("其中|分别|[春秋]季|学期|子项目|分项|各项目|一期|二期|上半年|季度|截至(?:[0-9]+年)?[1-9]月|截至1[01]月")
"""Words that make a figure one of a part or of some months."""
FROM = regex("[由从](?:原来?的?|上年的?)?$")
"""Before a figure that something was, and is no more: 由20分钟缩短至8分钟."""
_TELLS_KIND = regex("目标|完成|实施|产出|效益|成效|成果|分析")
"""Headings that say whether goals or results stand below; the deepest such heading does."""


@record
class Passage:
    """A text about one form. `offset` is where it begins in its paragraph's spelt text.

    `planned` is true where it tells of goals: what is written there is no result.
    """

    form: FormCase
    location: str
    text: str
    offset: int = 0
    index: int = -1
    planned: bool = False


def elsewhere(passage: Passage, before: str) -> bool:
    """Whether what stands before a figure in its sentence ties it to another year than the form's."""
    year = passage.form.evaluation.text("year")
    years = _NAMED_YEAR.findall(before)
    other = bool(years) and re.fullmatch(r"\d{4}", year) is not None and years[-1] != year
    other = other and years[-1] not in passage.form.project
    return other or _LAST_YEAR.search(before) is not None or of_several_years(before)


def of_a_thing(before: str) -> bool:
    """Whether what stands before an amount spent is the one thing it was spent on: 更新图书15800册."""
    return _OF_A_THING.search(before) is not None


def of_last_year(passage: Passage, before: str) -> bool:
    """Whether a figure is one of an earlier year, by the last year named before it in its sentence.

    “上年自评得…”, “较上年自评得…” are; “较上年提高2分，自评得…”, “上年…，本年自评得…” are not.
    """
    before = CITED.sub("", before)
    year = next(reversed(list(_A_YEAR.finditer(before))), None)
    if year is None or _THIS_YEAR.match(year.group()):
        return False
    own = passage.form.evaluation.text("year")
    if year.group().startswith("20") and not (own.isdecimal() and int(year.group()[:4]) < int(own)):
        return False
    return not (_COMPARED.search(before[: year.start()]) and _COMPARISON.search(before[year.end() :]))


def sentences_of(passage: Passage) -> tuple[tuple[int, str], ...]:
    """The sentences of a passage in one spelling, each with where it begins."""
    return _sentences(spelt(passage.text))


@lru_cache(maxsize=1024)
def _sentences(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((match.start(), match.group()) for match in SENTENCE.finditer(text))


_A_PROJECT = regex("(?:^|(?<=[,;、。]))[^,;。:、0-9]{4,30}?项目")


@lru_cache(maxsize=4)
def passages(case: BookCase) -> tuple[Passage, ...]:
    """All prose of a workbook that belongs to a form: goal, analysis, and the sections of its reports."""
    return tuple(_passages(case))


def _passages(case: BookCase) -> Iterator[Passage]:
    for form in case.forms:
        goal = form.evaluation.goal
        for entry in (goal.expected, goal.achieved, *form.evaluation.analysis.values()):
            if entry is not None:
                yield Passage(form, entry.location, entry.text, planned=entry is goal.expected)
    for section in case.book.sections:
        owner = _owner(case, section.project, section.report)
        if owner:
            yield Passage(owner, section.location, section.text, planned=_is_plan(section.title))


def _owner(case: BookCase, project: str, report: str) -> FormCase | None:
    """The form a section speaks of: its project, or the one its report's title names (the longest name)."""
    if project:
        return next((form for form in case.forms if project in (form.project, form.evaluation.location)), None)
    named = [form for form in case.forms if len(form.project) > 3 and form.project in report]
    return max(named, key=lambda form: len(form.project), default=None)


def in_paper(case: PaperCase, paragraphs: Sequence[Paragraph], *, else_of_unit: bool = False) -> Iterator[Passage]:
    """Paragraphs of a filed report, each piece with the form it speaks of; what speaks of none is left out.

    With `else_of_unit`, what names no project in the report of a whole unit speaks of the unit's own form.
    """
    names = Names(case.forms)
    owners: dict[int, FormCase | None] = {}
    for paragraph in paragraphs if case.forms else ():
        if paragraph.section not in owners:
            of_unit = form_of_unit(case, paragraph.section) if else_of_unit else None
            owners[paragraph.section] = _of_section(case, names, paragraph.section) or of_unit
        default = _of_headings(paragraph, names) or owners[paragraph.section]
        yield from _pieces(paragraph, default, names)


def form_at(pieces: Sequence[Passage], index: int, place: int) -> FormCase | None:
    """The form that is spoken of at a place of a paragraph."""
    own = (each for each in pieces if each.index == index and each.offset <= place < each.offset + len(each.text))
    return next((each.form for each in own), None)


def _of_section(case: PaperCase, names: Names, section: int) -> FormCase | None:
    titles = spelt("".join(line.text for line in case.paper.titles if line.section == section))
    named = [form for _, form in names.found(titles)]
    if named:
        return max(named, key=lambda form: len(form.project))
    if len(case.forms) > 1:
        return case.titled(section)
    return case.forms[0] if not _OF_ALL.search(titles) else None


def form_of_unit(case: PaperCase, section: int) -> FormCase | None:
    """The one form without a project's name among several, for a section that is titled as the whole unit's."""
    titles = "".join(line.text for line in case.paper.titles if line.section == section)
    whole = [form for form in case.forms if not form.evaluation.text("project_name")] if "整体" in titles else []
    return whole[0] if len(whole) == 1 < len(case.forms) else None


def _of_headings(paragraph: Paragraph, names: Names) -> FormCase | None:
    """The project the deepest heading names."""
    for heading in reversed(paragraph.path):
        named = names.found(spelt(heading.text))
        if named:
            return named[0][1]
    own = (names.alike(spelt(heading.title)) for heading in reversed(paragraph.path))
    return next((form for form in own if form is not None), None) if len(names.forms) > 1 else None


@lru_cache(maxsize=4)
def _names_in(case: PaperCase) -> Names:
    return Names(case.forms)


def project_of_headings(case: PaperCase, paragraph: Paragraph) -> str:
    """The project of several that a heading above a paragraph names, "" where none does."""
    owner = _of_headings(paragraph, _names_in(case)) if len(case.forms) > 1 and paragraph.path else None
    return owner.project if owner else ""


def _pieces(paragraph: Paragraph, form: FormCase | None, names: Names) -> Iterator[Passage]:
    text, owner, start = spelt(paragraph.text), form, 0
    for sentence in SENTENCE.finditer(text):
        for position, spoken in _owners(sentence.group(), owner, names):
            begin = sentence.start() + position
            if spoken is not owner:
                yield from _piece(paragraph, owner, text, start, begin)
                owner, start = spoken, begin
    yield from _piece(paragraph, owner, text, start, len(text))


def _owners(sentence: str, owner: FormCase | None, names: Names) -> Iterator[tuple[int, FormCase | None]]:
    """Where in a sentence another form begins to be spoken of; None where it speaks of several at once."""
    found = names.found(sentence)
    several = len({id(form) for _, form in found}) > 1
    if several and _SHARED.search(sentence):
        yield 0, None
    elif several:
        yield from ((position if number else 0, form) for number, (position, form) in enumerate(found))
    elif not found and len(names.forms) > 1 and _of_all_forms(sentence, len(names.forms)):
        yield 0, None
    elif found and len(names.forms) > 1 and (first := _OF_ALL_FIRST.search(sentence)):
        yield 0, None
        if "其中" in sentence[first.end() : found[0][0]]:
            yield found[0]
    elif found:
        yield 0, found[0][1]
        yield from _of_all_behind(sentence, found[0][0], names)
        yield from _of_like_names(sentence, found[0][0], found[0][1], names)
    else:
        yield from _of_like_names(sentence, 0, owner, names)


def _of_all_forms(sentence: str, forms: int) -> bool:
    """Whether a sentence begins with as many projects as there are forms: “3个项目全年预算合计……”."""
    match = _OF_ALL_FIRST.search(sentence)
    number = _BEHIND_ALL.search(match.group()) if match else None
    count = number["count"] if number else ""
    return bool(count) and (int(count) if count.isdecimal() else chinese_integer(count)) == forms


def speaks_of_all(sentence: str) -> bool:
    """Whether a sentence begins with several projects together: “2023年3个项目预算合计……”."""
    return _OF_ALL_FIRST.search(sentence) is not None


def _of_all_behind(sentence: str, start: int, names: Names) -> Iterator[tuple[int, FormCase | None]]:
    """Where, behind the one project a sentence names, it turns to all of them: “……，3个项目全年预算合计714万元”."""
    match = _OF_SEVERAL.search(sentence, start) if len(names.forms) > 1 else None
    if match:
        yield match.start(), None


def _of_like_names(
    sentence: str, start: int, owner: FormCase | None, names: Names
) -> Iterator[tuple[int, FormCase | None]]:
    """Where a sentence turns to a project that all but has the name of another form than its owner's: to none of them.

    Which of the two names is wrong is told by others.
    """
    for match in _A_PROJECT.finditer(sentence, start) if len(names.forms) > 1 and "项目" in sentence else ():
        if names.alike(match.group()) not in (None, owner):
            yield match.start(), None


def _piece(paragraph: Paragraph, form: FormCase | None, text: str, start: int, end: int) -> Iterator[Passage]:
    if form is not None and end > start:
        telling = (heading.title for heading in reversed(paragraph.path) if _TELLS_KIND.search(heading.title))
        planned = _is_plan(next(telling, ""))
        yield Passage(form, paragraph.location, text[start:end], start, paragraph.index, planned)


def _is_plan(title: str) -> bool:
    """Whether a section tells of goals and not of what came of them."""
    last = title.rpartition("／")[2]
    return "目标" in last and "完成" not in last and "实现" not in last
