"""What a template may do with a value: filters that never give more than they get, and limits on loops and output."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol, runtime_checkable

from zpj.domain.amounts import plain
from zpj.report.template_values import Missing
from zpj.report.wordml import run_text

MOST_ITERATIONS = 200_000
MOST_STEPS = 20_000_000
MOST_CHARACTERS = 20_000_000

_MISSING = object()


class NotPrintable(ValueError):
    """A value that cannot be used the way a tag uses it; its arguments are reason and remedy."""


class TooMuch(Exception):
    """A template that repeats or writes more than any report needs."""


@runtime_checkable
class Block(Protocol):
    """A value that is more than text, such as a whole table: put with `{{ 名称|表格 }}` alone in a paragraph."""

    def wordml(self, width: int, styles: Mapping[str, str]) -> str:
        """Give WordprocessingML for a text block `width` twips wide; `styles` maps style names to ids."""
        ...


class Wordml(str):
    """Text that is XML already; whatever is done with it makes it plain data again."""

    __slots__ = ()


class Budget:
    """What one rendering may still do; TooMuch where it is used up."""

    __slots__ = ("_characters", "_iterations", "_steps")

    def __init__(self) -> None:
        self._iterations, self._steps, self._characters = MOST_ITERATIONS, MOST_STEPS, MOST_CHARACTERS

    def repeat(self, times: int, tags: int = 0) -> None:
        """Count the rounds of a loop over so many tags."""
        self._iterations -= times
        self._steps -= times * (tags + 1)
        if self._iterations < 0 or self._steps < 0:
            raise TooMuch("重复的次数太多")

    def write(self, characters: int) -> None:
        """Count characters."""
        self._characters -= characters
        if self._characters < 0:
            raise TooMuch("写出的内容太多")


def printed(value: Any) -> str:
    """Give a value as the inside of a `w:t`; None prints nothing."""
    if type(value) is str:
        return run_text(value)
    if value is None:
        return ""
    if isinstance(value, Wordml):
        return value
    if isinstance(value, Missing):
        return str(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return run_text(str(value))
    raise NotPrintable("这里不是一个值", "一组数据请用 {% for … %} 逐个写出，整张表请写成 {{ 名称|表格 }}")


class Run:
    """One rendering: what it reads and has written, its budget, how it shows a value, and the line it has come to."""

    __slots__ = ("budget", "context", "line", "shown", "styles", "written")

    def __init__(
        self,
        context: Mapping[str, object],
        styles: Mapping[str, str],
        budget: Budget,
        shown: Callable[[Any], str] = printed,
    ) -> None:
        self.context, self.styles, self.budget, self.shown = context, styles, budget, shown
        self.written: list[str] = []
        self.line = 0

    def write(self, text: str) -> None:
        """Add to what is written, within the budget."""
        self.written.append(text)
        self.budget.write(len(text) + 1)


def readable(value: object, key: object) -> object:
    """Look a key up in a mapping, a list or the public fields of a dataclass; see `is_missing` where it is not."""
    if isinstance(value, Mapping):
        try:
            return value[key] if isinstance(key, str) else _MISSING
        except KeyError:
            return _MISSING
    if isinstance(key, int):
        return value[key] if isinstance(value, list | tuple) and -len(value) <= key < len(value) else _MISSING
    kind: Any = type(value)
    if key in _public_fields(kind):
        return getattr(value, str(key))
    return _MISSING


def is_missing(value: object) -> bool:
    """Whether `readable` found nothing."""
    return value is _MISSING


@lru_cache(maxsize=64)
def _public_fields(kind: Any) -> frozenset[str]:
    if not hasattr(kind, "__dataclass_fields__"):
        return frozenset()
    from dataclasses import fields

    return frozenset(found.name for found in fields(kind) if not found.name.startswith("_"))


def rows_of(value: object) -> Sequence[object]:
    """Give a list to go through; text is no list, so that no template goes through its characters."""
    if isinstance(value, Missing):
        str(value)
    if not isinstance(value, list | tuple):
        raise NotPrintable("这里不是一组数据", "for 只能用在资金、指标、章节这样的一组数据上")
    return value


def _default(_: Run, value: object, other: object = "") -> object:
    return other if isinstance(value, Missing) or value is None or value == "" else value


def _counted(run: Run, value: object) -> Sequence[object]:
    rows = rows_of(value)
    run.budget.write(len(rows))
    return rows


def _first(_: Run, value: object) -> object:
    rows = rows_of(value)
    return rows[0] if rows else None


def _last(_: Run, value: object) -> object:
    rows = rows_of(value)
    return rows[-1] if rows else None


def _length(_: Run, value: object) -> int:
    return len(value) if isinstance(value, str) else len(rows_of(value))


def _join(run: Run, value: object, between: str = "", attribute: str | None = None) -> str:
    rows = _counted(run, value)
    texts = [_plain_text(row if attribute is None else _field(row, attribute)) for row in rows]
    run.budget.write(sum(map(len, texts)) + len(str(between)) * len(texts))
    return str(between).join(texts)


def _replace(run: Run, value: object, old: str, new: str) -> str:
    text, old, new = _plain_text(value), str(old), str(new)
    if not old:
        raise NotPrintable("replace 要写明替换什么", '请写成 {{ 字段|replace("旧", "新") }}')
    run.budget.write(len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def _trim(run: Run, value: object) -> str:
    text = _plain_text(value)
    run.budget.write(len(text))
    return text.strip()


def _select(run: Run, value: object, attribute: str, wanted: object = _MISSING) -> list[object]:
    """The rows whose field equals a value; without a value, those where it is not blank."""
    rows = _counted(run, value)
    found = [(row, _field(row, attribute)) for row in rows]
    return [row for row, held in found if (bool(held) if wanted is _MISSING else held == wanted)]


def _reject(run: Run, value: object, attribute: str, wanted: object = _MISSING) -> list[object]:
    """The other rows."""
    rows = _counted(run, value)
    found = [(row, _field(row, attribute)) for row in rows]
    return [row for row, held in found if not (bool(held) if wanted is _MISSING else held == wanted)]


def _field(row: object, name: str) -> object:
    held = _MISSING if str(name).startswith("_") else readable(row, str(name))
    if held is _MISSING:
        raise NotPrintable(f"各行没有“{name}”这个字段", "请改成这组数据已有的字段")
    return held


def _plain_text(value: object) -> str:
    """A value as a clerk would read it."""
    if value is None or isinstance(value, Missing):
        return "" if value is None else str(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise NotPrintable("这里不是一个值", "一组数据请用 {% for … %} 逐个写出")


def _merged(_: Run, value: object) -> object:
    """What the cell's merging is about is known since the template was compiled."""
    return value


def _block(run: Run, value: object, width: int) -> Wordml:
    if isinstance(value, Missing):
        str(value)
    if not isinstance(value, Block):
        raise NotPrintable("这个字段不是一张表", "“表格”只能用在自评表这样的整张表上")
    return Wordml(value.wordml(width, run.styles))


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "合并": _merged,
        "表格": _block,
        "default": _default,
        "first": _first,
        "last": _last,
        "length": _length,
        "join": _join,
        "replace": _replace,
        "trim": _trim,
        "筛选": _select,
        "排除": _reject,
    }
)
TESTS = ("defined", "none")
