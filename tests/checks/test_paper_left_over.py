"""The one project of a list and the one form left over, and the form against the title, under two names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form

_OTHERS = ("桥梁检测经费", "路灯更新经费")


def _named(folder: Path, *blocks: Block) -> set[tuple[str, str]]:
    """The places and names told to be otherwise than elsewhere."""
    found = findings_in(folder / "报告.docx", list(blocks))
    return {(item.rule, item.found or "") for item in found if item.rule in {"ZPJ122", "ZPJ186", "ZPJ142"}}


@pytest.mark.parametrize(
    ("own", "listed", "times", "expected"),
    [
        ("农村妇女就业培训项目", "城乡妇女就业培训项目", 2, {("ZPJ186", "农村妇女就业培训")}),
        ("农村妇女就业培训项目", "城乡妇女就业培训项目", 0, {("ZPJ122", "城乡妇女就业培训")}),
        ("老年人保健费", "老年人健康奖励金", 2, {("ZPJ186", "老年人保健费")}),
        ("农村妇女就业培训项目", "农村妇女就业培训项目", 2, set()),
        ("农村妇女就业培训项目", "就业培训", 2, set()),
        ("农村妇女就业培训项目", "水库清淤", 2, set()),
    ],
)
def test_what_is_left_over_is_one_project(
    own: str, listed: str, times: int, expected: set[tuple[str, str]], tmp_path: Path
) -> None:
    table: Block = [
        ("序号", "项目名称", "得分"),
        *((str(at), name, "95") for at, name in enumerate((*_OTHERS, listed), 1)),
    ]
    forms = [block for name in (*_OTHERS, own) for block in ("项目支出绩效自评表", own_form(C3=name))]
    told = [f"{listed}按月安排，进展顺利。"] * times
    title = "2023年度项目支出绩效自评报告"
    assert _named(tmp_path, title, *LINES[4:8], *told, *LINES[8:], table, *forms) == expected


@pytest.mark.parametrize(
    ("own", "wrong"),
    [
        ("清江县公园绿地管养", True),
        ("公园绿地管养项目", True),
        ("公共绿地管养项目", False),
        ("清江县公共绿地管养", False),
        ("绿地管养", False),
        ("水库清淤项目", False),
    ],
)
def test_the_only_form_has_the_name_of_the_title(own: str, wrong: bool, tmp_path: Path) -> None:
    lines = ["清江县园林局2023年公共绿地管养项目绩效自评报告", *LINES[4:], "公共绿地管养项目已经完成。"]
    found = _named(tmp_path, *lines, "项目支出绩效自评表", own_form(C3=own))
    assert bool({rule for rule, _ in found} & {"ZPJ142", "ZPJ186"}) is wrong
