"""What a right report may say that looks like a slip: own ways of scoring, means, subtotals, goals told as goals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.check_cases import book
from tests.checks.paper_cases import LINES, Block, findings_in, write_paper
from zpj.app.reading import read_workbook
from zpj.checks.case import PaperCase, book_case
from zpj.checks.form.documents import is_among
from zpj.checks.run import findings_of
from zpj.domain.findings import Finding
from zpj.domain.model import Workbook


def _added(tmp_path: Path, *blocks: Block, form: Workbook | None = None) -> list[Finding]:
    """What a report is told with some blocks added to its account of the money."""
    return findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]], form)


_HEADS = ["分段", "长度（公里）", "土方（万立方米）", "每公里土方（万立方米）"]
_RIVER: Block = [
    _HEADS,
    ["上段", "6.4", "5.08", "0.79"],
    ["下段", "7.1", "5.63", "0.79"],
    ["合计", "13.5", "10.71", "0.79"],
]
_SLIPPED: Block = [["河段", "长度（公里）"], ["上段", "6.4"], ["下段", "7.1"], ["合计", "15.3"]]
_TABLES: list[Block] = [
    _RIVER,
    [["乡镇", "户数（户）", "金额（元）", "户均金额（元）"],
     ["东乡", "20", "9000", "450"], ["西乡", "30", "16500", "550"],
     ["合计", "50", "25500", "510"]],
    [["工种", "人数（人）", "补贴（元）", "每人补贴（元）"],
     ["焊工", "24", "57600", "2400"], ["厨师", "45", "80100", "1780"],
     ["合计", "69", "137700", "1995.65"]],
    [["站点", "样本（份）", "平均分（分）"], ["一站", "20", "90.5"], ["二站", "60", "94.5"], ["合计", "80", "93.5"]],
    [["站点", "得分（分）"], ["一站", "90.5"], ["二站", "94.5"], ["合计", "92.5"]],
    [["路段", "里程（公里）", "投资（万元）", "每公里投资（万元）"],
     ["甲线", "10", "150", "15"], ["乙线", "20", "260", "13"],
     ["合计", "30", "410", "13.67"]],
    [["学校", "学生（人）", "班级（个）", "班额（人/班）"], ["一小", "900", "20", "45"], ["二小", "1040", "26", "40"],
     ["合计", "1940", "46", "42.2"]],
    [["工种", "期数", "计划人数", "结业人数"],
     ["焊工", "4", "200", "196"], ["厨师", "2", "160", "158"], ["保育员", "3", "150", "147"],
     ["电工", "1", "120", "118"]],
    [["月份", "用水（吨）", "床日（床日）", "床日用水（吨）"],
     ["1月", "1200", "2400", "0.5"], ["2月", "1540", "2200", "0.7"],
     ["合计", "2740", "4600", "0.6"]],
]  # fmt: skip


@pytest.mark.parametrize("table", _TABLES, ids=[str(table[0][-1]) for table in _TABLES])
def test_a_total_that_is_a_mean_or_a_ratio_is_no_sum(table: Block, tmp_path: Path) -> None:
    assert {item.rule for item in _added(tmp_path, table)} & {"ZPJ235", "ZPJ248", "ZPJ247", "ZPJ431"} == set()


def test_a_sum_that_is_wrong_is_found_beside_it(tmp_path: Path) -> None:
    assert "ZPJ235" in {item.rule for item in _added(tmp_path, _SLIPPED)}


_PLOTS = ["试验点", "面积（亩）", "亩产（公斤）", "比对照增产（%）"]
_FIELDS = [["河阳点", "3", "642.5", "12.4"], ["岭南点", "4", "618.3", "8.2"], ["沙湾点", "3", "655.2", "14.7"]]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (["加权平均", "10", "636.6", "11.4"], set()),
        (["平均", "10", "636.6", "11.4"], set()),
        (["平均", "3.3", "638.7", "11.8"], set()),
        (["平均", "3.3", "683.7", "11.8"], {"ZPJ248"}),
    ],
)
def test_a_mean_may_be_weighted_by_another_column(last: list[str], told: set[str], tmp_path: Path) -> None:
    assert {item.rule for item in _added(tmp_path, [_PLOTS, *_FIELDS, last])} & {"ZPJ248"} == told


_PAID = ["批次", "支付日期", "支付比例", "支付金额（元）"]


def _payments(last: str, subtotal: str = "35,607.50", label: str = "工程费小计") -> Block:
    return [_PAID, ["第一批", "2023年5月12日", "30%", "11,244.45"], ["第二批", "2023年9月6日", "40%", "14,992.60"],
            ["第三批", "2023年12月15日", "25%", "9,370.45"], [label, "", "95%", subtotal],
            ["监理费", "2023年12月20日", "100%", "760.00"], ["合计", "", "—", last]]  # fmt: skip


@pytest.mark.parametrize("label", ["工程费小计", "小计", "工程款合计", "小 计", "土建小计"])
def test_a_subtotal_is_not_added_twice(label: str, tmp_path: Path) -> None:
    told = {item.rule for item in _added(tmp_path, _payments("36,367.50", label=label))}
    assert told & {"ZPJ204", "ZPJ235", "ZPJ249"} == set()


def test_a_wrong_total_behind_a_subtotal_is_found(tmp_path: Path) -> None:
    told = [item for item in _added(tmp_path, _payments("36,637.50")) if item.rule == "ZPJ204"]
    assert [(item.found, item.expected) for item in told] == [("36637.5", "36367.5")]


_RIGHT = [
    ("ZPJ376", "改造后渗漏报修12起，目标不超过10起，改造前同期为57起，减少45起。"),
    ("ZPJ376", "（2）审核天数25天，目标不超过20天，超过5天。"),
    ("ZPJ376", "平均等候32分钟，指标值为不超过30分钟。"),
    ("ZPJ376", "单位成本5.2万元，计划控制在5万元以内，多0.2万元。"),
    ("ZPJ376", "投诉15件，年度目标为不高于12件，没有完成。"),
    ("ZPJ376", "火情6起，控制数不超过5起，超出1起。"),
    ("ZPJ376", "差错率1.2%，标准不超过1%，未达标。"),
    ("ZPJ376", "维修费28万元，限额不超过25万元，超支3万元。"),
    ("ZPJ241", "改造后渗漏报修12起，目标不超过10起，改造前同期为57起，减少45起，下降78.9%。"),
    ("ZPJ241", "自评得97.58分，其中执行19.22分（满分20分），产出38.36分（满分40分），效益40分（满分40分）。"),
    ("ZPJ241", "自评得95.4分，其中执行9.4分（权重10分），产出48分（权重50分），效益38分（权重40分）。"),
    ("ZPJ241", "培训382人次，其中管理人员125人次（计划120人次），技术人员257人次（计划230人次）。"),
    ("ZPJ241", "养护县道126.5公里（目标120公里），其中北段82.3公里（上年80.1公里），南段44.2公里（上年40.6公里）。"),
    ("ZPJ592", "2024年预算拟安排400万元，比2023年减少26万元，下降6.1%。"),
    ("ZPJ592", "2024年计划投入530万元，比2023年增加30万元，增长6%。"),
    ("ZPJ592", "2023年培训480人次，较2022年增加80人次，增长20%。"),
    ("ZPJ592", "2022年支出1180万元，2023年比上年增加63.8万元，增长5.41%。"),
    ("ZPJ592", "2023年火情15起，同比减少5起，下降25%。"),
    ("ZPJ592", "“三公”经费支出30.15万元，比预算减少5.85万元；比上年增加5.20万元，增长20.84%。"),
    ("ZPJ592", "新增粮食产能558万斤，项目区亩均粮食产量比上年的905斤提高155斤。"),
    ("ZPJ244", "850名取证学员人均培训补贴1513.41元，低于1600元的控制标准。"),
    ("ZPJ257", "预算调整率不超过5%得5分，每超过1个百分点扣1分，扣完为止。"),
    ("ZPJ224", "带动脱贫户163人就业，覆盖260人，林农满意度93%。"),
    ("ZPJ224", "24小时内修复2700起，共接报2900起，及时率93.1%，未达到95%。"),
    ("ZPJ512", "实施单位：市公路中心（以下简称“中心”）"),
    ("ZPJ353", "注：其余6个乡镇为山区，不在项目实施范围。"),
    ("ZPJ353", "另外5个乡镇由市级项目支持。"),
    ("ZPJ574", "1.完工时间。汛期停工23天，后期加班补回14天。今后把主汛期排除在外面。"),
    ("ZPJ502", "预算执行率95%以上得10分，90%以上不足95%得8分，80%以上不足90%得6分，80%以下得3分。"),
    ("ZPJ502", "预算执行率100%得10分，95%（含）至100%得9分，95%以下得7分。"),
    ("ZPJ502", "计分办法：预算执行率90%（含）以上的，得满分；预算执行率60%以下的，不得分。"),
]  # fmt: skip
_TOWNS: Block = [["序号", "乡镇", "户数"], ["1", "东平镇", "12"], ["2", "西平镇", "11"], ["合计", "", "23"]]


@pytest.mark.parametrize(("rule", "line"), _RIGHT, ids=[f"{rule} {line[:14]}" for rule, line in _RIGHT])
def test_a_right_line_is_let_pass(rule: str, line: str, tmp_path: Path) -> None:
    assert [item.message for item in _added(tmp_path, _TOWNS, line) if item.rule == rule] == []


_SLIPS = [
    ("ZPJ376", "审核用了25天，控制在20天以内。"),
    ("ZPJ592", "2024年预算拟安排400万元，比2023年减少26万元，下降9.1%。"),
    ("ZPJ592", "支出1243.8万元，比2022年的1180万元增加63.8万元，增长4.51%。"),
    ("ZPJ353", "项目在全部6个乡镇实施。"),
    ("ZPJ241", "自评得分97.58分，其中执行19.22分（满分20分），产出38.36分（满分40分），效益50分（满分50分）。"),
    ("ZPJ502", "预算执行率93%，得9.48分。"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "line"), _SLIPS, ids=[f"{rule} {line[:14]}" for rule, line in _SLIPS])
def test_the_slip_beside_it_is_found(rule: str, line: str, tmp_path: Path) -> None:
    form = book(tables=(), sections=()) if rule == "ZPJ502" else None
    assert rule in {item.rule for item in _added(tmp_path, _TOWNS, line, form=form)}


_BANDS = [
    ("预算执行率95%以上得10分，90%以上不足95%得8分，80%以上不足90%得6分，80%以下得3分。", "8", None),
    ("执行率≥95%得满分，90%≤执行率<95%得8分，低于90%得5分。", "8", None),
    ("预算执行率100%得10分；90%（含）至100%得9分；90%以下得6分。", "9", None),
    ("执行率达到90%得满分，每低1个百分点扣0.5分。", "10", None),
    ("执行率100%得满分，每低1个百分点扣1分。", "4.8", None),
    ("预算执行率95%以上得10分，90%以上不足95%得8分，80%以下得3分。", "9", "8"),
    ("", "8", "9.48"),
]


@pytest.mark.parametrize(("rule", "points", "expected"), _BANDS)
def test_the_execution_score_follows_the_bands_the_report_prints(
    rule: str, points: str, expected: str | None, tmp_path: Path
) -> None:
    form = book({"J6": points}, tables=(), sections=())
    lines: list[Block] = [*LINES[:17], *([f"按本县计分办法，{rule}"] if rule else []), *LINES[17:]]
    assert [item.expected for item in _scores(tmp_path, lines, form) if item.rule == "ZPJ202"] == (
        [expected] if expected else []
    )


def _scores(tmp_path: Path, lines: list[Block], form: Workbook) -> list[Finding]:
    read = read_workbook(write_paper(tmp_path / "报告.docx", lines))
    case = replace(book_case(form), book=replace(read, evaluations=()))
    assert read.paper is not None
    return findings_of(case, PaperCase(read.paper, case.forms, form))


_DEGREE = [
    ("定量指标完成得满分；未完成的，由自评小组按偏离程度分档给分。", False),
    ("未达到指标值的，根据偏差情况酌情扣分。", False),
    ("指标未完成的，视完成程度分段计分。", False),
    ("定性指标未完成的，按完成程度分档计分。", True),
    ("未完成的，按完成值与指标值的比例计分。", True),
    ("定量指标未完成的，按完成值与指标值的比例计分；成本超过指标值的，视超支程度酌情扣分。", True),
]


@pytest.mark.parametrize(("rule", "told"), _DEGREE)
def test_points_given_by_degree_are_not_held_against_the_proportion(rule: str, told: bool, tmp_path: Path) -> None:
    form = book({"H18": "8"}, tables=(), sections=())
    found = _scores(tmp_path, [*LINES[:17], rule, *LINES[17:]], form)
    assert ("ZPJ409" in {item.rule for item in found}) == told


@pytest.mark.parametrize("name", ["县级财政拨款", "市财政拨款", "本级财政拨款", "当年财政拨款", "区级财政资金"])
def test_a_source_may_name_its_payer(name: str) -> None:
    assert is_among(name, ["年度资金总额", "当年财政拨款", "财政资金", "其他资金"])
    assert not is_among("社会捐赠", ["年度资金总额", "当年财政拨款"])


@pytest.mark.parametrize(("rate", "is_found"), [("100.00%", False), ("87.14%", False), ("78.10%", True)])
def test_the_progress_of_payment_may_be_of_the_contract(rate: str, is_found: bool, tmp_path: Path) -> None:
    table: Block = [
        ["支出内容", "全年预算数（万元）", "合同金额（万元）", "实际支付（万元）", "支付进度"],
        ["有声书资源采购", "21.50", "18.736", "18.736", rate],
        ["监理", "8.00", "8.00", "3.00", "37.50%"],
    ]
    assert ("ZPJ238" in {item.rule for item in _added(tmp_path, table)}) is is_found
