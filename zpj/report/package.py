"""Writes the zip of a Word document with the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    """Give the package as bytes: the order of `parts`, fixed times, no trace of the system it was made on."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, content)
    return buffer.getvalue()
