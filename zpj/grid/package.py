"""The one guarded door for zip packages (.xlsx, .xlsm, .docx).

Nothing is inflated before its declared size passed the limits, no more than that size is ever inflated, and XML is
read without entities, network or DTD.
"""

from __future__ import annotations

import io
import posixpath
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.grid.container import Kind, kind_of, load, refusal
from zpj.grid.xml_events import elements
from zpj.grid.zip_directory import DEFLATED, STORED, Entry, directory

if TYPE_CHECKING:
    from lxml import etree

MEGABYTE = 1024 * 1024
MOST_ENTRIES = 10_000
LARGEST_TOTAL = 300 * MEGABYTE
LARGEST_PART = 200 * MEGABYTE
LARGEST_TREE = 50 * MEGABYTE
HIGHEST_RATIO = 200

_LOCAL_HEADER = 30
_ENCRYPTED_FLAG = 0x1
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


@record
class Relation:
    """A relationship of a part: its id, the last word of its type ("worksheet"), and the part it names."""

    id: str
    kind: str
    part: str


class Package:
    """An opened package. Part names are found whatever their case or slashes."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self._data = data
        try:
            self.entries, self.comment = directory(data)
        except ValueError as error:
            raise self.damaged() from error
        self._refuse_suspicious()
        self._by_name = {_canonical(entry.filename): entry for entry in self.entries}
        if len(self._by_name) != len(self.entries):
            raise self.damaged()

    def names(self) -> tuple[str, ...]:
        """Give the names of all parts, in the order of the file."""
        return tuple(entry.filename for entry in self.entries)

    def __contains__(self, name: str) -> bool:
        return _canonical(name) in self._by_name

    def entry(self, name: str) -> Entry:
        """Give the directory entry of a part; ZpjError where it is missing."""
        entry = self._by_name.get(_canonical(name))
        if entry is None:
            raise self.damaged()
        return entry

    def raw(self, entry: Entry) -> bytes:
        """Give the bytes of an entry as stored, still compressed."""
        start = entry.header_offset
        header = self._data[start : start + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise self.damaged()
        start += _LOCAL_HEADER + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        stored = self._data[start : start + entry.compress_size]
        if len(stored) < entry.compress_size:
            raise self.damaged()
        return stored

    def read(self, name: str) -> bytes:
        """Inflate one part; ZpjError where it is missing, damaged or larger than declared."""
        entry = self.entry(name)
        content = self._inflate(entry)
        if len(content) > entry.file_size:
            raise self.suspicious("实际大小超过声明")
        if len(content) < entry.file_size or zlib.crc32(content) != entry.crc:
            raise self.damaged()
        return content

    def _inflate(self, entry: Entry) -> bytes:
        stored = self.raw(entry)
        if entry.compress_type == STORED:
            return stored
        if entry.compress_type != DEFLATED:
            raise self.damaged()
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(stored, entry.file_size + 1)
        except zlib.error as error:
            raise self.damaged() from error

    def xml(self, name: str) -> etree._Element:
        """Parse one part into a tree."""
        content = self.safe_xml(name)
        if len(content) > LARGEST_TREE:
            raise self.suspicious("部件过大")
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error
        self._refuse_dtd(root)
        return root

    def elements(self, name: str, *tags: str) -> Iterator[tuple[str, etree._Element]]:
        """Walk through a large part without building it: ("start" or "end", element) for the given local names.

        The caller clears the elements it is done with.
        """
        from lxml import etree

        parser = etree.iterparse(
            io.BytesIO(self.safe_xml(name)),
            events=("start", "end"),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            yield from parser
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error
        self._refuse_dtd(parser.root)

    def safe_xml(self, name: str) -> bytes:
        """Give the bytes of an XML part that has no DOCTYPE."""
        content = self.read(name)
        if any(doctype in content for doctype in _DOCTYPES):
            raise self.suspicious("含有文档类型声明")
        return content

    def _refuse_dtd(self, root: etree._Element | None) -> None:
        if root is not None and root.getroottree().docinfo.internalDTD is not None:
            raise self.suspicious("含有文档类型声明")

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """Give the internal relationships of a part, or of the package itself."""
        listing = relations_part(part)
        if listing not in self:
            return ()
        folder = posixpath.dirname(part)
        return tuple(
            Relation(
                item.get("Id", ""),
                item.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, unquote(item.get("Target", "")))).lstrip("/"),
            )
            for item in (each.attributes for each in elements(self, listing, "Relationship"))
            if item.get("TargetMode") != "External"
        )

    def _refuse_suspicious(self) -> None:
        if len(self.entries) > MOST_ENTRIES:
            raise self.suspicious("部件过多")
        if sum(entry.file_size for entry in self.entries) > LARGEST_TOTAL:
            raise self.suspicious("解压后过大")
        for entry in self.entries:
            if entry.flag_bits & _ENCRYPTED_FLAG:
                raise refusal(self.path.name, Kind.ENCRYPTED)
            if entry.file_size > LARGEST_PART:
                raise self.suspicious("部件过大")
            if entry.file_size > MEGABYTE and entry.file_size > HIGHEST_RATIO * entry.compress_size:
                raise self.suspicious("压缩比过高")

    def damaged(self) -> ZpjError:
        """Give the error for content that cannot be read."""
        return ZpjError(self.path.name, "文件已损坏或不完整", "请重新获取，或用 Excel、Word 打开修复后另存")

    def suspicious(self, detail: str) -> ZpjError:
        """Give the error for content that breaks a limit."""
        return ZpjError(
            self.path.name, f"文件内容异常（{detail}），为安全起见不予读取", "请确认文件来源可靠，打开后另存再试"
        )


def open_package(path: Path) -> Package:
    """Open a package; ZpjError (Chinese) says whether it is missing, empty, encrypted, old, foreign or damaged."""
    return package_of(path, load(path))


def package_of(path: Path, data: bytes) -> Package:
    """The same for bytes already read; `path` gives their name."""
    kind = kind_of(data)
    if kind is not Kind.ZIP:
        raise refusal(path.name, kind)
    return Package(path, data)


def relations_part(part: str) -> str:
    """Where the relationships of a part are listed."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def serialised(root: etree._Element) -> bytes:
    """A part's XML again as bytes, declared as it was."""
    from lxml import etree

    standalone = bool(root.getroottree().docinfo.standalone)
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=standalone)
    return text if isinstance(text, bytes) else text.encode()


def local_name(element: etree._Element) -> str:
    """Give the tag without its namespace, so that the strict and the usual dialect read alike."""
    return _local_name(element.tag)


@lru_cache(maxsize=512)
def _local_name(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _canonical(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
