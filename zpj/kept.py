"""What one run of zpj keeps for the next: results that take long to make and are quickly read back.

A shelf is one file in the user's own cache folder (`ZPJ_CACHE` names another; empty, nothing is kept). It holds plain
values only, no code; what cannot be held so is not kept. A file that is damaged, of another zpj or Python, or not the
user's own counts as not there, and where nothing can be written nothing is kept: a run then only takes longer. Files
are replaced whole, so that runs at the same time never see half of one; what one of them loses it makes again.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from collections.abc import Hashable
from contextlib import suppress
from threading import get_ident
from typing import Any

from zpj import __version__

_VARIABLE = "ZPJ_CACHE"
_FORMAT = 2
"""To be raised with every change of what a shelf holds, this file's or its users'."""
_HEAD = f"zpj {__version__} {_FORMAT} {sys.version}\n".encode()
_MARK = len(_HEAD) + 4
_MOST_ENTRIES = 3000
_SHELVES: dict[str, Shelf] = {}


class Shelf:
    """Values by key, from earlier runs and for later ones; keys and values are what `marshal` can write."""

    def __init__(self, path: str, most: int) -> None:
        self._path, self._most = path, most
        self._held: dict[Hashable, bytes] = _read(path) if path else {}
        self._changed = False

    def get(self, key: Hashable) -> Any:
        """The value, None where there is none. It is made anew each time, so that nobody changes what is kept."""
        found = self._held.get(key)
        return None if found is None else marshal.loads(found)

    def put(self, key: Hashable, value: Any) -> None:
        """Have a value kept once the run ends; a shelf that is full is cleared first."""
        if len(self._held) >= self._most:
            self._held.clear()
        with suppress(ValueError):
            self._held[key] = marshal.dumps(value)
            self._changed = True

    def save(self) -> None:
        """Write what is new, if the folder can be written."""
        if self._path and self._changed:
            self._changed = False
            _write(self._path, marshal.dumps(self._held))


def shelf(name: str, most: int = _MOST_ENTRIES) -> Shelf:
    """The shelf of a name, read at its first use; it holds so many values at most."""
    if name not in _SHELVES:
        folder = cache_folder()
        path = os.path.join(folder, f"{name}.{sys.implementation.cache_tag}") if folder else ""
        _SHELVES[name] = Shelf(path, most)
    return _SHELVES[name]


def save() -> None:
    """Keep all that is new. Called once, where a run of the program ends."""
    for found in _SHELVES.values():
        found.save()


def cache_folder() -> str:
    """The folder of the shelves, "" where there is none: the system's place for what may be deleted at any time."""
    if (chosen := os.environ.get(_VARIABLE)) is not None:
        return chosen
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "zpj") if os.path.isabs(base) else ""


def _read(path: str) -> dict[Hashable, bytes]:
    try:
        with open(path, "rb") as stream:
            data = stream.read() if _is_ours(os.fstat(stream.fileno())) else b""
    except OSError:
        return {}
    body = data[_MARK:]
    if data[:_MARK] != _HEAD + zlib.crc32(body).to_bytes(4, "big"):
        return {}
    held = marshal.loads(body)
    return held if isinstance(held, dict) else {}


def _write(path: str, body: bytes) -> None:
    temporary = f"{path}.{os.getpid()}.{get_ident()}"
    with suppress(OSError):
        folder = os.path.dirname(path)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_ours(os.stat(folder)):
            return
        try:
            with open(temporary, "wb") as stream:
                stream.write(_HEAD + zlib.crc32(body).to_bytes(4, "big") + body)
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)


def _is_ours(state: os.stat_result) -> bool:
    """Whether a file or folder is the user's and nobody else may write it; Windows keeps such folders per user."""
    return sys.platform == "win32" or (state.st_uid == os.getuid() and not state.st_mode & 0o022)
