"""Regular expressions compiled on first use: one run of a command needs few of the hundreds zpj knows.

Python compiles a pattern in about 0.2 ms, as long as many a check takes. Its result, a list of numbers, can be kept
for the next run (`keep_in`) and is then there in a fiftieth of the time.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Protocol

Parts = tuple[str, int, bytes, int, dict[str, int], tuple[str | None, ...]]
_NUMBER: Literal["I"] = "I"


class Keeper(Protocol):
    """Keeps plain values from one run to the next."""

    def get(self, key: Any) -> Any:
        """The value, None where there is none."""

    def put(self, key: Any, value: Any) -> None:
        """Keep a value."""


_keepers: list[Keeper] = []
_made: list[tuple[str, int]] = []


def keep_in(keeper: Keeper | None) -> None:
    """From now on look for compiled patterns there first; None: nowhere."""
    _keepers[:] = [] if keeper is None else [keeper]


def keep_new() -> None:
    """Give the keeper every pattern compiled since, once its parts are proved to make the same pattern again."""
    for keeper in _keepers:
        for written in _made:
            if (parts := _parts(*written)) is not None:
                keeper.put(written, parts)
    _made.clear()


def compiled(written: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern as `re.compile` gives it, made from its kept parts where there are any."""
    for keeper in _keepers:
        if (parts := keeper.get((written, int(flags)))) is not None:
            return _assembled(parts)
    found = re.compile(written, flags)
    if _keepers:
        _made.append((written, int(flags)))
    return found


@cache
def pattern(written: str) -> re.Pattern[str]:
    """A pattern that is put together or chosen while the program runs, as `compiled` gives it, made once.

    Not for patterns of a file's own words: these would be kept for ever, and for the next run.
    """
    return compiled(written)


def _assembled(parts: Parts) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]

    pattern, flags, code, *groups = parts
    found: re.Pattern[str] = _sre.compile(pattern, flags, memoryview(code).cast(_NUMBER).tolist(), *groups)
    return found


def _parts(pattern: str, flags: int) -> Parts | None:
    """What Python's own compiler makes of a pattern; None where this Python makes it in another way."""
    wanted = re.compile(pattern, flags)
    try:
        from array import array
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(pattern, flags)
        groups = parsed.state.groupdict
        names = tuple({number: name for name, number in groups.items()}.get(at) for at in range(parsed.state.groups))
        code = array(_NUMBER, _compiler._code(parsed, flags)).tobytes()
        parts = pattern, int(flags | parsed.state.flags), code, parsed.state.groups - 1, dict(groups), names
        made = _assembled(parts)
    except (ImportError, AttributeError, TypeError, ValueError, OverflowError, RuntimeError):
        return None
    is_same = made == wanted and (made.groups, made.groupindex) == (wanted.groups, wanted.groupindex)
    return parts if is_same else None


if TYPE_CHECKING:

    def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
        """The pattern, as `re.compile` gives it but compiled only when it is first used; a mistake in it shows then."""

else:

    class regex:
        """A pattern not yet compiled; what is asked for once, such as a method, is then the compiled one's."""

        def __init__(self, pattern: str, flags: int = 0) -> None:
            self._written = pattern, flags

        def __getattr__(self, name: str) -> Any:
            if name == "_compiled":
                self._compiled = compiled(*self._written)
                return self._compiled
            found = self.__dict__[name] = getattr(self._compiled, name)
            return found
