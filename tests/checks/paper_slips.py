"""Filed reports with one slip each that the paper itself proves, and right lines that look like one."""

from __future__ import annotations

from tests.checks.check_cases import CLEAN
from tests.checks.paper_calculations import BIDS, SHARES, TOWNS
from tests.checks.paper_cases import LINES, Block, spoilt
from tests.checks.paper_namings import NAMINGS
from tests.checks.paper_wordings import WORDINGS

_FORM, _NO_FORM = True, False
Case = tuple[list[Block], bool]

SYSTEM: Block = [
    ("一级指标", "分值", "二级指标", "分值", "评分标准", "得分", "扣分说明"),
    ("决策", "20", "立项规范性", "20", "程序规范得20分", "20", ""),
    ("过程", "20", "制度执行", "20", "每有1处未执行扣1分", "19", "1处未执行"),
    ("产出", "30", "养护站点数量", "30", "目标30处，每少1处扣2分", "26", "实际完成28处"),
    ("效益", "30", "沿线群众满意度", "30", "达到95%得30分，每低1个百分点扣1分", "28", "满意度93%"),
    ("合计", "100", "", "100", "", "93", ""),
]
HALVES: Block = [
    ("类别", "材料费（元）", "人工费（元）", "合计（元）"),
    ("县道", "30000", "20000", "50000"),
    ("乡道", "20000", "12000", "32000"),
    ("村道", "1000", "500", "1500"),
    ("合计", "51000", "32500", "83500"),
]
SPENT: Block = [
    ("子项目", "预算（万元）", "支出（万元）"),
    ("县道养护", "5.00", "4.72"),
    ("乡道养护", "3.65", "3.48"),
    ("合计", "8.65", "8.20"),
]
REASONS: Block = [
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"),
    ("产出指标", "数量指标", "养护里程", "≥50公里", "50公里", "50", "50", ""),
    ("满意度指标", "满意度指标", "沿线群众满意度", "≥95%", "93%", "50", "49", "施工扰民"),
]


def added(*blocks: Block, form: bool = _NO_FORM) -> Case:
    """The clean report with some blocks behind its paragraph about money."""
    return [*LINES[:11], *blocks, *LINES[11:]], form


def changed(start: str, *lines: str) -> Case:
    """The clean report with a line replaced."""
    blocks = spoilt({start: lines[0]})
    place = blocks.index(lines[0])
    return [*blocks[: place + 1], *lines[1:], *blocks[place + 1 :]], _NO_FORM


def cell(table: Block, row: int, column: int, text: str) -> Block:
    """A table with one cell else."""
    rows = [list(texts) for texts in table]
    rows[row][column] = text
    return rows


def own_form(**edits: str) -> Block:
    """The clean form as a table of the report itself, some cells else (B11="……")."""
    width = max(len(row) for row in CLEAN)
    rows = [["" if value is None else str(value) for value in (*row, *[None] * (width - len(row)))] for row in CLEAN]
    for place, text in edits.items():
        rows[int(place[1:]) - 1][ord(place[0]) - 65] = text
    return rows


