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


_UNIT = (
    "清江县公路训练中心",
    "清江县公路训练中心成立自评小组。",
    "清江县公路训练中心组织验收。",
    "清江县公路训练中心按月拨款。",
)
_OF_UNIT: Block = [("项目单位", "清江县公路训练中心"), ("主管部门", "清江县交通运输局")]


@pytest.mark.parametrize(
    ("blocks", "odd"),
    [
        (
            ([("姓名", "单位"), ("（略）", "清江县公路训练中心"), ("（略）", "清江县公路服务中心")],),
            "清江县公路服务中心",
        ),
        (("公路服务中心成立安全小组，按周检查。",), "公路服务中心"),
        (("会同清江县公路服务中心开展培训。",), ""),
        (("清江县公路服务中心、清江县客运站参加。",), ""),
        (("清江县公路执法中心成立安全小组。",), ""),
        (("清江县公路训练中心制定了计划。",), ""),
    ],
)
def test_the_own_unit_with_another_word_is_found(blocks: tuple[Block, ...], odd: str, tmp_path: Path) -> None:
    found = _found(tmp_path, _OF_UNIT, *_UNIT, *blocks)
    assert (odd in set().union(*found.values())) if odd else "ZPJ184" not in found


@pytest.mark.parametrize(
    ("blocks", "odd"),
    [
        (("下设清江县应急运输保障中心。", "清江县应急运输服务中心有编制5名。"), True),
        (("下设清江县应急运输保障中心、清江县应急运输服务中心。",), False),
    ],
)
def test_two_bodies_a_word_apart_are_doubted(blocks: tuple[Block, ...], odd: bool, tmp_path: Path) -> None:
    assert ("ZPJ184" in _found(tmp_path, *blocks)) is odd


@pytest.mark.parametrize(
    ("line", "odd"),
    [
        ("（三）县妇联将进一步优化线路。", "县妇联"),
        ("根据通知要求，县档案馆对2023年度项目开展了绩效自评。", "县档案馆"),
        ("清江县图书馆高度重视绩效管理。", "清江县图书馆"),
        ("县档案馆为县委直属事业单位。", "县档案馆"),
        ("县财政局将进一步加强监管。", ""),
        ("县公路医院将进一步加强管护。", ""),
        ("县交通局高度重视绩效管理。", ""),
        ("委托县档案馆认真整理案卷。", ""),
        ("县档案馆提供场地。县档案馆将继续支持。", ""),
    ],
)
def test_an_office_that_speaks_in_another_ones_paper_is_found(line: str, odd: str, tmp_path: Path) -> None:
    found = _found(tmp_path, _SIGNED, *_OFFICE, line).get("ZPJ556", set())
    assert (odd in found) if odd else not found


@pytest.mark.parametrize(
    ("unit", "line", "odd"),
    [
        ("清江县水库管理站", "项目由县水利工程站实施，工期两年。", True),
        ("清江县水库管理站", "项目由县水库站实施，工期两年。", False),
        ("清江县水库管理站", "项目由县城建设公司实施，工期两年。", False),
        ("清江县水库管理站", "项目由县水利工程站实施。县水利工程站按月报账。", False),
    ],
)
def test_who_carries_a_project_out_is_that_of_the_form(unit: str, line: str, odd: bool, tmp_path: Path) -> None:
    found = _found(tmp_path, line, own_form(G4=unit, C4="清江县水利局"))
    assert ("ZPJ162" in found) is odd


@pytest.mark.parametrize(
    ("cells", "odd"),
    [
        ({"D14": "新增护栏产能力", "F14": "97.3"}, True),
        ({"D14": "新增护栏产能数", "F14": "97.3"}, False),
        ({"D14": "新增护栏产能力", "F14": "85"}, False),
    ],
)
def test_a_sign_too_many_in_an_indicator_is_found(cells: dict[str, str], odd: bool, tmp_path: Path) -> None:
    found = _found(tmp_path, "新增护栏产能97.3万吨。", own_form(**cells))
    assert any("产能力" in each for each in found.get("ZPJ183", set())) is odd


@pytest.mark.parametrize(
    ("measure", "odd"),
    [("提前沟通，合理安排鉴定时间。", True), ("提前沟通，加强日常巡查管理。", False), ("", False)],
)
def test_a_measure_of_two_forms_belongs_to_one_project(measure: str, odd: bool, tmp_path: Path) -> None:
    road = own_form(
        C3="护栏更新", D13="更新护栏长度", D14="护栏验收率", B11="更新护栏。", F11="更新护栏。", I14=measure
    )
    other = own_form(
        C3="学员技能鉴定",
        D13="学员技能鉴定人数",
        D14="学员技能鉴定合格率",
        B11="鉴定学员。",
        F11="完成学员技能鉴定。",
        I14=measure,
    )
    assert ("ZPJ118" in _found(tmp_path, road, "项目支出绩效自评表", other)) is odd
