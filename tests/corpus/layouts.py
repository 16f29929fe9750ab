"""Published layouts of the self-evaluation form: headings, column order, fund rows, totals and what stands around.

Taken from forms that offices publish; only the wording and the shape, no contents. `HOLDOUT` names the layouts that
the reader's wording was not developed on.
"""

from __future__ import annotations

from dataclasses import dataclass

Heading = tuple[str, str]
"""The wording of a heading, and the field below it ("" where zpj has none for it)."""


@dataclass(frozen=True)
class Layout:
    """One office's form. `head`: rows of (label, field). `fund_rows`: label, role.

    `pairs`: the funds stand as label and value side by side (河北); `funds_shape`: labels, told or side (see blocks).
    `goal_shape`: columns, above (the funds), or one of blocks. `total`: the fields of the last row (weight, score,
    grade); `total_place`: row, head or told. `weights_in`: level1 or level2 where points stand in names.
    `value_group`: the heading over 指标性质, 指标值 and 度量单位. Notes may name fields of the head.
    `management`: the points of 资金管理情况 below the funds; `level_points`: stacked or beside (see arranged).
    """

    id: str
    title: str
    head: tuple[tuple[Heading, ...], ...]
    funds_label: str
    funds: tuple[Heading, ...]
    fund_rows: tuple[tuple[str, str], ...]
    columns: tuple[Heading, ...]
    goal: tuple[str, str, str] | None = ("年度总体目标", "预期目标", "实际完成情况")
    unit: str = "万元"
    block: str = "绩效指标"
    total_label: str = "总分"
    total: tuple[str, ...] = ("weight", "score")
    weights_in: str = ""
    pairs: bool = False
    above: tuple[str, ...] = ("附件1",)
    year_line: str = "（{year}年度）"
    below: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    fund_points: str = "10"
    rate_sign: str = "%"
    funds_shape: str = ""
    goal_shape: str = "columns"
    total_place: str = "row"
    value_group: str = ""
    management: tuple[str, ...] = ()
    level_points: str = ""

    def has(self, field: str) -> bool:
        """Whether the indicator block asks for a field."""
        return any(name == field for _, name in self.columns)


NAME_ROW = (("项目名称", "project_name"),)
UNITS_ROW = (("主管部门", "supervising_department"), ("实施单位", "implementing_unit"))
NATIONAL_ROWS = (
    ("年度资金总额", "total"),
    ("其中：当年财政拨款", "appropriation"),
    ("上年结转资金", "carryover"),
    ("其他资金", "other"),
)
LEVELS = (("一级指标", "level1"), ("二级指标", "level2"), ("三级指标", "name"))

NATIONAL = Layout(
    "national",
    "项目支出绩效自评表",
    (NAME_ROW, UNITS_ROW),
    "项目资金（万元）",
    (
        ("年初预算数", "initial_budget"), ("全年预算数", "full_year_budget"), ("全年执行数", "executed"),
        ("分值", "weight"), ("执行率", "reported_rate"), ("得分", "reported_score"),
    ),
    NATIONAL_ROWS,
    (
        *LEVELS, ("年度指标值", "target"), ("实际完成值", "actual"), ("分值", "weight"), ("得分", "reported_score"),
        ("偏差原因分析及改进措施", "deviation_reason"),
    ),
)  # fmt: skip

HUBEI = Layout(
    "hubei",
    "{year}年度项目自评表",
    (
        NAME_ROW,
        (("主管部门", "supervising_department"), ("项目实施单位", "implementing_unit")),
        (("项目类别", "1、部门预算项目 ☑　2、省级专项 □　3、省对下转移支付 □"),),
        (("项目属性", "1、持续性项目 √　2、新增性项目 □"),),
        (("项目类型", "1、常年性项目 □　2、延续性项目 √　3、一次性项目 □"),),
    ),
    "预算执行情况（万元）（20分）",
    (
        ("预算数（A）", "full_year_budget"), ("执行数（B）", "executed"), ("执行率（B/A）", "reported_rate"),
        ("得分（20分*执行率）", "reported_score"),
    ),
    (("年度财政资金总额", "total"),),
    (*LEVELS, ("年初目标值（A）", "initial_target"), ("实际完成值（B）", "actual"), ("得分", "reported_score")),
    goal=None,
    block="年度绩效目标1（80分）",
    total=("score",),
    weights_in="level2",
    above=("单位名称：某某单位　　填报日期：2024年3月1日",),
    year_line="",
    below=(("偏差大或目标未完成原因分析", "雨季较长，后期已赶上进度"), ("改进措施及结果应用方案", "加强调度")),
    notes=(
        "备注：1.预算执行情况口径：预算数为调整后财政资金总额（包括上年结余结转），执行数为资金使用单位财政资金实际支出数。",
        "2.定量指标完成数汇总原则：绝对值直接累加计算，相对值按照资金额度加权平均计算。",
    ),
    fund_points="20",
)  # fmt: skip

