"""Goals told as results, spending and balance swapped, a scope of last year, a project under another name."""

from __future__ import annotations

from tests.checks.paper_cases import Block
from tests.checks.paper_slips import own_form

_RESULTS: tuple[Block, ...] = ("三、绩效完成情况", "（一）产出情况")
_MILES = own_form(D13="县道清扫里程", F13="48公里", H13="24")
_TIME = own_form(D15="故障平均响应时间", E15="≤4小时", F15="3.2小时")
_NAMED = own_form(C3="公路路面养护与护栏更新经费")


def _projects(name: str, amount: str = "8.2") -> Block:
    return [
        ("序号", "项目名称", "支出金额（万元）"),
        ("1", "村道绿化", "3"),
        ("2", name, amount),
        ("3", "桥梁检测", "4"),
    ]


SLOTS: list[tuple[str, tuple[Block, ...]]] = [
    ("ZPJ188", (_MILES, *_RESULTS, "县道清扫50公里，路面平整。")),
    ("ZPJ188", (_MILES, *_RESULTS, "清扫县道50公里，其中雪天清扫6次。")),
    ("ZPJ188", (_TIME, *_RESULTS, "巡查到位，故障平均响应时间4小时。")),
    ("ZPJ501", (_TIME, "2022年预算8.65万元，压减支出1万元，实际执行0.45万元，结余8.2万元。")),
    ("ZPJ185", ("评价范围为项目2022年度的全部财政资金。",)),
    ("ZPJ185", ("评价对象为2023年道路养护项目，评价范围为项目2022年度的全部财政资金。",)),
    ("ZPJ122", (_NAMED, _projects("公路路面维修与护栏更新经费"))),
]
"""Each rule with blocks behind the money paragraph of the clean report."""

RIGHT_SLOTS: tuple[tuple[Block, ...], ...] = (
    (_MILES, *_RESULTS, "县道清扫48公里，少2公里。", "年度目标为县道清扫50公里，实际清扫48公里。"),
    (_TIME, *_RESULTS, "故障平均响应时间3.2小时，低于4小时的目标。", "故障响应时间控制在4小时以内。"),
    (_TIME, "二、项目主要内容", "接报后故障平均响应时间4小时。"),
    (_TIME, "2023年预算8.65万元，实际执行8.2万元，结余0.45万元。"),
    ("评价范围为2022年至2023年的资金。", "评价范围为2022年结转资金和2023年预算。", "评价范围为项目2023年度的资金。"),
    (_NAMED, _projects("公路路面养护与护栏更新经费"), _projects("公路路面维修与护栏更新经费", "8.3")),
)
"""What only looks like one of them."""
