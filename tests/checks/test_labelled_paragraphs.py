"""What a paragraph says of the row whose name it begins with: its points, its result, its reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form
from zpj.checks.reading.text import label_of

_SCORES: Block = [
    ("三级指标", "分值", "评分标准", "指标完成值", "得分"),
    ("护栏更换", "5", "达到40处计5分，未达到的按比例计分", "32处", "4"),
    ("巡查记录完整性", "5", "每发现1处记录不全扣0.5分", "较完整", "4.5"),
    ("标线施划质量", "5", "清晰5分，较清晰3—4分，不清晰0—2分", "较清晰", "4"),
]


def rules(folder: Path, *blocks: Block) -> set[str]:
    return {each.rule for each in findings_in(folder / "报告.docx", [*LINES[:15], *blocks, *LINES[15:]])}


def test_the_name_a_paragraph_begins_with() -> None:
    assert label_of("（3）监测点布设数量。在崖面布设36个。") == ("监测点布设数量", "在崖面布设36个。")
    assert label_of("资金使用合规性：抽查凭证60笔。") == ("资金使用合规性", "抽查凭证60笔。")
    assert label_of("全年养护县道50公里，路面平整。") == ("", "全年养护县道50公里,路面平整。")


@pytest.mark.parametrize(
    ("rule", "blocks"),
    [
        ("ZPJ253", ("群众满意度：雨季施工扰民，满意度93%。该指标分值10分，得9.97分。", own_form())),
        ("ZPJ188", ("（1）养护里程。县道、乡道和桥涵50公里。", own_form(F13="48公里"))),
        ("ZPJ436", ([*_SCORES[:3], ("标线施划质量", "5", "清晰5分，较清晰3—4分，不清晰0—2分", "较清晰", "4.5")],)),
        ("ZPJ453", (_SCORES, "护栏更换因材料推迟未全部完成。",
                    "巡查记录完整性：按日巡查并记录。该指标分值5分，得4.5分。",
                    "标线施划质量：雨水冲刷，部分不够清晰，扣1分。")),
    ],
    ids=["points", "result", "band", "no reason"],
)  # fmt: skip
def test_a_slip_beside_the_label_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert rule in rules(tmp_path, *blocks)


@pytest.mark.parametrize(
    ("rule", "blocks"),
    [
        ("ZPJ253", ("群众满意度：雨季施工扰民，满意度93%。该指标分值10分，得9.79分。", own_form())),
        ("ZPJ188", ("（1）养护里程。目标50公里，县道、乡道和桥涵48公里。", own_form(F13="48公里"))),
        ("ZPJ436", (_SCORES,)),
        ("ZPJ453", (_SCORES, "护栏更换因材料推迟未全部完成。",
                    "巡查记录完整性：按日巡查并记录。抽查12份，1份签字不全，扣0.5分。",
                    "标线施划质量：雨水冲刷，部分不够清晰，扣1分。")),
    ],
    ids=["points", "goal", "band", "reason"],
)  # fmt: skip
def test_what_is_right_beside_the_label_is_let_pass(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert rule not in rules(tmp_path, *blocks)


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("ZPJ254", ("现场抽查24条道路、12座桥涵和标志牌。", "全年养护的186座桥涵和标志牌完好。")),
        ("ZPJ117", ("引入第三方机构抽查档案，提高管护质量。",)),
        ("ZPJ281", (
            [("项目", "预算数（万元）", "支出数（万元）"), ("县道养护费", "5", "4.8"), ("桥涵检测费", "3.65", "3.4")],
            "桥涵检测费预算与支出有差异，预算执行率为94.80%。", own_form(),
        )),
    ],
)  # fmt: skip
def test_samples_and_the_rate_of_the_whole_are_let_pass(rule: str, lines: tuple[Block, ...], tmp_path: Path) -> None:
    assert rule not in rules(tmp_path, *lines)
