"""The paragraphs behind a table of a document."""

from __future__ import annotations

from pathlib import Path

import docx

from zpj.grid.files import read_grids


def document(folder: Path, *texts: str | list[str]) -> Path:
    """Paragraphs and tables of one row."""
    made = docx.Document()
    for text in texts:
        if isinstance(text, str):
            made.add_paragraph(text)
        else:
            table = made.add_table(1, len(text))
            for cell, content in zip(table.rows[0].cells, text, strict=True):
                cell.text = content
    path = folder / "表.docx"
    made.save(str(path))
    return path


def test_each_table_knows_the_first_paragraphs_behind_it(tmp_path: Path) -> None:
    lines = [f"第{number}段" for number in range(1, 10)]
    first, second = read_grids(document(tmp_path, "题", ["甲"], "", "填报人：（略）", ["乙"], *lines))
    assert (first.preceding, first.following) == (("题",), ("填报人：（略）",))
    assert second.following == tuple(lines[:6])


def test_a_table_cut_by_a_page_break_has_those_behind_its_last_part(tmp_path: Path) -> None:
    (grid,) = read_grids(document(tmp_path, ["甲", "1"], ["乙", "2"], "联系电话：0310-0000000"))
    assert grid.following == ("联系电话：0310-0000000",)
