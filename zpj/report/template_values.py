"""The values a template meets besides those of its context: what is missing, and the state of a loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

LOOP_FIELDS = ("index", "index0", "first", "last", "length")


class MissingField(Exception):
    """A field that is not there: its name and what was searched for it."""

    def __init__(self, name: str, holder: object) -> None:
        super().__init__(name)
        self.name = name
        self.holder = holder


class Missing:
    """A field nobody has: to ask whether it is `defined` or to give a `default` is all that can be done with it."""

    __slots__ = ("_holder", "_name")

    def __init__(self, name: str, holder: object) -> None:
        self._name, self._holder = name, holder

    def _fail(self, *_: object) -> NoReturn:
        raise MissingField(self._name, self._holder)

    __str__ = __bool__ = __len__ = __iter__ = __contains__ = __hash__ = _fail
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _fail


class LeftOut(Missing):
    """What `… if …` gives without an `else` where the condition fails: not defined, and printed as nothing."""

    __slots__ = ()

    def _fail(self, *_: object) -> NoReturn:
        raise TypeError

    def _nothing(self) -> str:
        return ""

    def _no(self, *_: object) -> bool:
        return False

    def _is(self, other: object) -> bool:
        return type(self) is type(other)

    def _is_not(self, other: object) -> bool:
        return type(self) is not type(other)

    __str__, __bool__, __contains__, __eq__, __ne__ = _nothing, _no, _no, _is, _is_not  # type: ignore[assignment]
    __hash__ = object.__hash__  # type: ignore[assignment]


LEFT_OUT = LeftOut("", None)


class Loop:
    """`loop`: where a `for` stands among its rows."""

    __slots__ = ("index0", "length")

    def __init__(self, rows: Sequence[object]) -> None:
        self.index0, self.length = 0, len(rows)

    @property
    def index(self) -> int:
        """The number of this round, from 1."""
        return self.index0 + 1

    @property
    def first(self) -> bool:
        """Whether this is the first round."""
        return self.index0 == 0

    @property
    def last(self) -> bool:
        """Whether this is the last round."""
        return self.index0 == self.length - 1
