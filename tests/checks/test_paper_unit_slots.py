"""The unit's name in a form, on the cover, in the title and under the text, against the like unit elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form

_BUREAU, _STATION = "清江县文化旅游局", "清江县种子推广站"


def _told(folder: Path, *blocks: Block, **cells: str) -> set[str]:
    """What is told of names of units in a report of 清江县文化旅游局 whose form has some cells else."""
    form = own_form(**({"C4": _BUREAU, "G4": _BUREAU} | cells))
    lines = [f"{_BUREAU}2023年度道路养护项目绩效自评报告", "项目名称：道路养护", *LINES[4:-2], *blocks, form]
    found = findings_in(folder / "报告.docx", lines)
    return {item.quote or "" for item in found if item.rule in {"ZPJ184", "ZPJ525", "ZPJ183", "ZPJ162"}}


@pytest.mark.parametrize(
    ("signed", "wrong"),
    [
        ("清江县文化广电和旅游局", True),
        ("清江县文化体育旅游局", True),
        (_BUREAU, False),
        ("清江县文化旅游局绿道分局", False),
        ("清江县财政局", False),
        ("清江县文化馆", False),
    ],
)
def test_the_unit_under_the_text_is_the_one_of_the_title(signed: str, wrong: bool, tmp_path: Path) -> None:
    assert (signed in _told(tmp_path, signed, "2024年3月20日")) is wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("项目由局属清江县种子站、清江县公路中心实施。", True),
        ("项目由清江县种子推广管理站实施。", True),
        ("项目由清江县种子推广站（以下简称“清江县种子站”）实施。", False),
        ("项目由清江县种子推广站和清江县种子站实施。", False),
        ("项目由清江县种子推广第一站实施。", False),
        ("项目由清江县种子推广站实施，县种子站验收。", False),
        ("清江县种子站更名为清江县种子推广站。", False),
    ],
)
def test_the_unit_of_the_form_is_the_one_of_the_text(line: str, wrong: bool, tmp_path: Path) -> None:
    assert bool(_told(tmp_path, line, G4=_STATION)) is wrong


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"C4": "清江县文化管理局", "G4": "清江县文化管理局"}, True),
        ({"C4": "清江县文化体育局"}, True),
        ({"G4": "清江县文化服务站"}, False),
        ({"G4": "清江县文化旅游局执法大队"}, False),
    ],
)
def test_forms_alone_have_another_name(cells: dict[str, str], wrong: bool, tmp_path: Path) -> None:
    told = ("本项目由清江县文化旅游局申报。", "清江县文化旅游局按月检查。")
    assert bool(_told(tmp_path, *told, **cells)) is wrong


@pytest.mark.parametrize(
    ("unit", "wrong"),
    [
        ("清江县国土资源局", True),
        ("清江县自然资源局", False),
        ("清江县自然资源局规划所", False),
    ],
)
def test_the_unit_of_one_form_is_that_of_the_others(unit: str, wrong: bool, tmp_path: Path) -> None:
    own = "清江县自然资源局"
    title = f"{own}2023年度项目支出绩效自评报告"
    blocks: list[Block] = [title, *LINES[4:-2], f"{own}开展自评。", own_form(C3="地质灾害防治", C4=own, G4=own)]
    found = findings_in(tmp_path / "报告.docx", [*blocks, "项目支出绩效自评表", own_form(C4=own, G4=unit)])
    assert bool([item for item in found if item.quote == unit and item.rule in ("ZPJ184", "ZPJ557")]) is wrong
