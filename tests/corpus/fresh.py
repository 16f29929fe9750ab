"""Two further sets kept apart, drawn up one after the other: each was measured before the reader was changed for it."""

from __future__ import annotations

from tests.corpus.layouts import LEVELS, NAME_ROW, NATIONAL_ROWS, UNITS_ROW, Layout

SHANDONG = Layout(
    "shandong",
    "{year}年度预算项目支出绩效自评表",
    (NAME_ROW, (("主管部门", "supervising_department"), ("项目实施单位", "implementing_unit"))),
    "项目预算资金执行情况（万元）",
    (
        ("年初批复数", ""),
        ("全年预算数A", "full_year_budget"),
        ("全年执行数B", "executed"),
        ("分值", "weight"),
        ("执行率B/A", "reported_rate"),
        ("得分", "reported_score"),
    ),
    (("资金总额", "total"), ("其中：财政拨款", "appropriation"), ("其他资金", "other")),
    (
        *LEVELS,
        ("年度目标值", "target"),
        ("年度完成值", "actual"),
        ("分值", "weight"),
        ("得分", "reported_score"),
        ("偏差原因及整改措施", "deviation_reason"),
    ),
    goal=("年度总体目标", "预期目标", "目标完成情况"),
    total_label="总 分",
)

HUNAN = Layout(
    "hunan",
    "项目支出绩效自评表",
    (
        (("项目支出名称", "project_name"),),
        (("主管部门", "supervising_department"), ("实施单位", "implementing_unit")),
    ),
    "项目资金（万元）",
    (
        ("年初预算数", "initial_budget"),
        ("全年预算数", "full_year_budget"),
        ("全年实际执行数", "executed"),
        ("分值", "weight"),
        ("执行率", "reported_rate"),
        ("得分", "reported_score"),
    ),
    (
        ("年度资金总额", "total"),
        ("其中：当年财政拨款", "appropriation"),
        ("上年结转资金", "carryover"),
        ("其他资金", "other"),
    ),
    (
        *LEVELS,
        ("年度指标值", "target"),
        ("实际完成值", "actual"),
        ("分值", "weight"),
        ("得分", "reported_score"),
        ("偏差原因分析及改进措施", "deviation_reason"),
    ),
    goal=("年度总体目标", "年初设定目标", "年末实际完成情况"),
    notes=("填表人：孙某某　　填报日期：2024年5月20日　　单位负责人签字：",),
)

HEILONGJIANG = Layout(
    "heilongjiang",
    "{year}年度项目绩效自评报告表",
    (
        (("项目名称", "project_name"), ("项目编号", "23000022T0001")),
        (("预算部门", "supervising_department"), ("具体实施单位", "implementing_unit")),
        (("负责人", "responsible_person"), ("联系方式", "phone")),
    ),
    "资金情况（元）",
    (
        ("年初预算金额", "initial_budget"),
        ("调整后预算金额", "full_year_budget"),
        ("全年支出金额", "executed"),
        ("预算完成率", "reported_rate"),
        ("标准分", "weight"),
        ("得分", "reported_score"),
    ),
    NATIONAL_ROWS,
    (
        *LEVELS,
        ("指标权重", "weight"),
        ("指标目标", "target"),
        ("全年完成情况", "actual"),
        ("完成率", ""),
        ("自评得分", "reported_score"),
        ("未完成目标的原因", "deviation_reason"),
    ),
    goal=("总体目标", "年初总体目标", "全年完成总体情况"),
    unit="元",
    total=("weight", "score", "grade"),
)

GUIZHOU = Layout(
    "guizhou",
    "部门（单位）项目绩效自评表",
    (NAME_ROW, UNITS_ROW, (("项目资金负责人", "吴某"), ("单位联系电话", "0851-0000000"))),
    "项目资金情况（万元）",
    (
        ("年初预算", "initial_budget"),
        ("年度预算", "full_year_budget"),
        ("实际支出", "executed"),
        ("权重", "weight"),
        ("预算执行率(%)", "reported_rate"),
        ("分数", "reported_score"),
    ),
    (("年度资金总额", "total"), ("财政拨款", "appropriation"), ("其中：上级补助", "detail"), ("本级安排", "detail")),
    (
        *LEVELS,
        ("符号", "comparator"),
        ("目标值", "value"),
        ("单位", "unit"),
        ("实际完成值", "actual"),
        ("权重", "weight"),
        ("得分", "reported_score"),
        ("完成情况说明", "deviation_reason"),
    ),
    goal=("年度目标", "设定目标", "完成情况"),
)

