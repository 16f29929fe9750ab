"""The workbooks print: A4, one page wide, each form sheet on the pages it should take."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from office_cases import BLANKS, FORM, SAMPLE
from office_session import Office

from zpj.app.scored_copy import write_scored_copy

PORTRAIT, LANDSCAPE = (595, 842), (842, 595)
FORM_SHEETS = 5


def page_sizes(pdf: Path) -> list[tuple[int, int]]:
    """Width and height of every page in points."""
    boxes = re.findall(rb"/Type\s*/Page\b[^>]*/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", pdf.read_bytes())
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def test_the_blank_mof_form_prints_on_one_portrait_page(office: Office, tmp_path: Path) -> None:
    with office.book(BLANKS["mof"]) as book:
        assert page_sizes(book.pdf(tmp_path / "表.pdf", FORM)) == [PORTRAIT]


def test_the_blank_shanxi_form_prints_form_and_analysis_on_two_landscape_pages(office: Office, tmp_path: Path) -> None:
    with office.book(BLANKS["shanxi"]) as book:
        assert page_sizes(book.pdf(tmp_path / "表.pdf", FORM)) == [LANDSCAPE, LANDSCAPE]


def test_every_form_of_the_sample_prints_on_two_pages(office: Office, tmp_path: Path) -> None:
    with office.book(SAMPLE) as book:
        for number, sheet in enumerate(book.sheets()[:FORM_SHEETS]):
            assert page_sizes(book.pdf(tmp_path / f"{number}.pdf", sheet)) == [LANDSCAPE, LANDSCAPE]


@pytest.mark.parametrize("form", BLANKS)
def test_every_further_sheet_prints_on_one_page_and_report_material_on_few(
    office: Office, tmp_path: Path, form: str
) -> None:
    with office.book(BLANKS[form]) as book:
        for sheet in book.sheets()[1:]:
            sizes = page_sizes(book.pdf(tmp_path / f"{sheet}.pdf", sheet))
            assert set(sizes) in ({PORTRAIT}, {LANDSCAPE})
            assert len(sizes) <= (3 if sheet == "报告素材" else 1)


@pytest.mark.parametrize("scored", [False, True], ids=["sample", "scored_copy"])
def test_the_whole_sample_prints_on_a4(office: Office, tmp_path: Path, scored: bool) -> None:
    path = write_scored_copy(SAMPLE, tmp_path / "计分.xlsx", None, force=False).path if scored else SAMPLE
    with office.book(path) as book:
        sizes = page_sizes(book.pdf(tmp_path / "全部.pdf"))
    assert set(sizes) == {PORTRAIT, LANDSCAPE}
    assert 2 * FORM_SHEETS < len(sizes) < 40
