"""Frozen dataclasses with slots, made twenty times as fast as by `@dataclass(frozen=True, slots=True)`.

A short run makes about a hundred such classes and uses half of them; `dataclass` writes and compiles seven methods for
each. Here `__init__` alone is compiled, for classes with many records; the others are the same for all. `replace`,
`asdict` and `fields` of `dataclasses` work as usual; `field` and `replace` of this module do the same without that
module, whose import takes as long as reading a small form.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, cast, dataclass_transform, overload

T = TypeVar("T")
_ABSENT = object()
_FEW = 60
"""So many records of a class are made before its `__init__` is compiled, which takes as long as making these."""
_put = object.__setattr__


class _Field:
    """What a class says of a field beyond its type."""

    def __init__(self, **said: Any) -> None:
        self.said = said
        self.default = said.get("default", _ABSENT)
        self.default_factory = said.get("default_factory")
        self.init, self.compare = said.get("init", True), said.get("compare", True)


@overload
def field(*, default: T, init: bool = True, compare: bool = True) -> T: ...


@overload
def field(*, default_factory: Callable[[], T], init: bool = True, compare: bool = True) -> T: ...


def field(**said: Any) -> Any:
    """A field with a default made anew for each record, one that is no argument, or one equal records may differ in."""
    return _Field(**said)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(written: type[T]) -> type[T]:
    """Make a class a frozen dataclass with slots. No dataclass may stand above it."""
    annotations, given = _told(written)
    members = {
        **_SHARED,
        **_FROZEN,
        **_described(written, annotations, given),
        **{name: value for name, value in written.__dict__.items() if name not in {*given, "__dict__", "__weakref__"}},
        "__slots__": tuple(annotations),
    }
    metaclass: Any = type(written)
    made = metaclass(written.__name__, written.__bases__, members)
    made.__qualname__ = written.__qualname__
    _start(made, annotations, given)
    return cast("type[T]", made)


@dataclass_transform(field_specifiers=(field,))
def changeable(written: type[T]) -> type[T]:
    """Make a class a dataclass whose fields may be set; equal are those with equal fields. It has no slots."""
    annotations, given = _told(written)
    members = {**_SHARED, **_described(written, annotations, given), "__hash__": None}
    for name, value in members.items():
        if name not in written.__dict__ or name == "__hash__":
            setattr(written, name, value)
    for name, default in given.items():
        if isinstance(default, _Field):
            delattr(written, name)
    _start(written, annotations, given)
    return written


def replace(item: T, **changes: Any) -> T:
    """The same record with some fields changed."""
    names: tuple[str, ...] = getattr(item, "__match_args__")  # noqa: B009
    return type(item)(**{**{name: getattr(item, name) for name in names if name not in changes}, **changes})


def fields_of(kind: type) -> tuple[str, ...]:
    """The names of the fields of a record class."""
    return tuple(kind.__annotations__)


def _told(written: type) -> tuple[dict[str, Any], dict[str, Any]]:
    """The annotations of a class, and what it says of its fields."""
    annotations = written.__annotations__
    return annotations, {name: value for name, value in written.__dict__.items() if name in annotations}


def _described(written: type, annotations: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The members that depend on the fields."""
    return {
        **_comparison([name for name in annotations if getattr(given.get(name), "compare", True)]),
        "__match_args__": tuple(name for name in annotations if getattr(given.get(name), "init", True)),
        "__signature__": _Signature(annotations, given),
        "__dataclass_fields__": _Fields({**given, "__annotations__": annotations, "__module__": written.__module__}),
    }


class _Fields:
    """`__dataclass_fields__`, made by a plain dataclass of the same fields when somebody asks for it."""

    def __init__(self, members: dict[str, Any]) -> None:
        self._members = members

    def __get__(self, instance: object, owner: Any) -> Any:
        import dataclasses

        members = {
            name: dataclasses.field(**value.said) if isinstance(value, _Field) else value
            for name, value in self._members.items()
        }
        plain: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(type(owner.__name__, (), members))
        owner.__dataclass_fields__ = plain.__dataclass_fields__
        return plain.__dataclass_fields__


