"""Copies of a workbook with some cells changed and everything else as it was."""

import os
import re
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from zpj.domain.errors import ZpjError
from zpj.grid.excel_file import read_workbook
from zpj.grid.patch import CellChange, patch_workbook
from zpj.grid.xml_text import seen

D = Decimal
SHEET = "xl/worksheets/sheet1.xml"
ROWS = """
<row r="1" spans="1:2" ht="20" x14ac:dyDescent="0.2"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="2"><v>1</v></c>
</row>
<row r="2"/>
<row r="4"><c r="A4"><v>4</v></c><c r="D4" s="2"><f>A4*2</f><v>8</v></c></row>
<row r="5"><c r="D5"><f t="shared" ref="D5:D7" si="0">A5&amp;"&lt;"&amp;B$1</f><v>1</v></c></row>
<row r="6"><c r="D6"><f t="shared" si="0"/><v>2</v></c></row>
<row r="7"><c r="D7"><f t="shared" si="0"/><v>3</v></c></row>"""
EXTRA = """<!-- kept --><extLst><ext uri="x"><xm:f xmlns:xm="urn:x">A1</xm:f></ext></extLst>"""
CHAIN = (
    '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<c r="D4" i="1"/><c r="D5"/><c r="D6"/><c r="D7"/></calcChain>'
)


@pytest.fixture
def source(book: Callable[..., Path], parts: Callable[..., dict], wrap: Callable[..., str]) -> Path:
    xml = wrap(ROWS, EXTRA, '<dimension ref="A1:D7"/>')
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="0"/><xf numFmtId="2"/></cellXfs>'
    content = parts({"自评表": xml}, styles=styles, strings="<si><t>项目</t></si>")
    content |= {"xl/calcChain.xml": CHAIN, "xl/media/image1.png": os.urandom(999), "xl/vbaProject.bin": b"\0vba" * 99}
    return book(parts=content)


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def patch(source: Path, cells: Mapping[tuple[int, int], CellChange]) -> Path:
    target = source.with_name("改.xlsx")
    patch_workbook(source, target, {"自评表": cells})
    return target


def cells_of(path: Path) -> dict[str, bytes]:
    root = etree.fromstring(contents(path)[SHEET])
    return {cell.get("r", ""): etree.tostring(cell, method="c14n", with_tail=False) for cell in root.iter("{*}c")}


def frame_of(path: Path) -> bytes:
    """The sheet part without its cells and its used range."""
    text = re.sub(rb"<c [^>]*?/>|<c [^>]*>.*?</c>", b"", contents(path)[SHEET], flags=re.DOTALL)
    return re.sub(rb'<dimension ref="[^"]*"/>', b"", text)


def test_all_other_parts_cells_and_bytes_stay(source: Path) -> None:
    target = patch(source, {(1, 2): CellChange(D("7.50"))})
    before, after = contents(source), contents(target)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {SHEET}
    assert frame_of(source) == frame_of(target)
    old, new = cells_of(source), cells_of(target)
    assert {name for name in new if new[name] != old.get(name)} == {"B1"}
    with zipfile.ZipFile(source) as a, zipfile.ZipFile(target) as b:
        assert [item.date_time for item in a.infolist()] == [item.date_time for item in b.infolist()]
        assert [item.compress_type for item in a.infolist()] == [item.compress_type for item in b.infolist()]
    assert b'<c r="B1" s="2"><v>7.5</v></c>' in after[SHEET]


def test_new_cells_and_rows_stand_in_order_with_the_style_asked_for(source: Path) -> None:
    change = CellChange("新", style_like=(1, 2))
    places = [(1, 5), (2, 2), (3, 1), (4, 2), (4, 3), (9, 1), (8, 30)]
    target = patch(source, dict.fromkeys(places, change))
    root = etree.fromstring(contents(target)[SHEET])
    assert [row.get("r") for row in root.iter("{*}row")] == [*"123456789"]
    assert [cell.get("r") for cell in root.iter("{*}c")] == (
        ["A1", "B1", "E1", "B2", "A3", "A4", "B4", "C4", "D4", "D5", "D6", "D7", "AD8", "A9"]
    )
    assert root.find("{*}dimension").get("ref") == "A1:AD9"
    assert next(root.iter("{*}row")).get("spans") == "1:5"
    (sheet,) = read_workbook(target).sheets
    assert all(sheet.text(*place) == "新" for place in places)
    assert b'<c r="AD8" s="2" t="inlineStr">' in contents(target)[SHEET]


def test_patching_twice_gives_the_same_as_patching_once(source: Path) -> None:
    changes = {"自评表": {(1, 2): CellChange("甲"), (3, 3): CellChange(D(3))}}
    once, twice = source.with_name("1.xlsx"), source.with_name("2.xlsx")
    patch_workbook(source, once, changes)
    patch_workbook(once, twice, changes)
    assert once.read_bytes() == twice.read_bytes()


def test_a_kept_formula_gets_a_new_result_only(source: Path) -> None:
    target = patch(source, {(4, 4): CellChange(D("9.5"), True), (5, 4): CellChange("<甲>", True)})
    after = contents(target)
    assert b'<c r="D4" s="2"><f>A4*2</f><v>9.5</v></c>' in after[SHEET]
    assert b'si="0">A5&amp;"&lt;"&amp;B$1</f><v>&lt;\xe7\x94\xb2&gt;</v></c>' in after[SHEET]
    assert after["xl/calcChain.xml"] == CHAIN.encode()
    assert read_workbook(patch(source, {(4, 4): CellChange(None, True)})).sheets[0].text(4, 4) == "8.00"


