"""The directory of a package reads as Python's own `zipfile` reads it; what that refuses is refused."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from zpj import resources
from zpj.grid.zip_directory import Entry, directory

FILES = [*resources.sample_workbooks().glob("*.xlsx"), *(resources.templates() / "reports").glob("*.docx")]


def by_zipfile(data: bytes) -> tuple[list[tuple[object, ...]], bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        told = [
            (one.filename, one.flag_bits, one.compress_type, one.CRC, one.compress_size, one.file_size,
             one.header_offset, one.extra, one.comment, one.create_version, one.create_system, one.extract_version,
             one.internal_attr, one.external_attr, one.date_time)
            for one in archive.infolist()
        ]  # fmt: skip
        return told, archive.comment


def told(entry: Entry) -> tuple[object, ...]:
    date, time = entry.date, entry.time
    when = (date >> 9) + 1980, date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2
    return (
        entry.filename, entry.flag_bits, entry.compress_type, entry.crc, entry.compress_size, entry.file_size,
        entry.header_offset, entry.extra, entry.comment, entry.create_version, entry.create_system,
        entry.extract_version, entry.internal_attributes, entry.external_attributes, when,
    )  # fmt: skip


def read(data: bytes) -> tuple[list[tuple[object, ...]], bytes]:
    entries, comment = directory(data)
    return list(map(told, entries)), comment


def package(comment: bytes = b"", names: tuple[str, ...] = ("a.xml", "目录/图 1.bin", "Ünï.txt")) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(names):
            entry = zipfile.ZipInfo(name, (2020, 2, 29, 23, 59, 2 * number))
            entry.comment = name.encode()[:5]
            archive.writestr(entry, name * 50)
        archive.comment = comment
    return stream.getvalue()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_shipped_files_read_the_same(path: Path) -> None:
    assert read(path.read_bytes()) == by_zipfile(path.read_bytes())


@pytest.mark.parametrize(
    "data",
    [
        package(), package(b"comment"), package("PK 说明".encode()), b"prefix" * 9 + package(),
        package(names=()), package(b"x" * 65535), package() + b"", package(names=("a\\b.xml",)),
    ],
    ids=range(8),
)  # fmt: skip
def test_unusual_packages_read_the_same(data: bytes) -> None:
    assert read(data) == by_zipfile(data)


def test_sizes_of_64_bits_are_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, archive.open("a.xml", "w", force_zip64=True) as part:
        part.write(b"x" * 9)
    assert read(stream.getvalue()) == by_zipfile(stream.getvalue())
    data = stream.getvalue()
    place = data.index(b"PK\x01\x02")
    large = data[: place + 24] + b"\xff" * 4 + data[place + 28 :]
    assert read(large) == by_zipfile(large)


def test_whatever_is_broken_is_refused_or_read_as_zipfile_does() -> None:
    chance, whole, sound = random.Random(5), package(b"comment"), 0
    for _ in range(3000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            data[chance.randrange(len(whole) * 2 // 3, len(whole))] = chance.randrange(256)
        cut = bytes(data[: chance.choice((len(data), chance.randrange(len(data))))])
        try:
            expected = by_zipfile(cut)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
            expected = None
        try:
            found = read(cut)
        except ValueError:
            found = None
        assert found in (expected, None)
        sound += found is not None
    assert sound > 300
