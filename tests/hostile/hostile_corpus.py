"""The parts bad files are made of: one good form to spoil, packers that lie, and what a case is."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
BLANK = ROOT / "templates" / "forms" / "mof" / "form.xlsx"
FORM = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MEGABYTE = 1024 * 1024

Parts = dict[str, bytes]

READING = ("show", "check")
WRITING = ("show", "score", "check", "fix", "import")
EVERYTHING = ("show", "score", "check", "fix", "import", "report", "summary", "batch", "publish")

FILLED = {
    "A2": "（2024年度）",
    "C3": "医保基金监管",
    "C4": "某局",
    "G4": "某中心",
    "E6": 100,
    "F6": 80,
    "E7": 100,
    "F7": 80,
    "B11": "开展检查",
    "F11": "已开展",
    "D13": "开展检查次数",
    "E13": "≥2次",
    "F13": "5次",
    "G13": 20,
    "H13": 20,
    "D16": "资金合规率",
    "E16": "100%",
    "F16": "100%",
    "G16": 30,
    "H16": 30,
    "D28": "群众知晓率",
    "E28": "≥90%",
    "F28": "81%",
    "G28": 30,
    "H28": 27,
    "D37": "群众满意度",
    "E37": "≥95%",
    "F37": "95%",
    "G37": 10,
    "H37": 10,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A bad input. `refused` is a word its refusal must contain; empty where reading it is as good as refusing it."""

    name: str
    suffix: str
    make: Callable[[], bytes]
    refused: str = ""
    commands: tuple[str, ...] = READING


@cache
def _good_form() -> bytes:
    return form()


def form(**cells: object) -> bytes:
    """A filled form as a workbook; `cells` are typed over it."""
    book = openpyxl.load_workbook(BLANK)
    for place, value in (FILLED | cells).items():
        book["自评表"][place] = value
    stream = io.BytesIO()
    book.save(stream)
    return packed(_with_shared_strings(unpacked(stream.getvalue())))


def _with_shared_strings(parts: Parts) -> Parts:
    """Texts where Excel keeps them; openpyxl writes them into the cells."""
    strings: list[bytes] = []

    def shared(match: re.Match[bytes]) -> bytes:
        strings.append(b"<si>" + match[1] + b"</si>")
        return b't="s"><v>%d</v>' % (len(strings) - 1)

    changed = {
        name: re.sub(rb't="inlineStr"><is>(.*?)</is>', shared, content, flags=re.DOTALL)
        for name, content in parts.items()
        if name.startswith("xl/worksheets/sheet")
    }
    table = f'{DECLARATION}<sst xmlns="{MAIN}">'.encode() + b"".join(strings) + b"</sst>"
    listing = "xl/_rels/workbook.xml.rels"
    link = f'<Relationship Id="rId900" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    links = parts[listing].replace(b"</Relationships>", link.encode())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    types = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    return parts | changed | {"xl/sharedStrings.xml": table, listing: links, "[Content_Types].xml": types}


def form_parts() -> Parts:
    """The parts of a good form."""
    return unpacked(_good_form())


def unpacked(data: bytes) -> Parts:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], stored: bool = False, level: int = 1) -> bytes:
    """A package of these parts, in order."""
    stream = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(stream, "w", method, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2022, 3, 4, 5, 6, 8)), content, method)
    return stream.getvalue()


def spoiled(name: str, content: bytes | str, stored: bool = False) -> bytes:
    """The good form with one part replaced or added."""
    raw = content.encode() if isinstance(content, str) else content
    return packed(form_parts() | {name: raw}, stored)


def without(name: str) -> bytes:
    """The good form with one part missing."""
    return packed({part: content for part, content in form_parts().items() if part != name})


def edited(name: str, pattern: str, replacement: str) -> bytes:
    """The good form with the first match in a part replaced."""
    parts = form_parts()
    text, count = re.subn(pattern, lambda _: replacement, parts[name].decode(), count=1, flags=re.DOTALL)
    assert count, f"{pattern} not in {name}"
    return packed(parts | {name: text.encode("utf-8", "surrogatepass")})