SICHUAN = Layout(
    "sichuan",
    "部门预算项目绩效自评表（{year}年度）",
    (NAME_ROW, UNITS_ROW),
    "预算执行情况（10分）",
    (
        ("年初预算", "initial_budget"), ("调整后预算数", "full_year_budget"), ("预算执行数", "executed"),
        ("预算执行率", "reported_rate"), ("权重", "weight"), ("得分", "reported_score"), ("原因", "reason"),
    ),
    (
        ("总额", "total"), ("其中：财政资金", "appropriation"), ("财政专户管理资金", "detail"),
        ("单位资金", "detail"), ("其他资金", "other"),
    ),
    (
        *LEVELS, ("指标性质", "comparator"), ("指标值", "value"), ("度量单位", "unit"), ("完成值", "actual"),
        ("权重", "weight"), ("得分", "reported_score"), ("未完成原因分析", "deviation_reason"),
    ),
    goal=("年度目标完成情况", "年度目标", "年度目标完成情况"),
    total_label="合计",
    above=("报表编号：510000_0013zp", "金额单位：万元"),
    year_line="",
    below=(
        ("评价结论", "项目总体完成较好，自评得分见上"), ("存在问题", "前期准备时间较长"),
        ("改进措施", "提前谋划，加快支付"),
    ),
    notes=("项目负责人：{responsible_person}　　财务负责人：李某某",),
)  # fmt: skip

YUNNAN = Layout(
    "yunnan",
    "项目支出绩效自评表",
    (NAME_ROW, UNITS_ROW),
    "项目资金（万元）",
    NATIONAL.funds,
    (
        ("年度资金总额", "total"), ("其中：当年财政拨款", "appropriation"), ("上年结转资金", "carryover"),
        ("非财政拨款", "detail"),
    ),
    (
        *LEVELS, ("指标性质", "comparator"), ("指标值", "value"), ("度量单位", "unit"), ("实际完成值", "actual"),
        ("分值", "weight"), ("得分", "reported_score"), ("偏差原因分析及改进措施", "deviation_reason"),
    ),
    total=("weight", "score", "grade"),
    above=("公开13表", "金额单位：万元"),
    notes=("注：1.其他资金：请在“其他资金”栏注明来源。", "2.一级指标包含产出指标、效益指标、满意度指标。"),
)  # fmt: skip

TIANCHANG = Layout(
    "tianchang",
    "项目支出绩效自评表",
    (NAME_ROW, UNITS_ROW),
    "项目资金（万元）",
    (
        ("年初预算数", "initial_budget"), ("全年预算数(A)", "full_year_budget"), ("全年执行数(B)", "executed"),
        ("分值", "weight"), ("执行率(B/A)", "reported_rate"), ("得分", "reported_score"),
    ),
    (
        ("年度资金总额", "total"), ("其中：本年财政拨款", "appropriation"), ("  上级补助", "detail"),
        ("  本级安排", "detail"), ("其他资金", "other"),
    ),
    NATIONAL.columns,
    goal=("年度总体目标", "预期目标", "实际完成情况"),
    weights_in="level1",
    notes=("注:1.一级指标分值统一设置为:产出指标50分、效益指标30分、服务对象满意度指标10分、预算资金执行率10分。",),
)  # fmt: skip

HEBEI = Layout(
    "hebei",
    "部门预算项目绩效自评表",
    (
        (("项目名称", "project_name"), ("实施（主管）单位", "implementing_unit")),
    ),
    "二、预算执行情况（万元）",
    (
        ("预算安排情况（调整后）", "full_year_budget"), ("资金到位情况", ""), ("资金执行情况", "executed"),
        ("预算执行进度", "reported_rate"),
    ),
    (("预算数：|到位数：|执行数：", "total"), ("其中：财政资金", "appropriation"), ("其他", "other")),
    (
        *LEVELS, ("预期指标值", "target"), ("实际完成值", "actual"), ("单项指标分值", "weight"),
        ("自评得分", "reported_score"), ("偏差原因", "deviation_reason"),
    ),
    goal=("三、目标完成情况", "年度预期目标", "具体完成情况"),
    block="四、年度绩效指标完成情况",
    total_label="自评总分",
    total=("score",),
    pairs=True,
    above=(),
    below=(("五、存在问题、原因及下一步整改措施", "无"),),
    notes=("填报人：王某某　联系电话：{phone}",),
)  # fmt: skip

ZHEJIANG = Layout(
    "zhejiang",
    "{year}年度项目支出绩效自评表",
    (NAME_ROW, UNITS_ROW, (("项目负责人", "responsible_person"), ("联系电话", "phone"))),
    "项目资金（元）",
    (
        ("年初预算数", "initial_budget"), ("全年预算数（A）", "full_year_budget"), ("全年执行数（B）", "executed"),
        ("分值（10分）", "weight"), ("执行率（B/A）", "reported_rate"), ("得分", "reported_score"),
    ),
    (
        ("年度资金总额", "total"), ("其中：财政拨款", "appropriation"), ("上级补助资金", "detail"),
        ("结转结余资金", "carryover"), ("其他资金", "other"),
    ),
    (
        *LEVELS, ("分值", "weight"), ("年度指标值（A）", "target"), ("全年实际值（B）", "actual"),
        ("得分计算方法", ""), ("得分", "reported_score"), ("未完成原因和改进措施", "deviation_reason"),
    ),
    goal=("年度总体目标", "年初设定目标", "年度总体目标完成情况综述"),
    unit="元",
    year_line="",
    notes=("注：1.得分一档最高不能超过该指标分值上限。", "联系人：赵某　　审核人：钱某"),
)  # fmt: skip

DEVELOPED = (NATIONAL, HUBEI, SICHUAN, YUNNAN, TIANCHANG, HEBEI, ZHEJIANG)
