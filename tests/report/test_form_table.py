"""Any office's form, copied from its sheet into a Word table."""

from __future__ import annotations

from lxml import etree
from report_cases import LAYOUT, NS, PUBLISHED_AREA, grid_of, published_grid

from zpj.grid.grid import Area, Grid
from zpj.report.form_table import AttachedForm, form_table
from zpj.report.wordml import W, tag

WIDE = LAYOUT.page.landscape().text_width


def made(grid: Grid, area: Area, width: int = WIDE, styles: dict[str, str] | None = None) -> etree._Element:
    xml = form_table(grid, area, width, LAYOUT, styles or {})
    return etree.fromstring(f'<w:body xmlns:w="{W}">{xml}</w:body>')


def shown(cell: etree._Element) -> str:
    return "\n".join("".join(found.itertext()) for found in cell.iter(tag("p")))


def rows(root: etree._Element) -> list[list[str]]:
    return [[shown(cell) for cell in row.iter(tag("tc"))] for row in root.iter(tag("tr"))]


def test_the_title_rows_of_the_sheet_become_titles_and_the_note_below_a_paragraph() -> None:
    root = made(published_grid(), PUBLISHED_AREA)
    outside = [
        (found.find("w:pPr/w:pStyle", NS).get(tag("val")), shown_text(found)) for found in root.findall("w:p", NS)
    ]
    assert outside[0] == ("表题", "医药招采与基金监管工作经费项目支出绩效自评表")
    assert outside[1] == ("表题", "(2022年度)")
    assert outside[2][0].startswith("表文")
    assert outside[2][1].startswith("备注：1.")
    assert len(outside) == 3


def shown_text(paragraph: etree._Element) -> str:
    return "".join(paragraph.itertext())


def test_every_text_of_the_form_is_in_the_table_once() -> None:
    grid = published_grid()
    texts = [text for row in rows(made(grid, PUBLISHED_AREA)) for text in row if text]
    assert sorted(texts) == sorted(cell.text for (row, _), cell in grid.cells.items() if 3 <= row <= 26)


def test_every_row_covers_every_column() -> None:
    root = made(published_grid(), PUBLISHED_AREA)
    assert len(root.findall(".//w:gridCol", NS)) == 10
    for row in root.iter(tag("tr")):
        spans = [cell.find("w:tcPr/w:gridSpan", NS) for cell in row.iter(tag("tc"))]
        assert sum(int(span.get(tag("val"))) if span is not None else 1 for span in spans) == 10


def test_column_widths_keep_their_proportions_and_fill_the_text_block_exactly() -> None:
    root = made(grid_of([["A1", "甲"], ["B1", "乙"], ["C1", "丙"]], [10, 20, 30]), Area(1, 1, 1, 3))
    widths = [int(column.get(tag("w"))) for column in root.iter(tag("gridCol"))]
    assert widths == [2126, 4252, 6378]
    assert sum(widths) == WIDE
    assert root.find(".//w:tblLayout", NS).get(tag("type")) == "fixed"
    for row in root.iter(tag("tr")):
        assert sum(int(cell.get(tag("w"))) for cell in row.iter(tag("tcW"))) == WIDE


def test_merged_areas_stay_merged_across_and_down() -> None:
    grid = grid_of([["A1:A3", "甲"], ["B1:C2", "乙"], ["B3", "丙"], ["C3", "丁"]])
    root = made(grid, Area(1, 1, 3, 3))
    # the second row of the sheet shows nothing of its own and is left out
    assert rows(root) == [["甲", "乙"], ["", "丙", "丁"]]
    merges = [(found.get(tag("val"))) for found in root.iter(tag("vMerge"))]
    assert merges == ["restart", "restart", "continue"]


def test_a_merged_area_reaching_out_of_the_form_is_cut_at_its_edge() -> None:
    grid = grid_of([["A1:E1", "宽"], ["A2", "甲"], ["B2", "乙"]])
    assert rows(made(grid, Area(1, 1, 2, 2))) == [["甲", "乙"]]
    assert rows(made(grid, Area(2, 1, 2, 2))) == [["甲", "乙"]]


def test_short_text_is_centred_and_long_text_begins_at_the_left() -> None:
    grid = grid_of([["A1", "短"], ["B1", "这是一段超过十五个字的很长的说明文字，要左起排"]], [10, 60])
    aligned = [found.get(tag("val")) for found in made(grid, Area(1, 1, 1, 2)).findall(".//w:p//w:jc", NS)]
    assert aligned == ["center", "left"]


def test_long_text_in_a_narrow_cell_is_centred() -> None:
    grid = grid_of([["A1", "项目资金预算安排及执行进度（万元）"], ["B1", "短"]], [4, 100])
    assert made(grid, Area(1, 1, 1, 2)).find(".//w:p//w:jc", NS).get(tag("val")) == "center"


