"""`编号` in a template: the numbers of headings close up where a section is left out."""

from __future__ import annotations

from zpj.report.numbering import numbering


def test_every_look_up_gives_the_next_number_written_like_the_sample() -> None:
    numbers = numbering()
    assert [numbers["（一）"], numbers["（一）"], numbers["1、"], numbers["1、"]] == ["（一）", "（二）", "1、", "2、"]


def test_a_higher_number_starts_the_lower_ones_anew() -> None:
    numbers = numbering()
    assert [numbers["一、"], numbers["（一）"], numbers["（一）"]] == ["一、", "（一）", "（二）"]
    assert [numbers["一、"], numbers["（一）"]] == ["二、", "（一）"]
