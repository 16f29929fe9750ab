"""Units renamed, contracts after their term, years gone by, sentences left off and items told twice are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in, spoilt, told
from tests.checks.paper_oversights import MISPLACED, OVERSIGHTS, RIGHT_OVERSIGHTS
from tests.checks.paper_slips import own_form

_OWN = {rule for rule, _ in OVERSIGHTS} | {"ZPJ191", "ZPJ192", "ZPJ470"}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(OVERSIGHTS)]
_OFFICE = "清江县建设和管理委员会"
_OF_WELLS, _OF_PATROLS = "2座检查井涉及管线搬迁；下年完成。", "汛期道路中断，巡查考核少2次；下年补做。"
_OPENING = "根据通知要求，我局对2023年度城乡公路日常管养服务项目资金使用绩效进行了自评。"


@pytest.mark.parametrize(("rule", "blocks"), OVERSIGHTS, ids=_NAMES)
def test_what_was_overlooked_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_OVERSIGHTS, ids=map(str, range(len(RIGHT_OVERSIGHTS))))
def test_what_is_right_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _OWN] == []


@pytest.mark.parametrize(
    ("name", "wrong"), [("清江县建设和交通委员会", True), (_OFFICE, False), ("清江县建管委", False)]
)
def test_the_office_under_a_report_is_the_one_of_its_form(name: str, wrong: bool, tmp_path: Path) -> None:
    blocks = spoilt({"市公路中心": name}, [*LINES[:11], own_form(G4=_OFFICE), f"{_OFFICE}按月考核。", *LINES[11:]])
    found = [item for item in findings_in(tmp_path / "报告.docx", blocks) if item.rule == "ZPJ191"]
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("opening", "wrong"),
    [
        (_OPENING, True),
        ("根据通知要求，我局对2023年度农村道路日常养护项目资金使用绩效进行了自评。", False),
        ("根据通知要求，我局对2023年度省级农村道路养护补助项目绩效进行了自评。", False),
        ("根据通知要求，我局对2023年度8个重点项目绩效进行了自评。", False),
    ],
)
def test_the_opening_names_the_project_of_the_title(opening: str, wrong: bool, tmp_path: Path) -> None:
    blocks = ["2023年度农村道路日常养护项目绩效自评报告", opening, *LINES[4:]]
    found = [item for item in findings_in(tmp_path / "报告.docx", blocks) if item.rule == "ZPJ192"]
    assert bool(found) is wrong


@pytest.mark.parametrize(("name", "wrong"), [("城乡公路日常管养服务", True), ("农村道路养护", False)])
def test_the_conclusion_names_the_project_of_the_title(name: str, wrong: bool, tmp_path: Path) -> None:
    blocks = spoilt({"自评得": f"经自评，2023年度{name}项目得99.27分，等级为“优”。"}, LINES[4:])
    title = "2023年度农村道路日常养护项目绩效自评报告"
    found = [item for item in findings_in(tmp_path / "报告.docx", [title, *blocks]) if item.rule == "ZPJ192"]
    assert bool(found) is wrong


def test_a_reason_that_tells_of_another_row_stands_in_the_wrong_one(tmp_path: Path) -> None:
    assert "ZPJ438" in {rule for rule, _ in told(tmp_path, MISPLACED)}


@pytest.mark.parametrize(
    ("first", "second", "wrong"), [(_OF_WELLS, _OF_PATROLS, True), (_OF_PATROLS, _OF_WELLS, False)]
)
def test_reasons_of_two_rows_that_changed_places_are_found(
    first: str, second: str, wrong: bool, tmp_path: Path
) -> None:
    form = own_form(D13="巡查考核次数", F13="48次", E13="≥50次", H13="24", I13=first,
                    D14="检查井整治数量", E14="≥50座", F14="48座", H14="9", I14=second)  # fmt: skip
    assert ("ZPJ438" in {rule for rule, _ in told(tmp_path, form)}) is wrong


def test_words_of_another_project_in_a_goal_are_found(tmp_path: Path) -> None:
    other = own_form(C3="养护技能培训", D14="技能考核通过率", B11="培训养护工80人。", F11="培训养护工80人。")
    wrong = own_form(F11="完成县道养护50公里，参训人员技能考核通过率95%以上。")
    for block, expected in ((wrong, True), (own_form(), False)):
        found = findings_in(tmp_path / f"{expected}.docx", [*LINES, block, "项目支出绩效自评表", other])
        assert bool([item for item in found if item.rule == "ZPJ470"]) is expected


def test_words_of_another_project_under_a_project_s_heading_are_found(tmp_path: Path) -> None:
    other = own_form(C3="养护技能培训", D14="技能考核通过率", B11="培训养护工80人。", F11="培训养护工80人。")
    for line, expected in (("技能考核通过率95%。", True), ("路面平整，出行方便。", False)):
        told_of = ["（三）道路养护项目", line, "（四）养护技能培训项目", "全年技能考核通过率95%。"]
        blocks = [*LINES[:16], *told_of, *LINES[17:], own_form(), "项目支出绩效自评表", other]
        found = findings_in(tmp_path / f"{expected}.docx", blocks)
        assert bool([item for item in found if item.rule == "ZPJ470"]) is expected
