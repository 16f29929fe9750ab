"""Sources of money told together: all of one level, money carried over told as a level's, one level in a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, findings_in
from tests.checks.paper_slips import own_form

_LEVELS = own_form(C7="其中：省级专项资金", C8="县级财政资金")
_CARRIED = own_form(C7="其中：当年财政拨款（县级）", C8="上年结转资金")


def _told(folder: Path, line: str, form: object) -> bool:
    found = findings_in(folder / "报告.docx", [*LINES[:11], line, form, *LINES[11:]])  # type: ignore[list-item]
    return any(item.rule == "ZPJ124" and (item.quote or "") in line for item in found)


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("全年预算8.65万元，资金全部为县级财政资金。", True),
        ("全年预算8.65万元，均为县级财政拨款。", True),
        ("全年预算8.65万元，全部为财政资金。", False),
        ("全年预算8.65万元，结余0.45万元全部为县级财政资金。", False),
        ("管护费3万元，全部为县级财政资金。", False),
    ],
)
def test_all_of_one_level(line: str, is_told: bool, tmp_path: Path) -> None:
    assert _told(tmp_path, line, _LEVELS) is is_told


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("全年预算8.65万元，其中当年财政拨款5万元，省级补助资金3.65万元。", True),
        ("全年预算8.65万元，其中当年财政拨款5万元，上年结转资金3.65万元。", False),
        ("另有省级补助资金3.65万元。", False),
    ],
)
def test_money_carried_over_is_no_level_s(line: str, is_told: bool, tmp_path: Path) -> None:
    assert _told(tmp_path, line, _CARRIED) is is_told


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("资金来源为市级转移支付资金和上年结转资金。", True),
        ("资金来源为县级财政拨款和上年结转资金。", False),
        ("资金来源为财政拨款和上年结转资金。", False),
    ],
)
def test_one_level_of_a_list(line: str, is_told: bool, tmp_path: Path) -> None:
    assert _told(tmp_path, line, _CARRIED) is is_told