class _Signature:
    """`__signature__`, for tools that show how a record is made."""

    def __init__(self, annotations: Mapping[str, Any], given: Mapping[str, Any]) -> None:
        self._annotations, self._given = annotations, given

    def __get__(self, instance: object, owner: Any) -> Any:
        import inspect

        signature = inspect.signature(_init(owner, tuple(self._annotations), self._given))
        return signature.replace(parameters=list(signature.parameters.values())[1:])


def _start(made: Any, annotations: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Give a class an `__init__` that sets the fields one by one, and compiles a faster one once it is worth it."""
    names = tuple(annotations)
    arguments = [name for name in names if getattr(given.get(name), "init", True)]
    calls = 0

    def __init__(self: Any, *values: Any, **named: Any) -> None:
        nonlocal calls
        calls += 1
        known = dict(zip(arguments, values, strict=False))
        whole = len(values) == len(names) == len(known) and not named
        if calls > _FEW or len(values) > len(known) or not (whole or _complete(names, given, known, named)):
            made.__init__ = _init(made, names, given)
            made.__init__(self, *values, **named)
            return
        for name in names:
            _put(self, name, known[name])
        if hasattr(made, "__post_init__"):
            self.__post_init__()

    made.__init__ = __init__


def _complete(
    names: tuple[str, ...], given: Mapping[str, Any], known: dict[str, Any], named: Mapping[str, Any]
) -> bool:
    """Add to the values of fields those given by name and the defaults; whether that is every field, each once."""
    for name in names:
        if name in named:
            if name in known or not getattr(given.get(name), "init", True):
                return False
            known[name] = named[name]
        elif name not in known:
            if name not in given:
                return False
            default = given[name]
            factory = getattr(default, "default_factory", None)
            if factory is None and not isinstance(default, _Field):
                known[name] = default
            else:
                known[name] = factory() if callable(factory) else default.default
    return named.keys() <= known.keys()


def _init(made: Any, names: tuple[str, ...], given: Mapping[str, Any]) -> Any:
    """Compile `__init__`: every field is set through its slot, defaults and factories are those of the class."""
    known: dict[str, Any] = {"_absent": _ABSENT}
    parameters, lines = ["self"], []
    slotted = "__slots__" in made.__dict__
    for name in names:
        value, parameter = name, name
        if name in given:
            default = given[name]
            is_argument = getattr(default, "init", True)
            factory = getattr(default, "default_factory", None)
            if callable(factory):
                known[f"_make_{name}"] = factory
                value = f"_make_{name}() if {name} is _absent else {name}"
                default = _ABSENT
            elif factory is not None or isinstance(default, _Field):
                default = default.default
            known[f"_default_{name}"] = default
            parameter = f"{name}=_default_{name}" if is_argument else ""
            value = value if is_argument else f"_default_{name}"
        parameters += [parameter] if parameter else []
        if slotted:
            known[f"_set_{name}"] = getattr(made, name).__set__
        lines.append(f"  _set_{name}(self, {value})\n" if slotted else f"  self.{name} = {value}\n")
    lines += ["  self.__post_init__()\n"] if hasattr(made, "__post_init__") else []
    text = f"def made({', '.join(known)}):\n def __init__({', '.join(parameters)}):\n{''.join(lines) or '  pass'}\n"
    scope: dict[str, Any] = {}
    exec(f"{text} return __init__", vars(sys.modules[made.__module__]), scope)
    found = scope["made"](**known)
    found.__qualname__ = f"{made.__qualname__}.__init__"
    found.__annotations__ = {**made.__annotations__, "return": None}
    return found


def _comparison(names: list[str]) -> dict[str, Any]:
    """Equal are records of one class with equal fields."""
    values: Any = attrgetter(*names) if names else type

    def equal(self: Any, other: object) -> bool:
        if self is other:
            return True
        return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": equal, "__hash__": lambda self: hash(values(self))}


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r}")


def _shown(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__annotations__)})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__slots__, state, strict=True):
        object.__setattr__(self, name, value)


_SHARED = {"__repr__": _shown}
_FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _restore}
