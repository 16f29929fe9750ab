"""Who is a person and what is a number of one: by label, by form, and never a figure or an office."""

from __future__ import annotations

import pytest

from zpj.app.publishing_names import find_personal
from zpj.grid.grid import Cell, Grid


def grid(*rows: tuple[str, ...]) -> Grid:
    cells = {
        (row, column): Cell(row, column, text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    }
    return Grid("表", cells)


def found(text: str, *texts: str) -> list[str]:
    personal = find_personal([], [text, *texts])
    return [text[start:end] for start, end, _ in personal.in_prose(text)]


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("手机13812345678。", ["13812345678"]),
        ("手机 138-1234-5678", ["138-1234-5678"]),
        ("+86 13812345678", ["+86 13812345678"]),
        ("电话（0791）83886888", ["（0791）83886888"]),
        ("0351-2025678转801", ["0351-2025678转801"]),
        ("传真：2025678", ["2025678"]),
        ("证件11010519491231002X", ["11010519491231002X"]),
        ("账号：6222 0210 0111 6245 702", ["6222 0210 0111 6245 702"]),
        ("联系人：张三，电话：010-12345678", ["张三", "010-12345678"]),
        ("填 表 人：李 四　　审核人（签字）：王五", ["李 四", "王五"]),
        ("评价工作组成员：赵一、钱二和孙三。", ["赵一", "钱二", "孙三"]),
        ("法定代表人：买买提·吐尔逊", ["买买提·吐尔逊"]),
        ("联系人 李小龙", ["李小龙"]),
        ("审核：吴十　　制表：郑十一", ["吴十", "郑十一"]),
        ("身份证号110101199003077777", ["110101199003077777"]),
        ("账号6222021001116245702", ["6222021001116245702"]),
    ],
)
def test_persons_and_their_numbers_are_found(text: str, personal: list[str]) -> None:
    assert found(text) == personal


@pytest.mark.parametrize(
    "text",
    [
        "全年预算数 4477.074674 万元，执行 13812345678.5 元",
        "项目编码 51092324T000010263357",
        "统一社会信用代码 91110105MA01234567",
        "证件 110105194912310021",
        "负责人：局办公室",
        "负责人 高度重视这项工作",
        "审核：已通过，制表：严格按照要求",
        "账号管理费 62500 元",
        "联系人：无",
        "成员：有关科室工作人员和第三方机构专业人员",
        "京财绩效〔2019〕485号，2023-12-31，2022-2023年",
        "完成率100%，参保25万人，拨付62502.57元",
        "审核人：（略）",
        "组长：由分管领导担任",
        "0.13812345678",
        "全年执行15000000000元",
    ],
)
def test_figures_codes_and_offices_are_no_persons(text: str) -> None:
    assert found(text) == []


def test_the_value_stands_right_of_its_label_or_below_its_heading() -> None:
    personal = find_personal(
        [
            grid(("项目负责人", "张三", "联系电话", "2025678")),
            grid(("序号", "姓名", "职务", "联系电话"), ("1", "李四", "科长", "2025679"), ("2", "诸葛亮", "", "")),
        ],
        [],
    )
    assert personal.names == {"张三", "李四", "诸葛亮"}
    assert set(personal.wholes) == {"2025678", "2025679"}


def test_an_empty_field_does_not_take_what_stands_below_it() -> None:
    personal = find_personal(
        [
            grid(
                ("项目负责人", "", "联系电话", ""),
                ("项目资金", "年初预算数", "全年预算数", "全年执行数"),
                ("总额", "8.65", "8.65", "6.25"),
            )
        ],
        [],
    )
    assert (personal.names, personal.wholes) == (set(), {})


def test_an_unusual_name_is_replaced_only_where_it_stands_alone() -> None:
    personal = find_personal([grid(("项目负责人", "扎西"))], [])
    assert [span[:2] for span in personal.in_prose("扎西")] == [(0, 2)]
    assert personal.in_prose("扎西镇的道路") == []


def test_an_author_counts_only_if_it_is_a_name() -> None:
    assert find_personal([], [], ["王小明", "Administrator", "微软用户", "财务科"]).names == {"王小明"}


def test_the_first_of_several_persons_is_found_before_the_word_for_others() -> None:
    assert find_personal([grid(("项目负责人", "李婷等"))], []).names == {"李婷"}
