"""Workbooks as Grids."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from zpj.domain.errors import ZpjError
from zpj.grid import sheet_reader
from zpj.grid.excel_file import read_workbook
from zpj.grid.grid import Area, Cell, Grid

D = Decimal
Book = Callable[..., Path]


def only(path: Path) -> Grid:
    (sheet,) = read_workbook(path).sheets
    return sheet


def cell(path: Path, row: int = 1, column: int = 1) -> Cell:
    found = only(path).at(row, column)
    assert found is not None
    return found


def test_a_workbook_of_openpyxl_is_read_as_shown(tmp_path: Path) -> None:
    path = tmp_path / "表（一）.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表"
    sheet.merge_cells("A1:C1")
    sheet["A1"] = "项目支出绩效自评表"
    sheet["A2"] = 2.4000000000000004
    sheet["B2"], sheet["B2"].number_format = 0.72258, "0.00%"
    sheet["C2"] = date(2024, 1, 31)
    sheet["A3"] = '=IF(A2>0,ROUND(A2*2,1),"")'
    sheet["B3"] = "=VLOOKUP(1,A:B,2)"
    sheet["C3"] = CellRichText("约", TextBlock(InlineFont(b=True), "5次"))
    sheet.column_dimensions["B"].width = 30
    book.create_sheet("隐藏表").sheet_state = "hidden"
    book.save(path)
    first, second = read_workbook(path).sheets
    assert (first.name, first.hidden, second.name, second.hidden) == ("自评表", False, "隐藏表", True)
    assert first.merges == (Area(1, 1, 1, 3),)
    assert first.text(1, 3) == "项目支出绩效自评表"
    assert first.cells[2, 1] == Cell(2, 1, "2.4", D("2.4"))
    assert first.cells[2, 2] == Cell(2, 2, "72.26%", D("0.72258"))
    assert (first.text(2, 3), first.text(3, 3)) == ("2024-01-31", "约5次")
    assert first.cells[3, 1] == Cell(3, 1, "4.8", D("4.8"), 'IF(A2>0,ROUND(A2*2,1),"")')
    unresolved = first.cells[3, 2]
    assert (unresolved.text, unresolved.number) == ("", None)
    assert unresolved.unresolved == "公式没有缓存结果，且无法由程序计算（用到函数 VLOOKUP）"
    assert first.widths[2] == 30


@pytest.mark.parametrize(
    ("xml", "text", "number"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE", None),
        ('<c r="A1" t="str"><v>甲_x000D_&#10;乙</v></c>', "甲\n乙", None),
        ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>jia</t></rPh></is></c>', "甲乙", None),
        ('<c r="A1" t="str"><v>a_xD800_b_x0001_c</v></c>', "abc", None),
        ('<c r="A1" t="str"><v>_xD83D__xDE00_</v></c>', "😀", None),
        ('<c r="A1" t="str"><v>_x005F_x0041_</v></c>', "_x0041_", None),
        ('<c r="A1" t="str"><v>\u200b项目\u2060名称\ufeff</v></c>', "项目名称", None),
        ('<c r="A1" t="str"><v>\'8.65</v></c>', "8.65", None),
        ('<c r="A1" t="str"><v>’ 98.5%</v></c>', "98.5%", None),
        ('<c r="A1" t="str"><v>‘两不愁’</v></c>', "‘两不愁’", None),
        ('<c r="A1" t="inlineStr"><is><t>\u202d8.65\u202c</t></is></c>', "8.65", None),
        ('<c r="A1" t="d"><v>2024-01-31</v></c>', "45322", D(45322)),
        ('<c r="A1" t="d"><v>某日</v></c>', "某日", None),
        ('<c r="A1"><v>1E-3</v></c>', "0.001", D("0.001")),
        ('<c r="A1"><v>NaN</v></c>', "NaN", None),
        ('<c r="A1" s="99"><v>5</v></c>', "5", D(5)),
        ("<c><v>5</v></c>", "5", D(5)),
    ],
)
def test_every_kind_of_cell_is_read(book: Book, xml: str, text: str, number: Decimal | None) -> None:
    found = cell(book({"自评表": f'<row r="1">{xml}</row>'}))
    assert (found.text, found.number) == (text, number)


def test_a_cell_of_nothing_but_blanks_is_empty(book: Book) -> None:
    blanks = "".join(f'<c t="str"><v>{blank}</v></c>' for blank in (" ", "\u3000", "\u00a0", "\u200b"))
    assert only(book({"自评表": f'<row r="1">{blanks}<c t="str"><v>甲</v></c></row>'})).cells.keys() == {(1, 5)}


def test_an_error_is_flagged(book: Book) -> None:
    found = cell(book({"自评表": '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'}))
    assert found == Cell(1, 1, "#DIV/0!", None, "1/0", error=True)


def test_shared_strings_join_runs_and_drop_phonetics(book: Book) -> None:
    strings = "<si><t>甲</t></si><si><r><t>产出</t></r><r><t>指标</t></r><rPh sb='0' eb='1'><t>chan</t></rPh></si>"
    rows = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
    path = book({"自评表": rows}, strings=strings)
    assert (cell(path).text, cell(path, 1, 2).text) == ("产出指标", "甲")
    with pytest.raises(ZpjError, match="已损坏"):
        read_workbook(book({"自评表": rows}))


def test_dates_follow_the_system_of_the_workbook(book: Book) -> None:
    styles = '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    styles += '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="31"/></cellXfs>'
    rows = '<row r="1"><c r="A1" s="1"><v>45000</v></c><c r="B1" s="2"><v>43538</v></c></row>'
    assert cell(book({"表": rows}, styles=styles)).text == "2023年3月"
    path = book({"表": rows}, styles=styles, properties='<workbookPr date1904="1"/>')
    assert cell(path, 1, 2).text == "2023年3月15日"


def test_a_cached_empty_text_is_a_result_and_a_missing_one_is_not(book: Book) -> None:
    rows = '<row r="1"><c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><f>1+1</f><v></v></c></row>'
    path = book({"表": rows})
    assert cell(path) == Cell(1, 1, "", None, 'IF(1,"")')
    assert cell(path, 1, 2) == Cell(1, 2, "2", D(2), "1+1")


def test_the_dependents_of_a_shared_formula_have_their_own_text(book: Book) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*$A$1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><f t="shared" si="0"/></c></row>'
    )
    assert cell(book({"表": rows}), 2, 2) == Cell(2, 2, "3", D(3), "A2*$A$1")


@pytest.mark.parametrize("formula", ['<f t="array" ref="A1">1+1</f>', '<f t="shared" si="7"/>'])
def test_array_and_orphaned_shared_formulas_are_unresolved(book: Book, formula: str) -> None:
    assert cell(book({"表": f'<row r="1"><c r="A1">{formula}</c></row>'})).unresolved


def test_hostile_merges_and_widths_cost_nothing(
    book: Book, parts: Callable[..., dict], wrap: Callable[..., str]
) -> None:
    extra = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="junk"/><mergeCell ref="A1"/></mergeCells>'
    before = '<sheetFormatPr defaultColWidth="12"/><cols><col min="2" max="16384" width="5"/></cols>'
    xml = wrap('<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row>', extra, before)
    sheet = only(book(parts=parts({"表": xml})))
    assert sheet.merges == (Area(1, 1, 21, 23),)
    assert sheet.widths == {1: 12.0, 2: 5.0, 3: 5.0}


def test_far_and_many_cells_are_refused_with_their_place(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZpjError, match="XFD1048576"):
        read_workbook(book({"表": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'}))
    monkeypatch.setattr(sheet_reader, "MOST_CELLS", 1)
    with pytest.raises(ZpjError, match="万格"):
        read_workbook(book({"表": '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>'}))


@pytest.mark.parametrize("rows", ['<row r="1"><c r="1A"/></row>', '<row r="x"/>', '<row r="1"><c r="A1" s="x"/></row>'])
def test_impossible_cells_are_damage(book: Book, rows: str) -> None:
    with pytest.raises(ZpjError, match="已损坏"):
        read_workbook(book({"表": rows}))


def test_the_reader_does_not_import_openpyxl() -> None:
    code = "import sys, zpj.grid.excel_file, zpj.grid.files, zpj.grid.patch; print('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
