"""What a form's own column says of its points is kept with the row; what zpj computes beside it is not taken for it."""

from __future__ import annotations

import pytest

from tests.forms.test_misspelt_labels import FUNDS, HEAD, TITLES, VALUES, form_of


@pytest.mark.parametrize(("title", "kept"), [("评分标准", "未达到指标值的，按比例计分"), ("测算依据", "")])
def test_only_a_column_of_the_form_tells_its_scoring_rule(title: str, kept: str) -> None:
    form = form_of(f"{HEAD}{FUNDS}{TITLES}|{title}\n{VALUES}|未达到指标值的，按比例计分\n")
    assert [row.scoring_rule for row in form.indicators] == [kept]
