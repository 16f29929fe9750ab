"""Verdicts beside figures, works denied elsewhere, headings over other contents, measures that break off."""

from __future__ import annotations

from tests.checks.paper_cases import Block
from tests.checks.paper_slips import own_form

_HEAD = ("序号", "指标", "目标值", "完成值", "是否达标")


def judged(*rows: tuple[str, str, str, str], head: tuple[str, ...] = _HEAD) -> Block:
    """A table of rows with a verdict each, below one that is right."""
    first = ("1", "养护里程", "≥50公里", "50公里", "否" if "是否逾期" in head else "是")
    return [head, first, *((str(number), *row) for number, row in enumerate(rows, 2))]


_IN_TIME = ("序号", "工程", "约定完工日期", "实际完工日期", "是否逾期")
_STATE = ("序号", "任务", "计划数（座）", "完成数（座）", "完成情况")

STRUCTURE: list[tuple[str, tuple[Block, ...]]] = [
    ("ZPJ382", (judged(("沿线群众满意度", "≥90%", "88.2%", "是")),)),
    ("ZPJ382", (judged(("沿线群众满意度", "≥90%", "92.1%", "否")),)),
    ("ZPJ382", (judged(("养护单价", "≤500元", "520元", "是")),)),
    ("ZPJ382", (judged(("修补完成时间", "2023年8月底前", "2023年9月28日", "是")),)),
    ("ZPJ382", (judged(("甲标段", "2023-09-30", "2023-10-12", "否"), head=_IN_TIME),)),
    ("ZPJ382", (judged(("涵洞", "12", "11", "已完成"), ("桥梁", "5", "5", "已完成"), head=_STATE),)),
    ("ZPJ383", ("护栏更换任务全部完成。", "一是护栏更换任务没有全部完成，材料到货晚。")),
    ("ZPJ383", ("护栏更换款项已全部支付。", "部分护栏更换款项尚未支付。")),
    ("ZPJ384", ("（一）项目过程情况", "产出指标35分，得34.35分，养护里程50公里。")),
    ("ZPJ384", ("（一）项目效益情况", "过程指标设5个，得分18分。")),
    ("ZPJ537", ("（一）项目过程情况", "资金拨付手续完整。", "（二）项目过程情况", "养护里程达到50公里。")),
    ("ZPJ537", ("（一）细化材料采购的需求论证和市场询价。", "（二）加强宣传。细化材料采购的需求论证和市场询价。")),
    ("ZPJ585", (own_form(I13="结余资金按规定收回，下一步做细"),)),
    ("ZPJ585", (own_form(I13="结余资金按规定收回；今后进一步加强"),)),
    ("ZPJ336", (own_form(C14="质量指标", D14="养护资金下达及时率"),)),
    ("ZPJ336", (own_form(C14="质量指标", D14="养护工程按期完工率"),)),
]
"""A rule and what it is to find, set into the clean report."""
RIGHT_STRUCTURE: tuple[tuple[Block, ...], ...] = (
    (judged(("沿线群众满意度", "≥90%", "90%", "是"), ("养护单价", "500元", "480元", "是")),),
    (judged(("甲标段", "2023-09-30", "2023-09-12", "否"), head=_IN_TIME),),
    (judged(("修补完成时间", "8月底", "8月", "是"), ("投诉", "3起", "1起", "是")),),
    (
        [
            ("工程", "计划投资（万元）", "完成投资（万元）", "完成情况"),
            ("甲", "100", "95", "完成"),
            ("乙", "9", "8", "完成"),
        ],
    ),
    ("护栏更换任务全部完成。", "标线施划任务没有全部完成。"),
    ("养护补助资金全部发放。", "上半年养护补助资金未发放。", "如养护补助资金未发放，应说明原因。"),
    ("护栏更换均完工。", "部分护栏更换未按期完工。"),
    ("（一）项目过程情况", "过程指标25分，得24分。"),
    ("（一）产出和效益情况", "产出指标35分，得34分。", "（二）质量情况", "产出指标35分，其中质量指标10分。"),
    (own_form(I13="结余资金按规定收回，预算管理有待加强"),),
    (own_form(C14="质量指标", D14="设备完好率"),),
)  # fmt: skip
