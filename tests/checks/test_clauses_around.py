"""Cutting the clause around a place of a text."""

from __future__ import annotations

from zpj.checks.reading.clauses_around import LINE, SENTENCE, clause_around, clause_before, clause_behind, clause_start

TEXT = "全年养护45公里,合格率98%;支出30万元。群众满意"


def test_a_clause_begins_behind_the_mark_before_a_place() -> None:
    assert clause_before(TEXT, TEXT.index("98")) == "合格率"
    assert clause_before(TEXT, TEXT.index("98"), SENTENCE) == "全年养护45公里,合格率"
    assert clause_start(TEXT, 3) == 0
    assert clause_before(TEXT) == "群众满意"


def test_a_clause_ends_at_the_next_mark_or_with_the_text_or_where_told() -> None:
    assert clause_behind(TEXT, TEXT.index("98")) == "98%"
    assert clause_behind(TEXT, TEXT.index("群众")) == "群众满意"
    assert clause_behind(TEXT, 0, until=4) == "全年养护"


def test_a_clause_is_whole_on_both_sides() -> None:
    assert clause_around(TEXT, TEXT.index("30"), TEXT.index("万元")) == "支出30万元"
    assert clause_around("甲。\n乙,丙", 4, 4, LINE) == "乙,丙"
