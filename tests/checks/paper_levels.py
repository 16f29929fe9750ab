"""How many indicators of each level a text tells beside a table of indicators: slips, and right lines alike."""

from __future__ import annotations

from tests.checks.paper_cases import Block
from tests.checks.paper_slips import own_form

_HEAD = ("一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分")


def system(*left_out: str, again: bool = False) -> Block:
    """A table of scores of 4, 5 and 7 indicators, some left out; the names above told again in each row or once."""
    rows = (
        ("决策", "项目立项", "立项依据充分性", "10"),
        ("决策", "项目立项", "立项程序规范性", "10"),
        ("过程", "资金管理", "预算执行率", "10"),
        ("过程", "组织实施", "制度执行有效性", "10"),
        ("产出", "产出数量", "养护县道里程", "15"),
        ("产出", "产出数量", "清理边沟里程", "15"),
        ("效益", "社会效益", "道路通行能力", "30"),
    )
    table, above = [_HEAD], ("", "")
    for first, second, name, weight in rows:
        if name not in left_out:
            shown = ("" if first == above[0] else first, "" if second == above[1] else second)
            table.append((*((first, second) if again else shown), name, weight, "达到得满分", weight))
            above = (first, second)
    return [*table, ("合计", "", "", "100", "", "100")]


LEVELS: list[tuple[str, tuple[Block, ...]]] = [
    (
        "8个三级指标",
        (system(), "评价指标体系包括决策、过程、产出、效益4个一级指标，5个二级指标，8个三级指标，总分100分。"),
    ),
    ("三级指标9个", (system(), "设一级指标4个、二级指标5个、三级指标9个，满分100分。")),
    ("三级指标8项", (system(again=True), "下设一级指标四项、二级指标五项、三级指标8项。")),
    ("二级指标共6个", (system(), "一级指标共4个，二级指标共6个，三级指标共7个。")),
    ("5个一级指标", (system(), "指标体系由5个一级指标、5个二级指标、7个三级指标组成。")),
    ("九个三级绩效指标", (system(), "指标体系设四个一级绩效指标、九个三级绩效指标。")),
    ("三级指标8项", (system(), "评价共设置三级指标8项，详见附表。")),
    ("8项三级指标", (system(), "8项三级指标中，6项得满分。")),
    ("8个三级指标", (system(), own_form(), "评价指标体系设4个一级指标、5个二级指标、8个三级指标。")),
]
RIGHT_LEVELS: list[tuple[Block, ...]] = [
    (system(), "评价指标体系包括决策、过程、产出、效益4个一级指标，5个二级指标，7个三级指标，总分100分。"),
    (system(again=True), "设一级指标4个、二级指标5个、三级指标7个，满分100分。"),
    (system(), "产出指标下设1个二级指标、2个三级指标。"),
    (system(), "决策指标共2个三级指标，过程指标共3个三级指标。"),
    (system(), "5个三级指标未得满分，共完成6个三级指标。"),
    (system(), "主管部门的整体评价另设一级指标6个、二级指标16个、三级指标38个。"),
    (system(), system("清理边沟里程"), "设一级指标4个、二级指标5个、三级指标6个，满分100分。"),
    (system(), system("清理边沟里程"), "共设三级指标8个。"),
    (own_form(), "自评表设一级指标3个、三级指标6个，另设预算执行率10分。"),
]
