"""Writes an OLE compound file (MS-CFB, version 3): the container of a VBA project.

Sectors of 512 bytes; streams below 4096 bytes lie in a mini stream with sectors of 64 bytes. Every storage holds its
entries as a balanced tree. Nothing in the file depends on time or machine.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

Tree = Mapping[str, "bytes | Tree"]

_SECTOR, _MINI_SECTOR, _SMALLEST_STREAM = 512, 64, 4096
_FREE, _END, _FAT_SECTOR, _NOBODY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_BLACK = 1
_FAT_ENTRIES = _SECTOR // 4
_HEADER_FAT_SECTORS = 109
_LONGEST_NAME = 31
_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass
class _Node:
    """One directory entry."""

    name: str
    kind: int
    data: bytes = b""
    left: int = _NOBODY
    right: int = _NOBODY
    child: int = _NOBODY
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        length = len(name) + 2 if name else 0
        links = struct.pack("<HBBIII", length, self.kind, _BLACK, self.left, self.right, self.child)
        return name.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", self.start, self.size)


@dataclass
class _Sectors:
    """The sectors written so far, with their allocation table."""

    size: int
    data: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list)

    def put(self, content: bytes) -> int:
        """Append a stream; gives its first sector."""
        if not content:
            return _END
        first, count = len(self.table), -(-len(content) // self.size)
        self.data += content.ljust(count * self.size, b"\0")
        self.table += [first + number for number in range(1, count)] + [_END]
        return first


def compound_file(tree: Tree) -> bytes:
    """The bytes of a compound file: storages are mappings, streams are bytes."""
    nodes = [_Node("Root Entry", _ROOT)]
    _add(nodes, 0, tree)
    sectors, mini = _Sectors(_SECTOR), _Sectors(_MINI_SECTOR)
    for node in nodes:
        if node.kind == _STREAM:
            node.size = len(node.data)
            node.start = (sectors if node.size >= _SMALLEST_STREAM else mini).put(node.data)
    nodes[0].size = len(mini.data)
    nodes[0].start = sectors.put(bytes(mini.data))
    mini_table = _table(mini.table)
    mini_start = sectors.put(mini_table)
    directory_start = sectors.put(_directory(nodes))
    fat_start, fat = _allocation(sectors)
    starts = (len(fat) // _SECTOR, directory_start, mini_start, len(mini_table) // _SECTOR, fat_start)
    return _header(*starts) + bytes(sectors.data) + fat


def _add(nodes: list[_Node], parent: int, children: Tree) -> None:
    """Append the entries of a storage and link them as a balanced search tree (shorter names first, then by letter)."""
    numbers = []
    for name, content in children.items():
        if not 0 < len(name) <= _LONGEST_NAME:
            raise ValueError(f"stream name of {len(name)} characters: {name}")
        numbers.append(len(nodes))
        if isinstance(content, bytes):
            nodes.append(_Node(name, _STREAM, content))
        else:
            nodes.append(_Node(name, _STORAGE))
            _add(nodes, numbers[-1], content)
    numbers.sort(key=lambda number: (len(nodes[number].name), nodes[number].name.upper()))
    nodes[parent].child = _balanced(nodes, numbers)


def _balanced(nodes: list[_Node], numbers: list[int]) -> int:
    if not numbers:
        return _NOBODY
    middle = len(numbers) // 2
    root = numbers[middle]
    nodes[root].left = _balanced(nodes, numbers[:middle])
    nodes[root].right = _balanced(nodes, numbers[middle + 1 :])
    return root


def _table(entries: list[int]) -> bytes:
    padded = entries + [_FREE] * (-len(entries) % _FAT_ENTRIES)
    return struct.pack(f"<{len(padded)}I", *padded)


def _directory(nodes: list[_Node]) -> bytes:
    entries = b"".join(node.packed() for node in nodes)
    unused = _Node("", 0)
    while len(entries) % _SECTOR:
        entries += unused.packed()
    return entries


def _allocation(sectors: _Sectors) -> tuple[int, bytes]:
    """The allocation table, which also lists its own sectors; it stands at the end of the file."""
    count = 1
    while count * _FAT_ENTRIES < len(sectors.table) + count:
        count += 1
    if count > _HEADER_FAT_SECTORS:
        raise ValueError("compound file larger than its header can describe")
    return len(sectors.table), _table([*sectors.table, *[_FAT_SECTOR] * count])


def _header(fat_count: int, directory_start: int, mini_start: int, mini_count: int, fat_start: int) -> bytes:
    version = struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    places = (0, fat_count, directory_start, 0, _SMALLEST_STREAM, mini_start, mini_count, _END, 0)
    fat = [fat_start + number for number in range(fat_count)]
    fat += [_FREE] * (_HEADER_FAT_SECTORS - fat_count)
    packed = struct.pack(f"<{len(places)}I{len(fat)}I", *places, *fat)
    return _SIGNATURE + bytes(16) + version + bytes(6) + packed
