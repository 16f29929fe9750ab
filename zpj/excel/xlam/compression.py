"""The compression of VBA sources (MS-OVBA, section 2.4.1)."""

from __future__ import annotations

import struct

_SIGNATURE = b"\x01"
_CHUNK = 4096
_RAW = 0x3000
_COMPRESSED = 0xB000
_HEADER = 2
_SHORTEST_COPY = 3
_FEWEST_OFFSET_BITS = 4
_TOKENS_OF_A_GROUP = 8


def compress(data: bytes) -> bytes:
    """Compress a stream; the same input gives the same bytes on every system."""
    return _SIGNATURE + b"".join(_chunk(data[at : at + _CHUNK]) for at in range(0, len(data), _CHUNK))


def _chunk(data: bytes) -> bytes:
    """One chunk with its header; a chunk that does not shrink is stored raw."""
    body, flag = _tokens(data), _COMPRESSED
    if len(body) > _CHUNK - _HEADER:
        body, flag = data.ljust(_CHUNK, b"\0"), _RAW
    return struct.pack("<H", flag | (len(body) + _HEADER - _SHORTEST_COPY)) + body


def _tokens(data: bytes) -> bytes:
    """Groups of eight tokens behind a byte that says which of them are copies."""
    out = bytearray()
    earlier: dict[bytes, list[int]] = {}
    at = 0
    while at < len(data):
        flags, group = 0, bytearray()
        for bit in range(_TOKENS_OF_A_GROUP):
            if at >= len(data):
                break
            length, offset = _longest_copy(data, at, earlier)
            if length:
                flags |= 1 << bit
                group += _copy_token(at, length, offset)
            else:
                group.append(data[at])
            for place in range(at, at + max(length, 1)):
                earlier.setdefault(data[place : place + _SHORTEST_COPY], []).append(place)
            at += max(length, 1)
        out.append(flags)
        out += group
    return bytes(out)


def _offset_bits(at: int) -> int:
    """How many of a copy token's 16 bits tell the offset: as many as the place in the chunk needs, at least four."""
    return max((at - 1).bit_length(), _FEWEST_OFFSET_BITS)


def _longest_copy(data: bytes, at: int, earlier: dict[bytes, list[int]]) -> tuple[int, int]:
    """Length and distance of the longest earlier copy of what stands at a place; (0, 0) where there is none."""
    longest = min((0xFFFF >> _offset_bits(at)) + _SHORTEST_COPY, len(data) - at)
    best, distance = 0, 0
    if longest < _SHORTEST_COPY:
        return best, distance
    for place in reversed(earlier.get(data[at : at + _SHORTEST_COPY], ())):
        length = _SHORTEST_COPY
        while length < longest and data[place + length] == data[at + length]:
            length += 1
        if length > best:
            best, distance = length, at - place
        if best == longest:
            break
    return best, distance


def _copy_token(at: int, length: int, offset: int) -> bytes:
    return struct.pack("<H", (offset - 1) << (16 - _offset_bits(at)) | (length - _SHORTEST_COPY))
