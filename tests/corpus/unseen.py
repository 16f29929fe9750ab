"""Layouts met in a third set kept apart, and their kin: a target for half a year beside that of the year, and the kinds
of indicators (数量指标 …) as the only level.
"""

from __future__ import annotations

from dataclasses import replace

from tests.corpus.layouts import LEVELS, NAME_ROW, Layout
from tests.corpus.shapes import LABELLED

STAGED = replace(
    LABELLED,
    id="staged",
    title="{year}年度部门预算项目绩效自评表",
    funds=(
        ("批复预算（万元）", "initial_budget"),
        ("调整后预算（万元）", "full_year_budget"),
        ("实际支出（万元）", "executed"),
        ("预算执行率（%）", "reported_rate"),
    ),
    unit="万元",
    columns=(
        *LEVELS,
        ("分值", "weight"),
        ("半年目标值", ""),
        ("全年目标值", "target"),
        ("全年完成值", "actual"),
        ("自评得分", "reported_score"),
        ("偏离原因", "deviation_reason"),
    ),
)

KINDS = Layout(
    "kinds",
    "{year}年度财政支出项目绩效自评表",
    (NAME_ROW, (("项目主管单位", "supervising_department"), ("实施单位", "implementing_unit"))),
    "资金情况（万元）",
    (
        ("预算数", "full_year_budget"),
        ("到位数", ""),
        ("支出数", "executed"),
        ("结余数", "balance"),
        ("执行率（%）", "reported_rate"),
    ),
    (("合计", "total"), ("财政资金", "appropriation"), ("自筹及其他资金", "other")),
    (
        ("指标类型", "level2"),
        ("指标内容", "name"),
        ("计划指标值", "target"),
        ("完成指标值", "actual"),
        ("标准分", "weight"),
        ("自评分", "reported_score"),
        ("未完成原因说明", "deviation_reason"),
    ),
    goal=("年度绩效目标", "目标内容", "完成情况"),
    total_label="合计得分",
)


UNSEEN = (STAGED, KINDS)
