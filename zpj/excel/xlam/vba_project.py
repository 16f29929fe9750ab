"""Writes vbaProject.bin from source alone (MS-OVBA): no compiled code, so Excel compiles the text when it opens it."""

from __future__ import annotations

import struct
import uuid
from collections.abc import Sequence

from zpj.excel.xlam.compound_file import compound_file
from zpj.excel.xlam.compression import compress
from zpj.excel.xlam.vba_source import Kind, Module, prove

PROJECT = "ZpjAddin"

_CODE_PAGE = 936
_LOCALE = 0x409
_WIN32 = 1
_NO_CACHE = bytes.fromhex("cc61ffff000100")
_VERSION = (0x65BE0257, 1)
_SEED = 0x5D
_DECLARED = {
    Kind.STANDARD: "Module={}",
    Kind.CLASS: "Class={}",
    Kind.WORKBOOK: "Document={}/&H00000000",
    Kind.WORKSHEET: "Document={}/&H00000000",
}


def vba_project(modules: Sequence[Module], name: str = PROJECT) -> bytes:
    """The bytes of vbaProject.bin; ZpjError where a module would not compile in Excel."""
    prove(modules)
    streams = {module.name: compress(module.source.encode("ascii")) for module in modules}
    return compound_file(
        {
            "VBA": {"_VBA_PROJECT": _NO_CACHE, **streams, "dir": compress(_dir_stream(name, modules))},
            "PROJECTwm": _names(modules),
            "PROJECT": _project_text(name, modules).encode("ascii"),
        }
    )


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _long(number: int) -> bytes:
    return struct.pack("<I", number)


def _short(number: int) -> bytes:
    return struct.pack("<H", number)


def _dir_stream(name: str, modules: Sequence[Module]) -> bytes:
    """Section 2.3.4.2: the project, no references, the modules. The version record tells size 4 and holds 6 bytes."""
    information = (
        _record(0x01, _long(_WIN32)),
        _record(0x02, _long(_LOCALE)),
        _record(0x14, _long(_LOCALE)),
        _record(0x03, _short(_CODE_PAGE)),
        _record(0x04, name.encode("ascii")),
        *(_record(number) for number in (0x05, 0x40, 0x06, 0x3D)),
        _record(0x07, bytes(4)),
        _record(0x08, bytes(4)),
        struct.pack("<HIIH", 0x09, 4, *_VERSION),
        _record(0x0C),
        _record(0x3C),
    )
    count = _record(0x0F, _short(len(modules))) + _record(0x13, b"\xff\xff")
    return b"".join((*information, count, *map(_module_record, modules), _record(0x10)))


def _module_record(module: Module) -> bytes:
    """Section 2.3.4.2.3.2; source offset 0: the stream holds nothing but source."""
    narrow, wide = module.name.encode("ascii"), module.name.encode("utf-16-le")
    return b"".join(
        (
            _record(0x19, narrow),
            _record(0x47, wide),
            _record(0x1A, narrow),
            _record(0x32, wide),
            _record(0x1C),
            _record(0x48),
            _record(0x31, bytes(4)),
            _record(0x1E, bytes(4)),
            _record(0x2C, b"\xff\xff"),
            _record(0x21 if module.kind is Kind.STANDARD else 0x22),
            _record(0x2B),
        )
    )


def _names(modules: Sequence[Module]) -> bytes:
    """PROJECTwm: every module name in the code page and in UTF-16."""
    pairs = (module.name.encode("ascii") + b"\0" + module.name.encode("utf-16-le") + b"\0\0" for module in modules)
    return b"".join(pairs) + b"\0\0"


def _project_text(name: str, modules: Sequence[Module]) -> str:
    guid = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"zpj/{name}")).upper() + "}"
    key = sum(guid.encode("ascii")) & 0xFF
    lines = [
        f'ID="{guid}"',
        *(_DECLARED[module.kind].format(module.name) for module in modules),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_encrypted(bytes(4), key)}"',
        f'DPB="{_encrypted(bytes(1), key)}"',
        f'GC="{_encrypted(bytes([0xFF]), key)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
        "",
    ]
    return "\r\n".join(lines)


def _encrypted(data: bytes, key: int) -> str:
    """Section 2.4.3: unprotected, without password, visible. The seed is fixed, so that the bytes are."""
    out = [_SEED, _SEED ^ 2, _SEED ^ key]
    plain, last, before = key, out[2], out[1]
    filler = bytes([7]) * ((_SEED & 6) // 2)
    for byte in filler + _long(len(data)) + data:
        cipher = byte ^ ((before + plain) & 0xFF)
        out.append(cipher)
        before, last, plain = last, cipher, byte
    return "".join(f"{byte:02X}" for byte in out)
