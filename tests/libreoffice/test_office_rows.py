"""Rows of indicators inserted and deleted in a real spreadsheet program: totals cover exactly the rows there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from office_cases import BLANKS, FORM, INDICATORS, LAYOUTS, Layout, formula_cells, type_form, type_indicator
from office_session import Book, Office

from zpj.app.reading import read_workbook
from zpj.domain.model import Indicator

NEW = ("新增指标", "≥3个", "3个", "5", "4")
FILLED = [values[0] for values in INDICATORS.values()]


@dataclass
class OpenForm:
    """A filled form open in LibreOffice."""

    book: Book
    layout: Layout
    folder: Path

    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators zpj reads from the stored file."""
        (evaluation,) = read_workbook(self.book.store(self.folder / "改行.xlsx")).evaluations
        return evaluation.indicators

    def total(self, row: int) -> float | str:
        """What the total row shows, after a look at all formulas for errors and lost references."""
        cells = formula_cells(self.book, FORM)
        assert not [cell for cell in cells.values() if cell.error or "#REF!" in (cell.formula or "")]
        return cells[f"{self.layout.total_score}{row}"].value

    def own_row_in_every_computed_cell(self, total: int, without: tuple[int, ...] = ()) -> None:
        """Each computed cell still looks at its own row."""
        cells = formula_cells(self.book, FORM)
        for row in range(self.layout.first, total):
            for column in self.layout.computed if row not in without else ():
                formula = cells[f"{column}{row}"].formula or ""
                assert f"{self.layout.actual}{row};{self.layout.weight}{row}" in formula
                assert f"C${self.layout.first - 1}:C{row}" in formula


@pytest.fixture(params=list(LAYOUTS))
def form(request: pytest.FixtureRequest, office: Office, tmp_path: Path) -> Iterator[OpenForm]:
    with office.book(BLANKS[request.param]) as book:
        type_form(book, LAYOUTS[request.param], "100", "80")
        yield OpenForm(book, LAYOUTS[request.param], tmp_path)


def test_a_row_inserted_at_the_top_counts(form: OpenForm) -> None:
    layout = form.layout
    form.book.insert_rows(FORM, layout.first)
    type_indicator(form.book, layout, layout.first, NEW, B="产出指标", C="数量指标")
    assert form.total(layout.total + 1) == 99
    assert [(row.level2, row.name) for row in form.indicators()][:2] == [
        ("数量指标", "新增指标"),
        ("数量指标", "开展检查次数"),
    ]
    form.own_row_in_every_computed_cell(layout.total + 1, without=(layout.first,))


def test_a_row_inserted_in_the_middle_belongs_to_its_merged_level(form: OpenForm) -> None:
    layout = form.layout
    row = layout.level2_rows["数量指标"] + 1
    form.book.insert_rows(FORM, row)
    type_indicator(form.book, layout, row, NEW)
    assert form.total(layout.total + 1) == 99
    assert [(item.level1, item.level2, item.name) for item in form.indicators()][:2] == [
        ("产出指标", "数量指标", "开展检查次数"),
        ("产出指标", "数量指标", "新增指标"),
    ]
    form.own_row_in_every_computed_cell(layout.total + 1, without=(row,))


def test_rows_inserted_directly_above_the_total_count(form: OpenForm) -> None:
    layout = form.layout
    form.book.insert_rows(FORM, layout.total, 2)
    type_indicator(form.book, layout, layout.total, NEW, B="满意度指标", C="服务对象满意度指标")
    type_indicator(form.book, layout, layout.total + 1, ("再增指标", "≥1个", "1个", "2", "2"))
    assert form.total(layout.total + 2) == 101
    assert [item.name for item in form.indicators()][-2:] == ["新增指标", "再增指标"]
    assert {item.level1 for item in form.indicators()[-3:]} == {"满意度指标"}
    form.own_row_in_every_computed_cell(layout.total + 2, without=(layout.total, layout.total + 1))


def test_deleting_the_first_the_last_and_a_middle_row_leaves_the_rest(form: OpenForm) -> None:
    layout = form.layout
    middle = layout.level2_rows["时效指标"]
    last = layout.total - 1
    for row in (last, middle, layout.first):
        form.book.delete_rows(FORM, row)
    left = [item.name for item in form.indicators()]
    one_row_a_level = layout.level2_rows["服务对象满意度指标"] == last
    assert left == [name for name in FILLED if name not in {"开展检查次数", "完成时间"}][: 2 if one_row_a_level else 3]
    assert form.total(layout.total - 3) == 8 + 20 + 27 + (0 if one_row_a_level else 10)
    form.own_row_in_every_computed_cell(layout.total - 3)


def test_deleting_every_filled_row_empties_the_total(form: OpenForm) -> None:
    rows = sorted((form.layout.level2_rows[kind] for kind in INDICATORS), reverse=True)
    for row in rows:
        form.book.delete_rows(FORM, row)
    assert form.total(form.layout.total - len(rows)) == ""
    assert form.indicators() == ()


def test_inserting_and_deleting_in_turn_keeps_weights_and_total_in_step(form: OpenForm) -> None:
    layout = form.layout
    for row in (layout.first + 1, layout.total, layout.first):
        form.book.insert_rows(FORM, row)
    form.book.delete_rows(FORM, layout.total + 2)
    form.book.delete_rows(FORM, layout.first)
    shown = form.total(layout.total + 1)
    entries = [item.reported_score for item in form.indicators()]
    read = sum((entry.number for entry in entries if entry and entry.number), Decimal())
    assert isinstance(shown, float)
    assert Decimal(str(shown)) == read + 8