def test_only_a_very_tall_row_may_break_over_pages() -> None:
    grid = grid_of([["A1", "字" * 2000], ["A2", "短"], ["B2", "乙"]])
    whole = [row.find("w:trPr/w:cantSplit", NS) is not None for row in made(grid, Area(1, 1, 2, 2)).iter(tag("tr"))]
    assert whole == [False, True]


def test_a_long_form_gets_other_widths_before_small_type() -> None:
    grid = grid_of([[f"{column}{row}", "字" * 20] for row in range(1, 20) for column in "BC"], [20, 4, 4])
    root = made(grid, Area(1, 1, 19, 3))
    widths = [int(column.get(tag("w"))) for column in root.iter(tag("gridCol"))]
    assert sum(widths) == WIDE
    assert widths[0] < WIDE * 20 / 28 < WIDE - widths[1]
    assert {style.get(tag("val")) for style in root.iter(tag("pStyle"))} == {"表文"}


def test_the_widths_of_a_form_that_no_widths_can_shorten_are_left_alone() -> None:
    grid = grid_of([[f"{column}{row}", "字"] for row in range(1, 120) for column in "AB"], [10, 30])
    widths = [int(column.get(tag("w"))) for column in made(grid, Area(1, 1, 119, 2)).iter(tag("gridCol"))]
    assert widths == [3189, 9567]


def test_a_form_of_more_than_two_pages_is_set_in_small_type() -> None:
    tall = grid_of([[f"{column}{row}", "字"] for row in range(1, 120) for column in "AB"])
    used = {style.get(tag("val")) for style in made(tall, Area(1, 1, 119, 2)).iter(tag("pStyle"))}
    assert used == {"表文小字"}
    used = {style.get(tag("val")) for style in made(tall, Area(1, 1, 20, 2)).iter(tag("pStyle"))}
    assert used == {"表文"}


def test_a_column_is_wide_enough_for_its_figures() -> None:
    grid = grid_of([["A1", "执行率"], ["B1", "说明"], ["A2", "87.23%"], ["B2", "乙"]], [2, 60])
    root = made(grid, Area(1, 1, 2, 2), LAYOUT.page.text_width)
    widths = [int(column.get(tag("w"))) for column in root.iter(tag("gridCol"))]
    assert widths[0] - 2 * LAYOUT.table.cell_margin >= 6 * LAYOUT.sizes.table * 10 / 2
    assert sum(widths) == LAYOUT.page.text_width


def test_a_form_a_little_longer_than_a_page_is_put_on_one() -> None:
    grid = grid_of([[f"{column}{row}", "字" * 10] for row in range(1, 15) for column in "AB"], [40, 6])
    widths = [int(column.get(tag("w"))) for column in made(grid, Area(1, 1, 14, 2)).iter(tag("gridCol"))]
    assert widths[1] > WIDE * 8 / 46


def test_unused_rows_of_the_blank_are_left_out() -> None:
    head = [["A1", "一级指标"], ["B1", "三级指标"], ["C1", "分值"], ["A2:A3", "产出指标"]]
    grid = grid_of([*head, ["B2", "里程"], ["C2", "10"], ["B3", "指标2："]])
    assert rows(made(grid, Area(1, 1, 3, 3))) == [["一级指标", "三级指标", "分值"], ["产出指标", "里程", "10"]]


def test_the_styles_of_the_document_are_used_by_their_ids() -> None:
    root = made(published_grid(), PUBLISHED_AREA, styles={"表文": "a7", "表题": "a8"})
    assert {style.get(tag("val")) for style in root.iter(tag("pStyle"))} == {"a7", "a8"}


def test_line_breaks_in_a_cell_become_paragraphs() -> None:
    grid = grid_of([["A1", "一\n二"], ["B1", "乙"]])
    assert rows(made(grid, Area(1, 1, 1, 2)))[0][0] == "一\n二"


def test_text_of_a_cell_is_never_taken_for_word_xml() -> None:
    grid = grid_of([["A1", "<w:p>&{{ 7*7 }}\x01"], ["B1", "乙"]])
    assert rows(made(grid, Area(1, 1, 1, 2)))[0][0] == "<w:p>&{{ 7*7 }}"


def test_a_form_without_titles_or_notes_is_all_table() -> None:
    grid = grid_of([["A1", "甲"], ["B1", "乙"], ["A2:B2", "最后一行"]])
    root = made(grid, Area(1, 1, 2, 2))
    assert rows(root) == [["甲", "乙"], ["最后一行"]]
    assert root.findall("w:p", NS) == []


def test_the_attached_form_is_a_value_templates_can_print() -> None:
    form = AttachedForm(published_grid(), PUBLISHED_AREA, LAYOUT)
    assert form.wordml(WIDE, {}) == form_table(published_grid(), PUBLISHED_AREA, WIDE, LAYOUT)
