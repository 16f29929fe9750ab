"""The lists of signs and words are looked up by their first signs."""

from __future__ import annotations

import pytest

from zpj.domain import frequencies

SECTIONS = dict(zip(("costs", "nearly alike"), frequencies._sections(), strict=True))


@pytest.mark.parametrize("name", SECTIONS)
def test_every_line_is_found_by_its_first_sign_and_nothing_else_is(name: str) -> None:
    lines = {line[0]: line[1:] for line in SECTIONS[name].decode().split("\n") if line}
    assert list(lines) == sorted(lines)
    assert {sign: frequencies.looked_up(SECTIONS[name], sign) for sign in lines} == lines
    assert not any(frequencies.looked_up(SECTIONS[name], sign) for sign in "A，〇龥\uffff" if sign not in lines)


@pytest.mark.parametrize("lines", ["", "\n", "一丁", "一丁\n", "一丁\n丁一"])
def test_in_short_lists_too(lines: str) -> None:
    assert frequencies.looked_up(lines.encode(), "一") == ("丁" if "一丁" in lines else "")
    assert frequencies.looked_up(lines.encode(), "龥") == ""
