"""Every check of a filed report has a report that triggers it; a report without a fault has no finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.check_cases import grid
from tests.checks.paper_cases import LINES, Block, clean_form, findings_in, spoilt, write_paper
from tests.checks.paper_copied import COPIED
from tests.checks.paper_counted import COUNTED
from tests.checks.paper_evident import EVIDENT
from tests.checks.paper_grounds import GROUNDS
from tests.checks.paper_lone import LONE
from tests.checks.paper_nearest import NEAREST
from tests.checks.paper_origins import ORIGINS
from tests.checks.paper_oversights import OVERSIGHTS
from tests.checks.paper_placed import PLACED
from tests.checks.paper_renamed import RENAMED
from tests.checks.paper_scored import SCORED as COMPUTED
from tests.checks.paper_sequence import SEQUENCE
from tests.checks.paper_signs import SIGNS
from tests.checks.paper_slips import RIGHT, SLIPS, own_form
from tests.checks.paper_slots import SLOTS
from tests.checks.paper_strangers import STRANGERS
from tests.checks.paper_structure import STRUCTURE
from tests.checks.paper_tables_told import TOLD
from tests.checks.paper_told_else import FOUND
from tests.checks.paper_turns import TURNS
from tests.checks.paper_whole import TOLD_TWICE
from zpj.app.reading import read_workbook
from zpj.checks.case import PaperCase, book_case
from zpj.checks.run import check_paper, check_tables, check_workbook
from zpj.domain.findings import Finding, Severity
from zpj.domain.model import Entry, Workbook
from zpj.forms.reader import read_forms

LEDGER: Block = [
    ("序号", "支付日期", "用途", "支付金额（万元）"),
    ("1", "7.3", "材料", "5"),
    ("2", "8.9", "人工", "3.2"),
    ("合计", "", "", "8.2"),
]
SCORES: Block = [
    ("一级指标", "分值", "二级指标", "分值", "得分"),
    ("决策", "20", "立项", "20", "20"),
    ("过程", "20", "管理", "20", "19"),
    ("产出", "30", "数量", "30", "30"),
    ("效益", "30", "社会效益", "30", "30"),
    ("合计", "100", "", "100", "99"),
]
INDICATORS: Block = [
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"),
    ("产出指标", "数量指标", "养护里程", "≥50公里", "50公里"),
    ("产出指标", "质量指标", "验收合格率", "≥95%", "97%"),
    ("效益指标", "社会效益指标", "通行能力", "明显提高", "明显提高"),
]
GOODS: Block = [
    ("序号", "名称", "单价（元）", "数量", "金额（元）"),
    ("1", "电脑", "5000", "2", "10000"),
    ("2", "桌子", "800", "3", "2400"),
    ("合计", "", "", "5", "12400"),
]
_FORM, _NO_FORM = True, False
Case = tuple[list[Block], bool]


def cell(table: Block, row: int, column: int, text: str) -> Block:
    rows = [list(texts) for texts in table]
    rows[row][column] = text
    return rows


def line(start: str, text: str | None, form: bool = _FORM) -> Case:
    return spoilt({start: text}), form


def added(*blocks: Block, form: bool = _FORM) -> Case:
    return [*LINES[:11], *blocks, *LINES[11:]], form


SCORED = spoilt({"自评得": "综合得分99分，等级为“优”。"})
DEDUCTED = [
    *SCORED[:11],
    SCORES,
    "（二）项目过程情况",
    "项目严格履行审批程序，管理规范，资料齐全。",
    *SCORED[11:],
]
SENTENCE = "按照道路养护技术规范和年度养护计划组织实施各项养护工作"
TRIGGERS: dict[str, Case] = {
    "ZPJ230": line("2023年全年", "2023年全年预算8.65万元，其中当年财政拨款5万元，上年结转资金3.85万元。", _NO_FORM),
    "ZPJ231": added("资金安排总计8.65万元，实际支出8.2万元，情况如下：", "县道资金安排5万元，实际支出5万元。",
                    "乡道资金安排3.65万元，实际支出3万元。", form=_NO_FORM),
    "ZPJ232": line("2023年全年", "2023年全年预算8.65万元，全年支出8.2万元，预算执行率为98.4%。", _NO_FORM),
    "ZPJ233": added("结转结余率为5.5%。", form=_NO_FORM),
    "ZPJ227": added(
        "90分（含）以上为“优”，80分（含）至90分为“优”，60分（含）至80分为“中”，60分以下为“差”。", form=_NO_FORM
    ),
    "ZPJ234": added("本项目分为两个子项目。", "该项预算5万元，用于县道。", "该项预算3.25万元，用于乡道。",
                    form=_NO_FORM),
    "ZPJ235": added(cell(GOODS, 3, 4, "12500")),
    "ZPJ236": added(cell(GOODS, 2, 4, "2500")),
    "ZPJ237": added(cell(GOODS, 2, 0, "3")),
    "ZPJ238": added([("项目", "预算数", "支出数", "支出率"), ("县道", "100", "90", "90%"),
                      ("乡道", "50", "40", "90%")]),
    "ZPJ433": added([("项目", "得分", "等级"), ("县道", "95", "优"), ("乡道", "85", "优")]),
    "ZPJ434": (spoilt({"自评得": "道路养护项目自评得分90分。", "2023年全年": "道路养护预算执行率为99%。",
                       "道路通行": "道路通行能力明显提高。"}), _NO_FORM),
    "ZPJ525": added("由市公路和桥梁管理中心实施。", "市公路与桥梁管理中心负责验收，市公路与桥梁管理中心负责付款。"),
    "ZPJ549": added([(*INDICATORS[0], "偏差原因"), ("满意度指标", "满意度指标", "群众满意度", "≥95%", "85%", "")]),
    "ZPJ550": added("发放问卷300份，满意276份，满意度93%。"),
    "ZPJ552": added("养护站点共12个，其中县道8个、乡道5个。"),
    "ZPJ430": line("自评得", "自评得99.27分，数量指标共25分，得23分，扣1分。", _NO_FORM),
    "ZPJ431": added(cell(SCORES, 5, 4, "98"), form=_NO_FORM),
    "ZPJ432": (DEDUCTED, _NO_FORM),
    "ZPJ520": line("（二）项目绩效", "项目绩效目标"),
    "ZPJ521": line("本项目养护", None),
    "ZPJ522": line("市公路中心", "（此处填写单位名称）"),
    "ZPJ523": line("全年养护县道", "全年养护县道50公里，群众满意度达到95%以上，路面平整，"),
    "ZPJ524": ([*spoilt({"2023年度道路": "2023年度公路养护项目支出绩效自评报告"})], _NO_FORM),
    "ZPJ526": line("2024年3月20日", "2024年2月20日"),
    "ZPJ527": line("2024年3月20日", "2024年2月30日"),
    "ZPJ529": added("评价指标体系详见附表。", form=_NO_FORM),
    "ZPJ530": line("本项目养护", "本项目养护县道50公里，包括巡查、修补、清扫等2个环节。"),
    "ZPJ534": (spoilt({"全年养护": "计划新建17家养护服务站点。", "1.数量": "1.数量指标：建成60家养护服务站点。"}),
               _NO_FORM),
    "ZPJ535": added("本项目设有数量指标、质量指标、时效指标、成本指标、社会效益指标。", "3.时效指标：按期完成。",
                    "社会效益指标：出行更方便。", form=_NO_FORM),
    "ZPJ536": line("1.数量", "1.数量指标：修补时限≤90天，符合标准。"),
    "ZPJ537": added(f"{SENTENCE}，确保道路畅通。", f"{SENTENCE}，确保道路畅通。"),
    "ZPJ539": line("全年养护县道", "全年养护县道50公里的的任务，群众满意度达到95%以上。"),
    "ZPJ540": line("全年养护县道", "全年养护县道（50公里，群众满意度达到95%以上。"),
    "ZPJ541": ([*spoilt({"雨季较长": "无。"})], _FORM),
    "ZPJ542": line("自评得", "自评得99.27分，等级为“良”。", _NO_FORM),
    "ZPJ543": line("道路通行", "各项指标均已完成，道路通行能力明显提高。"),
    "ZPJ546": added(cell(INDICATORS, 2, 4, "")),
    "ZPJ547": ([*spoilt({"自评得": "自评得100分，等级为“优”。", "雨季较长": "无。"})], _NO_FORM),
    "ZPJ548": ([*spoilt({"雨季较长": "预算编制不够精细，下年改进预算编制。"})], _FORM),
}  # fmt: skip
TRIGGERS["ZPJ532"] = (
    [*LINES[:13], "1.提出意见建议15条", "调研报告提出建议7条。", *LINES[14:]],
    _FORM,
)
TRIGGERS["ZPJ544"] = (
    [
        "2023年县级公路与桥梁养护补助资金项目支出绩效评价报告",
        *LINES[4:11],
        "2023年县级公路与桥梁建设养护补助资金使用规范。",
        *LINES[11:],
    ],
    _NO_FORM,
)


TRIGGERS |= SLIPS
for _rule, _blocks in (
    *TURNS,
    *STRANGERS,
    *GROUNDS,
    *SIGNS,
    *RENAMED,
    *SLOTS,
    *COPIED,
    *ORIGINS,
    *TOLD_TWICE,
    *OVERSIGHTS,
    *NEAREST,
    *PLACED,
    *STRUCTURE,
    *EVIDENT,
    *SEQUENCE,
    *COUNTED,
    *LONE,
    *COMPUTED,
    *TOLD,
    *FOUND,
):
    TRIGGERS.setdefault(_rule, ([*LINES[:11], *_blocks, *LINES[11:]], _NO_FORM))
TRIGGERS["ZPJ191"] = (
    spoilt(
        {"市公路中心": "清江县建设和交通委员会"},
        [*LINES[:11], own_form(G4="清江县建设和管理委员会"), "清江县建设和管理委员会按月考核。", *LINES[11:]],
    ),
    _NO_FORM,
)
TRIGGERS["ZPJ129"] = ([*LINES[:3], "报告日期：2024年3月10日", *LINES[3:]], _NO_FORM)
TRIGGERS["ZPJ192"] = (
    [
        "2023年度农村道路日常养护项目绩效自评报告",
        "根据通知要求，我局对2023年度城乡公路日常管养服务项目资金使用绩效进行了自评。",
        *LINES[4:],
    ],
    _NO_FORM,
)
TRIGGERS["ZPJ186"] = (
    [
        "2023年度农村敬老院改造提升项目绩效自评报告",
        "农村敬老院改造提升项目全年预算8.65万元。",
        "乡镇敬老院提升改造项目立项时未与规划衔接。",
        *LINES[4:],
        own_form(C3="农村敬老院改造提升"),
    ],
    _NO_FORM,
)
TRIGGERS["ZPJ187"] = (
    [
        *LINES,
        own_form(C8="县级配套资金"),
        "项目支出绩效自评表",
        own_form(C3="养护技能培训", C8="县级自筹资金"),
        "项目支出绩效自评表",
        own_form(C3="桥梁检测", C8="县级配套资金"),
    ],
    _NO_FORM,
)
TRIGGERS["ZPJ470"] = (
    [
        *LINES,
        own_form(F11="完成县道养护50公里，参训人员技能考核通过率95%以上。"),
        "项目支出绩效自评表",
        own_form(C3="养护技能培训", D14="技能考核通过率", B11="培训养护工80人。", F11="培训养护工80人。"),
    ],
    _NO_FORM,
)
TRIGGERS["ZPJ142"] = (
    [
        "2023年度城乡道路及桥梁日常养护项目绩效自评报告",
        *LINES[4:],
        own_form(C3="城乡道路及桥梁应急抢修项目"),
    ],
    _NO_FORM,
)


@pytest.mark.parametrize("case", sorted(RIGHT))
def test_figures_that_fit_have_no_finding(case: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *RIGHT[case], *LINES[11:]])
    assert [(item.rule, item.message) for item in found if item.rule in SLIPS] == []


@pytest.mark.parametrize("form", [_FORM, _NO_FORM], ids=["beside its form", "alone"])
def test_a_report_without_a_fault_has_no_finding(form: bool, tmp_path: Path) -> None:
    blocks = [*LINES[:11], "支出情况如下表。", LEDGER, GOODS, *LINES[11:]]
    assert findings_in(tmp_path / "报告.docx", blocks, clean_form() if form else None) == []


@pytest.mark.parametrize("rule", sorted(TRIGGERS))
def test_every_check_of_a_report_has_one_that_triggers_it(rule: str, tmp_path: Path) -> None:
    blocks, form = TRIGGERS[rule]
    found = findings_in(tmp_path / "报告.docx", blocks, clean_form() if form else None)
    fired = [finding for finding in found if finding.rule == rule]
    assert fired, [(finding.rule, finding.message) for finding in found]
    for finding in fired:
        assert finding.location
        assert "{" not in finding.message
        assert finding.clause
        assert finding.fix


def other_form(name: str) -> Workbook:
    clean = clean_form()
    (second,) = read_forms(grid({"C3": name}, name="另一表"), "mof", "mof-2020")
    return replace(clean, evaluations=(*clean.evaluations, second))


def test_another_projects_name_in_a_report_is_found(tmp_path: Path) -> None:
    blocks = spoilt({"道路通行": "城区路灯节能改造完成后，道路通行能力明显提高。"})
    found = findings_in(tmp_path / "报告.docx", blocks, other_form("城区路灯节能改造"))
    assert [item.found for item in found if item.rule == "ZPJ538"] == ["城区路灯节能改造"]


def test_the_name_of_an_indicator_without_its_first_character_is_found(tmp_path: Path) -> None:
    clean = clean_form()
    form = clean.evaluations[0]
    rows = (replace(form.indicators[0], name="办公设备验收合格率"), *form.indicators[1:])
    checked = replace(clean, evaluations=(replace(form, indicators=rows),))
    blocks = spoilt({"2.质量": "2.质量指标：公设备验收合格率97%。"})
    assert [
        item.expected for item in findings_in(tmp_path / "报告.docx", blocks, checked) if item.rule == "ZPJ551"
    ] == ["办公设备验收合格率"]


def test_an_approximate_number_in_the_goal_is_told_beside_the_target(tmp_path: Path) -> None:
    clean = clean_form()
    form = clean.evaluations[0]
    goal = replace(form.goal, expected=Entry("约50公里县道养护", None, "自评表!B11"))
    checked = replace(clean, evaluations=(replace(form, goal=goal),))
    (found,) = (item for item in findings_in_workbook(checked, tmp_path) if item.rule == "ZPJ533")
    assert (found.found, found.expected) == ("约50公里", "≥50公里")


def findings_in_workbook(form: Workbook, folder: Path) -> list[Finding]:
    paper = read_workbook(write_paper(folder / "报告.docx", LINES)).paper
    assert paper is not None
    return check_paper(PaperCase(paper, book_case(form).forms, form))


def test_the_forms_analysis_and_the_report_must_read_alike(tmp_path: Path) -> None:
    clean = clean_form()
    form = clean.evaluations[0]
    text = "雨季较长，部分路段施工扰民，群众满意度没有达到目标，下年避开雨季并及早公告。"
    analysis = {**form.analysis, "存在的问题和改进措施": Entry(text, None, "自评表!E21")}
    checked = replace(clean, evaluations=(replace(form, analysis=analysis),))
    found = [item for item in findings_in_workbook(checked, tmp_path) if item.rule == "ZPJ545"]
    assert [(item.location, "提前" in (item.found or ""), "及早" in (item.expected or "")) for item in found] == [
        ("五、存在的问题和改进措施 ¶2", True, True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "资金预算100万元，其中：人员经费40万元，设备费60万元，实际支出90万元。",
        "本项目共3个阶段，分为准备、实施、总结三个阶段。",
        "预算8.65万元，其中培训费3万元等。",
        "自评得97分，数量指标共20分，得20分；满意度共10分，得7分，扣3分。",
        "2023年12月31日前完成，2024年2月29日验收。",
        "《甲办法》（财预〔2020〕10号）、《乙办法》（〔2021〕5号）。",
        "1）完成采购；2）完成安装。",
    ],
)
def test_right_sums_counts_dates_and_brackets_are_let_pass(text: str, tmp_path: Path) -> None:
    blocks = [*LINES[:11], text, *LINES[11:]]
    found = findings_in(tmp_path / "报告.docx", blocks)
    rules = {"ZPJ230", "ZPJ232", "ZPJ430", "ZPJ522", "ZPJ527", "ZPJ530", "ZPJ539", "ZPJ540"}
    assert [item for item in found if item.rule in rules] == []


LISTS: list[tuple[str, Callable[[], list[Block]], int]] = [
    ("a list inside a list", lambda: ["1. 甲", "1、子项一", "2、子项二", "2. 乙"], 0),
    ("a list that starts anew under each heading", lambda: ["（一）甲", "1.子", "（二）乙", "1.子"], 0),
    ("a repeated heading", lambda: ["（一）甲", "内容", "（一）乙", "内容"], 1),
    ("a skipped item", lambda: ["1.甲", "2.乙", "4.丁"], 1),
    ("a heading left out", lambda: ["（一）甲", "内容", "（三）乙", "内容", "（四）丙", "内容"], 1),
    ("a heading with the number of the next", lambda: ["（一）甲", "内容", "（三）乙", "内容", "（三）丙", "内容"], 1),
    ("a heading with the number of the last", lambda: ["（一）甲", "内容", "（一）乙", "内容", "（三）丙", "内容"], 1),
    ("two slips", lambda: ["（一）甲", "内容", "（三）乙", "内容", "（三）丙", "内容", "（六）丁", "内容"], 2),
    ("an item with the number of the next", lambda: ["1.甲", "2.乙", "4.丙", "4.丁", "5.戊"], 1),
    ("an item with the number of the last", lambda: ["1.甲", "2.乙", "2.丙", "4.丁"], 1),
    ("a decimal number left out", lambda: ["1.1　甲项情况", "1.3　乙项情况", "1.4　丙项情况", "1.5　丁项情况"], 1),
    ("a heading among plain items", lambda: ["（一）一句话，写得很长，是列举的内容。", "（二）短标题", "内容"], 0),
]


@pytest.mark.parametrize(("lines", "expected"), [case[1:] for case in LISTS], ids=[case[0] for case in LISTS])
def test_numbers_are_judged_within_their_own_list(
    lines: Callable[[], list[Block]], expected: int, tmp_path: Path
) -> None:
    blocks: list[Block] = ["2023年度道路养护项目绩效自评报告", "一、情况", *lines(), "二、问题", "内容"]
    found = findings_in(tmp_path / "报告.docx", blocks)
    assert len([item for item in found if item.rule == "ZPJ520"]) == expected


def test_a_ledger_inside_a_report_is_checked_like_a_sheet(tmp_path: Path) -> None:
    spoilt_ledger = cell(cell(LEDGER, 3, 3, "8.5"), 2, 0, "1")
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], spoilt_ledger, *LINES[11:]], clean_form())
    told = {(item.rule, item.location) for item in found if item.severity is not Severity.INFO}
    assert told == {("ZPJ204", "表1!D4"), ("ZPJ218", "表1!A3")}


def test_ten_forms_that_are_all_excellent_are_doubted() -> None:
    forms = tuple(
        form
        for number in range(10)
        for form in read_forms(grid({"C3": f"第{number}号路养护"}, name=f"表{number}号"), "mof", "mof-2020")
    )
    book = replace(clean_form(), evaluations=forms)
    assert [item.rule for item in check_workbook(book)] == ["ZPJ418"]


def test_the_tables_of_a_report_are_added_up_beside_its_workbook_too(tmp_path: Path) -> None:
    read = read_workbook(write_paper(tmp_path / "报告.docx", [*LINES[:11], cell(GOODS, 3, 4, "12500"), *LINES[11:]]))
    found = check_tables(read, book_case(clean_form()).forms)
    assert [(item.rule, item.location, item.found, item.expected) for item in found] == [
        ("ZPJ235", "表1!E4", "12500", "12400")
    ]
