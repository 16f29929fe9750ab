"""The fields a report template may use, and the sections a clerk writes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

INTRODUCTION = "引言"
CONCLUSION = "项目自评得分和结论"
REPORT_TITLE = "报告标题"

ANALYSIS_SECTIONS = (
    INTRODUCTION,
    "项目概况",
    "立项依据",
    "项目设立的必要性",
    "保证项目实施的措施与制度",
    "项目实施期绩效目标",
    "项目年度目标",
    "项目实施计划",
    CONCLUSION,
    "全年目标实际完成情况",
    "项目实施和预算执行情况分析",
    "产出情况及分析",
    "效益情况及分析",
    "满意度情况及分析",
    "项目主要经验做法",
    "项目管理中存在的主要问题及原因分析",
    "下一步改进措施及管理建议",
)

FUND_FIELDS = ("资金来源", "目标申报", "预算编制", "全年预算数", "全年执行数", "资金结余", "执行率", "得分")
INDICATOR_FIELDS = (
    "一级指标", "二级指标", "指标名称", "年初指标", "调整后指标", "实际完成值", "权重", "得分", "偏差原因",
)  # fmt: skip

FIELD_NOTES: Mapping[str, str] = MappingProxyType(
    {
        "附件号": "报告首行的“附件 1”；没有时为空",
        REPORT_TITLE: "〈年度〉年度〈项目名称〉绩效自评分析报告；报告素材里写了“报告标题”的用素材",
        "项目名称": "表上的项目名称",
        "年度": "四位数字，如 2022",
        "主管部门": "主管部门，不带代码",
        "实施单位": "实施单位（预算单位），不带代码",
        "金额单位": "下面四个数的单位，与自评表相同",
        "全年预算数": "年度资金总额的全年预算数，照表上所示",
        "全年执行数": "年度资金总额的全年执行数，照表上所示",
        "资金结余": "资金结（转）余，照表上所示；表上没有时为预算减执行",
        "执行率": "百分数，不带百分号，如 72.26",
        "预算得分": "预算执行率得分",
        "指标得分": "各项指标得分之和",
        "总得分": "表上的总分；未填时为计算结果",
        "等级": "优、良、中、差，照表上所填；未填时为计算结果",
        "资金": "各行资金（元），用 {% for 行 in 资金 %} 逐行写出：" + "、".join(FUND_FIELDS),
        "指标": "各行指标，用 {% for 行 in 指标 %} 逐行写出：" + "、".join(INDICATOR_FIELDS),
        "自评表": "整张自评表，用 {{ 自评表|表格 }} 单独占一段",
        **{title: "报告素材里这一节的各段，用 {% for 段 in " + title + " %} 逐段写出" for title in ANALYSIS_SECTIONS},
    }
)
