"""Parts are read without a tree: prefixes, encodings and odd content as any XML reader takes them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from zpj.domain.errors import ZpjError
from zpj.grid.package import Package
from zpj.grid.sheet_reader import RawCell, SheetReader
from zpj.grid.workbook_parts import SheetPart, shared_strings
from zpj.grid.xml_events import elements

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def package(content: bytes) -> Package:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("p.xml", content)
    return Package(Path("表.xlsx"), stream.getvalue())


def cells(rows: str) -> list[RawCell]:
    source = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return SheetReader(package(source.encode()), SheetPart("表", "p.xml", "1", False)).read().cells


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gbk", "GB2312", "gb18030", "iso-8859-1", "big5"])
def test_every_encoding_a_program_may_write_is_read(encoding: str) -> None:
    word = "é" if encoding == "iso-8859-1" else "中"
    source = f'<?xml version="1.0" encoding="{encoding}"?><a><b c="{word}"/></a>'
    (found,) = elements(package(source.encode(encoding)), "p.xml", "b")
    assert found.attributes == {"c": word}


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<a>", b"<a></b>", b"<a>\xff</a>", b"<a>&x;</a>", b"<a b='1' b='2'/>", b"<a/><a/>", b"x",
        b'<?xml version="1.0" encoding="no-such"?><a/>', b'<?xml version="1.0" encoding="gbk"?><a>\xff\xff</a>',
    ],
)  # fmt: skip
def test_what_is_no_xml_is_damaged(content: bytes) -> None:
    with pytest.raises(ZpjError, match="已损坏"):
        elements(package(content), "p.xml", "a")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding: str) -> None:
    source = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    with pytest.raises(ZpjError, match="文档类型声明"):
        elements(package(source.encode(encoding)), "p.xml", "a")


def test_elements_are_given_without_prefixes_with_those_around_them() -> None:
    found = elements(package(b'<x:a xmlns:x="u"><x:b y:c="1" xmlns:y="v"><d/></x:b><d/></x:a>'), "p.xml", "b")
    assert [(one.name, one.parent) for one in found] == [("b", "a"), ("d", "b")]
    assert found[0].attributes["y:c"] == "1"


def test_strings_join_their_runs_and_leave_out_how_words_are_pronounced() -> None:
    items = "<si><t>一</t></si><si><r><t>二</t></r><r><rPr/><t xml:space='preserve'> 三</t></r></si>"
    items += (
        "<si><t>四</t><rPh sb='0' eb='1'><t>shi</t></rPh><phoneticPr/></si><si/><si><t/></si><si><t>&#10;&amp;</t></si>"
    )
    source = f'<sst xmlns="{MAIN}">{items}</sst>'
    assert shared_strings(package(source.encode()), "p.xml") == ["一", "二 三", "四", "", "", "\n&"]


def test_cells_are_read_with_prefixes_comments_and_character_data() -> None:
    (one, two, three) = cells(
        '<row r="2"><c r="B2" t="str"><f>A1&amp;"x"</f><v>甲<!-- 注 -->乙</v></c><c t="inlineStr"><is><t>丙</t>'
        "<rPh><t>bing</t></rPh><r><t>丁</t></r></is></c><c><v><![CDATA[3]]></v></c><c s='1'/></row>"
    )
    assert (one.row, one.column, one.value, one.formula) == (2, 2, "甲乙", 'A1&"x"')
    assert (two.column, two.kind, two.value) == (3, "inlineStr", "丙丁")
    assert (three.column, three.value) == (4, "3")
    (prefixed,) = cells('<x:row xmlns:x="u" r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>')
    assert (prefixed.row, prefixed.column, prefixed.value) == (1, 1, "1")


def test_an_empty_value_is_none_but_for_the_empty_text_of_a_formula() -> None:
    assert [cell.value for cell in cells('<row><c><f>A1</f><v/></c><c t="str"><f>A1</f><v></v></c></row>')] == [
        None,
        "",
    ]


def test_elements_of_extensions_inside_a_cell_are_no_part_of_it() -> None:
    (cell,) = cells('<row><c r="A1"><extLst><v>9</v><f>B1</f><c r="Z9"/></extLst><v>1</v></c></row>')
    assert (cell.value, cell.formula) == ("1", None)