TIANJIN = Layout(
    "tianjin",
    "{year}年度市级部门项目支出绩效自评表",
    (NAME_ROW, (("主管预算部门", "supervising_department"), ("项目承担单位", "implementing_unit"))),
    "项目预算（万元）",
    (
        ("年初预算数", "initial_budget"),
        ("调整后全年预算", "full_year_budget"),
        ("实际执行数", "executed"),
        ("预算执行率", "reported_rate"),
        ("分值", "weight"),
        ("得分", "reported_score"),
    ),
    (("项目资金总额", "total"), ("财政拨款", "appropriation"), ("非财政拨款", "detail")),
    (
        *LEVELS,
        ("绩效指标值", "target"),
        ("实际完成值", "actual"),
        ("分值", "weight"),
        ("得分", "reported_score"),
        ("指标未完成情况说明", "deviation_reason"),
    ),
    goal=("年度绩效目标", "年初设定绩效目标", "年度绩效目标完成情况"),
)
FUJIAN = Layout(
    "fujian",
    "{year}年度财政专项资金绩效自评表",
    ((("专项名称", "project_name"),), UNITS_ROW, (("填报人", "郑某"), ("联系电话", "phone"))),
    "资金情况（万元）",
    (
        ("年初预算安排", "initial_budget"),
        ("调整后预算", "full_year_budget"),
        ("实际支出金额", "executed"),
        ("支出进度", "reported_rate"),
        ("分值", "weight"),
        ("自评得分", "reported_score"),
    ),
    (("资金总额", "total"), ("其中：省级财政资金", "detail"), ("市县配套", "detail"), ("其他", "other")),
    (
        *LEVELS,
        ("目标值", "target"),
        ("完成值", "actual"),
        ("权重", "weight"),
        ("得分", "reported_score"),
        ("未达标原因", "deviation_reason"),
    ),
    goal=("绩效目标", "总体目标", "目标达成情况"),
)
GANSU = Layout(
    "gansu",
    "省级预算项目支出绩效自评表（{year}年度）",
    (NAME_ROW, (("主管部门", "supervising_department"), ("资金使用单位", "implementing_unit"))),
    "预算执行（万元）",
    (
        ("年初预算数（A）", "initial_budget"),
        ("全年预算数（B）", "full_year_budget"),
        ("全年执行数（C）", "executed"),
        ("分值（10分）", "weight"),
        ("执行率（C/B）", "reported_rate"),
        ("得分", "reported_score"),
    ),
    NATIONAL_ROWS,
    (
        ("一级", "level1"),
        ("二级", "level2"),
        ("三级指标", "name"),
        ("年初设定值", "target"),
        ("全年完成值", "actual"),
        ("分值", "weight"),
        ("自评得分", "reported_score"),
        ("未完成原因分析与改进措施", "deviation_reason"),
    ),
    goal=("年度总体目标", "预期目标", "实际完成情况"),
    total=("weight", "score", "grade"),
)
HENAN = Layout(
    "henan",
    "项目支出绩效自评表",
    (NAME_ROW, UNITS_ROW),
    "项目资金（万元）",
    (
        ("年初预算数", "initial_budget"),
        ("全年预算数", "full_year_budget"),
        ("全年执行数", "executed"),
        ("分值", "weight"),
        ("执行率", "reported_rate"),
        ("得分", "reported_score"),
    ),
    (
        ("年度资金总额", "total"),
        ("其中：政府预算资金", "detail"),
        ("财政专户管理资金", "detail"),
        ("单位资金", "detail"),
    ),
    (
        *LEVELS,
        ("指标值", "target"),
        ("实际完成值", "actual"),
        ("分值", "weight"),
        ("得分", "reported_score"),
        ("偏差原因分析及改进措施", "deviation_reason"),
    ),
    goal=("年度总体目标", "年度绩效目标", "目标实际完成情况"),
)

FRESH = (SHANDONG, HUNAN, HEILONGJIANG, GUIZHOU, TIANJIN, FUJIAN, GANSU, HENAN)
