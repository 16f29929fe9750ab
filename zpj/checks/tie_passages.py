"""What prose speaks of which form: texts of the form, sections for its reports, paragraphs of a filed report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zpj.checks.case import BookCase, FormCase, PaperCase
from zpj.checks.tie_figures import spelt
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex
from zpj.domain.wording import normalise

_YEAR = regex("20[0-9]{2}年度?")
_SENTENCE = regex("[^。;\n]+[。;]?")
_SHARED = regex("分别|均|都|各项目|两个项目|[0-9]+个项目")
_OF_ALL = regex("整体|总报告|部门|汇总")
_NAMED_YEAR = regex(r"(?<!\d)(20\d\d)年")
_LAST_YEAR = regex("上年|去年|上一年|往年")
PARTIAL = regex("其中|分别|子项目|分项|各项目|一期|二期|上半年|季度|截至(?:[0-9]+年)?[1-9]月|截至1[01]月")
"""Words that make a figure one of a part or of some months."""
_LEAST_NAME = 4


@dataclass(frozen=True, slots=True)
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
    return other or _LAST_YEAR.search(before) is not None


def sentences_of(passage: Passage) -> Iterator[tuple[int, str]]:
    """The sentences of a passage in one spelling, each with where it begins."""
    for match in _SENTENCE.finditer(spelt(passage.text)):
        yield match.start(), match.group()


def passages(case: BookCase) -> Iterator[Passage]:
    """All prose of a workbook that belongs to a form: goal, analysis, and the sections of its reports."""
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


class Names:
    """The project names of some forms, found in a text whatever the year and the closing 项目."""

    def __init__(self, forms: Sequence[FormCase]) -> None:
        bare = {bare_name(form.project): form for form in reversed(forms)}
        self.forms = {name: form for name, form in bare.items() if len(name) >= _LEAST_NAME}
        words = "|".join(re.escape(name) for name in sorted(self.forms, key=len, reverse=True))
        self._pattern = regex(words) if words else None

    def found(self, text: str) -> list[tuple[int, FormCase]]:
        """Where a spelt text names a project, in order."""
        if self._pattern is None:
            return []
        return [(match.start(), self.forms[match.group()]) for match in self._pattern.finditer(text)]


def bare_name(name: str) -> str:
    """A project's name in one spelling, without year and the closing 项目."""
    return re.sub("项目$", "", _YEAR.sub("", normalise(name)))


def in_paper(case: PaperCase, paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    """Paragraphs of a filed report, each piece with the form it speaks of; what speaks of none is left out."""
    names = Names(case.forms)
    owners: dict[int, FormCase | None] = {}
    for paragraph in paragraphs if case.forms else ():
        if paragraph.section not in owners:
            owners[paragraph.section] = _of_section(case, names, paragraph.section)
        default = _of_headings(paragraph, names) or owners[paragraph.section]
        yield from _pieces(paragraph, default, names)


def _of_section(case: PaperCase, names: Names, section: int) -> FormCase | None:
    titles = spelt("".join(line.text for line in case.paper.titles if line.section == section))
    named = [form for _, form in names.found(titles)]
    if named:
        return max(named, key=lambda form: len(form.project))
    return case.forms[0] if len(case.forms) == 1 and not _OF_ALL.search(titles) else None


def _of_headings(paragraph: Paragraph, names: Names) -> FormCase | None:
    """The project the deepest heading names."""
    for heading in reversed(paragraph.path):
        named = names.found(spelt(heading.text))
        if named:
            return named[0][1]
    return None


def _pieces(paragraph: Paragraph, form: FormCase | None, names: Names) -> Iterator[Passage]:
    text, owner, start = spelt(paragraph.text), form, 0
    for sentence in _SENTENCE.finditer(text):
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
    elif found:
        yield 0, found[0][1]


def _piece(paragraph: Paragraph, form: FormCase | None, text: str, start: int, end: int) -> Iterator[Passage]:
    if form is not None and end > start:
        planned = any(_is_plan(heading.title) for heading in paragraph.path[-1:])
        yield Passage(form, paragraph.location, text[start:end], start, paragraph.index, planned)


def _is_plan(title: str) -> bool:
    """Whether a section tells of goals and not of what came of them."""
    last = title.rpartition("／")[2]
    return "目标" in last and "完成" not in last and "实现" not in last
