"""A package written anew with some parts replaced; all others keep their compressed bytes, order, names and times."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from zpj.domain.records import record
from zpj.grid.package import Package
from zpj.grid.zip_directory import DEFLATED, Entry

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sBBHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")
_DESCRIPTOR_FLAG = 0x08
_ZIP64_EXTRA = 1


@record
class _Part:
    stored: bytes
    crc: int
    size: int


def copy_with(package: Package, replaced: Mapping[str, bytes | None]) -> bytes:
    """Give the bytes of the package with some parts replaced, or dropped where None stands."""
    changes = {package.entry(name).filename: content for name, content in replaced.items()}
    body, directory, count = bytearray(), bytearray(), 0
    for entry in package.entries:
        content = changes.get(entry.filename)
        if content is None and entry.filename in changes:
            continue
        part = _kept(package, entry) if content is None else _packed(entry, content)
        directory += _central(entry, part, len(body))
        body += _local(entry, part) + part.stored
        count += 1
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), len(package.comment))
    return bytes(body + directory + end + package.comment)


def _kept(package: Package, entry: Entry) -> _Part:
    return _Part(package.raw(entry), entry.crc, entry.file_size)


def _packed(entry: Entry, content: bytes) -> _Part:
    stored = content
    if entry.compress_type == DEFLATED:
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        stored = packer.compress(content) + packer.flush()
    return _Part(stored, zlib.crc32(content), len(content))


def _local(entry: Entry, part: _Part) -> bytes:
    name, extra = entry.written_name, _extra(entry)
    sizes = part.crc, len(part.stored), part.size, len(name), len(extra)
    version, flags = entry.extract_version, entry.flag_bits & ~_DESCRIPTOR_FLAG
    return (
        _LOCAL.pack(b"PK\x03\x04", version, flags, entry.compress_type, entry.time, entry.date, *sizes) + name + extra
    )


def _central(entry: Entry, part: _Part, offset: int) -> bytes:
    name, extra = entry.written_name, _extra(entry)
    fixed = _CENTRAL.pack(
        b"PK\x01\x02",
        entry.create_version,
        entry.create_system,
        entry.extract_version,
        entry.flag_bits & ~_DESCRIPTOR_FLAG,
        entry.compress_type,
        entry.time,
        entry.date,
        part.crc,
        len(part.stored),
        part.size,
        len(name),
        len(extra),
        len(entry.comment),
        0,
        entry.internal_attributes,
        entry.external_attributes,
        offset,
    )
    return fixed + name + extra + entry.comment


def _extra(entry: Entry) -> bytes:
    """The extra fields without the 64 bit sizes, which no package within the limits needs."""
    kept, position = b"", 0
    while position + 4 <= len(entry.extra):
        kind, size = struct.unpack_from("<HH", entry.extra, position)
        field = entry.extra[position : position + 4 + size]
        position += 4 + size
        kept += b"" if kind == _ZIP64_EXTRA else field
    return kept
