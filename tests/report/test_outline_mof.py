"""朝阳's 项目支出绩效自评报告: the published outline with its numbers repaired, every text in its section."""

from __future__ import annotations

import pytest

from tests.report.published_reports import FIGURE, parts, produced, source, styled_headings

SOURCE = source("chaoyang_2023")
HEADINGS = [heading["text"] for heading in SOURCE["heading"]]
RUN_IN = {heading["text"] for heading in SOURCE["heading"] if heading.get("run_in")}
REPORT = produced("chaoyang_2023")[0]
SUM = next((text for text in REPORT.texts if "合计" in text), "no sum")


def heading_of(title: str) -> int:
    """The place of a section's heading among the repaired ones."""
    return next(
        number for number, heading in enumerate(SOURCE["heading"]) if title in (heading["text"], heading["published"])
    )


def test_there_is_one_report_under_its_published_title() -> None:
    assert [report.title for report in produced("chaoyang_2023")] == [SOURCE["report_title"]]
    assert REPORT.texts[0] == SOURCE["report_title"]


def test_the_headings_are_the_published_ones_in_their_order() -> None:
    assert len(parts(REPORT, HEADINGS)) == len(HEADINGS) == 35
    assert [text for text in REPORT.texts if text in HEADINGS] == [text for text in HEADINGS if text not in RUN_IN]


def test_numbered_headings_stand_in_heading_styles() -> None:
    lead_ins = [text for text in HEADINGS if text.endswith("方面：") or text == "3.评价范围："]
    assert styled_headings(REPORT) == [text for text in HEADINGS if text not in RUN_IN and text not in lead_ins]


@pytest.mark.parametrize("section", SOURCE["section"], ids=lambda section: str(section["title"]))
def test_a_section_says_what_was_published_and_nothing_else(section: dict[str, str]) -> None:
    published = section["text"].split("\n")
    if section["title"] == "引言":
        assert REPORT.texts[2:3] == published
        return
    text = parts(REPORT, HEADINGS)[heading_of(section["title"])]
    assert text.strip().removesuffix(SUM).strip().split("\n") == published


def test_the_sum_the_published_paper_forgot_follows_the_sub_projects() -> None:
    assert parts(REPORT, HEADINGS)[HEADINGS.index("3、购取号机")].endswith(SUM)
    assert all(figure in SUM for figure in ("15.36万元", "55.3万元", "3.34万元", "合计74万元"))


def test_every_figure_of_the_paper_is_in_the_report() -> None:
    whole = "\n".join(REPORT.texts)
    assert {fact["value"] for fact in SOURCE["report_facts"].values() if fact["value"] not in whole} == set()
    figures = [figure for section in SOURCE["section"] for figure in FIGURE.findall(section["text"])]
    assert len(figures) > 50
    assert {figure for figure in figures if figure not in whole} == set()


def test_nothing_is_missing_and_nothing_of_the_machinery_shows() -> None:
    assert REPORT.missing == ()
    whole = "\n".join(REPORT.texts)
    assert not [trace for trace in ("{{", "{%", "None", "nan", "待补") if trace in whole]
