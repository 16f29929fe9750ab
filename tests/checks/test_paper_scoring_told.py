"""A table of scores against what the report tells: points of rows and levels, results in reasons, goals, names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in, told
from tests.checks.paper_slips import own_form

_HEAD = ("一级指标", "三级指标", "分值", "评分标准", "得分", "扣分原因")
_FULL = ("决策", "立项依据充分性", "10", "依据充分得10分，每有1项不符合扣1分", "10.00", "")


def _table(*rows: tuple[str, ...]) -> Block:
    return [_HEAD, _FULL, *(("项目产出", *row) for row in rows)]


_BY_STEPS, _FOUND = "完整率100%得满分，每低1个百分点扣0.5分", "抽查200份，8份缺少记录，完整率96%"
_SAMPLED = _table(("回访档案完整率", "5", _BY_STEPS, "3", _FOUND))


@pytest.mark.parametrize(
    ("blocks", "is_told"),
    [
        ((_SAMPLED, "回访档案完整率96%，该指标得3.5分。"), True),
        ((_SAMPLED, "回访档案完整率96%，该指标得3分。"), False),
        ((_SAMPLED, "回访档案完整率扣1.5分。"), True),
        ((_SAMPLED, "回访档案完整率等指标完成情况得分88分。"), False),
        ((_SAMPLED, "“回访档案完整率”等没有细化，扣1分。"), False),
        ((_SAMPLED, "每少1份，回访档案完整率扣1分。"), False),
        ((_SAMPLED, "回访档案完整率得4.5分。", [("指标", "得分"), ("回访档案完整率", "4.5")]), False),
    ],
)
def test_points_told_of_a_row(blocks: tuple[Block, ...], is_told: bool, tmp_path: Path) -> None:
    assert ("ZPJ461" in [rule for rule, _ in told(tmp_path, *blocks)]) is is_told


@pytest.mark.parametrize(("points", "is_told"), [("31.5", True), ("3", False)])
def test_points_told_of_a_level_by_its_name(points: str, is_told: bool, tmp_path: Path) -> None:
    lines = ["（二）项目产出情况", f"项目产出指标分值5分，得分{points}分。", _SAMPLED]
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *lines, *LINES[11:]])
    assert ("ZPJ435" in {item.rule for item in found}) is is_told


_DEGREES = "改善明显得4分（不含）至5分，较明显得3分（不含）至4分，一般得0至3分"
_EACH, _TWO = "合规得6分，每发现1家机构不合规扣1分", "2家机构不合规：1家以白条列支，1家超标准"
_BY_COUNT = "计划2600人次，得分=实际完成数÷计划数×3分，超过满分的按满分计"


@pytest.mark.parametrize(
    ("row", "line", "is_told"),
    [
        (
            ("回访档案完整率", "5", _BY_STEPS, "4", _FOUND),
            "",
            True,
        ),
        (
            ("回访档案完整率", "5", _BY_STEPS, "3", _FOUND),
            "",
            False,
        ),
        (("生活改善程度", "5", _DEGREES, "4.5", "问卷显示改善程度为较明显"), "", True),
        (("生活改善程度", "5", _DEGREES, "3.8", "问卷显示改善程度为较明显"), "", False),
        (("上门巡查人次", "3", _BY_COUNT, "3", ""), "组织上门巡查2500人次。", True),
        (("上门巡查人次", "3", _BY_COUNT, "2.88", ""), "组织上门巡查2500人次。", False),
        (("评价补贴人数", "3", "得分=实际人数/350人×分值，最高得满分", "1", "0人，2023年没有发放"), "", True),
        (("评价补贴人数", "3", "得分=实际人数/350人×分值，最高得满分", "2.4", "280人，申领的人少"), "", False),
        (
            ("资金合规性", "6", _EACH, "5", _TWO),
            "",
            True,
        ),
        (
            ("资金合规性", "6", _EACH, "4", _TWO),
            "",
            False,
        ),
    ],
)
def test_points_by_what_the_reason_tells(row: tuple[str, ...], line: str, is_told: bool, tmp_path: Path) -> None:
    found = told(tmp_path, _table(row), *([line] if line else []))
    assert ("ZPJ436" in [rule for rule, _ in found]) is is_told, found


@pytest.mark.parametrize(
    ("goal", "is_told"),
    [
        ("2023年为不少于3000名残疾人适配辅助器具。", True),
        ("2023年为不少于3200名残疾人适配辅助器具。", False),
        ("2023年为不少于3000名老年人发放用品。", False),
    ],
)
def test_a_goal_told_before_its_noun(goal: str, is_told: bool, tmp_path: Path) -> None:
    row = ("适配残疾人人数", "8", "计划3200名，得分=实际完成数÷计划数×8分", "7.5", "")
    assert ("ZPJ347" in [rule for rule, _ in told(tmp_path, _table(row), goal)]) is is_told


@pytest.mark.parametrize(
    ("cover", "is_told"),
    [
        ("市公路中心2023年度信息化建设项目支出绩效自评材料", True),
        ("市公路中心2023年度信息系统运维项目支出绩效自评材料", False),
        ("市级财政支出项目绩效自评材料", False),
        ("市公路中心2023年度信息专项资金绩效自评材料", False),
    ],
)
def test_the_name_on_the_cover(cover: str, is_told: bool, tmp_path: Path) -> None:
    report = ["2023年度信息系统运维项目绩效自评报告", *LINES[4:]]
    found = findings_in(
        tmp_path / "报告.docx", [cover, "单位：市公路中心", "项目支出绩效自评表", own_form(C3="信息系统运维"), *report]
    )
    assert ("ZPJ524" in {item.rule for item in found}) is is_told


@pytest.mark.parametrize(
    ("name", "is_told"), [("农资经营网点改造提升", True), ("农资网点改造", False), ("水库清淤", False)]
)
def test_the_form_left_over_by_the_titles(name: str, is_told: bool, tmp_path: Path) -> None:
    blocks: list[Block] = []
    for title, form in (("化肥储备贴息", "化肥储备贴息"), ("农资网点改造", name)):
        blocks += [f"2023年度{title}项目绩效自评报告", *LINES[4:8], f"{title}按月安排。", *LINES[8:]]
        blocks += ["项目支出绩效自评表", own_form(C3=form)]
    found = findings_in(tmp_path / "报告.docx", blocks)
    assert (("ZPJ186", name) in {(item.rule, item.found) for item in found}) is is_told


@pytest.mark.parametrize(
    ("count", "head", "is_told"),
    [
        ("61.2万页", "数量", False),
        ("61.2", "数量（万页）", False),
        ("61.2万页", "数量（页）", False),
        ("65.1万页", "数量", True),
    ],
)
def test_a_quantity_in_ten_thousands(count: str, head: str, is_told: bool, tmp_path: Path) -> None:
    table: Block = [
        ("内容", head, "单价（元）", "金额（万元）"),
        ("档案扫描", count, "1.00", "61.20"),
        ("备份", "2", "3500", "0.70") if "万" not in head else ("备份", "0.2", "3.5", "0.70"),
    ]
    assert ("ZPJ236" in [rule for rule, _ in told(tmp_path, table)]) is is_told


@pytest.mark.parametrize("cut", [True, False])
def test_cells_of_a_column_that_never_ends_with_a_stop(cut: bool, tmp_path: Path) -> None:
    rows = [("护栏", "雨季较长。下一步提前备料"), ("标线", "车流量大。下一步夜间施工" + "。" * cut)]
    found = told(tmp_path, [("项目", "原因和措施"), *rows])
    assert ("ZPJ116" in [rule for rule, _ in found]) is cut


@pytest.mark.parametrize(("lead", "is_told"), [("各项目资金执行情况见下表。", False), ("资金拨付情况", True)])
def test_what_leads_to_a_table_is_no_heading(lead: str, is_told: bool, tmp_path: Path) -> None:
    table: Block = [("项目", "金额（万元）"), ("材料", "5"), ("人工", "3.2")]
    lines = ["（一）资金安排情况", "资金按进度拨付。", lead, *([] if is_told else [table]), "全年共支付8.2万元。"]
    lines += ["（三）资金管理情况", "资金专账核算。"]
    found = findings_in(tmp_path / "报告.docx", [*LINES[:10], *lines, *LINES[11:]])
    lost = [item for item in found if item.rule == "ZPJ520"]
    assert lost
    assert any(item.found == lead for item in lost) is is_told


@pytest.mark.parametrize(("amount", "is_told"), [("840.24", True), ("804.24", False)])
def test_spent_until_the_end_of_the_year(amount: str, is_told: bool, tmp_path: Path) -> None:
    table: Block = [
        ("县（区）", "下达资金（万元）", "实际支出（万元）"),
        ("南湖区", "418", "413.28"),
        ("安平县", "412", "390.96"),
        ("合计", "830", "804.24"),
    ]
    found = told(tmp_path, table, f"截至2023年12月31日，两地实际支出{amount}万元。")
    assert ("ZPJ324" in [rule for rule, _ in found]) is is_told, found


@pytest.mark.parametrize(("kind", "is_told"), [("社会效益", True), ("经济效益", False)])
def test_sales_are_an_economic_benefit(kind: str, is_told: bool, tmp_path: Path) -> None:
    form = own_form(C17=kind, D17="网点农资销售额增长率", E17="≥8%", F17="9.6%")
    names = {item.quote for item in findings_in(tmp_path / "表.docx", [*LINES, form]) if item.rule == "ZPJ336"}
    assert ("网点农资销售额增长率" in names) is is_told


def test_a_name_without_its_opening_mark_is_quoted_whole(tmp_path: Path) -> None:
    line = "依据《道路交通安全法》、道路养护资金管理办法》和年度计划设立。"
    quotes = [item.quote or "" for item in findings_in(tmp_path / "报告.docx", [*LINES[:8], line, *LINES[8:]])
              if item.rule == "ZPJ540"]  # fmt: skip
    assert any("、道路养护资金管理办法》" in quote for quote in quotes)


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("按照仪器使用年限更换老旧仪器，提前采购常用备品备件。", True),
        ("按照学校课程安排讲座场次，提前联系科普讲师。", False),
    ],
)
def test_a_sentence_of_the_other_report(line: str, is_told: bool, tmp_path: Path) -> None:
    measure = "按照仪器使用年限更换老旧仪器，提前采购常用备品备件。"
    blocks: list[Block] = []
    for name, lines in (
        ("监测台网运行", ["台网仪器使用年限较长，备品备件不足。", measure]),
        ("科普宣传", ["科普讲座受学校课程影响，场次减少。", line]),
    ):
        blocks += [f"2023年度{name}项目绩效自评报告", *LINES[4:11], *LINES[17:19], "五、存在的问题和改进措施", *lines]
        blocks += [
            "项目支出绩效自评表",
            own_form(C3=name, **({"F11": f"{measure}养护到位。"} if "监测" in name else {})),
        ]
    found = findings_in(tmp_path / "报告.docx", blocks)
    assert (("ZPJ118", "监测台网运行") in {(item.rule, item.found) for item in found}) is is_told


@pytest.mark.parametrize(
    ("rule", "lines", "is_told"),
    [
        ("ZPJ459", ["“路面保障水平”指标方面，路况明显好转。"], False),
        ("ZPJ244", ["按居民3.45万人计算，人均养护支出92.12元，未超过94元。"], False),
        ("ZPJ526", ["（四）评价工作过程", "2024年3月1日至3月25日，整理资料，撰写报告初稿。"], True),
        ("ZPJ526", ["（四）评价工作过程", "2024年3月1日至3月15日，整理资料，撰写报告初稿。"], False),
    ],
)
def test_what_a_line_of_the_text_tells(rule: str, lines: list[str], is_told: bool, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:9], *lines, *LINES[9:]])
    assert (rule in {item.rule for item in found}) is is_told, found


@pytest.mark.parametrize(
    ("name", "is_told"), [("群众生活改善水平", True), ("群众生活保障水平", False), ("农户收入增长水平", False)]
)
def test_an_indicator_named_in_quotation_marks(name: str, is_told: bool, tmp_path: Path) -> None:
    blocks = [*LINES, f"“{name}”指标方面，补助按时发放。", own_form(D17="群众生活保障水平")]
    assert ("ZPJ459" in {item.rule for item in findings_in(tmp_path / "报告.docx", blocks)}) is is_told


@pytest.mark.parametrize(("said", "is_told"), [("无。", True), ("雨季较长，部分路段养护推迟。", False)])
def test_no_problem_told_where_only_the_forms_have_points(said: str, is_told: bool, tmp_path: Path) -> None:
    report = ["市公路中心2023年度项目支出绩效自评报告", *LINES[4:17], "五、存在的问题", said]
    forms = [block for name in ("道路养护", "桥梁检测") for block in ("项目支出绩效自评表", own_form(C3=name))]
    found = findings_in(tmp_path / "报告.docx", [*report, *forms])
    assert ("ZPJ541" in {item.rule for item in found}) is is_told


def test_goals_and_tasks_all_done(tmp_path: Path) -> None:
    said = "从自评情况看，2个项目年度目标任务均已全部完成。"
    forms = [block for name in ("道路养护", "桥梁检测") for block in ("项目支出绩效自评表", own_form(C3=name))]
    report = ["市公路中心2023年度项目支出绩效自评报告", *LINES[4:17], "四、自评结论", said]
    assert "ZPJ543" in {item.rule for item in findings_in(tmp_path / "报告.docx", [*report, *forms])}