SLIPS: dict[str, Case] = {
    "ZPJ239": added(cell(HALVES, 2, 3, "33000")),
    "ZPJ435": added(SYSTEM, "综合评价得93分，其中决策20分、过程19分、产出28分、效益28分。"),
    "ZPJ436": added(cell(SYSTEM, 3, 5, "28")),
    "ZPJ437": added(cell(SYSTEM, 2, 6, "")),
    "ZPJ461": added(SYSTEM, "养护站点数量得27分。"),
    "ZPJ438": added(cell(cell(REASONS, 1, 7, "施工扰民"), 2, 7, "")),
    "ZPJ570": changed("雨季较长", "雨季较长，部分路段施工扰民，力争2023年6月底前完成整改。"),
    "ZPJ571": changed("2024年3月20日", "二〇二三年三月"),
    "ZPJ572": changed("二、资金使用情况", "二、2022年度预算执行情况"),
    "ZPJ573": changed("2024年3月20日", "附件：1.道路养护里程表", "2.群众满意度调查表", "2024年3月20日", "附件1"),
    "ZPJ574": changed("雨季较长", "雨季较长，部分路段施工扰民，群众满意度没有达到目标，下年避开雨季并提前公告。",
                      "改造校园周边停车泊位，缓解学生接送拥堵。"),
    "ZPJ575": added(*["注：执行率是全年执行数与全年预算数相比较所得的结果。"] * 3,
                    "注：执行率是全年执行数与全年预算数相比数所得的结果。"),
    "ZPJ577": (spoilt({"全年养护县道": "年度目标：确保农村饮用水源水质稳定达标，让居民用上放心水。"}), _FORM),
    "ZPJ579": ([*LINES, own_form(E20="自评得分98.27分，各项工作完成较好。")], _NO_FORM),
    "ZPJ580": added("二是城乡道路与桥梁养护项目按期完工。", "城乡道路和桥梁养护项目由市公路中心实施。"),
    "ZPJ581": ([*LINES, own_form(E20="道路畅通，各项指标全部完成，群众反映良好。")], _NO_FORM),
    "ZPJ586": added("材料费22.7万元，资金来源：县级财政17.6万元、乡镇自筹9.6万元。"),
    "ZPJ587": added("沥青支出680.5万元，护栏支出365.3万元，标线支出188万元，合计1243.8万元。"),
    "ZPJ588": added("安装护栏36处，每处2.8万元，共计108万元。"),
    "ZPJ589": added("到位资金1350万元，拨付1243.8万元，资金拨付率92.31%。"),
    "ZPJ590": added("人工费支出50320元（5.302万元）。"),
    "ZPJ591": added("机械租赁预算12.6万元，实际支出11.34万元，节约1.62万元。"),
    "ZPJ592": added("道路投诉由上年的20件下降到15件，下降75%。"),
    "ZPJ593": added("材料费支出3.28万元，占40%；人工费支出4.92万元，占65%。全部支出8.2万元。"),
    "ZPJ594": added("对养护单位每季度考核1次，全年共考核3次。"),
    "ZPJ595": added("综合评价93分，其中决策20分、过程19分、产出26分、效益30分。"),
    "ZPJ596": added("全年执行率98.4%，资金支付及时。"),
    "ZPJ597": added(SPENT, "其中县道养护支出4.27万元。"),
    "ZPJ598": changed("1.数量", "1.数量指标：完成县道养护48公里，全面完成年度目标。"),
    "ZPJ599": added("养护合同期限为2023年3月1日至2022年12月31日。"),
}  # fmt: skip
SLIPS["ZPJ580"] = (
    ["2023年度城乡道路与桥梁养护项目绩效自评报告", *LINES[4:11], "城乡道路和桥梁养护项目按期完工。", *LINES[11:]],
    _NO_FORM,
)
SLIPS |= {rule: added(*lines) for rule, lines in WORDINGS if rule not in SLIPS and rule != "ZPJ526"}
SLIPS["ZPJ226"] = added("群众满意度93%，比目标低3个百分点。", form=_FORM)
SLIPS["ZPJ253"] = added("施工扰民，扣0.61分。", form=_FORM)
SLIPS["ZPJ255"] = added(own_form(D13="受益户数", E13="≥2000户", F13="2032户"), "道路沿线受益户数由1800户增加到2302户。")
SLIPS["ZPJ519"] = ([*LINES, own_form(), own_form(C3="城区路灯改造", B11="改造路灯120盏，改善照明。")], _NO_FORM)
SLIPS["ZPJ419"] = ([*LINES, own_form(), own_form(C3="城区路灯改造", D18="商户满意度")], _NO_FORM)
SLIPS["ZPJ531"] = ([*LINES, "城区路灯改造项目执行率仅98.4%。", own_form(), own_form(C3="城区路灯改造")], _NO_FORM)
SLIPS["ZPJ558"] = (
    [
        "2023年度城乡道路与桥梁养护项目绩效自评报告",
        *LINES[4:11],
        "城乡道路桥梁维护工程的实施，改善了出行。",
        *LINES[11:],
    ],
    _NO_FORM,
)
SLIPS["ZPJ559"] = changed("1.数量", "1.数量指标：2022年度修补坑槽320处。")
SLIPS["ZPJ565"] = (
    ["2022年度道路养护项目绩效自评报告", *LINES[4:11], "2023年养护县道50公里。", "2023年修补坑槽320处。", *LINES[11:]],
    _NO_FORM,
)