def cell(place: str, xml: str) -> bytes:
    """The good form with one <c> element replaced."""
    return edited(FORM, rf'<c r="{place}"[^>]*?(?:/>|>.*?</c>)', xml)


def typed(place: str, text: str) -> bytes:
    """The good form with a cell that holds a text as stored, escapes and all."""
    return cell(place, f'<c r="{place}" t="str"><v>{text}</v></c>')


def calculated(place: str, formula: str) -> bytes:
    """The good form with a formula that has no result."""
    return cell(place, f'<c r="{place}"><f>{formula}</f></c>')


def rows_added(rows: str, after: str = "") -> bytes:
    """The good form with further rows, and with elements after the rows."""
    parts = form_parts()
    text = parts[FORM].decode().replace("</sheetData>", f"{rows}</sheetData>{after}")
    return packed(parts | {FORM: text.encode()}, stored=len(rows) + len(after) > MEGABYTE)


def further_sheet(rows: str, after: str = "", before: str = "") -> bytes:
    """The good form whose second sheet is something else."""
    xml = f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return spoiled("xl/worksheets/sheet2.xml", xml, stored=len(xml) > MEGABYTE)


def document(body: str, declaration: str = DECLARATION) -> bytes:
    """A .docx whose body is this WordprocessingML."""
    xml = f'{declaration}<w:document xmlns:w="{W}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>'
    return packed(document_parts() | {"word/document.xml": xml.encode()}, stored=len(xml) > MEGABYTE)


def document_parts() -> Parts:
    """The parts around a document."""
    types = (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return {"[Content_Types].xml": types.encode(), "_rels/.rels": relations.encode()}


def zeros(megabytes: int) -> tuple[bytes, int]:
    """A raw deflate stream of that many megabytes of zeros, made without making them; and their CRC."""
    block, check = bytes(MEGABYTE), 0
    press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    press.compress(block)
    press.flush(zlib.Z_FULL_FLUSH)
    piece = press.compress(block) + press.flush(zlib.Z_FULL_FLUSH)
    for _ in range(megabytes):
        check = zlib.crc32(block, check)
    return piece * megabytes + b"\x03\x00", check


@dataclass
class RawEntry:
    """A zip entry whose directory may say anything."""

    name: bytes
    content: bytes
    size: int
    check: int
    method: int = 8
    flags: int = 0x800
    offset: int | None = None

    def local(self) -> bytes:
        """The local header and the content."""
        fields = (20, self.flags, self.method, 0, 33, self.check, len(self.content), self.size, len(self.name), 0)
        return struct.pack("<4s5H3I2H", b"PK\x03\x04", *fields) + self.name + self.content

    def listed(self, offset: int) -> bytes:
        """The entry of the central directory."""
        fields = (20, 20, self.flags, self.method, 0, 33, self.check, len(self.content), self.size, len(self.name))
        place = offset if self.offset is None else self.offset
        return struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *fields, 0, 0, 0, 0, 0, place) + self.name


def raw_zip(*entries: RawEntry, comment: bytes = b"") -> bytes:
    """A zip file as told, whether or not it makes sense; an entry with an offset of its own has no content here."""
    data, directory = bytearray(), bytearray()
    for entry in entries:
        directory += entry.listed(len(data))
        data += entry.local() if entry.offset is None else b""
    count = min(len(entries), 0xFFFF)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(data), len(comment))
    return bytes(data + directory) + end + comment


def entry_of(name: str, content: bytes, **lies: int) -> RawEntry:
    """An honest deflated entry, except for what `lies` say."""
    press = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    entry = RawEntry(name.encode(), press.compress(content) + press.flush(), len(content), zlib.crc32(content))
    for field, value in lies.items():
        setattr(entry, field, value)
    return entry


def good_entries() -> list[RawEntry]:
    """The good form as raw entries."""
    return [entry_of(name, content) for name, content in form_parts().items()]
