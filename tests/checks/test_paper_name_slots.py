"""The project's name where it must stand, sources of one form, sentences of another project, rows of another kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form

_NAME = "农村敬老院改造提升"
_TITLE = f"2023年度{_NAME}项目绩效自评报告"
_TOLD = f"{_NAME}项目全年预算8.65万元。"


def rules(folder: Path, *blocks: Block) -> set[str]:
    return {item.rule for item in findings_in(folder / "报告.docx", list(blocks))}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("一是论证不够充分。乡镇敬老院提升改造项目立项时未与规划衔接。", True),
        ("农村敬老院提升改造项目绩效自评总得分98分。", True),
        ("农村敬改造提升项目自评得分98分。", True),
        ("农村敬老院维修提升项目执行率94.8%。", True),
        ("我局对2023年农村敬老院智慧改造提升项目开展了绩效自评。", True),
        (f"{_NAME}项目自评得分98分。", False),
        (f"2023年中央{_NAME}补助资金已支付。", False),
        ("敬老院改造项目已完工。", False),
        ("该项目绩效自评总得分98分。", False),
        ("农村幼儿园改造提升项目另有安排，不在本次自评范围。", False),
        (f"{_NAME}项目二期工程尚未立项。", False),
    ],
)
def test_what_stands_for_the_name_is_the_name(line: str, wrong: bool, tmp_path: Path) -> None:
    blocks = [_TITLE, _TOLD, line, *LINES[4:], own_form(C3=_NAME)]
    names = {"ZPJ186", "ZPJ181", "ZPJ183", "ZPJ486", "ZPJ558", "ZPJ580", "ZPJ544", "ZPJ192"}
    assert bool(names & rules(tmp_path, *blocks)) is wrong


def test_the_name_in_the_form_is_the_one_of_the_report(tmp_path: Path) -> None:
    told = [_TITLE, _TOLD, f"{_NAME}项目自评得98.27分。", *LINES[4:]]
    names = {"ZPJ186", "ZPJ511", "ZPJ142", "ZPJ161"}
    assert names & rules(tmp_path, *told, own_form(C3="农村敬老院护理提升"))
    assert not names & rules(tmp_path, *told, own_form(C3=_NAME))


@pytest.mark.parametrize(("label", "wrong"), [("县级自筹资金", True), ("县级配套资金", False), ("省级补助资金", False)])
def test_a_source_only_one_form_tells_otherwise_is_found(label: str, wrong: bool, tmp_path: Path) -> None:
    names = ("道路养护", "养护技能培训", "桥梁检测")
    forms = [own_form(C3=name, C8="县级配套资金" if name != names[1] else label) for name in names]
    blocks = [*LINES, *(block for form in forms for block in ("项目支出绩效自评表", form))]
    assert ("ZPJ187" in rules(tmp_path, *blocks)) is wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("养护技能考核费用按人数结算，资金无结余。", True),
        ("护栏更新费用按季度结算，资金无结余。", False),
        ("技术服务费用按合同结算。", False),
    ],
)
def test_a_cost_of_another_project_is_found(line: str, wrong: bool, tmp_path: Path) -> None:
    road = own_form(C3="护栏更新", D13="更新护栏长度", D14="护栏验收合格率", B11="更新护栏。", F11="更新护栏。")
    other = own_form(C3="养护技能培训", D13="养护技能考核人数", B11="培训养护工。", F11="培训养护工。")
    told = ["（三）护栏更新项目", line, "（四）养护技能培训项目", "全年养护技能考核80人。"]
    blocks = [*LINES[:16], *told, *LINES[17:], road, "项目支出绩效自评表", other]
    assert bool({"ZPJ470", "ZPJ118"} & rules(tmp_path, *blocks)) is wrong


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"C13": "成本指标", "D13": "养护工人数", "E13": "≥40人", "F13": "40人"}, True),
        ({"C13": "质量指标", "D13": "养护工人数", "E13": "≥40人", "F13": "40人"}, True),
        ({"C17": "社会效益指标", "D17": "护栏更新启用时间", "E17": "2023年10月底前", "F17": "2023年10月8日"}, True),
        ({"C13": "数量指标", "D13": "举报平均处置时间", "E13": "≤7天", "F13": "6天"}, True),
        ({"C13": "数量指标", "D13": "养护工人数", "E13": "≥40人", "F13": "40人"}, False),
        ({"C13": "质量指标", "D13": "有效投诉件数", "E13": "≤4件", "F13": "3件"}, False),
        ({"C17": "社会效益指标", "D17": "受益人数", "E17": "≥4000人", "F17": "4200人"}, False),
        ({"C14": "质量指标", "D14": "坑槽平均处置时间", "E14": "≤7天", "F14": "6天"}, False),
        ({"C17": "社会效益指标", "D17": "平均通行时间缩短", "E17": "≥7分钟", "F17": "8分钟"}, False),
    ],
)
def test_a_name_and_its_goal_prove_the_kind_of_a_row(cells: dict[str, str], wrong: bool, tmp_path: Path) -> None:
    assert bool({"ZPJ336", "ZPJ329"} & rules(tmp_path, *LINES, own_form(**cells))) is wrong


_LISTED: Block = [
    ("序号", "项目名称", "全年预算数（万元）", "全年执行数（万元）"),
    ("1", "档案库房恒温恒湿设备改造", "42.00", "39.90"),
    ("2", "红色档案征集与展览", "19.00", "15.00"),
    ("3", "馆藏档案数字化加工", "90.00", "84.60"),
    ("合计", "", "151.00", "139.50"),
]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("档案库房恒温恒湿设备更新项目于2023年9月完工。", True),
        ("一是红色档案征集与巡展项目执行率偏低。", True),
        ("档案库房恒温恒湿设备改造项目于2023年9月完工。", False),
        ("档案库房设备改造项目于2023年9月完工。", False),
        ("档案库房恒温恒湿设备改造补助资金已下达。", False),
        ("婚姻档案数字化加工另有安排。", False),
    ],
)
def test_a_project_of_the_table_has_its_name_in_the_text(line: str, wrong: bool, tmp_path: Path) -> None:
    assert ("ZPJ186" in rules(tmp_path, *LINES, _LISTED, line)) is wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("评价对象为农村敬老院护理提升项目，评价范围为2023年度项目资金。", True),
        ("评价的对象是2023年农村敬老院改造修缮项目。", True),
        (f"评价对象为{_NAME}项目，评价范围为2023年度项目资金。", False),
        (f"对{_NAME}项目支出绩效情况开展了自评。", False),
    ],
)
def test_the_name_in_a_title_without_a_form_is_the_one_judged(line: str, wrong: bool, tmp_path: Path) -> None:
    title = f"安台区{_NAME}项目支出绩效评价报告"
    assert ("ZPJ186" in rules(tmp_path, title, *LINES[4:], _TOLD, line)) is wrong


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("农村敬老院改造与护理提升", True), ("农村敬老院改造", True), (f"2023年{_NAME}项目", False)],
)
def test_the_name_above_and_in_the_form_is_the_one_of_its_report(name: str, wrong: bool, tmp_path: Path) -> None:
    told = [_TITLE, _TOLD, f"{_NAME}项目自评得98.27分。", f"对{_NAME}项目开展了自评。", *LINES[4:]]
    found = rules(tmp_path, *told, f"{name}项目支出绩效自评表", own_form(C3=f"{name}项目"))
    assert bool({"ZPJ186", "ZPJ511", "ZPJ142", "ZPJ183", "ZPJ524"} & found) is wrong


@pytest.mark.parametrize(("kind", "wrong"), [("专项资金", True), ("经费", False), ("经费项目支出", False)])
def test_the_kind_of_money_in_the_title_is_that_of_the_name(kind: str, wrong: bool, tmp_path: Path) -> None:
    title = f"2023年度{_NAME}{kind}绩效自评报告"
    told = [f"{_NAME}经费自评得98.27分。", f"对{_NAME}经费开展了自评。"]
    found = rules(tmp_path, title, *told, *LINES[4:], own_form(C3=f"{_NAME}经费"))
    assert bool({"ZPJ186", "ZPJ524", "ZPJ544"} & found) is wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("农村敬老院提升项目全年预算8.65万元。", True),
        (f"{_NAME}项目全年预算8.65万元。", False),
        ("敬老院项目全年预算8.65万元。", False),
        ("农村敬老院建设单位按月报账。", False),
    ],
)
def test_a_name_only_the_text_tells_is_told_alike(line: str, wrong: bool, tmp_path: Path) -> None:
    told = [f"{_NAME}项目绩效自评得98分。", f"{_NAME}项目已完工。", f"{_NAME}项目绩效良好。"]
    found = rules(tmp_path, "2023年度项目支出绩效自评报告", *told, line, *LINES[4:])
    assert bool({"ZPJ186", "ZPJ183"} & found) is wrong


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("农村敬老院消防设施补助资金", True),
        ("农村敬老院改造提升补助资金", False),
        ("改造提升补助资金", False),
        ("城乡医疗救助补助资金", False),
    ],
)
def test_what_is_judged_has_the_name_between_its_ends(name: str, wrong: bool, tmp_path: Path) -> None:
    own = f"{_NAME}补助资金"
    title = f"安台区2023年{own}项目支出绩效评价报告"
    found = rules(tmp_path, title, *LINES[4:], f"{own}项目已完工。", f"评价对象：安台区民政局2023年{name}项目。")
    assert bool({"ZPJ186", "ZPJ181"} & found) is wrong


@pytest.mark.parametrize(
    ("name", "money", "wrong"),
    [
        (f"{_NAME}项目经费", "补助资金", True),
        (f"{_NAME}补助资金", "补助资金", False),
        (f"{_NAME}补助项目", "项目", True),
        (f"{_NAME}经费", "项目", False),
        (_NAME, "补助资金", False),
    ],
)
def test_the_money_of_the_form_is_that_of_the_report(name: str, money: str, wrong: bool, tmp_path: Path) -> None:
    told = [
        f"2023年度{_NAME}{money}绩效自评报告",
        *(f"{_NAME}{money}{what}。" for what in ("按期下达", "全部支付", "绩效良好")),
    ]
    found = findings_in(tmp_path / "报告.docx", [*told, *LINES[4:], "项目支出绩效自评表", own_form(C3=name)])
    assert bool([item for item in found if item.rule in ("ZPJ186", "ZPJ142") and item.location.endswith("C3")]) is wrong


@pytest.mark.parametrize(
    ("name", "wrong"), [("大型体育场馆免费开放补助资金", True), ("公共体育场馆免费开放补助资金", False)]
)
def test_the_name_in_a_table_is_that_of_the_title(name: str, wrong: bool, tmp_path: Path) -> None:
    title, table = "2023年度公共体育场馆免费开放补助资金绩效自评报告", [("项目名称", name), ("主管部门", "市体育局")]
    assert ("ZPJ524" in rules(tmp_path, title, *LINES[4:], table)) is wrong


@pytest.mark.parametrize(("third", "wrong"), [("县道保洁", False), ("乡道保洁", True)])
def test_a_cover_names_the_projects_as_the_table_of_them(third: str, wrong: bool, tmp_path: Path) -> None:
    names = ("桥梁检测", "路灯更新", "县道保洁经费保障")
    listed: Block = [
        ("序号", "项目名称", "得分"),
        *((str(at), name, "95") for at, name in enumerate((*names[:2], "县道保洁"), 1)),
    ]
    forms = [block for name in names for block in ("项目支出绩效自评表", own_form(C3=name))]
    cover = f"项目名称：桥梁检测、路灯更新、{third}"
    assert ("ZPJ511" in rules(tmp_path, "2023年度项目支出绩效自评报告", cover, *LINES[4:], listed, *forms)) is wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("补助经费项目", True), ("补助资金项目", False), ("补助项目", False), ("工程", False)],
)
def test_the_money_of_a_name_in_the_text_is_that_of_the_title(words: str, wrong: bool, tmp_path: Path) -> None:
    name = "农村敬老院改造提升"
    told = [f"2023年度{name}补助资金绩效自评报告", f"{name}补助资金按期下达。", f"{name}补助资金全部支付。"]
    found = findings_in(tmp_path / "报告.docx", [*told, f"我局设立{name}{words}，改善养老条件。", *LINES[4:]])
    assert bool({"ZPJ186", "ZPJ544", "ZPJ181"} & {item.rule for item in found}) is wrong
