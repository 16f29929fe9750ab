"""What files say about themselves: the bitness of a program, the xlwings version built into an add-in."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

from zpj.excel.xlam.parts import VBA_PART

_BITS = {0x8664: 64, 0xAA64: 64, 0x014C: 32}
_PE_PLACE = 0x3C
_DLL = re.compile(rb"xlwings64-([\d.]+)\.dll")
_SECTOR = 512
_SIGNATURE = 1
_CHUNK_SIGNATURE = 3
_FEWEST_OFFSET_BITS = 4
_SHORTEST_COPY = 3


def bitness(program: Path) -> int | None:
    """32 or 64 by the header of an .exe; None where it cannot be read."""
    try:
        with program.open("rb") as stream:
            start = stream.read(_PE_PLACE + 4)
            if start[:2] != b"MZ" or len(start) < _PE_PLACE + 4:
                return None
            stream.seek(struct.unpack_from("<I", start, _PE_PLACE)[0])
            header = stream.read(6)
    except OSError:
        return None
    if len(header) < 6 or header[:4] != b"PE\0\0":
        return None
    return _BITS.get(struct.unpack_from("<H", header, 4)[0])


def xlwings_of(add_in: Path) -> str | None:
    """The xlwings version whose VBA stands in an add-in; None where the file is damaged or not an add-in of ours."""
    try:
        with zipfile.ZipFile(add_in) as archive:
            project = archive.read(VBA_PART)
    except (OSError, KeyError, zipfile.BadZipFile):
        return None
    for place in range(_SECTOR, len(project), _SECTOR):
        if project[place] == _SIGNATURE:
            found = _DLL.search(decompress(project, place + 1))
            if found:
                return found[1].decode("ascii")
    return None


def decompress(data: bytes, at: int) -> bytes:
    """The VBA source whose compressed chunks (MS-OVBA, 2.4.1) begin at a place; it ends where no chunk follows."""
    out = bytearray()
    while at + 2 <= len(data):
        header = struct.unpack_from("<H", data, at)[0]
        if header >> 12 & 7 != _CHUNK_SIGNATURE:
            break
        end = at + (header & 0xFFF) + 3
        body = data[at + 2 : end]
        out += _tokens(body) if header & 0x8000 else body
        at = end
    return bytes(out)


def _tokens(body: bytes) -> bytes:
    out = bytearray()
    at = 0
    while at < len(body):
        flags = body[at]
        at += 1
        for bit in range(8):
            if at >= len(body):
                break
            if not flags >> bit & 1:
                out.append(body[at])
                at += 1
            elif at + 2 > len(body) or not _copy(out, struct.unpack_from("<H", body, at)[0]):
                return bytes(out)
            else:
                at += 2
    return bytes(out)


def _copy(out: bytearray, token: int) -> bool:
    """Append what a copy token stands for; False where it points before the chunk."""
    if not out:
        return False
    bits = 16 - max((len(out) - 1).bit_length(), _FEWEST_OFFSET_BITS)
    distance = (token >> bits) + 1
    if distance > len(out):
        return False
    for _ in range((token & (1 << bits) - 1) + _SHORTEST_COPY):
        out.append(out[-distance])
    return True
