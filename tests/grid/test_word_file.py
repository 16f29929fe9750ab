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


def wide(width: int, content: str, span: int = 1) -> str:
    return cell(content, f'<w:tcW w:w="{width}"/><w:gridSpan w:val="{span}"/>')


def grid_of(widths: tuple[int, ...], *rows: str) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def test_a_border_dragged_in_one_row_makes_no_column(tmp_path: Path) -> None:
    rows = (
        row(wide(1000, "名称"), wide(1060, "预算", 2), wide(1000, "执行")),
        row(wide(1060, "甲", 2), wide(1000, "12"), wide(1000, "11")),
        row(wide(1060, "乙", 2), wide(1000, "8"), wide(1000, "7")),
    )
    (grid,) = read_grids(document(tmp_path / "拖动.docx", grid_of((1000, 60, 1000, 1000), *rows)))
    assert [[grid.text(number, column) for column in (1, 2, 3)] for number in (1, 2, 3)] == [
        ["名称", "预算", "执行"], ["甲", "12", "11"], ["乙", "8", "7"],
    ]  # fmt: skip
    assert (grid.columns, grid.merges, len(grid.widths)) == (3, (), 3)


def test_columns_in_which_no_cell_begins_are_none_and_merges_down_meet(tmp_path: Path) -> None:
    rows = (
        row(cell("一级", f'<w:gridSpan w:val="2"/>{START}'), wide(600, "甲"), wide(900, "1", 3)),
        row(cell("", f'<w:gridSpan w:val="2"/>{GOES_ON}'), wide(600, "乙"), wide(900, "2", 3)),
    )
    (grid,) = read_grids(document(tmp_path / "细格.docx", grid_of((300, 300, 600, 300, 300, 300), *rows)))
    assert [grid.text(2, column) for column in (1, 2, 3)] == ["一级", "乙", "2"]
    assert grid.merges == (Area(1, 1, 2, 1),)


def test_a_narrow_cell_of_its_own_stays_a_column(tmp_path: Path) -> None:
    rows = (row(wide(150, "1"), wide(900, "甲"), wide(900, "乙")), row(wide(1050, "合计", 2), wide(900, "丙")))
    (grid,) = read_grids(document(tmp_path / "窄.docx", grid_of((150, 900, 900), *rows)))
    assert (grid.text(1, 2), grid.text(2, 3), grid.merges) == ("甲", "丙", (Area(2, 1, 2, 2),))


def test_cells_merged_the_old_way_are_one(tmp_path: Path) -> None:
    body = table(
        row(cell("标题", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("数")), row(*map(cell, "甲乙丙"))
    )
    (grid,) = read_grids(document(tmp_path / "旧.docx", body))
    assert (grid.merges, grid.text(1, 3)) == ((Area(1, 1, 1, 2),), "数")


def test_a_frame_around_tables_is_no_table(tmp_path: Path) -> None:
    inner = table(row(cell("项目名称"), cell("道路养护")))
    framed = f"<w:tbl><w:tr><w:tc>{text('项目支出绩效自评表')}{inner}{text('注：略')}</w:tc></w:tr></w:tbl>"
    (grid,) = read_grids(document(tmp_path / "框.docx", framed))
    assert (grid.name, grid.text(1, 2), grid.preceding) == ("表1", "道路养护", ("项目支出绩效自评表",))
    assert grid.following == ("注：略",)


BOX = (
    '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent><w:t>外</w:t></w:r></w:p>"
)


def test_text_boxes_are_read_once_after_the_paragraph_they_hang_on(tmp_path: Path) -> None:
    body = BOX.format(text("单位：万元") + table(row(cell("合计"), cell("12"))))
    (grid,) = read_grids(document(tmp_path / "文本框.docx", body))
    assert (grid.preceding, grid.text(1, 2)) == (("外", "单位：万元"), "12")


def test_what_is_not_seen_is_not_read_and_signs_of_the_font_symbol_are(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>9\u200b8</w:t></w:r>'
    sign = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    (grid,) = read_grids(
        document(tmp_path / "隐.docx", table(f"<w:tr><w:tc><w:p>{sign}{hidden}{shown}</w:p></w:tc></w:tr>"))
    )
    assert grid.text(1, 1) == "≥98"
