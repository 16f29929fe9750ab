"""The guarded door for zip packages."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from zpj.domain.errors import ZpjError
from zpj.grid import package as door
from zpj.grid.files import read_grids
from zpj.grid.package import open_package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refused(path: Path) -> str:
    with pytest.raises(ZpjError) as caught:
        read_grids(path)
    assert caught.value.subject == path.name
    return caught.value.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "0 字节"),
        (b"just text", "不是 Excel 或 Word 文件"),
        (b"<html><table></table></html>", "网页"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (OLE + "WordDocument".encode("utf-16-le"), "旧版 Word"),
        (OLE, "不是 Excel 或 Word 文件"),
        (OLE + "Workbook".encode("utf-16-le"), "已损坏"),
        (b"PK\x03\x04 and no more", "已损坏"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(content)
    assert reason in refused(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "找不到" in refused(tmp_path / "没有.xlsx")
    assert "文件夹" in refused(tmp_path)


def test_an_old_workbook_is_refused_where_only_packages_are_read(tmp_path: Path) -> None:
    path = tmp_path / "旧.xlsx"
    path.write_bytes(OLE + "Workbook".encode("utf-16-le"))
    with pytest.raises(ZpjError, match="旧版 Excel"):
        open_package(path)


def test_a_truncated_workbook_is_damaged(book: Callable[..., Path]) -> None:
    path = book({"自评表": '<row r="1"><c r="A1"><v>1</v></c></row>'})
    path.write_bytes(path.read_bytes()[:-200])
    assert "已损坏" in refused(path)


def test_a_flipped_byte_is_damage_and_not_a_wrong_number(book: Callable[..., Path]) -> None:
    path = book({"自评表": '<row r="1"><c r="A1"><v>1</v></c></row>'})
    data = bytearray(path.read_bytes())
    place = data.index(b"xl/worksheets/sheet1.xml") + 80
    data[place] ^= 0xFF
    path.write_bytes(bytes(data))
    assert "已损坏" in refused(path)


def test_other_packages_are_named(tmp_path: Path, pack: Callable[..., bytes], parts: Callable[..., dict]) -> None:
    path = tmp_path / "包.xlsx"
    for content, reason in (
        ({"a.txt": "a"}, "不是 Excel 工作簿"),
        ({"word/document.xml": "<w/>"}, "文件已损坏"),
    ):
        path.write_bytes(pack(content))
        assert reason in refused(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused(book: Callable[..., Path], parts: Callable[..., dict], encoding: str) -> None:
    hostile = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'
    content = parts({"自评表": ""}) | {"xl/worksheets/sheet1.xml": hostile.encode(encoding)}
    assert "文档类型声明" in refused(book(parts=content))


def test_a_zip_bomb_is_refused_before_it_is_inflated(book: Callable[..., Path], parts: Callable[..., dict]) -> None:
    assert "压缩比" in refused(book(parts=parts({"自评表": ""}) | {"xl/x.xml": b"0" * 3_000_000}))


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [("MOST_ENTRIES", 3, "部件过多"), ("LARGEST_TOTAL", 100, "解压后过大"), ("LARGEST_PART", 100, "部件过大")],
)
def test_every_limit_is_kept(
    book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, limit: str, value: int, reason: str
) -> None:
    monkeypatch.setattr(door, limit, value)
    assert reason in refused(book({"自评表": ""}))


def test_a_part_larger_than_declared_is_refused(tmp_path: Path, pack: Callable[..., bytes]) -> None:
    data = bytearray(pack({"[Content_Types].xml": "x" * 500}))
    for place in (22, data.index(b"PK\x01\x02") + 24):
        data[place : place + 4] = (100).to_bytes(4, "little")
    path = tmp_path / "表.xlsx"
    path.write_bytes(bytes(data))
    with pytest.raises(ZpjError, match="实际大小超过声明"):
        open_package(path).read("[Content_Types].xml")


def test_an_encrypted_entry_is_refused(tmp_path: Path, pack: Callable[..., bytes]) -> None:
    data = bytearray(pack({"a.xml": "x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "表.xlsx"
    path.write_bytes(bytes(data))
    assert "打开密码" in refused(path)


def test_names_and_parts_are_given_whatever_their_case(book: Callable[..., Path]) -> None:
    package = open_package(book({"自评表": ""}))
    assert "XL/Workbook.xml" in package
    assert package.names()[0] == "[Content_Types].xml"
    assert package.read("/xl/workbook.xml").startswith(b"<?xml")
    with pytest.raises(ZpjError, match="已损坏"):
        package.read("xl/none.xml")


def test_a_part_with_an_unknown_compression_is_damaged(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.xml", "x" * 100)
    path = tmp_path / "表.xlsx"
    path.write_bytes(stream.getvalue())
    with pytest.raises(ZpjError, match="已损坏"):
        open_package(path).read("a.xml")
