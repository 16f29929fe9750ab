"""Layouts whose blocks have other shapes: two heading rows, goals above the funds or beside their labels, funds as
labels with amounts, totals in the head. Drawn from layouts the reader met after the others and from their kin.
"""

from __future__ import annotations

from dataclasses import replace

from tests.corpus.layouts import LEVELS, NAME_ROW, NATIONAL, SICHUAN, UNITS_ROW, YUNNAN, Layout

GROUPED = replace(YUNNAN, id="grouped", value_group="年度指标值", notes=("备注：1.其他资金：请注明来源。",))

ABOVE = replace(
    SICHUAN,
    id="above",
    title="{year}年特定目标类部门预算项目绩效目标自评",
    goal=("项目基本情况", "项目年度目标", "年度目标完成情况"),
    goal_shape="above",
)

LABELLED = Layout(
    "labelled",
    "{year}年度财政项目支出绩效自评表",
    (NAME_ROW, (("主管部门", "supervising_department"), ("预算单位", "implementing_unit"))),
    "",
    (
        ("年初预算数（元）", "initial_budget"),
        ("调整后预算数（元）", "full_year_budget"),
        ("实际执行数（元）", "executed"),
        ("预算执行率（%）", "reported_rate"),
    ),
    (("年度资金总额", "total"),),
    (
        *LEVELS,
        ("权重", "weight"),
        ("年度目标值", "target"),
        ("实际完成值", "actual"),
        ("自评得分", "reported_score"),
        ("未达标原因及改进措施", "deviation_reason"),
    ),
    goal=("", "项目年度绩效目标", "年度目标完成情况"),
    goal_shape="beside",
    funds_shape="labels",
    unit="元",
    year_line="",
    total_label="合计",
    total_place="head",
    total=("score", "grade"),
)

SIDE = Layout(
    "side",
    "项目支出绩效自评表",
    (NAME_ROW, UNITS_ROW),
    "项目资金（万元）",
    (
        ("年初预算数", "initial_budget"),
        ("全年预算数", "full_year_budget"),
        ("全年执行数", "executed"),
        ("执行率", "reported_rate"),
    ),
    (("合计", "total"), ("财政拨款", "appropriation"), ("其他资金", "other")),
    NATIONAL.columns,
    goal=("年度总体目标", "年初设定目标", "全年实际完成情况"),
    goal_shape="rows",
    funds_shape="side",
)

TOLD = Layout(
    "told",
    "项目支出绩效自评表",
    (NAME_ROW, UNITS_ROW),
    "预算执行情况",
    (("年初预算数", "initial_budget"), ("全年预算数", "full_year_budget"), ("全年执行数", "executed")),
    (("年度资金总额", "total"),),
    NATIONAL.columns,
    goal=("绩效目标", "年度绩效目标", "目标完成情况"),
    goal_shape="told",
    funds_shape="told",
    total_place="told",
    total=("score", "grade"),
    notes=("项目负责人：{responsible_person}　　联系电话：{phone}",),
)

TOGETHER = replace(
    NATIONAL, id="together", goal=("年度总体目标", "预期目标", "实际完成情况"), goal_shape="together",
    notes=("填表人：王某某　　联系电话：{phone}　　填报日期：2024年3月",),
)  # fmt: skip

STACKED = replace(
    NATIONAL, id="stacked", goal=("", "一、年度总体目标", "二、年度目标完成情况"), goal_shape="stacked",
    total_place="head", total=("score",),
)  # fmt: skip

FLAT = Layout(
    "flat",
    "{year}年度项目绩效目标自评表",
    (NAME_ROW, UNITS_ROW, (("项目联系人", "马某"), ("联系电话", "phone"))),
    "项目资金（万元）",
    (
        ("年初预算数", "initial_budget"),
        ("全年（调整）预算数", "full_year_budget"),
        ("全年执行数", "executed"),
        ("执行率（%）", "reported_rate"),
        ("执行率权重（分）", "weight"),
        ("执行率得分（分）", "reported_score"),
    ),
    (("年度总金额", "total"), ("其中：财政资金", "appropriation"), ("其他资金", "other")),
    (
        ("指标名称", "name"),
        ("指标性质", "comparator"),
        ("计量单位", "unit"),
        ("调整指标值", "value"),
        ("全年完成值", "actual"),
        ("得分系数（%）", ""),
        ("指标权重（分）", "weight"),
        ("指标得分（分）", "reported_score"),
        ("说明", "deviation_reason"),
    ),
    goal=("年度绩效目标", "年初绩效目标", "全年目标实际完成情况"),
    year_line="",
    total_place="head",
    total=("score",),
    notes=("说明：1.得分系数=全年完成值/调整指标值，最高100%。2.自评总分=执行率得分+各项指标得分。",),
)

DEPARTMENT = replace(
    NATIONAL, id="department", title="{year}年度部门整体支出绩效自评表", year_line="",
    head=((("预算部门（单位）名称", "supervising_department"),),), funds_label="年度预算申请（万元）",
    notes=("填表人：李某　　填报日期：2023.4.10　　联系电话：{phone}", "单位负责人签字："),
)  # fmt: skip

SHAPES = (GROUPED, ABOVE, LABELLED, SIDE, TOLD, TOGETHER, STACKED, FLAT, DEPARTMENT)
