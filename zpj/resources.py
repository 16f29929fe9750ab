"""Where the shipped templates and samples lie: inside an installed wheel, or at the top of a checkout."""

from __future__ import annotations

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
    data = path.read_bytes()
    shelf, key = kept.shelf("toml"), (source_hash(data), len(data))
    found: dict[str, Any] | None = shelf.get(key)
    if found is None:
        import tomllib

        try:
            found = tomllib.loads(data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise NotToml(str(error)) from error
        shelf.put(key, found)
    return found


def sample_workbooks() -> Path:
    """The folder `sample_workbooks`."""
    return _shipped("sample_workbooks")
