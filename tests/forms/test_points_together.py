"""Weight and score in one column, two numbers a cell, are read apart in the order of their heading."""

from __future__ import annotations

import copy

import pytest

from tests.checks.check_cases import CLEAN
from tests.forms.grids import Content, grid_of
from zpj.domain.model import SelfEvaluation
from zpj.forms.reader import read_forms

_HEADING, _FIRST, _LAST, _TOTAL = 11, 12, 17, 18


def together(heading: str, shape: str) -> SelfEvaluation:
    """The clean form with weight and score in the column of the score; `shape` is how a cell gives the two."""
    rows: list[list[Content]] = copy.deepcopy(CLEAN)
    for number in range(_FIRST, _LAST + 1):
        weight, score = rows[number][6:8]
        rows[number][6:8] = [None, shape.format(weight=weight, score=score)]
    rows[_HEADING][6:8] = ["度量单位", heading]
    (form,) = read_forms(grid_of(rows, name="自评表"), "mof", "mof-2020")
    return form


@pytest.mark.parametrize(
    ("heading", "shape"),
    [
        ("分值／得分", "{weight}／{score}"),
        ("分值/得分", "{weight}/{score}"),
        ("得分/分值", "{score}/{weight}"),
        ("得分（分值）", "{score}（{weight}）"),
        ("权重\n得分", "{weight}\n{score}"),
        ("分值、自评得分", "{weight}分、{score}分"),
        ("满分｜得分", "{weight}｜{score}"),
    ],
)
def test_two_numbers_in_a_cell_are_weight_and_score(heading: str, shape: str) -> None:
    form = together(heading, shape)
    told = [(row.weight and str(row.weight.number), row.reported_score and str(row.reported_score.number))
            for row in form.indicators]  # fmt: skip
    assert told == [("25", "25"), ("10", "10"), ("5", "5"), ("10", "10"), ("30", "30"), ("10", "9.79")]
    assert form.not_understood == ()


def test_the_points_of_the_funds_may_stand_together_too() -> None:
    rows: list[list[Content]] = copy.deepcopy(CLEAN)
    rows[4][7:10] = ["备注", "执行率", "分值／得分"]
    rows[5][7:10] = [None, "94.80%", "10／9.48"]
    (form,) = read_forms(grid_of(rows, name="自评表"), "mof", "mof-2020")
    weight, score = form.funds[0].weight, form.funds[0].reported_score
    assert weight is not None
    assert score is not None
    assert (str(weight.number), str(score.number)) == ("10", "9.48")


def test_the_points_of_the_total_may_stand_together_too() -> None:
    rows: list[list[Content]] = copy.deepcopy(CLEAN)
    rows[_HEADING][6:8] = ["度量单位", "分值/得分"]
    rows[_TOTAL][6:8] = [None, "100/99.27"]
    (form,) = read_forms(grid_of(rows, name="自评表"), "mof", "mof-2020")
    assert form.total is not None
    told = [entry and str(entry.number) for entry in (form.total.weight, form.total.reported)]
    assert told == ["100", "99.27"]


def test_two_numbers_below_a_heading_of_the_score_alone_are_not_understood() -> None:
    form = together("得分", "{weight}/{score}")
    assert len(form.not_understood) == len(form.indicators)
