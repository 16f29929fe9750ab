"""Likeness is what difflib says, found without it where lengths and signs settle it."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from zpj.domain.likeness import is_like, likeness, longest_shared

_TEXTS = st.text(alphabet="项目资金绩效", max_size=12)
_LEAST = st.sampled_from([0.3, 0.5, 0.75, 0.8, 0.95])


@given(_TEXTS, _TEXTS, _LEAST)
def test_is_like_agrees_with_difflib(one: str, other: str, least: float) -> None:
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    assert is_like(one, other, least) == (ratio >= least)
    assert likeness(one, other) == ratio
    assert likeness(one, other, least) in (ratio, 0.0)


def test_the_longest_shared_piece_is_told_with_its_places() -> None:
    shared = longest_shared("城市道路维修养护", "农村道路维修")
    assert (shared.a, shared.b, shared.size) == (2, 2, 4)


def test_frequent_signs_count_in_long_texts() -> None:
    assert likeness("项" * 300 + "目", "项" * 300 + "木") > 0.99
