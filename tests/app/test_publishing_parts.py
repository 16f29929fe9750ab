"""What hangs on hidden places goes with them, so that the copy still opens: tables, rows, merged documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from openpyxl.worksheet.table import Table

from tests.app.hostile_publications import hostile_document, rewrite
from zpj.app.publishing import publish
from zpj.domain.errors import ZpjError
from zpj.grid.files import read_grids
from zpj.grid.package import open_package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(tmp_path: Path, fill: Any) -> Path:
    book = openpyxl.Workbook()
    fill(book, book.active)
    book.save(tmp_path / "a.xlsx")
    return publish(tmp_path / "a.xlsx", tmp_path / "b.xlsx", force=False).path


def test_a_table_with_a_hidden_heading_becomes_plain_cells(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        for row in (("项目", "底价", "金额"), ("甲", 7, 8), ("乙", 9, 10)):
            sheet.append(row)
        sheet.add_table(Table(displayName="表甲", ref="A1:C3"))
        sheet.column_dimensions["B"].hidden = True

    copy = saved(tmp_path, fill)
    sheet: Any = openpyxl.load_workbook(copy).active
    assert dict(sheet.tables) == {}
    assert [sheet.cell(2, column).value for column in (1, 2, 3)] == ["甲", None, 8]
    assert not [name for name in open_package(copy).names() if "table" in name.lower()]


def test_a_filtered_row_is_hidden_and_its_merged_neighbour_is_not(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet["A1"], sheet["A3"] = "标题跨两行", "内部"
        sheet.merge_cells("A1:B2")
        sheet.row_dimensions[1].hidden = True
        sheet.row_dimensions[3].hidden = True

    (grid,) = read_grids(saved(tmp_path, fill))
    assert [cell.text for cell in grid.cells.values()] == ["标题跨两行"]


def test_whole_columns_and_rows_in_formulas_are_understood(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet["A1"], sheet["A2"], sheet["C1"], sheet["C2"], sheet["C3"] = 1, 2, "=SUM(A:A)", "=SUM(1:1)-C1", "=A1+1"
        sheet.row_dimensions[2].hidden = True
        sheet["D1"] = '=A1&"A2"'

    (grid,) = read_grids(saved(tmp_path, fill))
    assert grid.cells[1, 3].formula is None
    assert grid.cells[1, 3].number == 3
    assert grid.cells[3, 3].formula == "A1+1"
    assert grid.cells[1, 4].formula == 'A1&"A2"'


def test_the_order_of_the_sheets_that_stay_holds_for_their_names(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.sheet_state = "hidden"
        shown = book.create_sheet("自评表")
        shown["A1"] = "甲"
        shown.print_area = "A1:B2"
        book.active = 1

    book = openpyxl.load_workbook(saved(tmp_path, fill))
    assert book.sheetnames == ["自评表"]
    assert "$A$1:$B$2" in str(book["自评表"].print_area)
    assert book.active is book["自评表"]


def test_nothing_to_publish_is_refused(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.title = "设置"
        sheet["A1"] = "版式"

    with pytest.raises(ZpjError, match="没有可以公开的工作表"):
        saved(tmp_path, fill)


def test_a_deleted_table_row_and_a_table_of_none_are_gone(tmp_path: Path) -> None:
    document: Any = docx.Document()
    for rows in (2, 1):
        table = document.add_table(rows=rows, cols=1)
        table.cell(0, 0).text = f"删去{rows}"
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f'<w:del xmlns:w="{W}" w:id="1" w:author="x"/>'))
        document.add_paragraph("之后")
    document.tables[0].cell(1, 0).text = "留下"
    document.save(tmp_path / "a.docx")
    copy: Any = docx.Document(str(publish(tmp_path / "a.docx", tmp_path / "b.docx", force=False).path))
    assert [[cell.text for row in table.rows for cell in row.cells] for table in copy.tables] == [["留下"]]


def test_a_document_merged_into_another_must_be_saved_first(tmp_path: Path) -> None:
    source = hostile_document(tmp_path / "a.docx")
    link = f'<Relationship Id="rIdA" Type="{RELATIONS}/aFChunk" Target="b.htm"/></Relationships>'
    rewrite(source, {"word/_rels/document.xml.rels": ("</Relationships>", link)}, {"word/b.htm": "<p>x</p>"})
    with pytest.raises(ZpjError, match="另存"):
        publish(source, tmp_path / "b.docx", force=False)


def test_links_to_other_workbooks_are_cut_and_their_results_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["A2"] = "=[1]表!$A$1*2", "=A1+1"
    book.save(tmp_path / "a.xlsx")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    part = "xl/externalLinks/externalLink1.xml"
    link = f'<Relationship Id="rIdX" Type="{RELATIONS}/externalLink" Target="externalLinks/externalLink1.xml"/>'
    rewrite(
        tmp_path / "a.xlsx",
        {
            "[Content_Types].xml": ("</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'),
            "xl/_rels/workbook.xml.rels": ("</Relationships>", f"{link}</Relationships>"),
            "xl/workbook.xml": (
                "</sheets>",
                f'</sheets><externalReferences><externalReference xmlns:r="{RELATIONS}" r:id="rIdX"/>'
                "</externalReferences>",
            ),
            "xl/worksheets/sheet1.xml": ("$A$1*2</f><v></v>", "$A$1*2</f><v>84</v>"),
        },
        {
            part: f'<externalLink xmlns="{main}" xmlns:r="{RELATIONS}"><externalBook r:id="rId1"/></externalLink>',
            "xl/externalLinks/_rels/externalLink1.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{RELATIONS}/externalLinkPath" Target="file:///C:/Users/zhang/b.xlsx" '
                'TargetMode="External"/></Relationships>'
            ),
        },
    )
    done = publish(tmp_path / "a.xlsx", tmp_path / "b.xlsx", force=False)
    (grid,) = read_grids(done.path)
    assert (grid.cells[1, 1].formula, grid.cells[1, 1].text, grid.cells[2, 1].formula) == (None, "84", "A1+1")
    assert not [name for name in open_package(done.path).names() if "externalLink" in name]
    assert b"externalReference" not in open_package(done.path).read("xl/workbook.xml")
    assert "外部链接" in {item.kind for item in done.removals}


def test_local_links_go_and_links_to_websites_stay(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        for row, target in enumerate(("file:///C:/Users/zhang/a.docx", "mailto:a@b.cn", "https://www.mof.gov.cn/"), 1):
            sheet.cell(row, 1).value = f"第{row}行"
            sheet.cell(row, 1).hyperlink = target

    sheet: Any = openpyxl.load_workbook(saved(tmp_path, fill)).active
    links = [sheet.cell(row, 1).hyperlink for row in (1, 2, 3)]
    assert [link and link.target for link in links] == [None, None, "https://www.mof.gov.cn/"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["第1行", "第2行", "第3行"]