_LATE_RULE = "时效指标每逾期10天扣1分，不足10天按10天计。"
_MATCHES = {"D13": "参加竞赛项目数", "E13": "≥16项", "F13": "14项", "G13": "15"}
NO_REASONS: Block = [
    ("一级指标", "三级指标", "分值", "得分"),
    ("产出指标", "修补坑槽数量", "50", "48"),
    ("满意度指标", "沿线满意度", "50", "49"),
]
SLIPS["ZPJ451"] = ([*LINES, _LATE_RULE, own_form(F15="2024年1月18日", H15="4")], _NO_FORM)
SLIPS["ZPJ452"] = ([*LINES, "得分四舍五入保留两位小数。", own_form(**_MATCHES, H13="13.12")], _NO_FORM)
SLIPS["ZPJ453"] = added(NO_REASONS)

PARTS: Block = [
    ("路段", "任务数（公里）", "完成数（公里）", "完成率"),
    ("县道", "50", "45", "90.00%"),
    ("乡道", "60", "57", "95.00%"),
    ("村道", "80", "74", "92.50%"),
    ("专用道", "25", "24", "96.00%"),
]
OF_ALL: list[Block] = ["市公路中心2023年度项目支出绩效自评报告", *LINES[4:17], *LINES[19:]]
SLIPS["ZPJ221"] = ([*LINES[:11], "县财政年中追加预算1.2万元。", *LINES[11:], own_form()], _NO_FORM)
SLIPS["ZPJ222"] = added("全年预算执行率94.8%，年末无结余。")
SLIPS["ZPJ223"] = (
    [*LINES, "结余0.45万元全部为省级财政资金。", own_form(C7="其中：省级财政资金", C8="县级财政资金")],
    _NO_FORM,
)
SLIPS["ZPJ323"] = ([*LINES[:17], "沿线群众普遍满意，满意度全部达标。", *LINES[17:], own_form()], _NO_FORM)
SLIPS["ZPJ324"] = added("发放爱路护路明白纸12480份。", "全年发放爱路护路明白纸12840份，群众知晓率提高。")
SLIPS["ZPJ325"] = added(PARTS, "各路段中，完成率最高的是乡道。")
SLIPS["ZPJ421"] = (
    [*OF_ALL, [("项目名称", "自评得分"), ("道路养护", "98.27"), ("城区路灯改造", "99.27")],
     own_form(), own_form(C3="城区路灯改造")],
    _NO_FORM,
)  # fmt: skip
SLIPS["ZPJ422"] = (
    [*OF_ALL, "两个项目中，1个项目等级为“优”，1个项目等级为“良”。", own_form(), own_form(C3="城区路灯改造")],
    _NO_FORM,
)

SLIPS |= {rule: added(*blocks) for rule, blocks in NAMINGS if rule.startswith("ZPJ11") and rule not in SLIPS}
SLIPS["ZPJ118"] = (
    [
        *LINES,
        own_form(C3="洒水车辆更新和购置"),
        own_form(C3="城区路灯节能改造", B11="改造路灯120盏。", F11="改造路灯120盏，新购洒水车辆投入使用。", D13="路灯"),
    ],
    _NO_FORM,
)
SLIPS["ZPJ361"] = ([*LINES, own_form(I18="受客观因素影响，今后进一步加强管理，努力提高。")], _NO_FORM)
SLIPS["ZPJ247"] = added(cell(BIDS, 2, 4, "9.28%"))
SLIPS["ZPJ248"] = added(cell(TOWNS, 4, 2, "124"))
SLIPS["ZPJ249"] = added(cell(SHARES, 1, 2, "14.1%"))
SLIPS["ZPJ263"] = (
    [*LINES, "预算执行率低于96%的，应在自评报告中专门说明原因。", own_form()],
    _NO_FORM,
)
SLIPS["ZPJ150"] = added(
    "由安禾财险公司清江支公司（以下简称安禾财险清江支公司）承保。", "督促安和财险清江支公司充实力量。"
)
SLIPS["ZPJ151"] = (
    ["清江市公路建设中心站2023年度道路养护项目绩效自评报告", *LINES[4:], own_form(G4="清江市公路养护站")],
    _NO_FORM,
)
SLIPS["ZPJ280"] = (
    [*LINES, "年节约材料12.5米。", own_form(D13="年节约材料量", E13="≥12万米", F13="12.5万米")],
    _NO_FORM,
)
SLIPS["ZPJ137"] = ([*LINES, "截至2023年10月31日，支出8.2万元，执行率94.8%。", own_form()], _NO_FORM)
SLIPS["ZPJ136"] = added(cell(PARTS, 2, 0, "县道"))
SLIPS["ZPJ326"] = (
    [
        *LINES[:8],
        "养护县道里程50公里，修补坑槽320处，清扫边沟45公里，群众满意度不低于95%。",
        *LINES[9:],
        own_form(B11="养护县道里程50公里，修补坑槽320处，清理边沟45公里，群众满意度不低于95%。"),
    ],
    _NO_FORM,
)
SLIPS["ZPJ327"] = (
    [*LINES, "连降暴雨，进场道路中断33天。", own_form(I18="连降暴雨，进场道路中断31天；今后提前备料")],
    _NO_FORM,
)

