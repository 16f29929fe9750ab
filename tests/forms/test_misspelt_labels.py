"""A heading or label of the form with one slip of the pen is read as what it is meant for, and the clerk is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.forms.rows import FUNDS, HEAD, form_of, row_of, said
from zpj.domain.near_labels import is_slip, wrong_signs
from zpj.forms.labels import Labels, bare_label, load_labels

TITLES = "一级指标|二级指标|三级指标|指标值|完成值|分值|自评得分|未完成原因和改进措施"
VALUES = "产出指标|数量指标|养护里程|≥10公里|9公里|90|80|雨季较长"
ROW = ["产出指标", "数量指标", "养护里程", "≥10公里", "9公里", "90", "80"]
ALIEN = "错的囗"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("自评得分", "自评的分"),
        ("自评得分", "自评得份"),
        ("自评得分", "自得评分"),
        ("自评得分", "自评得得分"),
        ("三级指标", "三级指镖"),
        ("二级指标", "二极指标"),
        ("一级指标", "一级旨标"),
        ("指标值", "指标直"),
        ("完成值", "完成植"),
        ("未完成原因和改进措施", "未完成原因和改进错施"),
    ],
)
def test_a_misspelt_heading_of_the_indicators_is_read_and_asked_about(right: str, wrong: str) -> None:
    form = form_of(f"{HEAD}{FUNDS}{TITLES.replace(right, wrong)}\n{VALUES}\n自评总分||||||89\n")
    assert [row_of(row) for row in form.indicators] == [ROW]
    assert said(form.indicators[0].deviation_reason) == ["雨季较长"]
    assert any(wrong in question for question in form.questions)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("年初预算数", "年初预箅数"),
        ("全年预算数", "全年预箅数"),
        ("全年执行数", "全年执仃数"),
        ("年度资金总额", "年度资金总颔"),
        ("年度资金总额", "年度姿金总额"),
        ("执行率", "执行卛"),
    ],
)
def test_a_misspelt_label_of_the_funds_is_read(right: str, wrong: str) -> None:
    form = form_of(f"{HEAD}{FUNDS.replace(right, wrong)}{TITLES}\n{VALUES}\n")
    (line,) = form.funds
    assert line.role == "total"
    assert said(line.initial_budget, line.full_year_budget, line.executed, line.reported_rate) == [
        "100", "90", "81", "90%",
    ]  # fmt: skip


def test_an_exact_heading_stands_before_a_misspelt_one() -> None:
    form = form_of(f"{HEAD}{FUNDS}{TITLES}|自评的分\n{VALUES}|70\n")
    assert [row_of(row) for row in form.indicators] == [ROW]


@pytest.mark.parametrize("title", ["互评分", "得分率", "完成率", "四级指标", "评价维度", "上年执行数"])
def test_a_heading_that_means_something_else_is_no_misspelt_one(title: str) -> None:
    assert not [name for name in ("head", "funds", "indicators") if load_labels()[name].slipped(title)]


def test_every_label_with_a_foreign_sign_is_read_as_itself_or_not_at_all() -> None:
    for labels, wording, field in _wordings():
        for wrong in _changed(wording):
            assert labels.slipped(wrong) in (field, None), (wording, wrong)


def test_nearly_every_label_of_four_signs_with_a_foreign_sign_is_read() -> None:
    tries = [(labels.slipped(wrong), field) for labels, wording, field in _wordings() if len(wording) > 3
             for wrong in _changed(wording)]  # fmt: skip
    assert sum(found == field for found, field in tries) > len(tries) * 0.9


def test_no_known_label_is_taken_for_another_one_misspelt() -> None:
    for labels, wording, _ in _wordings():
        assert labels.slipped(wording) is None
        assert all(other.slipped(wording) is None for other in load_labels().values())


def test_one_sign_wrong_lost_doubled_or_turned_round_is_a_slip() -> None:
    signs = frozenset("年初预算末数全")
    assert [wrong_signs(text, "年初预算数") for text in ("年初预箅数", "年初预数", "年初预算算数", "年初算预数")] == [
        "箅", "", "", "",
    ]  # fmt: skip
    assert not is_slip("年末预算数", "年初预算数", signs)
    assert not is_slip("年初预算数", "年初预算数", signs)
    assert wrong_signs("全年执行数", "年初预算数") is None


def _wordings() -> Iterator[tuple[Labels, str, str]]:
    for name in ("head", "funds", "fund_rows", "goal", "indicators", "total"):
        labels = load_labels()[name]
        for wording, field in labels.wordings.items():
            if len(bare_label(wording)) > 2:
                yield labels, wording, field


def _changed(wording: str) -> Iterator[str]:
    for at in range(len(wording)):
        for sign in ALIEN:
            yield wording[:at] + sign + wording[at + 1 :]
        yield wording[:at] + wording[at] * 2 + wording[at + 1 :]
        yield wording[:at] + ALIEN[0] + wording[at:]
