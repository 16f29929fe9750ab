"""Tables of scores without a column of results, rows under another kind, weights another table tells; and right ones.

What was done stands beside the points as the reason for taking some off.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import Block, told

_HEAD = ("一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分", "扣分原因")
_RATIO = "得分=修补处数÷计划处数×6分"
_EACH = "抽查发现1处标线不清扣0.5分，扣完为止"
_DEGREES = "改善显著得5—6分（含5分），较明显得3—5分（不含5分），不明显得0—3分（不含3分）"


def _scores(*rows: tuple[str, ...]) -> Block:
    return [_HEAD, ("决策", "项目立项", "立项依据充分性", "4", "符合政策得4分，否则不得分", "4", ""),
            ("过程", "资金管理", "资金使用合规性", "5", "符合规定得5分，否则不得分", "5", ""),
            ("过程", "组织实施", "管理制度健全性", "5", "制度健全得5分，否则不得分", "5", ""), *rows]  # fmt: skip


def _row(standard: str, points: str, reason: str) -> tuple[str, ...]:
    return ("产出", "产出数量", "坑槽修补情况", "6", standard, points, reason)


@pytest.mark.parametrize(
    ("standard", "reason", "right", "wrong"),
    [
        (_RATIO, "计划120处，修补110处，计划未全部完成", "5.5", "5.9"),
        (_RATIO, "计划120处，完工110处", "5.5", "5.8"),
        (_EACH, "抽查60处，有3处标线不清", "4.5", "5.5"),
        (_EACH, "抽查60处，2处标线不清", "5", "5.5"),
        (_DEGREES, "通行条件改善较明显，部分路段仍有坑槽", "4.5", "5.5"),
    ],
)
def test_a_reason_tells_the_points(standard: str, reason: str, right: str, wrong: str, tmp_path: Path) -> None:
    for points, is_odd in ((right, False), (wrong, True)):
        found = {rule for rule, _ in told(tmp_path, _scores(_row(standard, points, reason)))}
        assert ("ZPJ436" in found) is is_odd, (points, found)


@pytest.mark.parametrize(
    ("rows", "odd"),
    [
        ((("过程", "组织实施", "预算执行率", "5", "得分=执行率×5分", "4.74", "雨季较长"),), "预算执行率"),
        ((("过程", "资金管理", "预算执行率", "5", "得分=执行率×5分", "4.74", "雨季较长"),), ""),
        ((("过程", "业务管理", "预算执行率", "5", "得分=执行率×5分", "4.74", "雨季较长"),), ""),
        ((("决策", "项目立项", "制度执行有效性", "5", "执行有效得5分，否则不得分", "5", ""),), "制度执行有效性"),
    ],
)
def test_a_row_of_the_common_framework_has_its_place(
    rows: tuple[tuple[str, ...], ...], odd: str, tmp_path: Path
) -> None:
    found = [message for rule, message in told(tmp_path, _scores(*rows)) if rule == "ZPJ336"]
    assert [message.partition("”")[0].strip("“") for message in found] == ([odd] if odd else [])


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("指标从质量、时效两个方面设置，其中时效方面考核首段开工率和年底竣工率。", True),
        ("时效指标包括年底竣工率和首段开工率。", True),
        ("质量方面考核首段开工率，时效方面考核年底竣工率。", False),
        ("首段开工率和年底竣工率均按期考核。", False),
    ],
)
def test_a_row_stands_where_the_text_has_it(line: str, is_told: bool, tmp_path: Path) -> None:
    rows = (
        ("产出", "产出质量", "首段开工率", "4", "得分=开工段数÷计划段数×4分", "4", ""),
        ("产出", "产出时效", "年底竣工率", "4", "得分=竣工段数÷计划段数×4分", "4", ""),
    )
    found = [message for rule, message in told(tmp_path, line, _scores(*rows)) if rule == "ZPJ336"]
    assert [message.startswith("“首段开工率”归在“产出质量”") for message in found] == [True] * is_told


def _weights(last: str) -> Block:
    return [("一级指标", "分值", "二级指标", "分值"), ("决策", "20", "项目立项", "10"), ("", "", "资金投入", "10"),
            ("产出", "80", "产出数量", "50"), ("", "", "产出质量", last), ("合计", "100", "合计", "100")]  # fmt: skip


@pytest.mark.parametrize("other", [True, False])
def test_another_table_tells_which_weight_is_wrong(other: bool, tmp_path: Path) -> None:
    second: Block = [("一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "得分"),
                     ("产出", "80", "产出数量", "50", "修补处数", "50", "50"),
                     ("产出", "80", "产出质量", "30", "验收合格率", "30", "30")]  # fmt: skip
    found = [message for rule, message in told(tmp_path, _weights("20"), *([second] if other else []))
             if rule == "ZPJ431"]  # fmt: skip
    assert [message.startswith("“产出质量”的分值 20，按各行应为 30") for message in found] == [other]


@pytest.mark.parametrize(
    ("line", "is_told"), [("产出类分值65分，得60.12分。", True), ("产出类分值65分，得61.02分。", False)]
)
def test_one_indicator_told_alone(line: str, is_told: bool, tmp_path: Path) -> None:
    table: Block = [("一级指标", "分值", "二级指标", "分值", "得分"), ("产出", "65", "数量", "40", "38.02"),
                    ("产出", "65", "质量", "25", "23"), ("效益", "35", "社会效益", "35", "35"),
                    ("合计", "100", "", "100", "96.02")]  # fmt: skip
    found = {rule for rule, _ in told(tmp_path, "（一）项目产出情况", line, table)}
    assert ("ZPJ435" in found) is is_told


@pytest.mark.parametrize(("number", "is_told"), [("市财建[2023]8号", True), ("市财建〔2023〕8号", False)])
def test_numbers_of_documents_in_a_table(number: str, is_told: bool, tmp_path: Path) -> None:
    table: Block = [("序号", "资金文件", "金额（万元）"), ("1", number, "5"), ("2", "市财建〔2023〕9号", "3.65")]
    assert ("ZPJ508" in {rule for rule, _ in told(tmp_path, table)}) is is_told
