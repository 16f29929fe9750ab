"""A compiled template: plain values, so that it can be kept in a file and filled without reading the template again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib.util import source_hash
from typing import Any

from zpj.domain.records import record

Program = tuple[tuple[Any, ...], ...]
"""The steps of a part, see `template_program`."""
CompiledPart = tuple[Program, tuple[tuple[str, str], ...]]
"""The program of a part, and of each of its tags the place and the text."""
FIRST_LINE = 2
"""The line of a part's source where its first tag ends; every tag holds one line end."""


@record
class CompiledTemplate:
    """The parts with tags, the ids of the styles by their names, all parts as packed, and those of properties."""

    parts: Mapping[str, CompiledPart]
    style_ids: Mapping[str, str]
    packed: Mapping[str, tuple[bytes, int, bytes, int, int]]
    properties: Mapping[str, str]

    def values(self) -> tuple[Any, ...]:
        """What it is made of again."""
        return self.parts, self.style_ids, self.packed, self.properties


def tag_of_line(line: int, tags: int) -> int:
    """The number of the tag on a line of a part's source that has so many tags."""
    return min(max(line - FIRST_LINE, 0), tags - 1)


def content_key(data: bytes) -> tuple[bytes, int, bytes]:
    """What tells a compiled file from that of other content, and from one compiled by other code of zpj."""
    return source_hash(data), len(data), _state_of_code()


@cache
def _state_of_code() -> bytes:
    folder = os.path.dirname(__file__)
    if not os.path.isdir(folder):
        return b""
    with os.scandir(folder) as files:
        states = sorted((file.name, file.stat().st_mtime_ns) for file in files if file.name.endswith(".py"))
    return source_hash(repr(states).encode())
