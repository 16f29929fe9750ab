"""Where the shipped templates and samples lie: inside an installed wheel, or at the top of a checkout."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import source_hash
from pathlib import Path
from typing import Any

from zpj import kept

_PACKAGE = Path(__file__).resolve().parent


@cache
def _shipped(folder: str) -> Path:
    packed = _PACKAGE / "_data" / folder
    return packed if packed.is_dir() else _PACKAGE.parent / folder


def templates() -> Path:
    """The folder `templates`: forms, schemes, reports, layouts, labels.toml."""
    return _shipped("templates")


class NotToml(ValueError):
    """A file that is no TOML or not in UTF-8; says where it is wrong."""


def toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file, read anew only after it has changed. NotToml or OSError where it cannot be read."""
    found: dict[str, Any] = kept_of(path, "toml", _parsed)
    return found


def kept_of(path: Path, shelf: str, made: Callable[[bytes], Any]) -> Any:
    """What is made of a file, as plain values: from an earlier run on the shelf of that name if the file is the same.

    None is not kept. OSError where the file cannot be read.
    """
    data = path.read_bytes()
    place, key = kept.shelf(shelf), (source_hash(data), len(data))
    found = place.get(key)
    if found is None and (found := made(data)) is not None:
        place.put(key, found)
    return found


def _parsed(data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NotToml(str(error)) from error


def sample_workbooks() -> Path:
    """The folder `sample_workbooks`."""
    return _shipped("sample_workbooks")
