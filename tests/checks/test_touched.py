"""Rules that read one paragraph alone look at the changed ones only, and find in halves what they find in the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers.published import PUBLISHED, build_paper
from zpj.app.reading import read_workbook
from zpj.checks.case import PaperCase, book_case, paper_case
from zpj.checks.run import _paper_finders
from zpj.checks.touched import BY_THE_PARAGRAPH, read_by, touched
from zpj.domain.paper import Heading, Paper, Paragraph
from zpj.domain.records import replace

_HEADING = Heading(1, 1, "一、概况", "一、概况")
_LINES = (
    Paragraph(0, "某项目自评报告", is_title=True),
    Paragraph(1, "一、概况", (_HEADING,), heading=_HEADING),
    Paragraph(2, "共培训20人。", (_HEADING,), 2),
    Paragraph(3, "满意度95%。", (_HEADING,), 3),
)


def _case(*lines: Paragraph) -> PaperCase:
    return PaperCase(Paper("报告.docx", lines), origin=Paper("表.xlsx", _LINES))


def test_only_changed_paragraphs_are_left_beside_titles() -> None:
    changed = replace(_LINES[3], text="满意度59%。")
    left = touched(_case(*_LINES[:3], changed)).paper.paragraphs
    assert left == (_LINES[0], changed)


def test_a_paragraph_under_another_heading_is_a_changed_one() -> None:
    moved = replace(_LINES[3], path=(replace(_HEADING, title="二、成效"),))
    assert moved in touched(_case(*_LINES[:3], moved)).paper.paragraphs


def test_a_report_without_an_origin_and_the_origin_itself_are_read_whole() -> None:
    alone = PaperCase(Paper("报告.docx", _LINES))
    origin = _case(*_LINES)
    assert touched(alone) is alone
    assert (own := replace(origin, paper=origin.origin)) is touched(own)


def test_what_is_marked_is_one_of_a_rule() -> None:
    assert {find for _, find in _paper_finders()} >= BY_THE_PARAGRAPH


@pytest.mark.parametrize("name", PUBLISHED)
def test_halves_of_a_paper_give_what_the_whole_gives(name: str, tmp_path: Path) -> None:
    build_paper(name, tmp_path / "报告.docx")
    case = paper_case(book_case(read_workbook(tmp_path / "报告.docx")))
    assert case
    fixed = [line.is_title or line.heading is not None for line in case.paper.paragraphs]
    halves = []
    for half in (0, 1):
        lines = tuple(line for number, line in enumerate(case.paper.paragraphs) if fixed[number] or number % 2 == half)
        halves.append(replace(case, paper=replace(case.paper, paragraphs=lines)))
    probe = _case(*_LINES[:3])
    for _, find in _paper_finders():
        if read_by(find, probe) is not probe:
            told = [{(hit.location, hit.found, hit.quote) for hit in find(each)} for each in (case, *halves)]
            assert told[0] == told[1] | told[2], find
