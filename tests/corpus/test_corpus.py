"""Forms of many offices in every mess: values arrive, and what does not is asked about.

ZPJ_CORPUS=200 reads as many files per layout instead of a few. `python -m tests.corpus.measure` prints the figures.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.corpus.arranged import ARRANGED
from tests.corpus.fresh import FRESH
from tests.corpus.holdout import HOLDOUT
from tests.corpus.layouts import DEVELOPED, Layout
from tests.corpus.measure import Measure, measure, measure_grids
from tests.corpus.shapes import SHAPES
from tests.corpus.unseen import UNSEEN

LAYOUTS = (*DEVELOPED, *HOLDOUT, *FRESH, *SHAPES, *ARRANGED, *UNSEEN)
FILES = int(os.environ.get("ZPJ_CORPUS", "6"))
SHEETS = 100
LEAST_F1, MOST_WRONG = 0.95, 0.01


def good(one: Measure) -> bool:
    return one.f1 >= LEAST_F1 and one.wrong_share < MOST_WRONG


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_messy_sheets_of_every_office_read_back_to_the_same_values_or_to_a_question(layout: Layout) -> None:
    one = measure_grids(layout, range(0, SHEETS, 2))
    assert good(one), one.examples[:20]
    assert one.silent == 0, one.examples[:20]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_workbooks_and_documents_read_back_alike(layout: Layout, tmp_path: Path) -> None:
    for kind, one in measure(layout, range(FILES), tmp_path).items():
        assert one.forms, kind
        assert good(one), one.examples[:20]
        assert one.silent == 0, one.examples[:20]


def test_the_measure_tells_wrong_missing_invented_and_silent_apart() -> None:
    one = Measure()
    one.add({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "5", "d": "4"}, asked=False, label="x")
    assert (one.right, one.wrong, one.missing, one.invented, one.silent) == (1, 1, 1, 1, 1)
    assert one.f1 == pytest.approx(1 / 3)
    assert not good(one)
