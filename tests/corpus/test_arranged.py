"""Messy forms beside each other on one sheet, and messy forms that go on in the next sheet or table."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.corpus.arranged import ARRANGED, beside, continued
from tests.corpus.choosing import messed
from tests.corpus.contents import content_of
from tests.corpus.drawing import Truth, draw, truth_of
from tests.corpus.fresh import FRESH
from tests.corpus.layouts import DEVELOPED, Layout
from tests.corpus.measure import Measure, compared, facts
from tests.corpus.sheet import Table
from tests.corpus.writing import as_grid
from zpj.forms.continuing import whole
from zpj.forms.reader import read_forms

LAYOUTS = (*DEVELOPED, *FRESH[:2], *ARRANGED)
SEEDS = range(2, 14)
TITLES = ("（续表）", "项目支出绩效自评表（续）", "")


def messy(layout: Layout, seed: int) -> tuple[Table, Truth]:
    content = content_of(layout, seed)
    table = draw(layout, content)
    messed(table, random.Random(f"arranged-{layout.id}-{seed}"), in_document=True)
    return table, compared(truth_of(layout, content) | table.further)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_forms_beside_each_other_are_read_like_forms_alone(layout: Layout) -> None:
    one = Measure()
    for seed in SEEDS:
        pairs = [messy(layout, seed), messy(layout, seed + 1000)]
        tables = [replace(table, merged=pairs[0][0].merged) for table, _ in pairs]
        forms = read_forms(as_grid(beside(tables, gap=1 + seed % 3)))
        for position, (_, truth) in enumerate(pairs):
            form = forms[position] if len(forms) == len(pairs) else None
            one.add(truth, facts(form) if form else {}, bool(form and form.questions), f"{layout.id}_{seed}")
    assert one.f1 >= 0.99, one.examples[:20]
    assert one.wrong_share < 0.005, one.examples[:20]
    assert one.silent == 0, one.examples[:20]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_a_form_that_goes_on_in_the_next_sheet_is_one_form(layout: Layout) -> None:
    one = Measure()
    for seed in SEEDS:
        table, truth = messy(layout, seed)
        parts = continued(table, TITLES[seed % 3], headings=True)
        grids = [replace(as_grid(part), name=f"表{number}") for number, part in enumerate(parts, 1)]
        forms = [form for grid in whole(grids) for form in read_forms(grid)]
        form = forms[0] if len(forms) == 1 else None
        one.add(truth, facts(form) if form else {}, bool(form and form.questions), f"{layout.id}_{seed}")
    assert one.f1 >= 0.99, one.examples[:20]
    assert one.wrong_share < 0.005, one.examples[:20]
    assert one.silent == 0, one.examples[:20]
