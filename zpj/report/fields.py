"""The fields a report template may use, and the sections a clerk writes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

INTRODUCTION = "引言"
CONCLUSION = "项目自评得分和结论"
REPORT_TITLE = "报告标题"
DEFAULT_TITLE = "{{ 年度 }}年度{{ 项目名称 }}项目支出绩效自评报告"
SUM_SENTENCE = "资金合计句"
LEFT_AS_TYPED = "照原样保留"
"""Key of a context, not of a template: what stood in braces and was no field."""

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

TOPICS = (
    "资金情况", "预算执行", "执行得分", "预算调整", "目标完成", "产出情况", "效益情况", "满意度情况",
    "未完成", "超额", "扣分", "各方面得分", "结论", "建议",
)  # fmt: skip
"""What the narrative tells of a form, each topic in paragraphs.

预算执行 is 执行得分 with the change of the budget; 预算调整 tells that by itself, for reports with a section on it.
"""

COVER_FIELDS = (
    "标题", "评价项目类型", "自评项目名称", "自评项目单位", "项目主管部门", "项目单位法人代码", "评价工作组负责人",
    "联系人", "联系电话", "评价时间",
)  # fmt: skip
FUND_FIELDS = ("资金来源", "目标申报", "预算编制", "全年预算数", "全年执行数", "资金结余", "执行率", "得分")
TABLE_FIELDS = (
    "一级指标", "二级指标", "指标名称", "年初指标", "调整后指标", "实际完成值", "权重", "得分", "偏差原因",
)  # fmt: skip
INDICATOR_FIELDS = (*TABLE_FIELDS, "完成数", "三级指标", "年度指标值", "分值", "偏差原因分析及改进措施")
"""完成数 is 实际完成值 as 忻州's table B prints it: its bare number where the form has both targets, else as filed.
The others are the form's own column names."""
INDICATOR_LISTS = ("产出指标", "效益指标", "满意度指标")

FIELD_NOTES: Mapping[str, str] = MappingProxyType(
    {
        "附件号": "报告首行的“附件 1”；没有时为空",
        REPORT_TITLE: "照模板说明（.toml）里的 report_title；报告素材里写了“报告标题”或“报告”一栏有标题的用素材",
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
        "总分": "同“总得分”",
        "等级": "优、良、中、差，照表上所填；未填时为计算结果",
        "资金": "各行资金（元），用 {% for 行 in 资金 %} 逐行写出：" + "、".join(FUND_FIELDS),
        "指标": "各行指标，用 {% for 行 in 指标 %} 逐行写出：" + "、".join(INDICATOR_FIELDS),
        **{name: f"{name}各行，字段同“指标”" for name in INDICATOR_LISTS},
        "自评表": "整张自评表，用 {{ 自评表|表格 }} 单独占一段",
        SUM_SENTENCE: "各子项目金额之和的一句；没有时为空",
        "章节": '一节的各段：{% for 段 in 章节["（一）项目概况"] %}；没有写的为【待补】。同名的写全路径，用“／”隔开',
        "已写": '同“章节”，没有写的为空：{% if 已写["项目资金调整情况"] %} 可使这一节连同标题一起省去',
        "下级": '一个标题下面的各节：{% for 节 in 下级["（一）项目概况"] %}，每节有 序号、标题、段落',
        "编号": '下一个编号，写法照样：{{ 编号["（一）"] }}。省去一节时后面的编号随之递补',
        "表": '一张普通工作表的各行：{% for 行 in 表["支出明细"] %}，再用 {{ 行["用途"] }}；合计行不在内',
        "表合计": '工作表的合计行：{{ 表合计["支出明细"]["支付金额（万元）"] }}，照表上所填',
        "资料": '两栏工作表里的一格，按第一栏的名称：{{ 资料["绩效完成表表头"]["主管部门"] }}',
        "封面": "“封面”一页的各栏，没有填的取自评表，如 {{ 封面.评价时间 }}：" + "、".join(COVER_FIELDS),
        **{title: "报告素材里这一节的各段，用 {% for 段 in " + title + " %} 逐段写出" for title in ANALYSIS_SECTIONS},
    }
)
