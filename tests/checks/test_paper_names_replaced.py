"""A word put into a name, left out of it or changed is found in rows, titles and offices; two things are let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form

_HEADS = ("序号", "指标名称", "计划", "完成")


def _rows(*names: str) -> Block:
    return [_HEADS, *((str(number), name, "90", "9" + str(number)) for number, name in enumerate(names, 1))]


_ROWS = _rows("护栏更新长度", "边坡清理处数", "苗木补植株数", "旧料规范处置吨数", "标线补划面积")
_OFFICE = ("清江县公路医院成立自评小组。", "清江县公路医院按月拨付资金。", "清江县公路医院组织验收。", "清江县公路医院")
_SIGNED: Block = [("项目单位", "清江县公路医院"), ("主管部门", "清江县交通运输局")]
_BUREAU = ("清江县交通运输局组织验收。", "清江县交通运输局批复方案。")
_KINDS: Block = [("序号", "支出内容", "金额（万元）"), ("1", "护坡数字化监测服务费", "3.25"), ("2", "其他", "1.00")]


def _found(tmp_path: Path, *blocks: Block) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in findings_in(tmp_path / "report.docx", [*LINES, *blocks]):
        found.setdefault(each.rule, set()).add(each.found or each.quote or "")
    return found


@pytest.mark.parametrize(
    ("other", "odd"),
    [
        (_rows("护栏更新长度", "边坡清理处数", "苗木补植株数", "旧料规范堆放吨数", "标线补划面积"), "旧料规范处置吨数"),
        (_rows("旧料规范堆放吨数", "护栏更新长度", "边坡清理处数", "苗木补植株数", "标线补划面积"), "旧料规范处置吨数"),
        (_rows("护栏更新长度", "边坡清理处数", "苗木补植株数", "危桥加固座数", "标线补划面积"), ""),
    ],
)
def test_a_row_between_the_same_rows_has_one_name(other: Block, odd: str, tmp_path: Path) -> None:
    found = _found(tmp_path, _ROWS, "附表", other)
    assert found.get("ZPJ183", set()) | found.get("ZPJ459", set()) == ({odd} if odd else set())


@pytest.mark.parametrize(
    ("blocks", "odd"),
    [
        (("制定了《清江县中心医院设备采购办法》。",), "清江县中心医院"),
        (("制定了《清江市公路医院设备采购办法》。",), "清江市公路医院"),
        (("执行《安平县公路医院财务管理制度》。",), "安平县公路医院"),
        ((*_BUREAU, "由清江县交通运输委员会复核。"), "清江县交通运输委员会"),
        (("执行《清江县财政局专项资金管理办法》。",), ""),
        (("赴邻近的安平县公路医院学习考察。",), ""),
        (("清江县卫生健康局印发《医院财务制度》。",), ""),
        (("与各县公路医院共用设备。",), ""),
    ],
)
def test_the_own_office_is_told_by_its_own_name(blocks: tuple[Block, ...], odd: str, tmp_path: Path) -> None:
    found = _found(tmp_path, _SIGNED, *_OFFICE, *blocks)
    told = set().union(*found.values())
    assert (odd in told) if odd else not found.keys() & {"ZPJ184", "ZPJ525"}


@pytest.mark.parametrize(
    ("line", "odd"),
    [
        ("其中护坡数字化监测保障费3.25万元。", True),
        ("其中护坡数字化服务费3.25万元。", False),
        ("护坡数字化抽检监测服务费3.25万元。", True),
        ("护坡数字化平均监测服务费3.25万元。", False),
        ("护坡数字化抽检监测服务费另行结算。", False),
    ],
)
def test_a_word_changed_or_put_in_is_found(line: str, odd: bool, tmp_path: Path) -> None:
    assert ("ZPJ183" in _found(tmp_path, _KINDS, line)) is odd


@pytest.mark.parametrize(
    ("cells", "odd"),
    [
        ({"D14": "护栏验收率", "F14": "97.3%"}, True),
        ({"D14": "护栏验收合格率", "F14": "97.3%"}, False),
        ({"D14": "护栏安装验收合格率", "F14": "97.3%"}, False),
    ],
)
def test_a_word_left_out_of_an_indicator_is_found(cells: dict[str, str], odd: bool, tmp_path: Path) -> None:
    found = _found(tmp_path, "护栏验收合格率97.3%，比上年提高。", own_form(**cells))
    assert ("ZPJ183" in found) is odd


@pytest.mark.parametrize(
    ("clause", "rule"),
    [
        ("，学员技能鉴定水平提升", "ZPJ118"),
        ("，食堂菜品留样冷藏到位", "ZPJ574"),
        ("，护栏更新长度增加", ""),
        ("，更新护栏2公里", ""),
    ],
)
def test_a_clause_of_another_project_is_found_in_a_result(clause: str, rule: str, tmp_path: Path) -> None:
    road = own_form(
        C3="护栏更新", D13="更新护栏长度", D14="护栏验收合格率", B11="更新护栏。", F11=f"更新护栏{clause}。"
    )
    other = own_form(
        C3="学员技能培训", D13="学员技能鉴定人数", D14="学员技能鉴定合格率", B11="培训学员。", F11="培训学员。"
    )
    found = _found(tmp_path, road, "项目支出绩效自评表", other)
    own = found.keys() & {"ZPJ118", "ZPJ470", "ZPJ574"}
    assert (rule in own) if rule else not own
