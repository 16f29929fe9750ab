"""The lists of signs and words are looked up by their first signs."""

from __future__ import annotations

import pytest

from zpj.domain import frequencies, triples, words

LISTS = {"words": words._sections(), "frequencies": frequencies._sections(), "triples": [triples._lists()]}
SECTIONS = {f"{name} {number}": lines for name, parts in LISTS.items() for number, lines in enumerate(parts)}


@pytest.mark.parametrize("name", SECTIONS)
def test_every_line_is_found_by_its_first_sign_and_nothing_else_is(name: str) -> None:
    lines = {line[0]: line[1:] for line in SECTIONS[name].decode().split("\n") if line}
    assert list(lines) == sorted(lines)
    assert {sign: words.looked_up(SECTIONS[name], sign) for sign in lines} == lines
    assert not any(words.looked_up(SECTIONS[name], sign) for sign in ("", *"A，〇龥\uffff") if sign not in lines)


@pytest.mark.parametrize("lines", ["", "\n", "一丁", "一丁\n", "一丁\n丁一"])
def test_in_short_lists_too(lines: str) -> None:
    assert words.looked_up(lines.encode(), "一") == ("丁" if "一丁" in lines else "")
    assert words.looked_up(lines.encode(), "龥") == ""


def test_rows_of_three_are_known_by_their_first_two_signs() -> None:
    rows = {line[0]: line[1:].split(",") for line in triples._lists().decode().splitlines()}
    for first, groups in rows.items():
        assert all(triples.thirds(first, group[0]) == group[1:] for group in groups)
    assert not triples.thirds("龥", "龥")
