"""Patterns are compiled late, and every one of them can be."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import pytest

import zpj
from zpj.domain.regex import regex

_PLATFORM_ONLY = ("zpj.__main__", "zpj.cli.__main__")


def modules() -> list[Any]:
    names = [found.name for found in pkgutil.walk_packages(zpj.__path__, "zpj.")]
    return [importlib.import_module(name) for name in names if name not in _PLATFORM_ONLY]


def test_a_late_pattern_works_as_a_compiled_one() -> None:
    late, compiled = regex("(?P<a>一)|二", re.MULTILINE), re.compile("(?P<a>一)|二", re.MULTILINE)
    assert late.sub("三", "一二") == compiled.sub("三", "一二")
    assert (late.pattern, late.flags, late.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)
    assert [match["a"] for match in late.finditer("一二")] == ["一", None]


def test_a_mistake_in_a_pattern_shows_at_its_first_use() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("x")


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    late = [found for module in modules() for found in vars(module).values() if type(found).__name__ == "regex"]
    assert len(late) > 100
    for found in late:
        assert re.compile(found.pattern, found.flags).groups == found.groups
