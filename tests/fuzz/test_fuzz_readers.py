"""The readers under random damage: a result or one Chinese error, whatever was cut, moved, doubled or written over."""

from __future__ import annotations

import re
import sys
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from fuzzing import fuzzed, words
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hostile"))

from hostile_corpus import FORM, MAIN, OFFICE, ROOT, Parts, W, document_parts, form_parts, packed

from zpj.app.as_json import workbooks_json
from zpj.app.checking import check_books
from zpj.app.reading import scores, understand
from zpj.domain.amounts import parse_number
from zpj.domain.errors import ZpjError
from zpj.grid.excel_file import read_workbook, workbook_of
from zpj.grid.grid import Area, Cell, Grid
from zpj.grid.package import Package
from zpj.grid.sheet_scan import UnreadableSheet, scan
from zpj.grid.word_file import document_of

SAMPLES = sorted((ROOT / "sample_workbooks").glob("*.xlsx"))
WORDS = words(
    """项目名称 主管部门 年度资金总额 其中：财政拨款 年初预算数 全年预算数 全年执行数 分值 得分 执行率
                一级指标 二级指标 三级指标 年度指标值 实际完成值 总分 合计 产出指标 数量指标
                偏差原因分析及改进措施 预期目标 实际完成情况 等级 优 ≥2次 5次 100% 0 -5 99999999999999999 —— 10
                12月底前 （万元） 单位：元 2023年度 {{ 甲 }} =1+1
            """
)
TEXTS = WORDS | st.text(max_size=15)


@cache
def sample_grids() -> tuple[Grid, ...]:
    return tuple(grid for path in SAMPLES for grid in read_workbook(path).sheets[:2])


def is_one_chinese_line(problem: ZpjError) -> None:
    assert re.search("[一-鿿]", str(problem))
    assert "\n" not in problem.reason


def understood(grids: tuple[Grid, ...]) -> None:
    """Read, score, check and print: only a ZpjError may come out."""
    try:
        book = understand(Path("自评.xlsx"), grids)
        sheets = [scores(evaluation) for evaluation in book.evaluations]
        workbooks_json([(book, sheets)])
        check_books([book])
    except ZpjError as problem:
        is_one_chinese_line(problem)


@st.composite
def mutated_grids(draw: st.DrawFn) -> Grid:
    grid = draw(st.sampled_from(sample_grids()))
    cells, merges = dict(grid.cells), list(grid.merges)
    places = sorted(cells)
    for _ in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(["text", "drop", "move", "merge", "split", "row", "error"]))
        place = draw(st.sampled_from(places))
        if kind == "text":
            text = draw(TEXTS)
            cells[place] = Cell(*place, text, parse_number(text))
        elif kind == "drop":
            cells.pop(place, None)
        elif kind == "move":
            target = (draw(st.integers(1, 80)), draw(st.integers(1, 20)))
            cells[target] = replace(cells.pop(place, Cell(*place, "甲")), row=target[0], column=target[1])
        elif kind == "merge":
            merges.append(Area(*place, place[0] + draw(st.integers(0, 40)), place[1] + draw(st.integers(0, 12))))
        elif kind == "split" and merges:
            merges.pop(draw(st.integers(0, len(merges) - 1)))
        elif kind == "row":
            cells = {at: cell for at, cell in cells.items() if at[0] != place[0]}
        else:
            cells[place] = Cell(
                *place, draw(st.sampled_from(["#DIV/0!", ""])), error=True, unresolved=draw(st.none() | st.just("循环"))
            )
    return replace(grid, cells=cells, merges=tuple(merges))


@fuzzed(60)
@given(mutated_grids())
def test_a_form_with_anything_changed_is_still_read_scored_and_checked(grid: Grid) -> None:
    understood((grid,))


def changed_tree(draw: st.DrawFn, root: etree._Element, attributes: st.SearchStrategy[str]) -> bytes:
    """A tree with some elements dropped, doubled, moved, emptied, renamed or given another attribute."""
    for _ in range(draw(st.integers(1, 6))):
        elements = list(root.iter())[1:]
        if not elements:
            break
        one = elements[draw(st.integers(0, len(elements) - 1))]
        other = elements[draw(st.integers(0, len(elements) - 1))]
        parent = one.getparent()
        kind = draw(st.sampled_from(["drop", "double", "move", "attribute", "text", "rename"]))
        if kind == "drop" and parent is not None:
            parent.remove(one)
        elif kind == "double" and parent is not None:
            parent.append(deepcopy(one))
        elif kind == "move":
            other.append(deepcopy(one))
        elif kind == "attribute" and one.attrib:
            one.set(draw(st.sampled_from(sorted(map(str, one.attrib)))), draw(attributes))
        elif kind == "text":
            one.text = draw(WORDS)
        else:
            one.tag = other.tag
    return etree.tostring(root)


