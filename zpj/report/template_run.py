"""Runs the program of a template (`template_program`): every step becomes a function once, to be called many times.

A look-up reaches mappings, lists and public fields, and nothing else; names a loop or `set` gives end with their loop.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from zpj.report.template_filters import FILTERS, Run, is_missing, readable, rows_of
from zpj.report.template_values import LEFT_OUT, LOOP_FIELDS, Loop, Missing

Names = dict[str, Any]
Step = Callable[[Run, Names], None]
Value = Callable[[Run, Names], Any]

_ABSENT = object()
_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = MappingProxyType({
    "eq": operator.eq, "ne": operator.ne, "gt": operator.gt, "gteq": operator.ge, "lt": operator.lt,
    "lteq": operator.le, "in": lambda left, right: left in right, "notin": lambda left, right: left not in right,
})  # fmt: skip


def steps(program: Sequence[Sequence[Any]]) -> Step:
    """Make a program ready to be run."""
    made = [_MAKERS[kind](*rest) for kind, *rest in program]
    if len(made) == 1:
        return made[0]

    def run_all(run: Run, names: Names) -> None:
        for step in made:
            step(run, names)

    return run_all


def _text(text: str) -> Step:
    return lambda run, names: run.write(text)


def _print(line: int, written: Sequence[Any]) -> Step:
    value = _value(*written)

    def step(run: Run, names: Names) -> None:
        run.line = line
        run.write(run.shown(value(run, names)))

    return step


def _set(line: int, name: str, written: Sequence[Any]) -> Step:
    value = _value(*written)

    def step(run: Run, names: Names) -> None:
        run.line = line
        names[name] = value(run, names)

    return step


def _if(branches: Sequence[Any], otherwise: Sequence[Any]) -> Step:
    made = [(line, _value(*condition), steps(body)) for line, condition, body in branches]
    other = steps(otherwise)

    def step(run: Run, names: Names) -> None:
        for line, condition, body in made:
            run.line = line
            if condition(run, names):
                body(run, names)
                return
        other(run, names)

    return step


def _for(line: int, name: str, source: Any, test: Any, body: Any, otherwise: Any, effort: int, sets: bool) -> Step:
    rows_value, inside, other = _value(*source), steps(body), steps(otherwise)
    condition = _value(*test) if test else None

    def rows_left(run: Run, names: Names) -> Sequence[object]:
        run.line = line
        rows = rows_of(rows_value(run, names))
        run.budget.repeat(len(rows), effort)
        return rows if condition is None else [row for row in rows if condition(run, {**names, name: row})]

    def step(run: Run, names: Names) -> None:
        rows = rows_left(run, names)
        loop = Loop(rows)
        inner = {**names, "loop": loop}
        for number, row in enumerate(rows):
            loop.index0 = number
            if sets:
                inner = {**names, "loop": loop}
            inner[name] = row
            inside(run, inner)
        if not rows:
            other(run, {**names})

    return step


_MAKERS: Mapping[str, Callable[..., Step]] = MappingProxyType(
    {"text": _text, "print": _print, "set": _set, "if": _if, "for": _for}
)


def _value(kind: str, *rest: Any) -> Value:
    return _VALUES[kind](*rest)


def _constant(value: Any) -> Value:
    return lambda run, names: value


def _name(name: str) -> Value:
    def value(run: Run, names: Names) -> Any:
        found = names.get(name, _ABSENT)
        return Missing(name, run.context) if found is _ABSENT else found

    return value


def _field(written: Sequence[Any], name: str) -> Value:
    holder = _value(*written)

    def value(run: Run, names: Names) -> Any:
        held = holder(run, names)
        if type(held) is Loop and name in LOOP_FIELDS:
            return getattr(held, name)
        return _looked_up(held, name)

    return value


def _item(written: Sequence[Any], key: str | int) -> Value:
    holder = _value(*written)
    return lambda run, names: _looked_up(holder(run, names), key)


def _looked_up(holder: Any, key: str | int) -> Any:
    if type(holder) is dict and key in holder and type(key) is str:
        return holder[key]
    if isinstance(holder, Missing):
        str(holder)
    found = readable(holder, key)
    return Missing(str(key), holder) if is_missing(found) else found


def _filter(name: str, written: Sequence[Any], arguments: Sequence[Any], named: Sequence[Any]) -> Value:
    call, value = FILTERS[name], _value(*written)
    others = [_value(*one) for one in arguments]
    options = {key: _value(*one) for key, one in named}

    def filtered(run: Run, names: Names) -> Any:
        given = [one(run, names) for one in (value, *others)]
        return call(run, *given, **{key: one(run, names) for key, one in options.items()})

    return filtered


def _compare(written: Sequence[Any], parts: Sequence[Any]) -> Value:
    first = _value(*written)
    compared = [(_OPERATORS[name], _value(*one)) for name, one in parts]

    def value(run: Run, names: Names) -> Any:
        left, found = first(run, names), None
        for compare, one in compared:
            right = one(run, names)
            found = compare(left, right)
            if not found:
                break
            left = right
        return found

    return value


def _and(left: Sequence[Any], right: Sequence[Any]) -> Value:
    one, other = _value(*left), _value(*right)
    return lambda run, names: one(run, names) and other(run, names)


def _or(left: Sequence[Any], right: Sequence[Any]) -> Value:
    one, other = _value(*left), _value(*right)
    return lambda run, names: one(run, names) or other(run, names)


def _not(written: Sequence[Any]) -> Value:
    value = _value(*written)
    return lambda run, names: not value(run, names)


def _choose(condition: Sequence[Any], written: Sequence[Any], other: Sequence[Any] | None) -> Value:
    test, value = _value(*condition), _value(*written)
    otherwise = _constant(LEFT_OUT) if other is None else _value(*other)
    return lambda run, names: value(run, names) if test(run, names) else otherwise(run, names)


def _defined(written: Sequence[Any]) -> Value:
    value = _value(*written)
    return lambda run, names: not isinstance(value(run, names), Missing)


def _none(written: Sequence[Any]) -> Value:
    value = _value(*written)
    return lambda run, names: value(run, names) is None


def _list(items: Sequence[Any]) -> Value:
    return lambda run, names: list(items)


_VALUES: Mapping[str, Callable[..., Value]] = MappingProxyType({
    "constant": _constant, "name": _name, "field": _field, "item": _item, "filter": _filter, "compare": _compare,
    "and": _and, "or": _or, "not": _not, "choose": _choose, "defined": _defined, "none": _none, "list": _list,
    "tuple": _constant,
})  # fmt: skip