RIGHT: dict[str, tuple[Block, ...]] = {
    "points of late rows that hold": (_LATE_RULE, own_form(F15="2024年1月18日", H15="3")),
    "points rounded half up": ("得分四舍五入保留两位小数。", own_form(**_MATCHES, H13="13.13")),
    "points cut off where nothing is said": (own_form(**_MATCHES, H13="13.12"),),
    "reasons in the text": (NO_REASONS, "全年修补坑槽300处，因部分路段封闭施工，少修补20处。"),
    "results in the text": (
        cell(SYSTEM, 4, 6, "雨季较长，施工扰民"),
        "综合评价93分，其中决策20分、过程19分、产出26分、效益28分。",
    ),
    "sums that hold": (
        "机械租赁预算12.6万元，实际支出11.34万元，节约1.26万元，节约率10%。",
        "人工费支出50320元（5.032万元），按每公里1000元计。",
        "材料费支出3.28万元，占40%；人工费支出4.92万元，占60%。全部支出8.2万元。",
        "县级补助6万元、乡镇配套4万元，分别占60%和40%。",
    ),
    "changes that hold": (
        "道路投诉由上年的20件下降到15件，下降25%；比2021年的30件减少15件，下降50%。",
        "优良路率86.1%，比上年的83.4%提高2.7个百分点。",
        "平均单价36.48万元/公里（18.24万元÷0.5公里），比上年的35.9万元/公里上升1.6%。",
    ),
    "totals that hold": (
        "沥青支出690.5万元，护栏支出365.3万元，标线支出188万元，合计1243.8万元。",
        "安装护栏36处，每处2.8万元，共计100.8万元；到位资金1350万元，拨付1243.8万元，资金拨付率92.13%。",
        "改造路灯300盏，其中县城112盏、乡镇188盏，占37.33%和62.67%。",
    ),
    "counts of periods that hold": ("每季度考核1次，全年共考核4次。", "每月至少巡查1次，全年巡查20次。"),
    "scores that hold": (SYSTEM, "综合评价93分，其中决策20分、过程19分、产出26分、效益28分。"),
    "tables that hold": (HALVES, SPENT, REASONS, "其中县道养护支出4.72万元，乡道养护支出34800元。"),
    "points told beside their weights": (
        "综合得分94.36分，其中投入20分得20分，过程20分得19.36分，产出30分得27分，效益30分得28分。",
    ),
    "dates in order": (
        "合同期限为2023年3月1日至2023年12月31日，2023.4.20开工，2023.10.18完工，2023.10.31通过竣工验收。",
        "2024年6月底前完成整改。",
    ),
    "other rates": ("县级资金执行率98.4%，上年执行率为98.4%，低于目标的执行率95.8%。",),
    "bounds of grades": (
        "总分100分，其中预算执行10分、产出指标50分、效益指标30分、满意度指标10分。",
        "综合得分90分以上（含90分）为优，80分至90分（含80分）为良，自评得分60分以下为差。",
    ),
}
