"""Writes the zip of a Word document with the same bytes every time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from zpj.domain.records import record
from zpj.grid.package import Package

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sBBHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")
_VERSION = 20
_UTF8_FLAG = 0x800
_DEFLATED = 8
_MIDNIGHT, _FIRST_OF_1980 = 0, 0x21


@record
class PackedPart:
    """A part ready for the zip: its name, how it is packed, and its checksum and size when unpacked."""

    name: bytes
    method: int
    stored: bytes
    crc: int
    size: int


def packed(name: str, content: bytes) -> PackedPart:
    """Deflate one part."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return PackedPart(
        name.encode(), _DEFLATED, packer.compress(content) + packer.flush(), zlib.crc32(content), len(content)
    )


def packed_parts(package: Package) -> dict[str, PackedPart]:
    """Take the parts of a package as they are packed; ZpjError where one is damaged."""
    parts = {}
    for entry in package.entries:
        if not entry.filename.endswith("/"):
            package.read(entry.filename)
            parts[entry.filename] = PackedPart(
                entry.filename.encode(), entry.compress_type, package.raw(entry), entry.crc, entry.file_size
            )
    return parts


def zip_parts(parts: Mapping[str, bytes | PackedPart]) -> bytes:
    """Give the package as bytes: the order of `parts`, fixed times, no trace of the system it was made on."""
    body, directory = bytearray(), bytearray()
    for name, content in parts.items():
        part = packed(name, content) if isinstance(content, bytes) else content
        sizes = part.crc, len(part.stored), part.size, len(part.name), 0
        facts = _UTF8_FLAG, part.method, _MIDNIGHT, _FIRST_OF_1980, *sizes
        directory += _CENTRAL.pack(b"PK\x01\x02", _VERSION, 0, _VERSION, *facts, 0, 0, 0, 0, len(body)) + part.name
        body += _LOCAL.pack(b"PK\x03\x04", _VERSION, *facts) + part.name + part.stored
    end = _END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return bytes(body + directory + end)
