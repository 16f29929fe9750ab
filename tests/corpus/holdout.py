"""Layouts of further provinces, kept apart: the reader was measured on them before any of their wording was added."""

from __future__ import annotations

from tests.corpus.layouts import LEVELS, NAME_ROW, NATIONAL_ROWS, Layout

GUANGDONG = Layout(
    "guangdong",
    "{year}年度项目支出绩效自评表",
    (
        NAME_ROW,
        (("主管部门", "supervising_department"), ("用款单位", "implementing_unit")),
        (("项目负责人", "responsible_person"), ("联系电话", "phone")),
    ),
    "资金使用情况（万元）",
    (
        ("年初预算安排数", "initial_budget"),
        ("调整后预算数", "full_year_budget"),
        ("实际支出数", "executed"),
        ("分值", "weight"),
        ("支出率", "reported_rate"),
        ("得分", "reported_score"),
    ),
    (("资金总额", "total"), ("其中：财政资金", "appropriation"), ("其他资金", "other")),
    (
        *LEVELS,
        ("指标权重", "weight"),
        ("预期完成值", "target"),
        ("实际完成值", "actual"),
        ("自评得分", "reported_score"),
        ("未完成原因及拟采取措施", "deviation_reason"),
    ),
    goal=("总体绩效目标", "预期绩效目标", "目标实际完成情况"),
    block="绩效指标完成情况",
    total_label="合计",
    above=(),
    year_line="",
    below=(("自评结论", "完成情况良好"),),
)

NEIMENGGU = Layout(
    "neimenggu",
    "项目支出绩效自评表",
    (NAME_ROW, (("主管部门（单位）", "supervising_department"), ("实施单位（科室）", "implementing_unit"))),
    "项目资金",
    (
        ("年初预算数（万元）", "initial_budget"),
        ("全年预算数（A）（万元）", "full_year_budget"),
        ("全年执行数（B）（万元）", "executed"),
        ("分值", "weight"),
        ("执行率（B/A）", "reported_rate"),
        ("得分", "reported_score"),
    ),
    (
        ("年度资金总额：", "total"),
        ("其中：本年一般公共预算拨款", "appropriation"),
        ("上年结转资金", "carryover"),
        ("其他资金", "other"),
    ),
    (
        *LEVELS,
        ("指标方向", "comparator"),
        ("年度指标值", "value"),
        ("计量单位", "unit"),
        ("全年完成值", "actual"),
        ("分值", "weight"),
        ("得分", "reported_score"),
        ("偏差原因分析及改进措施", "deviation_reason"),
    ),
    notes=("填表说明：各单位应如实填写。",),
)

CHONGQING = Layout(
    "chongqing",
    "{year}年度项目绩效目标自评表",
    (
        (("项目名称", "project_name"), ("项目编码", "50000022T000000000000")),
        (("主管部门", "supervising_department"), ("财政科室", "行政科")),
        (("项目联系人", "周某"), ("联系电话", "phone")),
    ),
    "项目资金（万元）",
    (
        ("年初预算数", "initial_budget"),
        ("全年（调整）预算数", "full_year_budget"),
        ("全年执行数", "executed"),
        ("执行率（%）", "reported_rate"),
        ("执行率权重", "weight"),
        ("执行率得分", "reported_score"),
    ),
    (("年度总金额", "total"), ("其中：财政资金", "appropriation")),
    (
        ("指标名称", "name"),
        ("计量单位", "unit"),
        ("指标性质", "comparator"),
        ("年初指标值", "initial_value"),
        ("调整指标值", "value"),
        ("全年完成值", "actual"),
        ("得分系数（%）", ""),
        ("指标权重", "weight"),
        ("指标得分", "reported_score"),
        ("是否核心指标", ""),
        ("说明", "deviation_reason"),
    ),
    goal=("年度总体目标", "年初绩效目标", "全年目标实际完成情况"),
    above=(),
    year_line="",
)

GUANGXI = Layout(
    "guangxi",
    "项目支出绩效自评表",
    (NAME_ROW, (("主管部门及代码", "supervising_department"), ("实施单位", "implementing_unit"))),
    "项目预算执行情况（万元）",
    (
        ("年初预算", "initial_budget"),
        ("调整预算", "full_year_budget"),
        ("全年支出数", "executed"),
        ("预算执行率", "reported_rate"),
        ("分值", "weight"),
        ("得分", "reported_score"),
    ),
    (("合计", "total"), ("当年财政拨款", "appropriation"), ("上年结转资金", "carryover"), ("单位自有资金", "detail")),
    (
        *LEVELS,
        ("绩效目标值", "target"),
        ("完成指标值", "actual"),
        ("指标分值", "weight"),
        ("单位自评得分", "reported_score"),
        ("未完成绩效目标原因及整改措施", "deviation_reason"),
    ),
    goal=("年度绩效目标", "年初目标", "完成情况"),
    total=("weight", "score", "grade"),
    above=("附件2-1",),
)

JIANGSU = Layout(
    "jiangsu",
    "{year}年度部门项目支出绩效自评价表",
    (NAME_ROW, (("主管部门", "supervising_department"), ("项目单位", "implementing_unit"))),
    "项目资金（万元）",
    (
        ("预算数", "initial_budget"),
        ("调整预算数", "full_year_budget"),
        ("实际到位数", ""),
        ("实际使用数", "executed"),
        ("资金使用率", "reported_rate"),
        ("权重", "weight"),
        ("得分", "reported_score"),
    ),
    (("资金合计", "total"), ("上级财政资金", "detail"), ("本级财政资金", "detail"), ("其他资金", "other")),
    (
        *LEVELS,
        ("权重", "weight"),
        ("年度计划值", "target"),
        ("实际值", "actual"),
        ("评分规则", ""),
        ("自评分", "reported_score"),
        ("偏差情况说明", "deviation_reason"),
    ),
    goal=("绩效目标", "年度绩效目标", "绩效目标完成情况"),
    total_label="总计",
    year_line="",
)

SHANGHAI = Layout(
    "shanghai",
    "财政项目支出绩效自评价表",
    (
        NAME_ROW,
        (("主管部门", "supervising_department"), ("项目实施单位", "implementing_unit")),
        (("项目负责人", "responsible_person"), ("联系电话", "phone")),
    ),
    "预算执行情况（元）",
    (
        ("年初预算金额", "initial_budget"),
        ("预算调整后金额", "full_year_budget"),
        ("实际执行金额", "executed"),
        ("执行率", "reported_rate"),
        ("分值", "weight"),
        ("自评得分", "reported_score"),
    ),
    NATIONAL_ROWS,
    (
        *LEVELS,
        ("指标目标值", "target"),
        ("实际完成情况", "actual"),
        ("权重分值", "weight"),
        ("得分", "reported_score"),
        ("偏差原因及改进措施", "deviation_reason"),
    ),
    goal=("年度绩效目标", "年度目标", "目标完成情况"),
    unit="元",
    total=("weight", "score", "grade"),
)

HOLDOUT = (GUANGDONG, NEIMENGGU, CHONGQING, GUANGXI, JIANGSU, SHANGHAI)
