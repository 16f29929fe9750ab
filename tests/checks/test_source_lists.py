"""Sources of money told together: all of one level, money carried over told as a level's, one level in a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, findings_in
from tests.checks.paper_slips import own_form

_LEVELS = own_form(C7="其中：省级专项资金", C8="县级财政资金")
_CARRIED = own_form(C7="其中：当年财政拨款（县级）", C8="上年结转资金")


@pytest.mark.parametrize(
    ("line", "form", "is_told"),
    [
        ("全年预算8.65万元，资金全部为县级财政资金。", _LEVELS, True),
        ("全年预算8.65万元，均为县级财政拨款。", _LEVELS, True),
        ("全年预算8.65万元，全部为财政资金。", _LEVELS, False),
        ("全年预算8.65万元，结余0.45万元全部为县级财政资金。", _LEVELS, False),
        ("管护费3万元，全部为县级财政资金。", _LEVELS, False),
        ("全年预算8.65万元，其中当年财政拨款5万元，省级补助资金3.65万元。", _CARRIED, True),
        ("全年预算8.65万元，其中当年财政拨款5万元，上年结转资金3.65万元。", _CARRIED, False),
        ("另有省级补助资金3.65万元。", _CARRIED, False),
        ("资金来源为市级转移支付资金和上年结转资金。", _CARRIED, True),
        ("资金来源为县级财政拨款和上年结转资金。", _CARRIED, False),
        ("资金来源为财政拨款和上年结转资金。", _CARRIED, False),
    ],
)
def test_a_source_is_told_as_the_form_has_it(line: str, form: object, is_told: bool, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], line, form, *LINES[11:]])  # type: ignore[list-item]
    assert any(item.rule == "ZPJ124" and (item.quote or "") in line for item in found) is is_told