def test_the_next_cell_inherits_a_shared_formula(source: Path) -> None:
    target = patch(source, {(5, 4): CellChange(D(1)), (6, 4): CellChange("留", True)})
    text = contents(target)[SHEET].decode()
    assert '<f t="shared" ref="D6:D7" si="0">A6&amp;"&lt;"&amp;B$1</f><v>留</v>' in text
    assert read_workbook(target).sheets[0].cells[7, 4].formula == 'A7&"<"&B$1'
    target = patch(source, {(5, 4): CellChange(D(1))})
    assert read_workbook(target).sheets[0].cells[6, 4].formula == 'A6&"<"&B$1'


def test_the_calculation_chain_forgets_replaced_formulas(source: Path) -> None:
    after = contents(patch(source, {(4, 4): CellChange(D(8)), (5, 4): CellChange("x")}))
    entries = [dict(entry.attrib) for entry in etree.fromstring(after["xl/calcChain.xml"])]
    assert entries == [{"r": "D6", "i": "1"}, {"r": "D7"}]


def test_a_formula_is_written_with_its_result_and_the_chain_is_made_anew(source: Path) -> None:
    target = patch(source, {(1, 1): CellChange(D("9.5"), formula='IF(D4<>"",D4&"甲",1)'), (40, 9): CellChange(None)})
    after = contents(target)
    assert '<f>IF(D4&lt;&gt;"",D4&amp;"甲",1)</f><v>9.5</v>'.encode() in after[SHEET]
    assert read_workbook(target).sheets[0].cells[1, 1].formula == 'IF(D4<>"",D4&"甲",1)'
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    new = patch(source, {(60, 9): CellChange("优", formula="D4")})
    assert read_workbook(new).sheets[0].cells[60, 9].formula == "D4"


def test_an_empty_calculation_chain_is_dropped_with_its_links(source: Path) -> None:
    after = contents(patch(source, {(row, 4): CellChange(None) for row in range(4, 8)}))
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    assert b'standalone="yes"' in after["[Content_Types].xml"].replace(b"'", b'"')


def test_clearing_keeps_the_style_and_clearing_nothing_adds_nothing(source: Path) -> None:
    target = patch(source, {(1, 1): CellChange(None), (50, 1): CellChange(None)})
    assert b'<c r="A1" s="1"/>' in contents(target)[SHEET]
    assert b'r="50"' not in contents(target)[SHEET]


def test_an_empty_sheet_and_prefixed_tags_can_be_filled(book: Callable[..., Path], parts: Callable[..., dict]) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<x:worksheet xmlns:x="{main}"><x:dimension ref="A1"/><x:sheetData /></x:worksheet>'
    target = patch(book(parts=parts({"自评表": xml})), {(2, 2): CellChange("甲"), (1, 1): CellChange(D(1))})
    assert read_workbook(target).sheets[0].text(2, 2) == "甲"
    assert b'<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>' in contents(target)[SHEET]


def test_refusals_leave_no_file(source: Path) -> None:
    target = source.with_name("不写.xlsx")
    for changes, reason in (
        ({"无": {(1, 1): CellChange(None)}}, "没有名为"),
        ({"自评表": {(1, 1): CellChange("长" * 40_000)}}, "超过 32767 字"),
    ):
        with pytest.raises(ZpjError, match=reason):
            patch_workbook(source, target, changes)
    with pytest.raises(ZpjError, match="原文件"):
        patch_workbook(source, source.parent / "." / source.name, {})
    with pytest.raises(ValueError, match="no such cell"):
        patch_workbook(source, target, {"自评表": {(0, 1): CellChange(None)}})
    assert os.listdir(source.parent) == [source.name]


def test_the_source_may_be_replaced_on_request(source: Path) -> None:
    patch_workbook(source, source, {"自评表": {(1, 1): CellChange("换")}}, allow_same=True)
    assert read_workbook(source).sheets[0].text(1, 1) == "换"


def test_a_sheet_in_another_encoding_is_refused(book: Callable[..., Path], parts: Callable[..., dict]) -> None:
    xml = '<?xml version="1.0" encoding="utf-16"?><worksheet><sheetData/></worksheet>'.encode("utf-16")
    with pytest.raises(ZpjError, match="已损坏"):
        patch(book(parts=parts({"自评表": ""}) | {SHEET: xml}), {(1, 1): CellChange("x")})


def test_a_workbook_of_openpyxl_opens_again_after_a_patch(tmp_path: Path) -> None:
    path, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["甲", 1, "=B1*2"])
    book.save(path)
    patch_workbook(path, target, {"Sheet": {(1, 3): CellChange(D("2.50"), True), (5, 1): CellChange("末")}})
    sheet = openpyxl.load_workbook(target).active
    assert (sheet["A1"].value, sheet["C1"].value, sheet["A5"].value) == ("甲", "=B1*2", "末")
    assert openpyxl.load_workbook(target, data_only=True).active["C1"].value == 2.5


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=5, allow_nan=False, allow_infinity=False)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(1, 60), st.integers(1, 60)), st.text(max_size=20) | NUMBERS, max_size=8))
def test_what_is_patched_in_is_read_back(values: dict[tuple[int, int], str | Decimal]) -> None:
    with TemporaryDirectory() as folder:
        path, target = Path(folder, "a.xlsx"), Path(folder, "b.xlsx")
        openpyxl.Workbook().save(path)
        patch_workbook(path, target, {"Sheet": {place: CellChange(value) for place, value in values.items()}})
        (sheet,) = read_workbook(target).sheets
    for place, value in values.items():
        found = sheet.cells.get(place)
        if isinstance(value, str):
            shown = seen(value)
            assert (found.text if found else "") == (shown if shown.strip() else "")
        else:
            assert found is not None
            assert found.number == value
