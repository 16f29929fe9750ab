"""The transcribed papers become Word documents, and every quote of the lists stands where its entry says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import docx
import pytest

from tests.papers.lists import KINDS, Anchor, Slip, Trap, read_slips, read_traps, squeezed
from tests.papers.published import PUBLISHED, SETS, Line, Table, build_paper, read_blocks, transcription

NAMES = [name for names in SETS.values() for name in names]
OTHERS = [name for name in SETS if name != "published"]
Texts = tuple[list[str], list[list[list[str]]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


@cache
def _texts(name: str, folder: Path) -> Texts:
    """The paragraphs, and the cells of each table on its full grid, as python-docx reads the built paper."""
    path = folder / f"{name}.docx"
    build_paper(name, path)
    document = docx.Document(str(path))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [paragraph.text for paragraph in document.paragraphs], tables


def _entries() -> list[Slip | Trap]:
    entries: list[Slip | Trap] = []
    for name in SETS:
        entries += [*read_slips(name), *read_traps(name)]
    return entries


def _stands(anchor: Anchor, texts: Texts) -> bool:
    paragraphs, tables = texts
    if anchor.cell is None:
        holding = [text for text in paragraphs if squeezed(anchor.quote) in squeezed(text)]
        return len(holding) >= anchor.nth
    place = re.fullmatch(r"表(\d+)!([A-Z])(\d+)", anchor.cell)
    assert place, anchor.cell
    table, row, column = tables[int(place[1]) - 1], int(place[3]) - 1, ord(place[2]) - ord("A")
    own = table[row][column]
    return any(squeezed(anchor.quote) in squeezed(cell) for cell in ([own] if own else table[row]))


@pytest.mark.parametrize("name", NAMES)
def test_the_built_paper_holds_every_paragraph_and_cell_of_its_transcription(name: str, folder: Path) -> None:
    paragraphs, tables = _texts(name, folder)
    blocks = read_blocks(transcription(name))
    assert [line.text for line in blocks if isinstance(line, Line)] == [text for text in paragraphs if text.strip()]
    written = [table for table in blocks if isinstance(table, Table)]
    assert len(written) == len(tables)
    for table, cells in zip(written, tables, strict=True):
        for row, column in table.areas():
            assert cells[row][column] == table.rows[row][column].replace("<br>", "\n")


@pytest.mark.parametrize("name", NAMES)
def test_without_merging_the_covered_cells_are_empty_and_headings_can_go_without_a_style(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "表格不合并，标题无样式.docx"
    build_paper(name, path, merged=False, styled=False)
    document = docx.Document(str(path))
    assert not [text for text in document.paragraphs if str(text.style and text.style.name).startswith("Heading")]
    written = [table for table in read_blocks(transcription(name)) if isinstance(table, Table)]
    for table, built in zip(written, document.tables, strict=True):
        shown = [[cell.text for cell in row.cells] for row in built.rows]
        covered = {
            (row, column)
            for row, cells in enumerate(table.rows)
            for column in range(len(cells))
            if table.anchor(row, column) != (row, column)
        }
        assert not [place for place in covered if shown[place[0]][place[1]]]


@pytest.mark.parametrize("entry", _entries(), ids=lambda entry: entry.id)
def test_every_quote_stands_in_its_paper(entry: Slip | Trap, folder: Path) -> None:
    texts = _texts(entry.document, folder)
    assert entry.at
    for anchor in entry.at:
        assert anchor.quote
        assert _stands(anchor, texts), anchor


@pytest.mark.parametrize("name", SETS)
def test_entries_have_their_own_id_a_known_kind_and_a_paper_of_the_list(name: str) -> None:
    slips, traps = read_slips(name), read_traps(name)
    ids = [slip.id for slip in slips] + [trap.id for trap in traps]
    assert len(ids) == len(set(ids))
    assert {slip.document for slip in slips} == {trap.document for trap in traps} == set(SETS[name])
    assert {slip.kind for slip in slips} <= set(KINDS)
    assert all(slip.what and slip.place for slip in slips)


def test_the_published_papers_are_listed_in_full() -> None:
    slips = read_slips("published")
    assert len(slips) >= 350
    assert sum(slip.provable for slip in slips) >= 100


@pytest.mark.parametrize("name", OTHERS)
def test_each_other_paper_has_eight_to_twenty_slips_mostly_provable_and_traps(name: str) -> None:
    slips, traps = read_slips(name), read_traps(name)
    for paper in SETS[name]:
        own = [slip for slip in slips if slip.document == paper]
        assert 8 <= len(own) <= 20
        assert sum(slip.provable for slip in own) >= 8
        assert sum(trap.document == paper for trap in traps) >= 3


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_papers_name_no_telephone_and_no_code_of_a_unit(name: str) -> None:
    text = transcription(name).read_text(encoding="utf-8")
    assert not re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<![\d.,])\d{8}(?![\d.])|[0-9A-HJ-NP-RT-UWXY]{18}", text)


@pytest.mark.parametrize("name", SETS)
def test_a_trap_does_not_stand_where_something_is_provably_wrong(name: str) -> None:
    wrong = {(slip.document, anchor) for slip in read_slips(name) if slip.provable for anchor in slip.at}
    assert not [trap.id for trap in read_traps(name) if {(trap.document, anchor) for anchor in trap.at} & wrong]
