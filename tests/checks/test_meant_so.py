"""Right words that a rule took for a slip, each beside a slip that rule still finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import rules
from tests.checks.paper_cases import LINES, Block, findings_in, spoilt
from tests.checks.paper_slips import own_form
from tests.checks.paper_whole import LAMPS, ROADS

_SIGNS = own_form(D13="护栏标志更换", E13="≥40块", F13="49块", F11="年内更换沿线护栏标志49块。")
_STAFF = ("聘用护路员260人，足额发放补助。", "聘用护路员260人。")
_FOUND_ONCE = [
    ["养护站", "下发点位（个）", "核查点位（个）", "新设标牌（块）", "发现病害（处）"],
    ["北站", "312", "287", "7", "18"],
    ["南站", "445", "421", "8", "13"],
    ["东站", "386", "359", "6", "14"],
    ["西站", "427", "402", "9", "17"],
]
_WITH_SUMS = [
    ["养护站", "大修", "中修", "小修", "里程"],
    ["北站", "12.4", "21.7", "31.2", "65.3"],
    ["南站", "11.6", "24.3", "30.6", "66.5"],
    ["东站", "13.8", "22.9", "32.7", "64.9"],
    ["西站", "14.2", "25.6", "33.1", "72.9"],
]
_BY_PART = [
    ["一级指标", "决策", "过程", "产出", "合计"],
    ["得分", "14.5", "18.5", "60", "93"],
    ["分值", "15", "20", "65", "100"],
    ["得分率", "96.67%", "92.50%", "92.31%", "93.00%"],
]
_GROWN = own_form(C7="其中：省级专项资金", D6="7.65", D7="4", C8="市级财政资金")
_PAID_IN = own_form(D14="资金到位率", E14="100%", F14="95.14%")
_SHORT = own_form(D13="护栏标志更换", E13="≥40块", F13="36块", H13="18", I13="雨季较长")
_STATIONS = ("整治县道养护站46座。", "46座县道养护站全部通过验收。")
_WON = "决策指标20分，得19分；过程指标20分，得18.8分；产出指标35分，得33.41分；效益指标25分，得23.21分。"
_NUMBERED = [
    ["序号", "养护站", "路段（段）", "里程（公里）", "金额（元）"],
    ["1", "北站", "14", "248", "265980"],
    ["2", "南站", "9", "132", "141570"],
    ["3", "东站", "8", "116", "124410"],
    ["4", "西站", "10", "144", "154440"],
]
_GROUPED = [["", *row[1:]] for row in _NUMBERED]

_FORMS: list[tuple[str, dict[str, object], dict[str, object]]] = [
    ("ZPJ309", {"E15": "12月底前", "F15": "尚未完工"}, {"E15": "≥50公里", "F15": "50人"}),
    ("ZPJ505", {"E15": "12月底前", "F15": "2024年1月"}, {"E15": "12月底前", "F15": "2022年1月"}),
    ("ZPJ505", {"E20": "余下2公里推迟到2024年施工。"}, {"E20": "余下2公里2024年施工。"}),
    (
        "ZPJ307",
        {"D14": "路面状况指数", "E14": "≥0.5", "F14": "0.6"},
        {"D14": "路面检测", "E14": "≥5", "F14": "6"},
    ),
    ("ZPJ507", {"I13": "无扣分"}, {"I13": "雨季较长"}),
    ("ZPJ505", {"E20": "余下2公里推迟到2024年施工。"}, {"E20": "余下2公里推迟到2022年施工。"}),
    ("ZPJ505", {"E20": "抢修时间由2022年的9小时缩短到7小时。"}, {"E20": "抢修时间2022年为7小时。"}),
]
_LINES: list[tuple[str, tuple[Block, ...], tuple[Block, ...]]] = [
    ("ZPJ196", ("公用经费实行总额控制，会议费只减不增。",), ("养护单位年内应按合同约定时限全部施。",)),
    ("ZPJ196", ("巡查中发现的路面病害凡报必核。",), ("发现的路面病害由养护站逐一核实并。",)),
    (
        "ZPJ224",
        (*_STAFF, "全年聘用护路员252人，路面检测合格率98%。"),
        (*_STAFF, "全年聘用护路员252人，护路员在岗率98%。"),
    ),
    (
        "ZPJ172",
        ("依据《管护办法》（汾委办发〔2022〕3号）和《巡查办法》（澜委办发〔2023〕5号）。",),
        ("中心落实路面养护责任，落实路面养护制度。", "中心落实路面养拦责任。"),
    ),
    (
        "ZPJ254",
        ("预期目标：年内更换沿线护栏标志40块。", "完成情况：年内更换沿线护栏标志49块。"),
        ("年内更换沿线护栏标志40块。", "年内更换沿线护栏标志49块。"),
    ),
    ("ZPJ254", ("年内更换沿线护栏标志40块。", _SIGNS), ("年内更换沿线护栏标志46块。", _SIGNS)),
    ("ZPJ247", (_FOUND_ONCE,), (_WITH_SUMS,)),
    ("ZPJ539", ("落实一站一策、应修尽修。",), ("中心落实管护办法，加强日常巡察巡查。", "加强日差巡查。")),
    ("ZPJ539", ("依据《绩效管理办法》（清财绩发〔2023〕8号）。",), ("项目资金专款用，按期拨付。",)),
    ("ZPJ539", ("各养护站之间加强配合、互相通报等等。",), ("项目资金实行专账管理的的办法。",)),
    ("ZPJ239", (_BY_PART,), ([*_BY_PART[:1], ["得分", "14.5", "18.5", "60", "94"], *_BY_PART[2:]],)),
    (
        "ZPJ587",
        ("购置巡查车12台、清扫车6台、除雪设备1套，共计19台（套）。",),
        ("购置巡查车12台、清扫车6台、除雪设备1套，共计16台（套）。",),
    ),
    ("ZPJ222", ("上年结转资金3.65万元，已支出3.2万元。", own_form()), ("无上年结转资金。", own_form())),
    ("ZPJ124", ("年中追加省级补助资金1万元。", _GROWN), ("年中追加中央补助资金1万元。", _GROWN)),
    ("ZPJ503", ("考核等次为“中”的养护站扣减补助。", own_form()), ("项目评定等次为“中”。", own_form())),
    ("ZPJ562", ("资金到位率由70%提高到95.14%。", _PAID_IN), ("资金到位率70%。", _PAID_IN)),
    ("ZPJ562", ("县级配套资金到位率仅为70%。", _PAID_IN), ("资金到位率仅为70%。", _PAID_IN)),
    ("ZPJ582", ("护栏标志更换完成指标值的90%。", _SHORT), ("护栏标志更换完成指标值。", _SHORT)),
    ("ZPJ561", ("产出指标50分、满意度指标10分，共100分。", own_form()), ("满意度指标10分，共12分。", own_form())),
    ("ZPJ254", ("实地查看16座县道养护站。", *_STATIONS), ("整治16座县道养护站。", *_STATIONS)),
    ("ZPJ248", (_NUMBERED,), (_GROUPED,)),
    (
        "ZPJ232",
        ("到位97万元，全年预算100万元，支出87.3万元，预算执行率90%（以到位资金为基数）。",),
        ("到位97万元，全年预算100万元，支出87.3万元，预算执行率90%。",),
    ),
    (
        "ZPJ553",
        ("项目包括三项内容：一是减免检测、清扫、巡查等费用；二是补助管护；三是更换标志。",),
        ("项目包括三项内容：检测、清扫、巡查、更换标志。",),
    ),
]


@pytest.mark.parametrize(("rule", "right", "slip"), _FORMS)
def test_a_form_that_says_so_is_right(rule: str, right: dict[str, object], slip: dict[str, object]) -> None:
    assert rule not in rules(right)  # type: ignore[arg-type]
    assert rule in rules(slip)  # type: ignore[arg-type]


def _rules(tmp_path: Path, blocks: tuple[Block, ...]) -> set[str]:
    return {item.rule for item in findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])}


@pytest.mark.parametrize(("rule", "right", "slip"), _LINES)
def test_a_report_that_says_so_is_right(
    rule: str, right: tuple[Block, ...], slip: tuple[Block, ...], tmp_path: Path
) -> None:
    assert rule not in _rules(tmp_path, right)
    assert rule in _rules(tmp_path, slip)


@pytest.mark.parametrize(
    ("line", "is_early"),
    [("评价时段为2023年1月1日至2023年12月31日。", False), ("2023年2月1日，成立自评小组开展评价。", True)],
)
def test_the_year_evaluated_is_no_day_of_the_work(line: str, is_early: bool, tmp_path: Path) -> None:
    blocks = [*LINES[:4], "一、绩效自评工作开展情况", line, *LINES[4:]]
    found = [item for item in findings_in(tmp_path / "报告.docx", blocks) if item.rule == "ZPJ147"]
    assert ["早于" in item.message for item in found] == [True] * is_early


@pytest.mark.parametrize(
    ("below", "is_told"), [(("（二）有关建议", "1.建议按季拨付养护资金。"), True), (("（二）有关建议",), False)]
)
def test_a_heading_that_is_a_sentence_is_advice(below: tuple[str, ...], is_told: bool, tmp_path: Path) -> None:
    blocks = [*spoilt({"雨季较长，": "雨季较长，部分路段施工扰民，群众满意度没有达到目标。"})]
    found = findings_in(tmp_path / "报告.docx", [*blocks[:-2], *below, *blocks[-2:]])
    assert ("ZPJ541" in {item.rule for item in found}) is not is_told


def test_a_form_without_a_name_has_no_other_name(tmp_path: Path) -> None:
    listed = ["附件：1.道路养护项目支出绩效自评表", "2.公厕改造项目支出绩效自评表"]

    def found(*forms: Block) -> set[str]:
        blocks: list[Block] = [*LINES, *listed, "市公路中心", forms[0], "附表", *forms[1:]]
        return {item.found or "" for item in findings_in(tmp_path / "报告.docx", blocks) if item.rule == "ZPJ160"}

    nameless = [row for row in LAMPS if row[0] != "项目名称"]
    assert "公厕改造" in "".join(found(ROADS, LAMPS))
    assert "公厕改造" not in "".join(found(ROADS, nameless))


@pytest.mark.parametrize(("label", "is_told"), [("", True), ("年度目标：", False)])
def test_a_goal_named_so_among_results_is_none(label: str, is_told: bool, tmp_path: Path) -> None:
    blocks = spoilt({"1.数量指标": f"{label}年内更换沿线护栏标志40块。"})
    found = findings_in(tmp_path / "报告.docx", [*blocks, own_form(D13="护栏标志更换", E13="≥40块", F13="49块")])
    assert ("ZPJ188" in {item.rule for item in found}) is is_told


@pytest.mark.parametrize(
    ("line", "is_told"),
    [("2023年组织养护人员到现场培训。", True), ("针对上年度自评提出的问题，2023年组织养护人员到现场培训。", False)],
)
def test_what_mended_the_faults_of_the_year_before_is_done(line: str, is_told: bool, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", spoilt({"雨季较长，": line}))
    assert ("ZPJ165" in {item.rule for item in found}) is is_told


@pytest.mark.parametrize(("mark", "is_told"), [("，", True), ("；二是桥梁完好率", False)])
def test_the_goal_of_the_next_item_is_none_of_the_result_before(mark: str, is_told: bool, tmp_path: Path) -> None:
    blocks = spoilt({"雨季较长，": f"一是巡查及时率93%{mark}低于97%的目标值。"})
    found = findings_in(tmp_path / "报告.docx", [*blocks, own_form(D14="巡查及时率", E14="98%", F14="93%")])
    assert bool({"ZPJ226", "ZPJ562"} & {item.rule for item in found}) is is_told


@pytest.mark.parametrize(("points", "is_told"), [("99.27", False), ("98.27", True)])
def test_a_project_is_known_without_what_its_name_has_in_brackets(points: str, is_told: bool, tmp_path: Path) -> None:
    forms = [own_form(C3="桥梁养护"), "项目支出绩效自评表", own_form(C3="乡村公路养护（小修保养）")]
    line = f"桥梁养护项目自评得分99.27分；乡村公路养护项目自评得分{points}分。"
    found = findings_in(tmp_path / "报告.docx", ["2023年度项目支出绩效自评报告", line, *LINES[4:10], *forms])
    told = [item.message for item in found if item.rule == "ZPJ503"]
    assert bool(told) is is_told
    assert not any("桥梁养护" in each for each in told)


def test_the_number_of_a_table_is_no_part_of_a_year(tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], "表1 2023年度道路养护资金安排情况表", *LINES[11:]])
    assert [item.message for item in found if item.rule == "ZPJ568" and "2023" in item.message] == []


@pytest.mark.parametrize(("rule", "is_told"), [("综合得分90分（含）以上为优。", False), ("综合得分90分。", True)])
def test_the_bound_of_a_grade_is_no_total(rule: str, is_told: bool, tmp_path: Path) -> None:
    blocks = spoilt({"自评得99.27分": f"{rule}{_WON}"})
    assert ("ZPJ430" in {item.rule for item in findings_in(tmp_path / "报告.docx", blocks)}) is is_told
