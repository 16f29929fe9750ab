"""A report on several projects: one named otherwise in its form, another unit in one form, a goal of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import Block, findings_in, spoilt, write_paper
from tests.checks.paper_slips import own_form
from zpj.app.reading import read_workbook
from zpj.checks.case import book_case, paper_case
from zpj.checks.names.form_names import form_left_over_in_a_list

_TREES, _FENCES = own_form(C3="行道树修剪补贴"), own_form(C3="护栏更新补贴")
_WARDENS = own_form(C3="巡查员补贴")
_PAID = "巡查案件补贴按季发放。"
_LISTED = "全年安排3个项目：行道树修剪补贴、护栏更新补贴、巡查案件补贴。"
_CENTRE, _BASE = "清江省望江公路养护中心", "清江省望江公路养护基地"
_GOALS = "全年养护县道50公里，修补坑槽320处，举办培训不少于{}期。"
_SEVERAL = (
    own_form(B11=_GOALS.format(18), F11="完成县道养护50公里，修补坑槽320处，举办培训16期。"),
    own_form(C3="城区路灯改造", B11="改造路灯12盏。"),
)


def told(folder: Path, *blocks: Block) -> list[tuple[str, str]]:
    lines = spoilt({"2023年度道路养护": "清江省养护中心2023年度项目支出绩效自评总报告", "项目名称": None})
    found = findings_in(folder / "报告.docx", [*lines[:10], *blocks, *lines[10:]])
    return [(item.rule, item.message) for item in found]


def _of_units(*units: str) -> tuple[Block, ...]:
    return tuple(own_form(G4=unit, C3=f"{sign}线护栏更新") for unit, sign in zip(units, "甲乙丙丁", strict=False))


@pytest.mark.parametrize(
    ("rule", "word", "blocks"),
    [
        ("ZPJ184", f"“{_BASE}”", _of_units(_CENTRE, _CENTRE, _CENTRE, _BASE)),
        ("ZPJ326", "不少于16期", ("道路养护项目：" + _GOALS.format(16), *_SEVERAL)),
    ],
    ids=["unit", "goal"],
)  # fmt: skip
def test_what_one_form_has_otherwise_is_found(rule: str, word: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert [message for each, message in found if each == rule and word in message], found


@pytest.mark.parametrize(
    ("rule", "word", "blocks"),
    [
        ("ZPJ184", _BASE, (f"{_CENTRE}、{_BASE}共同实施。", *_of_units(_CENTRE, _CENTRE, _CENTRE))),
        ("ZPJ184", _BASE, _of_units(_CENTRE, _BASE)),
        ("ZPJ326", "培训", ("道路养护项目：" + _GOALS.format(18), *_SEVERAL)),
    ],
)  # fmt: skip
def test_what_may_be_another_thing_is_let_pass(rule: str, word: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [message for each, message in told(tmp_path, *blocks) if each == rule and word in message] == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((_LISTED, _PAID), ["巡查案件补贴"]),
        (("各项目为巡查案件补贴、护栏更新补贴和行道树修剪补贴。", "3.巡查案件补贴得96分。"), ["巡查案件补贴"]),
        ((_LISTED.replace("案件", "员"), _PAID), []),
        ((_LISTED, "巡查员补贴按季发放。"), []),
        (("全年安排行道树修剪补贴、巡查案件补贴。", _PAID), []),
        (("另有行道树修剪补贴、护栏更新补贴和公厕清掏服务。", "公厕清掏服务外包。"), []),
    ],
)
def test_a_list_of_all_other_forms_shows_how_the_last_is_called(
    lines: tuple[str, ...], found: list[str], tmp_path: Path
) -> None:
    blocks: list[Block] = ["清江省养护中心2023年度项目支出绩效自评总报告", *lines, _TREES, _FENCES, _WARDENS]
    case = paper_case(book_case(read_workbook(write_paper(tmp_path / "报告.docx", blocks))))
    assert case is not None
    assert [hit.expected for hit in form_left_over_in_a_list(case)] == found