NUMBERS = words(
    "0 1 -1 99 999999 2147483648 99999999999999999999 甲 restart A1 A1:B2 XFD9 s str e b d shared array 1.5 NaN"
) | st.just("")


@cache
def word_table() -> bytes:
    header = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分"
    texts = ("项目名称 甲", header, "产出指标 数量指标 检查 ≥2次 5次 20 20", "总分 100")
    merged = "<w:tcPr><w:gridSpan w:val='1'/><w:vMerge w:val='restart'/></w:tcPr>"
    cell = f"<w:tc>{merged}<w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:tc>"
    rows = "".join(f"<w:tr>{''.join(map(cell.format, row.split()))}</w:tr>" for row in texts)
    grid = "<w:tblGrid><w:gridCol w:w='900'/><w:gridCol w:w='900'/></w:tblGrid>"
    control = f"<w:sdt><w:sdtContent><w:tbl>{grid}{rows}</w:tbl></w:sdtContent></w:sdt>"
    body = f"<w:body><w:p><w:r><w:t>自评表</w:t></w:r></w:p>{control}<w:tbl>{rows}</w:tbl></w:body>"
    return f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}">{body}</w:document>'.encode()


@st.composite
def mutated_documents(draw: st.DrawFn) -> Parts:
    return document_parts() | {"word/document.xml": changed_tree(draw, etree.fromstring(word_table()), NUMBERS)}


@fuzzed(60)
@given(mutated_documents())
def test_a_document_with_any_elements_changed_is_read_or_refused(parts: Parts) -> None:
    try:
        grids = document_of(Package(Path("自评.docx"), packed(parts, stored=True))).grids
    except ZpjError:
        return
    understood(grids)


@cache
def good_parts() -> Parts:
    return form_parts()


@st.composite
def mutated_sheets(draw: st.DrawFn) -> Parts:
    parts = good_parts()
    name = draw(
        st.sampled_from(
            [FORM, FORM, "xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"]
        )
    )
    return parts | {name: changed_tree(draw, etree.fromstring(parts[name]), NUMBERS)}


@fuzzed(50)
@given(mutated_sheets())
def test_a_workbook_with_any_elements_changed_is_read_or_refused(parts: Parts) -> None:
    try:
        grids = workbook_of(Package(Path("自评.xlsx"), packed(parts, stored=True))).sheets
    except ZpjError:
        return
    understood(grids)


SPLICES = words(
    """< > /> " <c> </c> <row> </row> <f> </f> <!-- --> <![CDATA[ ]]> &#0; &amp; <?x?> r="A1" x: \\x00
            """
).map(str.encode)


@st.composite
def spliced_sheets(draw: st.DrawFn) -> bytes:
    content = bytearray(small_sheet())
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 0, 1, 5, 40])))
        content[start:end] = draw(SPLICES | st.binary(max_size=6))
    return bytes(content)


@cache
def small_sheet() -> bytes:
    shared = '<c r="B1"><f t="shared" si="0" ref="B1:B2">A1+1</f><v>2</v></c>'
    rows = f'<row r="1"><c r="A1" t="str"><v>甲</v></c>{shared}</row><row><c/><c t="b"><v>1</v></c></row>'
    start = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><dimension ref="A1"/>'
    return f"{start}<sheetData>{rows}</sheetData></worksheet>".encode()


@fuzzed(150)
@given(spliced_sheets())
def test_a_sheet_with_any_bytes_changed_is_read_or_refused_and_scanned_or_refused(content: bytes) -> None:
    parts: dict[str, Any] = good_parts() | {FORM: content}
    try:
        workbook_of(Package(Path("自评.xlsx"), packed(parts, stored=True)))
    except ZpjError as problem:
        is_one_chinese_line(problem)
    try:
        found = scan(content)
    except UnreadableSheet:
        return
    for row in found.rows:
        assert 0 <= row.span.start <= row.span.end <= len(content)
