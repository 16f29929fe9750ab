"""Patterns are compiled late, and every one of them can be."""

from __future__ import annotations

import importlib
import marshal
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import zpj
from zpj.domain import regex as regex_module
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


class Notebook(dict[Any, Any]):
    """Keeps parts of patterns as a file would: as plain values."""

    put = dict.__setitem__


@pytest.fixture
def notebook() -> Iterator[Notebook]:
    before = regex_module._keepers[:], regex_module._made[:]
    found = Notebook()
    regex_module.keep_in(found)
    yield found
    regex_module._keepers[:], regex_module._made[:] = before


def test_every_pattern_of_the_program_is_the_same_when_it_was_kept(notebook: Notebook) -> None:
    late = [found for module in modules() for found in vars(module).values() if type(found).__name__ == "regex"]
    wanted = {(found.pattern, found.flags): re.compile(found.pattern, found.flags) for found in late}
    for pattern, flags in wanted:
        regex_module.compiled(pattern, flags)
    regex_module.keep_new()
    assert notebook.keys() == {(pattern, int(flags)) for pattern, flags in wanted}
    back = marshal.loads(marshal.dumps(dict(notebook)))
    notebook.clear()
    notebook.update(back)
    for (pattern, flags), compiled in wanted.items():
        again = regex_module.compiled(pattern, flags)
        assert again == compiled
        assert (again.groups, again.groupindex, again.flags) == (compiled.groups, compiled.groupindex, compiled.flags)
    assert regex_module._made == []


def test_a_kept_pattern_finds_what_the_written_one_finds(notebook: Notebook) -> None:
    written, text = r"(?P<year>20\d\d)年(?:度)?(预算)?|(?i:abc)", "2023年度预算 2024年 ABC"
    first = regex_module.compiled(written)
    regex_module.keep_new()
    second = regex_module.compiled(written)
    assert second is not first
    assert [found.groupdict() for found in second.finditer(text)] == [
        found.groupdict() for found in first.finditer(text)
    ]
    assert second.sub(r"<\g<year>>", text) == first.sub(r"<\g<year>>", text)


def test_where_python_compiles_in_another_way_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from re import _compiler  # type: ignore[attr-defined]

    assert regex_module._parts("一二", 0) is not None
    code = _compiler._code(_compiler._parser.parse("三", 0), 0)
    with monkeypatch.context() as changed:
        changed.setattr(_compiler, "_code", lambda *_: code)
        other = regex_module._parts("一二", 0)
    with monkeypatch.context() as changed:
        changed.delattr(_compiler, "_code")
        lost = regex_module._parts("一二", 0)
    assert other is lost is None
