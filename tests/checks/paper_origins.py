"""Whose money it is, the usual ratios of a department, points by words of degree, goals in printed standards."""

from __future__ import annotations

from tests.checks.paper_cases import Block
from tests.checks.paper_slips import own_form

_BESIDE = own_form(C7="中央补助资金", C8="其他资金（省级补助）")
_RAISED = own_form(C7="县级财政资金", C8="单位自筹资金")
_ALL_OF_ONE = own_form(C7="中央财政资金", D7="8.65", E7="8.65", F7="8.20", D8="0", E8="0", F8="0")
_STAFF_HEAD = ("财政供养人员情况（人）", "编制数", "2023年末在职人数", "控制率")
_COSTS_HEAD = ("经费控制情况", "2022年决算数", "2023年预算数", "2023年决算数")


def _graded(standard: str, done: str, points: str) -> Block:
    return [("三级指标", "分值", "评分标准", "完成情况", "得分"), ("管护机制", "5", standard, done, points)]


def _ruled(name: str, standard: str, done: str) -> Block:
    return [("三级指标", "分值", "评分标准", "完成情况", "得分"), (name, "6", standard, done, "6")]


def _costs(rate: str) -> tuple[Block, Block]:
    return (
        [_COSTS_HEAD, ("“三公”经费", "5.57", "5.50", "5.06"), ("公用经费", "63.45", "62.00", "60.78")],
        [("三级指标", "分值", "完成情况"), ("“三公”经费控制率", "5", rate)],
    )


_DEGREES = "健全得5分，较健全得3分，不健全不得分"
_CASES = "≥1500件计6分，未完成按比例计分"

ORIGINS: list[tuple[str, tuple[Block, ...]]] = [
    ("ZPJ124", (_BESIDE, "其他资金（县级补助）3.65万元。")),
    ("ZPJ124", (_BESIDE, "其中省级财政5万元。")),
    ("ZPJ124", (_BESIDE, "其中县级财政资金支出3.20万元。")),
    ("ZPJ124", (_RAISED, "其中市级财政配套资金3.65万元。")),
    ("ZPJ124", (_RAISED, "其中单位自筹5.00万元。")),
    ("ZPJ124", (_BESIDE, "预算9.65万元，其中县级财政资金支出3.20万元，中央补助支出5.50万元。")),
    ("ZPJ124", (_ALL_OF_ONE, "其中县级财政资金8.65万元。")),
    ("ZPJ124", (_ALL_OF_ONE, "全年预算8.65万元，全部为单位自筹资金。")),
    ("ZPJ124", (_ALL_OF_ONE, "全年预算8.65万元，全部为省级财政资金。")),
    ("ZPJ293", ([_STAFF_HEAD, ("合计", "28", "26", "96.43%")],)),
    ("ZPJ293", ("核定编制28名，年末实有在职人员26人。", "投入方面，在职人员控制率93.86%。")),
    ("ZPJ293", _costs("95.00%")),
    ("ZPJ293", ("公用经费预算62.00万元，实际支出60.78万元。", "预算管理较好，公用经费控制率96.03%。")),
    ("ZPJ293", ("政府采购预算236.00万元，实际采购217.12万元。", "过程方面，政府采购执行率93.10%。")),
    ("ZPJ436", (_graded(_DEGREES, "较健全", "4"),)),
    ("ZPJ436", (_graded("机制完善得满分，基本完善得3分，不完善不得分", "基本完善", "5"),)),
    ("ZPJ436", (_graded("优秀得5分，良好得4分，合格得3分", "良好", "4.5"),)),
    ("ZPJ347", (_ruled("办理法律援助案件数", _CASES, "1568件"), "全年办理法律援助案件不少于1400件。")),
    (
        "ZPJ347",
        (_ruled("法律援助审批及时率", "≥98%计6分，每低1个百分点扣1分", "99.2%"), "法律援助审批及时率不低于95%。"),
    ),
]
"""Each rule with blocks and lines behind the money paragraph of the clean report."""

RIGHT_ORIGINS: tuple[tuple[Block, ...], ...] = (
    (_BESIDE, "其他资金（省级补助）3.65万元。", "其中中央财政资金支出5.00万元。"),
    (_BESIDE, "由县级财政部门支付3.20万元。"),
    (_RAISED, "其中单位自筹3.65万元。", "其中县级财政资金5.00万元。"),
    (_ALL_OF_ONE, "省财政厅下达我县养护资金8.65万元。"),
    (_ALL_OF_ONE, "全年预算8.65万元，全部为上级财政资金。"),
    (_ALL_OF_ONE, "全年预算8.65万元，全部为中央财政资金。"),
    ([_STAFF_HEAD, ("合计", "28", "26", "92.86%")], "在职人员控制率92.86%，不超过100%。"),
    (*_costs("92.00%"), "“三公”经费控制率92%，“三公”经费变动率-9.16%。"),
    ("政府采购预算46.00万元，实际支出43.70万元。", "政府采购执行率按项目个数计算为100%。"),
    ("公用经费预算62.00万元，实际支出60.78万元。", "公用经费控制率低于100%。"),
    (_graded(_DEGREES, "较健全", "3"),),
    (_graded(_DEGREES, "健全", "5"),),
    (_graded("制度健全得5分，较健全得3分", "制度较健全", "3"),),
    (_ruled("办理法律援助案件数", _CASES, "1568件"), "全年办理法律援助案件不少于1500件。"),
    (_ruled("办理法律援助案件数", _CASES, "1568件"), "上年办理法律援助案件不少于1400件。"),
)
