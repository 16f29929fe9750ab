"""A rendered page as a small PNG: white margins cut, few colours. Needs nothing but the standard library."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from pathlib import Path

_MARGIN = 8
_COLOURS = 48
_COARSE = bytes(value & 0xF0 | value >> 4 for value in range(256))
_WHITE = b"\xff\xff\xff"


def small_png(ppm: Path, png: Path) -> None:
    """Turn a binary PPM (as pdftoppm writes it) into a palette PNG."""
    width, height, pixels = _read(ppm)
    rows = _cropped([pixels[start : start + 3 * width] for start in range(0, 3 * width * height, 3 * width)])
    lines = [[row[start : start + 3] for start in range(0, len(row), 3)] for row in rows]
    counted = Counter(pixel for line in lines for pixel in line)
    palette = [pixel for pixel, _ in counted.most_common(_COLOURS)]
    places = {pixel: _nearest(pixel, palette) for pixel in counted}
    packed = b"".join(b"\0" + bytes(places[pixel] for pixel in line) for line in lines)
    head = struct.pack(">IIBBBBB", len(lines[0]), len(lines), 8, 3, 0, 0, 0)
    chunks = (("IHDR", head), ("PLTE", b"".join(palette)), ("IDAT", zlib.compress(packed, 9)), ("IEND", b""))
    png.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name.encode(), data) for name, data in chunks))


def _read(ppm: Path) -> tuple[int, int, bytes]:
    kind, width, height, _, data = ppm.read_bytes().split(maxsplit=4)
    size = 3 * int(width) * int(height)
    if kind != b"P6" or len(data) < size:
        # A first pixel that looks like white space was taken for the header's.
        data = ppm.read_bytes()[-size:]
    return int(width), int(height), data[:size].translate(_COARSE)


def _cropped(rows: list[bytes]) -> list[bytes]:
    filled = [number for number, row in enumerate(rows) if row.strip(b"\xff")]
    left = min(len(rows[number]) - len(rows[number].lstrip(b"\xff")) for number in filled) // 3
    right = max(len(rows[number].rstrip(b"\xff")) for number in filled) // 3 + 1
    kept = rows[max(0, filled[0] - _MARGIN) : filled[-1] + _MARGIN]
    return [row[3 * max(0, left - _MARGIN) : 3 * (right + _MARGIN)] for row in kept]


def _nearest(pixel: bytes, palette: list[bytes]) -> int:
    distances = [sum((a - b) ** 2 for a, b in zip(pixel, colour, strict=True)) for colour in palette]
    return distances.index(min(distances))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
