"""The directory of a zip package, read without `zipfile`, whose import takes longer than most packages' directories."""

from __future__ import annotations

import struct

from zpj.domain.records import record

STORED, DEFLATED = 0, 8

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END_MARK, _CENTRAL_MARK, _LOCATOR_MARK = b"PK\x05\x06", b"PK\x01\x02", b"PK\x06\x07"
_LOCATOR_SIZE = 20
_LONGEST_COMMENT = 0xFFFF
_BEYOND_16, _BEYOND_32 = 0xFFFF, 0xFFFFFFFF
_UTF8_FLAG = 0x800
_NEWEST = 63


@record
class Entry:
    """What the directory says of a part; `written_name` is its name as stored, `time` and `date` are packed."""

    filename: str
    written_name: bytes
    create_version: int
    create_system: int
    extract_version: int
    flag_bits: int
    compress_type: int
    time: int
    date: int
    crc: int
    compress_size: int
    file_size: int
    internal_attributes: int
    external_attributes: int
    header_offset: int
    extra: bytes
    comment: bytes


def directory(data: bytes) -> tuple[tuple[Entry, ...], bytes]:
    """The entries of a package in the order of its directory, and its comment. ValueError where it is no sound zip."""
    place = _end_of(data)
    _, _, _, _, count, size, offset, length = _END.unpack_from(data, place)
    is_large = data[max(0, place - _LOCATOR_SIZE) :].startswith(_LOCATOR_MARK)
    if is_large or count == _BEYOND_16 or _BEYOND_32 in (size, offset):
        return _large(data)
    start = place - size
    if start < 0:
        raise ValueError("offset")
    entries, position = [], start
    while position < place:
        entry, position = _entry(data, position, start - offset)
        entries.append(entry)
    if position != place:
        raise ValueError("cut off")
    if any(_BEYOND_32 in (entry.compress_size, entry.file_size, entry.header_offset) for entry in entries):
        return _large(data)
    return tuple(entries), data[place + _END.size : place + _END.size + length]


def _end_of(data: bytes) -> int:
    """Where the end of the directory is told: at the end of the file, or before a comment."""
    last = len(data) - _END.size
    if last >= 0 and data.startswith(_END_MARK, last) and data.endswith(b"\0\0"):
        return last
    place = data.rfind(_END_MARK, max(0, last - _LONGEST_COMMENT))
    if place < 0 or place > last:
        raise ValueError("no end")
    return place


def _entry(data: bytes, position: int, shift: int) -> tuple[Entry, int]:
    if position + _CENTRAL.size > len(data):
        raise ValueError("cut off")
    mark, made, system, needed, _, flags, kind, time, date, crc, packed, size, *rest = _CENTRAL.unpack_from(
        data, position
    )
    name_size, extra_size, comment_size, _, internal, external, offset = rest
    if mark != _CENTRAL_MARK or needed > _NEWEST:
        raise ValueError("entry")
    first = position + _CENTRAL.size
    second, third = first + name_size, first + name_size + extra_size
    written = data[first:second]
    name = written.decode("utf-8") if flags & _UTF8_FLAG else _old_name(written)
    told = name.partition("\0")[0], written, made, system, needed, flags, kind, time, date, crc, packed, size
    end = third + comment_size
    _check_extra(data[second:third])
    return Entry(*told, internal, external, offset + shift, data[second:third], data[third:end]), end


def _check_extra(extra: bytes) -> None:
    """ValueError where a field of the extra data reaches beyond its end: then the lengths of the entry are wrong."""
    place = 0
    while place + 4 <= len(extra):
        place += 4 + int.from_bytes(extra[place + 2 : place + 4], "little")
    if place > len(extra):
        raise ValueError("extra")


def _old_name(written: bytes) -> str:
    return written.decode("ascii") if written.isascii() else written.decode("cp437")


def _large(data: bytes) -> tuple[tuple[Entry, ...], bytes]:
    """The same for packages with sizes of 64 bits, which small ones have from some programs."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(map(_from_info, archive.infolist())), archive.comment
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise ValueError("large") from error


def _from_info(info: object) -> Entry:
    import zipfile

    assert isinstance(info, zipfile.ZipInfo)
    year, month, day, hour, minute, second = info.date_time
    return Entry(
        info.filename,
        info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8_FLAG else "cp437"),
        info.create_version,
        info.create_system,
        info.extract_version,
        info.flag_bits,
        info.compress_type,
        hour << 11 | minute << 5 | second // 2,
        (year - 1980) << 9 | month << 5 | day,
        info.CRC,
        info.compress_size,
        info.file_size,
        info.internal_attr,
        info.external_attr,
        info.header_offset,
        info.extra,
        info.comment,
    )
