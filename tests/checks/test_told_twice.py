"""One fact told in two ways: wordings of prose, goals, tables and reasons against the form, and right ones let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import Block, write_paper
from zpj.app.reading import read_workbook
from zpj.checks.run import check_workbook
from zpj.domain.findings import Finding, Severity

FORM: list[list[str]] = [
    ["项目支出绩效自评表"],
    ["（2023年度）"],
    ["项目名称", "", "农村人居环境整治"],
    ["主管部门", "", "河阳县农业农村局", "", "", "实施单位", "河阳县农村事业服务中心"],
    ["项目资金（万元）", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "", "年度资金总额", "500.00", "530.00", "512.36", "10", "96.67%", "9.67"],
    ["", "", "其中：中央财政资金", "300.00", "300.00", "300.00", "—", "100%", "—"],
    ["", "", "县级财政资金", "200.00", "230.00", "212.36", "—", "92.33%", "—"],
    ["", "", "其他资金", "0", "0", "0", "—", "—", "—"],
    ["年度总体目标", "预期目标", "", "", "", "实际完成情况"],
    ["", "完成农村户厕改造1200户，购置垃圾清运车101台，开展技术培训500人次以上，10月底前完成竣工验收。", "", "", "",
     "完成农村户厕改造1185户，购置垃圾清运车101台，开展技术培训486人次，10月20日通过竣工验收。"],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"],
    ["", "产出指标", "数量指标", "农村户厕改造户数", "≥1200户", "1185户", "10", "9.88", "部分农户外出；返乡期间补建。"],
    ["", "产出指标", "数量指标", "购置垃圾清运车数量", "101台", "101台", "10", "10", ""],
    ["", "产出指标", "数量指标", "技术培训人次", "≥500人次", "486人次", "10", "9.72", "农忙参训人数不足；错峰培训。"],
    ["", "产出指标", "质量指标", "工程验收合格率", "100%", "100%", "5", "5", ""],
    ["", "产出指标", "质量指标", "管护员持证率", "=100%", "96%", "5", "4.8", "4名管护员尚未取证；组织补考。"],
    ["", "产出指标", "时效指标", "竣工验收时间", "2023年10月31日前", "2023年10月20日", "5", "5", ""],
    ["", "产出指标", "成本指标", "户均改厕成本", "≤1500元", "1450元", "5", "5", ""],
    ["", "效益指标", "社会效益指标", "受益群众人数", "≥3.5万人", "3.62万人", "15", "15", ""],
    ["", "效益指标", "生态效益指标", "生活垃圾无害化处理率", "≥95%", "96.4%", "15", "15", ""],
    ["", "满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "88.6%", "10", "9.84", "保洁不及时；加密频次。"],
    ["总分", "", "", "", "", "", "100", "98.91", "优"],
]  # fmt: skip
HEAD: list[Block] = [
    "河阳县2023年度农村人居环境整治项目绩效自评报告",
    "一、项目基本情况",
    "项目由县农村事业服务中心组织实施，覆盖全县12个乡镇。",
    "二、资金使用情况",
    "项目年初预算500万元，年中追加30万元，全年预算530万元，支出512.36万元，预算执行率96.67%。",
    "三、绩效目标完成情况",
    "项目实施后农村人居环境明显改善。",
]
TAIL: list[Block] = [
    "四、自评结论",
    "自评得98.91分，等级为“优”。",
    "五、存在的问题",
    "群众满意度未达到目标，部分村保洁不及时。",
    "六、下一步措施",
    "加密保洁频次。",
    "河阳县农业农村局",
    "2024年3月8日",
]
STREETS: Block = [
    ("乡镇", "任务数（人）", "实际参训（人）", "完成率"),
    ("东门镇", "4900", "4655", "95.00%"),
    ("西堤镇", "3700", "3591", "97.05%"),
    ("南桥镇", "5800", "5742", "99.00%"),
    ("石桥镇", "4300", "4218", "98.09%"),
    ("合计", "18700", "18206", "97.36%"),
]
STAGES: Block = [
    ("工程名称", "合同签订日期", "开工日期", "完工日期", "验收日期"),
    ("一标段", "2023年4月12日", "2023年4月20日", "2023年9月10日", "2023年10月20日"),
    ("二标段", "2023年5月6日", "2023年5月16日", "2023年9月30日", "2023年9月20日"),
]


def with_cell(block: Block, row: int, column: int, text: str) -> Block:
    rows = [list(texts) for texts in block]
    rows[row][column] = text
    return rows


def checked(folder: Path, blocks: list[Block], form: Block = FORM) -> list[Finding]:
    path = write_paper(folder / "报告.docx", [*HEAD, *blocks, *TAIL, form])
    return [found for found in check_workbook(read_workbook(path)) if found.severity is not Severity.INFO]


WRONG: list[tuple[str, list[Block]]] = [
    ("ZPJ562", ["1.数量指标：完成农村户厕改造1158户。"]),
    ("ZPJ562", ["全县共改造1158户农村户厕，超过八成农户用上卫生厕所。"]),
    ("ZPJ562", ["全年共购置110台垃圾清运车。"]),
    ("ZPJ562", ["累计组织技术培训12期、468人次。"]),
    ("ZPJ562", ["组织468人次参加技术培训。"]),
    ("ZPJ562", ["户均改厕成本1540元，未超过控制标准。"]),
    ("ZPJ562", ["全县3.26万名群众受益。"]),
    ("ZPJ562", ["各村管护员均已取得合格证，持证率100%。"]),
    ("ZPJ562", ["项目于2023年11月20日通过竣工验收。"]),
    ("ZPJ562", ["11月20日，项目通过县级竣工验收。"]),
    ("ZPJ323", ["农村户厕改造和垃圾清运车购置均按计划完成。"]),
    ("ZPJ323", ["户厕改造工作已圆满完成年度任务。"]),
    ("ZPJ323", ["全县管护员100名，全部持证上岗。"]),
    ("ZPJ221", ["全年预算未作调整。"]),
    ("ZPJ221", ["年度预算没有追加。"]),
    ("ZPJ221", ["2023年预算未发生变动。"]),
    ("ZPJ222", ["项目资金无结余。"]),
    ("ZPJ222", ["年末结余为0。"]),
    ("ZPJ222", ["项目资金已全部支出完毕。"]),
    ("ZPJ223", ["结余17.64万元全部为中央财政资金。"]),
    ("ZPJ223", ["结转资金17.64万元均为中央财政资金结余。"]),
    ("ZPJ501", ["经测算，县级财政资金支出221.36万元。"]),
    ("ZPJ501", ["中央补助全部支出，县级财政资金支出17.64万元。"]),
    ("ZPJ501", ["资金由中央财政资金300万元和县级财政资金320万元组成。"]),
    ("ZPJ561", ["预算执行得9.76分。"]),
    ("ZPJ561", ["总得分98.91分，其中预算执行9.67分，产出指标44.94分，效益指标30分，满意度指标9.84分。"]),
    ("ZPJ563", ["三级指标中，7项指标得满分。"]),
    ("ZPJ563", ["共有10项指标，其中3项指标未达标。"]),
    ("ZPJ572", ["我局组织对2022年度农村人居环境整治项目开展了自评。"]),
    ("ZPJ599", ["项目于2023年3月10日发布采购公告，4月2日签订合同，4月12日公布中标结果。"]),
    ("ZPJ599", ["2023年9月30日工程全部完工。工程9月10日通过验收。"]),
    ("ZPJ599", ["合同签订时间为2023年5月20日，开工时间为2023年4月20日。"]),
    ("ZPJ599", ["施工合同于2023年4月16日签订，中标通知书于2023年4月20日发出。"]),
    ("ZPJ599", ["2023年5月20日公示补助名单，5月18日发放补助资金。"]),
    ("ZPJ599", [STAGES]),
    ("ZPJ562", ["竣工验收比计划提前20天。"]),
    ("ZPJ325", [STREETS, "完成率最高的是西堤镇，最低的是东门镇。"]),
    ("ZPJ325", [STREETS, "其中石桥镇完成率最低，为98.09%。"]),
    ("ZPJ324", [STREETS, "其中西堤镇参训3951人。"]),
    ("ZPJ324", ["入户宣传发放明白纸12480份。", "全年发放明白纸12840份，群众知晓率提高。"]),
]
RIGHT: list[list[Block]] = [
    ["自评总分100分，其中预算执行10分、产出指标50分、效益指标30分、满意度指标10分。", "综合得分90分（含）以上为优。"],
    ["竣工验收比计划提前11天。", "2023年6月12日支付合同款的30%，5月8日签订合同。"],
    ["1.数量指标：完成农村户厕改造1185户，购置垃圾清运车101台，组织技术培训12期、486人次。"],
    ["其中石桥镇改造农村户厕158户。", "上半年改造农村户厕658户。"],
    ["比2022年的1158户增加27户。", "计划改造农村户厕1200户，实际完成1185户，还有15户未完成。"],
    ["每村购置垃圾清运车1台，每期技术培训40人次左右。"],
    ["101台垃圾清运车全部配发到位，购置任务全部完成。"],
    ["除农村户厕改造外，其余任务均已完成。", "下一步，确保管护员全部持证上岗。"],
    ["绩效目标未作调整。", "除上述追加外，年中未再调整预算。", "县财政于8月追加预算30万元。"],
    ["结余资金17.64万元已由县财政收回，年末无结余。", "结余17.64万元全部为县级财政资金。"],
    ["2023年3月10日发布采购公告，4月2日公布中标结果，4月12日签订合同，4月20日开工，9月30日完工，10月20日通过验收。"],
    ["一标段4月12日签订合同，9月10日完工；二标段5月6日签订合同，9月30日完工。", [*STAGES[:2]]],
    ["2023年11月20日，县审计局完成决算审计。", "技术培训于2023年6月20日举办。"],
    ["群众满意度没有达到90%的目标。", "三级指标中，6项指标得满分，4项指标未完成。"],
    [STREETS, "完成率最高的是南桥镇，最低的是东门镇。其中西堤镇参训3591人。"],
    ["一季度发放明白纸2480份。", "二季度发放明白纸2840份。"],
    ["产出指标得49.40分，效益指标得30分，满意度指标得9.84分，预算执行得9.67分。"],
    ["县级财政资金支出212.36万元，执行率92.33%。", "中央财政资金300万元中，120万元用于户厕改造。"],
]


@pytest.mark.parametrize(("rule", "blocks"), WRONG, ids=[f"{rule} {str(blocks[-1])[:14]}" for rule, blocks in WRONG])
def test_a_fact_told_in_two_ways_is_found(rule: str, blocks: list[Block], tmp_path: Path) -> None:
    found = checked(tmp_path, blocks)
    assert rule in {item.rule for item in found}, [(item.rule, item.message) for item in found]


@pytest.mark.parametrize("blocks", RIGHT, ids=[str(blocks[0])[:14] for blocks in RIGHT])
def test_what_only_looks_like_two_facts_is_let_pass(blocks: list[Block], tmp_path: Path) -> None:
    rules = {rule for rule, _ in WRONG} | {"ZPJ503"}
    assert [(item.rule, item.message) for item in checked(tmp_path, blocks) if item.rule in rules] == []


@pytest.mark.parametrize(
    ("column", "text", "where"),
    [(1, "完成农村户厕改造1280户。", "年度目标"), (5, "完成农村户厕改造1158户。", "目标完成情况")],
)
def test_a_goal_beside_another_figure_of_its_indicator_is_found(
    column: int, text: str, where: str, tmp_path: Path
) -> None:
    found = {item.rule: item for item in checked(tmp_path, [], with_cell(FORM, 10, column, text))}
    assert where in found["ZPJ578"].message


def test_where_the_report_says_what_the_goal_says_the_indicator_is_the_odd_one(tmp_path: Path) -> None:
    form = with_cell(FORM, 12, 5, "1158户")
    found = next(item for item in checked(tmp_path, ["全年改造户厕1185户。"], form) if item.rule == "ZPJ578")
    assert found.location == "表1!F13"


@pytest.mark.parametrize("reason", ["已达到年度指标值，今后继续保持。", "按计划完成。", "无偏差", "完成情况良好。"])
def test_a_reason_that_says_all_was_done_is_no_reason(reason: str, tmp_path: Path) -> None:
    found = checked(tmp_path, [], with_cell(FORM, 14, 8, reason))
    assert "ZPJ420" in {item.rule for item in found}


@pytest.mark.parametrize("reason", ["受农忙影响，未能按计划完成。", "已完成97.2%，部分群众未到场。"])
def test_a_reason_that_names_the_shortfall_is_one(reason: str, tmp_path: Path) -> None:
    found = checked(tmp_path, [], with_cell(FORM, 14, 8, reason))
    assert "ZPJ420" not in {item.rule for item in found}


@pytest.mark.parametrize(
    "line",
    [
        "年度目标为完成农村户厕改造1250户。",
        "计划改造农村户厕1250户，实际完成1185户。",
        "群众满意度88.6%，未达到95%的目标。",
        "完成农村户厕改造1185户，完成率98.57%。",
    ],
)
def test_a_goal_or_a_share_of_it_told_otherwise_is_doubted(line: str, tmp_path: Path) -> None:
    found = [item for item in checked(tmp_path, [line]) if item.rule == "ZPJ562"]
    assert found
    assert {item.severity for item in found} == {Severity.WARNING}


@pytest.mark.parametrize("line", ["2024年计划改造农村户厕1250户。", "完成农村户厕改造1185户，完成率98.75%。"])
def test_next_years_plan_and_the_right_share_are_let_pass(line: str, tmp_path: Path) -> None:
    assert [item.message for item in checked(tmp_path, [line]) if item.rule == "ZPJ562"] == []


def test_one_slip_of_the_pen_is_told_once(tmp_path: Path) -> None:
    form = [[text.replace("质量指标", "质质量指标") for text in row] for row in FORM]
    path = write_paper(tmp_path / "报告.docx", [*HEAD, form])
    rules = [found.rule for found in check_workbook(read_workbook(path)) if "质质量" in (found.found or "")]
    assert len(rules) == len(set(rules)) <= 1, rules


def test_a_name_of_a_document_without_its_end_is_shown_up_to_there(tmp_path: Path) -> None:
    line = "根据《关于开展2023年度绩效自评工作的通知（河财绩〔2024〕3号），开展自评。"
    path = write_paper(tmp_path / "报告.docx", [*HEAD, line, FORM])
    quotes = [found.quote or "" for found in check_workbook(read_workbook(path)) if found.rule == "ZPJ540"]
    assert [quote for quote in quotes if quote.endswith("的通知（河财绩〔2024〕3号）")], quotes
