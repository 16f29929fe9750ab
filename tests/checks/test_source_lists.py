"""Sources of money told together: all of one, money carried over, a level no other place knows, one told twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
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
    ],
)
def test_a_source_is_told_as_the_form_has_it(line: str, form: object, is_told: bool, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], line, form, *LINES[11:]])  # type: ignore[list-item]
    assert any(item.rule == "ZPJ124" and (item.quote or "") in line for item in found) is is_told


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("年中调减1万元，两个项目全年预算17.30万元，资金来源均为省级财政资金。", True),
        ("两个项目全年预算17.30万元，资金来源均为财政资金。", False),
        ("护栏预算2.30万元，资金来源均为省级财政资金。", False),
    ],
)
def test_all_of_one_source_over_several_forms(line: str, is_told: bool, tmp_path: Path) -> None:
    forms = (
        own_form(C7="省级财政资金", C8="省级财政资金"),
        "另表",
        own_form(C3="路灯改造", C7="县级财政资金", C8="其他资金"),
    )
    found = findings_in(tmp_path / "报告.docx", ["2023年度项目支出绩效自评报告", *LINES[4:11], line, *forms])
    assert any(item.rule == "ZPJ124" and item.found == "省级财政资金" for item in found) is is_told


_PAID = [("资金来源", "预算（万元）", "支出（万元）"), ("中央补助资金", "5", "4.7"), ("县级配套资金", "3.65", "3.5")]


def _rows(source: str, budget: str, spent: str, other: str = "单位自筹资金") -> Block:
    return [("资金来源", "预算（万元）", "支出（万元）"), (source, budget, spent), (other, "2.33", "2.19")]


_ROWS = _rows("省级补助资金", "5.12", "4.76")
_EVEN = [*_ROWS[:2], ("县级财政资金", "5.12", "4.76")]
_COUNTY = ("县级财政资金已列入年初预算。", "余款由县财政收回。")


@pytest.mark.parametrize(
    ("blocks", "is_told"),
    [
        (("其中中央补助5万元、省级配套3.65万元。", _PAID), True),
        (("其中省级补助支出4.7万元，县级配套支出3.5万元。", _PAID), True),
        (("其中中央补助5万元、县级配套3.65万元。", _PAID), False),
        (("其中省级补助12万元、县级配套8万元。", _PAID), False),
        (("其中中央补助5万元、市级配套2万元、中央配套1.65万元。",), True),
        (("中央补助5万元，其中中央车购税资金3万元、县级配套2万元。",), False),
        (("项目资金全部为省级财政资金。", *_COUNTY), True),
        (("全年预算8.65万元，全部为省级财政拨款。", *_COUNTY, own_form()), True),
        (("年中追加的1万元全部为省级下达的养护补助。", *_COUNTY), False),
        (("巡查费1.2万元，全部为省级财政拨款。", *_COUNTY, own_form()), False),
        (("项目资金全部为省级财政资金。", "根据县财政局《关于开展绩效自评的通知》开展自评。"), False),
        (("项目资金全部为县级财政资金，无自筹资金。", *_COUNTY), False),
        ((own_form(C7="其中：省级补助资金", C8="省级财政资金"),), True),
        ((own_form(C7="其中：省级专项资金", C8="省级财政资金"),), False),
        ((own_form(C7="其中：省级补助资金", C8="县级财政资金"),), False),
        ((_ROWS, "其中：", _rows("市级补助资金", "5.12", "4.76")), True),
        ((_ROWS, "其中：", _rows("省级补助资金", "5.12", "4.76")), False),
        ((_ROWS, "其中：", _rows("市级补助资金", "5.18", "3.53")), False),
        ((_rows("县级财政资金", "5.12", "3.53", "县级财政资金"),), True),
        ((_EVEN, "其中：", _EVEN), False),
        (("其中省级农机补助资金5万元、省级配套3.65万元。",), False),
        (("其中上年结转资金5万元、上年结余资金3.65万元。",), False),
        (("资金来源为市级转移支付资金和上年结转资金。", _CARRIED), True),
        (("资金来源为县级财政拨款和上年结转资金。", _CARRIED), False),
        (("资金来源为财政拨款和上年结转资金。", _CARRIED), False),
    ],
)
def test_other_places_know_a_level_of_money(blocks: tuple[Block, ...], is_told: bool, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert ("ZPJ164" in {item.rule for item in found}) is is_told, [(item.rule, item.message) for item in found]


def test_of_two_places_that_differ_the_later_one_is_told(tmp_path: Path) -> None:
    lines = ("其中省级补助5万元、县级配套3.65万元。", "其中中央补助5万元、县级配套3.65万元。")
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *lines, *LINES[11:]])
    assert [item.quote for item in found if item.rule == "ZPJ164"] == ["其中中央补助5万元"]
