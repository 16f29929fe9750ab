"""固化: a copy with values in place of formulas, without links, macros and calcChain entries."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import openpyxl.workbook.defined_name
import pytest
import xlwings as xw
from test_buttons import opened, press

from zpj.app.freezing import freeze_copy
from zpj.domain.errors import ZpjError
from zpj.grid.files import read_grids

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "sample_workbooks").glob("*.xlsx"))
SHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXTRA = {
    "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
    "xl/externalLinks/_rels/externalLink1.xml.rels": b"<Relationships/>",
    "xl/vbaProject.bin": b"macros",
    "xl/calcChain.xml": (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="C1" i="1"/></calcChain>'
    ),
}


def test_everything_shown_stays_and_no_formula_is_left(excel: xw.App, tmp_path: Path) -> None:
    for source in SAMPLES:
        target = freeze_copy(source, tmp_path)
        before, after = read_grids(source), read_grids(target.path)
        assert [grid.name for grid in after] == [grid.name for grid in before]
        for old, new in zip(before, after, strict=True):
            assert {p: c.text for p, c in new.cells.items()} == {p: c.text for p, c in old.cells.items() if c.text}
            assert all(new.cells[p].number == c.number for p, c in old.cells.items() if p in new.cells)
            assert not [cell for cell in new.cells.values() if cell.formula is not None]
        with zipfile.ZipFile(target.path) as archive:
            assert archive.testzip() is None
            assert not [name for name in archive.namelist() if re.search(rb"<(\w+:)?f[ >/]", sheet(archive, name))]
            assert not [name for name in archive.namelist() if b"ZPJ_SCORE(" in archive.read(name)]
        assert target.formulas == sum(cell.formula is not None for grid in before for cell in grid.cells.values())


def sheet(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name.startswith("xl/worksheets/") else b""


def linked(folder: Path) -> Path:
    """A workbook with macros whose C1 calls the add-in of another machine, as Excel stores it."""
    plain, path = folder / "原.xlsx", folder / "带链接.xlsm"
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"], book.active["C1"] = "甲", 2, "=[1]!ZPJ_SCORE(A1,B1,5)"
    book.save(plain)
    with zipfile.ZipFile(plain) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | EXTRA
    change(parts, "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>4.5</v>")
    change(parts, "xl/worksheets/sheet1.xml", b"<v />", b"<v>4.5</v>")
    names = '<definedName name="a">[1]Sheet1!$A$1</definedName><definedName name="b">Sheet!$A$1</definedName>'
    added = f'<externalReferences><externalReference r:id="rId90" xmlns:r="{SHEET}"/></externalReferences>'
    parts["xl/workbook.xml"] = re.sub(rb"<definedNames ?/>", b"", parts["xl/workbook.xml"])
    change(parts, "xl/workbook.xml", b"<calcPr", f"{added}<definedNames>{names}</definedNames><calcPr".encode())
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{target}"/>'
        for number, base, kind, target in (
            (90, SHEET, "externalLink", "externalLinks/externalLink1.xml"),
            (91, "http://schemas.microsoft.com/office/2006/relationships", "vbaProject", "vbaProject.bin"),
            (92, SHEET, "calcChain", "calcChain.xml"),
        )
    )
    change(parts, "xl/_rels/workbook.xml.rels", b"</Relationships>", f"{relations}</Relationships>".encode())
    kinds = "".join(f'<Override PartName="/{part}" ContentType="x/y"/>' for part in EXTRA if not part.endswith(".rels"))
    change(parts, "[Content_Types].xml", b"</Types>", f"{kinds}</Types>".encode())
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    change(parts, "[Content_Types].xml", main, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def change(parts: dict[str, bytes], name: str, old: bytes, new: bytes) -> None:
    parts[name] = parts[name].replace(old, new)


def test_links_macros_and_calculation_chain_are_gone(tmp_path: Path) -> None:
    frozen = freeze_copy(linked(tmp_path), tmp_path)
    assert (frozen.path.name, frozen.formulas) == ("带链接_报送.xlsx", 1)
    with zipfile.ZipFile(frozen.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not parts.keys() & EXTRA.keys()
    every = b"".join(parts.values())
    for word in (b"externalLink", b"externalReference", b"vbaProject", b"calcChain", b"macroEnabled", b"[1]", b"ZPJ_"):
        assert word not in every
    book = openpyxl.load_workbook(frozen.path)
    assert (book.active["C1"].value, list(book.defined_names)) == (4.5, ["b"])


@pytest.mark.parametrize(("formula", "shown"), [("=1/0", "#DIV/0!"), ("=[1]!ZPJ_SCORE(A1)", "没有结果")])
def test_a_formula_without_a_result_is_named_and_nothing_is_written(tmp_path: Path, formula: str, shown: str) -> None:
    book = openpyxl.Workbook()
    book.active.title = "表"
    book.active["B2"] = formula
    book.save(tmp_path / "甲.xlsx")
    with pytest.raises(ZpjError, match=f"表!B2 {shown}"):
        freeze_copy(tmp_path / "甲.xlsx", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["甲.xlsx"]


def test_the_freeze_button_writes_beside_the_workbook_and_changes_nothing_in_it(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, ROOT / "sample_workbooks" / "xinzhou_2022.xlsx", tmp_path)
    ((mode, told),) = press(book, "zpjFreeze")
    path = tmp_path / "自评 （xinzhou_2022）_报送.xlsx"
    assert (mode, str(path) in told, path.exists()) == ("info", True, True)
    assert "校验结果" not in told
    assert any(str(cell.value).startswith("=") for row in book.impl.workbook.worksheets[0] for cell in row)


def test_the_results_of_a_check_stay_out_of_the_frozen_copy(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, ROOT / "sample_workbooks" / "xinzhou_2022.xlsx", tmp_path)
    press(book, "zpjCheck")
    _, told = press(book, "zpjFreeze")[-1]
    assert "“校验结果”表没有放进副本" in told
    path = tmp_path / "自评 （xinzhou_2022）_报送.xlsx"
    before, after = read_grids(ROOT / "sample_workbooks" / "xinzhou_2022.xlsx"), read_grids(path)
    assert [grid.name for grid in after] == [grid.name for grid in before]
    with zipfile.ZipFile(path) as archive:
        every = b"".join(archive.read(name) for name in archive.namelist())
        kinds = archive.read("[Content_Types].xml").decode()
        assert set(re.findall(r'PartName="/([^"]*)"', kinds)) <= set(archive.namelist())
    assert "校验结果".encode() not in every
    copy = openpyxl.load_workbook(path)
    assert not [rule for sheet in copy.worksheets for area in sheet.conditional_formatting for rule in area.rules]
    assert copy.active is not None


def test_a_sheet_in_the_middle_leaves_names_tabs_and_marks_of_the_others_right(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "甲"
    book.create_sheet("校验结果")["A2"] = "级别"
    last = book.create_sheet("乙")
    for title in book.sheetnames:
        book[title].defined_names["区"] = openpyxl.workbook.defined_name.DefinedName("区", attr_text=f"{title}!$A$1")
    book.defined_names["结果"] = openpyxl.workbook.defined_name.DefinedName("结果", attr_text="校验结果!$A$1")
    rule = openpyxl.formatting.rule.FormulaRule
    last.conditional_formatting.add("A1:B2", rule(['COUNTIFS(校验结果!$C:$C,"a")>0']))
    last.conditional_formatting.add("A1:B2", rule(["A1>1"]))
    book.active = 2
    book.save(tmp_path / "原.xlsx")
    frozen = freeze_copy(tmp_path / "原.xlsx", tmp_path)
    copy = openpyxl.load_workbook(frozen.path)
    assert (copy.sheetnames, copy.active.title, list(copy.defined_names)) == (["甲", "乙"], "乙", [])
    assert copy["乙"].defined_names["区"].attr_text == "乙!$A$1"
    assert [r.formula for area in copy["乙"].conditional_formatting for r in area.rules] == [["A1>1"]]


def test_a_sheet_of_that_name_that_is_the_clerks_own_is_submitted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("校验结果")["A1"] = "科室自己的记录"
    book.save(tmp_path / "原.xlsx")
    frozen = freeze_copy(tmp_path / "原.xlsx", tmp_path)
    assert (frozen.results_left_out, openpyxl.load_workbook(frozen.path).sheetnames[1]) == (False, "校验结果")
