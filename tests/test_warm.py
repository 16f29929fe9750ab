"""A run finds the patterns of the run before it, and what fails keeps nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from zpj import kept
from zpj.domain import regex
from zpj.warm import warm

WRITTEN = "甲+(?:乙|丙){2,7}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    before = regex._keepers[:], regex._made[:]
    monkeypatch.setenv("ZPJ_CACHE", str(tmp_path))
    monkeypatch.setattr(kept, "_SHELVES", {})
    yield tmp_path
    regex._keepers[:], regex._made[:] = before


def test_the_next_run_of_a_kind_need_not_compile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with warm("trial"):
        first = regex.compiled(WRITTEN)
    assert [path.name.partition(".")[0] for path in folder.iterdir()] == ["patterns-trial"]
    kept._SHELVES.clear()
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled once more"))
    with warm("trial"):
        assert regex.compiled(WRITTEN) == first


def test_a_run_that_fails_keeps_nothing(folder: Path) -> None:
    with pytest.raises(re.error), warm("trial"):
        regex.compiled(f"{regex.compiled(WRITTEN).pattern}(")
    assert not list(folder.iterdir())
