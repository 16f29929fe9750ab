"""Tables of Word documents as Grids: merged cells, what stands before, tracked changes, nested tables."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from zpj.domain.errors import ZpjError
from zpj.grid.files import read_grids
from zpj.grid.grid import Area

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(path: Path, body: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return path


def text(content: str) -> str:
    return f"<w:p><w:r><w:t>{content}</w:t></w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text(content)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


START, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells_keep_their_place_and_their_area(tmp_path: Path) -> None:
    body = table(
        row(cell("一级", START), cell("标题", '<w:gridSpan w:val="2"/>')),
        row(cell("", GOES_ON), cell("甲"), cell("12.50")),
        row(cell("二级", START), cell("乙"), cell("1,000")),
        row(cell("", GOES_ON), cell("丙"), cell("—")),
    )
    (grid,) = read_grids(document(tmp_path / "表.docx", body))
    assert grid.name == "表1"
    assert set(grid.merges) == {Area(1, 1, 2, 1), Area(1, 2, 1, 3), Area(3, 1, 4, 1)}
    assert [grid.text(number, 1) for number in (1, 2, 3, 4)] == ["一级", "一级", "二级", "二级"]
    found = grid.at(3, 3)
    assert found is not None
    assert found.number == Decimal(1000)
    assert grid.location(2, 3) == "表1!C2"


def test_each_table_knows_the_paragraphs_before_it(tmp_path: Path) -> None:
    path = tmp_path / "多表.docx"
    word = docx.Document()
    word.add_paragraph("项目支出绩效自评表")
    word.add_paragraph("（2023年度）")
    word.add_table(1, 1).cell(0, 0).text = "一"
    word.add_paragraph("第二张")
    word.add_table(1, 1).cell(0, 0).text = "二"
    word.save(str(path))
    first, second = read_grids(path)
    assert (first.preceding, second.preceding) == (("项目支出绩效自评表", "（2023年度）"), ("第二张",))
    assert (first.name, second.name) == ("表1", "表2")


def test_deleted_text_is_left_out_and_inserted_text_is_read(tmp_path: Path) -> None:
    changed = "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>"
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删去的行</w:t></w:r></w:p></w:tc></w:tr>"
    (grid,) = read_grids(document(tmp_path / "修订.docx", table(f"<w:tr><w:tc>{changed}</w:tc></w:tr>", gone)))
    assert grid.text(1, 1) == "新"
    assert grid.rows == 1


def test_content_controls_line_breaks_and_nested_tables_are_read(tmp_path: Path) -> None:
    inner = table(row(cell("内")))
    broken = "<w:p><w:r><w:t>年初</w:t><w:br/><w:t>预算数</w:t></w:r></w:p>"
    cells = row(f"<w:tc>{broken}</w:tc>", f"<w:tc>{inner}{text('外')}</w:tc>")
    body = (
        "<w:sdt><w:sdtContent>"
        + table(f"<w:sdt><w:sdtContent>{cells}</w:sdtContent></w:sdt>")
        + "</w:sdtContent></w:sdt>"
    )
    outer, nested = read_grids(document(tmp_path / "嵌套.docx", body))
    assert (outer.text(1, 1), outer.text(1, 2), nested.text(1, 1)) == ("年初\n预算数", "外", "内")


def test_rows_that_start_further_right_keep_their_columns(tmp_path: Path) -> None:
    late = f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{cell("丙")}</w:tr>'
    (grid,) = read_grids(document(tmp_path / "缩进.docx", table(row(cell("甲"), cell("乙"), cell("")), late)))
    assert grid.text(2, 3) == "丙"


@pytest.mark.parametrize("body", ["", "<w:p/>", table(), table(row()), table(row(cell("", GOES_ON)))])
def test_a_document_with_no_table_or_a_strange_one_is_no_error(tmp_path: Path, body: str) -> None:
    assert all(grid.rows == 0 for grid in read_grids(document(tmp_path / "空.docx", body)))


def test_a_document_without_body_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"/>')
    with pytest.raises(ZpjError, match=r"坏\.docx"):
        read_grids(path)
