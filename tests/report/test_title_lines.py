"""A long title breaks between words, and its text stays whole."""

from __future__ import annotations

import re

import pytest

from zpj.report.title_lines import _WIDTH, with_whole_words
from zpj.report.wordml import TITLE, paragraph, run

CHARACTER = 436


def indent(title: str) -> int:
    made = with_whole_words(paragraph(title, TITLE), TITLE)
    assert re.findall("<w:t [^>]*>([^<]*)", made) == [title]
    sides = re.findall(r'<w:ind w:left="(\d+)" w:right="(\d+)"/>', made)
    assert all(left == right for left, right in sides)
    return int(sides[0][0]) if sides else 0


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("2024年度城区道路养护（一期）", "绩效自评分析报告"),
        ("2022年度医药招采与基金监管工作经费", "绩效自评分析报告"),
        ("2022年度欺诈骗取医疗保障基金行为", "举报奖励经费绩效自评分析报告"),
        ("清河县交通运输局2024年城区道路养护", "（一期）项目支出绩效评价报告"),
    ],
)
def test_the_first_line_has_room_for_its_words_and_no_more(first: str, rest: str) -> None:
    room = (_WIDTH - 2 * indent(first + rest)) / CHARACTER
    gaps = len(re.findall("(?<=[局年])(?=2)|(?<=4)(?=年)|(?<=2)(?=年)", first)) / 4
    length = sum(1 if ord(sign) > 127 else 0.5 for sign in first) + gaps
    assert length <= room < length + 1


@pytest.mark.parametrize("title", ["2022年度项目支出绩效自评总报告", "城区道路养护（一期）项目支出绩效自评报告"])
def test_a_title_of_one_line_is_left_alone(title: str) -> None:
    assert indent(title) == 0


def test_only_titles_are_indented_and_none_that_a_bureau_indented_itself() -> None:
    long = "2024年度城区道路养护（一期）绩效自评分析报告"
    body = paragraph(long, "公文正文")
    own = f'<w:p><w:pPr><w:pStyle w:val="{TITLE}"/><w:ind w:left="9"/></w:pPr>{run(long)}</w:p>'
    assert with_whole_words(body + own, TITLE) == body + own


def test_the_indent_stands_where_word_wants_it() -> None:
    made = with_whole_words(paragraph("2024年度城区道路养护（一期）绩效自评分析报告", TITLE, "center"), TITLE)
    assert re.search('<w:ind [^>]*/><w:jc w:val="center"/></w:pPr>', made)
