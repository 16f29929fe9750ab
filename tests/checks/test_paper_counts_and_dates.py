"""Counts beside what is listed, dates of a cover, years of a changed budget, rows of another kind; and right lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form
from tests.checks.paper_whole import PROJECTS

_PARTS: Block = [("序号", "单项工程", "合同价（万元）"), ("1", "护栏更新", "1.20"), ("2", "标线复划", "2.40"),
                 ("3", "排水沟改造", "0.80"), ("合计", "", "4.40")]  # fmt: skip
_NO_SCORES: Block = [row[:5] for row in PROJECTS]
_SCORED: Block = [
    ("一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分"),
    ("产出", "产出数量", "行道树补植数量", "10", "完成得满分", "10"),
    ("产出", "产出数量", "行道树成活率", "10", "达到95%得满分", "10"),
    ("产出", "产出时效", "完成时间", "10", "按期得满分", "10"),
]

SLIPS: list[tuple[str, tuple[Block, ...]]] = [
    *(
        ("ZPJ351", (PROJECTS, line))
        for line in (
            "2023年开展养护、护栏更新、修剪等工作，共实施4个项目。",
            "2023年市公路中心共实施项目2个，执行情况如下：",
            "市公路中心汇总2个项目的自评结果，形成本报告。",
            "市公路中心对部门整体支出和2个项目支出开展自评。",
            "市公路中心对县道保洁和护栏更新2个项目进行了绩效自评。",
        )
    ),
    ("ZPJ351", (PROJECTS, "对部门整体支出和2个项目支出开展自评。", own_form(), own_form(C3="路灯改造"))),
    ("ZPJ530", ("对“护栏更新”“标线复划”3个项目开展自评。",)),
    ("ZPJ530", ("对“护栏更新”、“标线复划”和“公厕改造”2个项目逐一打分。",)),
    ("ZPJ530", ("由双桥养护站、白河养护站、柳林养护站和石桥养护站5个单位实施。",)),
    ("ZPJ530", ("由双桥养护站、白河养护站2家单位实施，由市医院、县医院和区医院4家医院体检。",)),
    ("ZPJ530", ("内设办公室、养护股、路政股、机械股3个股室。",)),
    ("ZPJ353", (_PARTS, "2个单项工程于2023年9月15日前全部完工并通过验收。")),
    ("ZPJ353", (_PARTS, "2项单项工程均一次验收合格。")),
    ("ZPJ572", ("年初预算8万元。2022年8月，因工程量增加，市财政局追加0.65万元，全年预算8.65万元。",)),
    ("ZPJ572", ("年初预算10万元，2022年9月调减1.35万元，调整后预算8.65万元。",)),
    ("ZPJ336", (own_form(D13="行道树成活率", E13="≥95%", F13="96%"),)),
    ("ZPJ336", (own_form(C14="时效指标", D14="护栏安装验收合格率", E14="≥95%", F14="96%"),)),
    ("ZPJ336", (own_form(C14="时效指标", D14="监控系统可用率", E14="≥95%", F14="96%"),)),
    ("ZPJ336", (own_form(C14="质量指标", D14="新增太阳能路灯", E14="≥14盏", F14="15盏"),)),
    ("ZPJ336", (own_form(C14="质量指标", D14="开展养护培训（期）", E14="≥4", F14="4"),)),
    (
        "ZPJ336",
        (own_form(C17="经济效益指标", D17="细颗粒物（PM2.5）年均浓度", E17="≤42微克/立方米", F17="41微克/立方米"),),
    ),
    ("ZPJ336", (_SCORED,)),
]
RIGHT: tuple[tuple[Block, ...], ...] = (
    (PROJECTS, "共实施3个项目。", "市公路中心共实施项目3个，执行情况如下：", "汇总3个项目的自评结果。"),
    (PROJECTS, "其中重点对2个项目进行了绩效评价。", "抽取2个项目开展绩效评价。", "其余2个项目开展了自评。"),
    (_NO_SCORES, "86个项目全部按期完工。"),
    ("对“护栏更新”“标线复划”2个项目开展自评。", "对“护栏更新”等3个项目开展自评。", "使用“一网通办”5个月。"),
    ("由双桥养护站、白河养护站和柳林养护站3个单位实施。", "由双桥站、白河站等5个单位实施。"),
    ("由双桥养护站、白河养护站和5个单位实施。", "双桥镇、白河镇各1个站点未建成。", "公示、审核后公示5个工作日。"),
    ("内设办公室、养护股、路政股3个股室。", "下设养护站、检测所2个单位。"),
    ("由财务和计划科、养护科2个科室实施。", "由财务和计划科、养护科3个科室实施。"),
    (_PARTS, "3个单项工程全部完工。", "2个单项工程采用新工艺。", "其余2个单项工程均提前完工。"),
    ("年初预算8万元。2023年8月，市财政局追加0.65万元，全年预算8.65万元。",),
    ("2022年12月提前下达资金8万元，2023年8月追加0.65万元，全年预算8.65万元。",),
    (own_form(C14="时效指标", D14="隐患24小时内处置率", E14="≥95%", F14="96%"),),
    (own_form(C14="时效指标", D14="工程按期达标率", E14="≥95%", F14="96%"),),
    (own_form(C14="时效指标", D14="当年开工率", E14="≥95%", F14="96%"),),
    (own_form(C14="质量指标", D14="省级优质路段", E14="≥2处", F14="2处"),),
    (own_form(C14="质量指标", D14="论文获奖篇数", E14="≥2篇", F14="2篇"),),
    (own_form(C17="经济效益指标", D17="污水处理节约成本", E17="≥2万元", F17="2万元"),),
)
_RULES = {rule for rule, _ in SLIPS}
_LABELS = ("报告日期：", "填报日期：", "编制时间：", "单位名称：市公路中心　　报送日期：", "")


def _told(folder: Path, *blocks: Block) -> list[tuple[str, str]]:
    found = findings_in(folder / "报告.docx", [*LINES[:17], *blocks, *LINES[17:]])
    return [(item.rule, item.message) for item in found]


@pytest.mark.parametrize(("rule", "blocks"), SLIPS, ids=[f"{number} {rule}" for number, (rule, _) in enumerate(SLIPS)])
def test_a_count_a_year_or_a_kind_that_the_paper_disproves_is_found(
    rule: str, blocks: tuple[Block, ...], tmp_path: Path
) -> None:
    told = _told(tmp_path, *blocks)
    assert rule in {each for each, _ in told}, told


@pytest.mark.parametrize("blocks", RIGHT, ids=map(str, range(len(RIGHT))))
def test_what_only_looks_like_it_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in _told(tmp_path, *blocks) if item[0] in _RULES] == []


def _on_cover(folder: Path, line: str) -> list[str | None]:
    told = findings_in(folder / "报告.docx", [*LINES[:3], line, *LINES[3:]])
    return [item.found for item in told if item.rule == "ZPJ129"]


@pytest.mark.parametrize("label", _LABELS, ids=map(str, range(len(_LABELS))))
def test_a_cover_dated_before_the_signature_is_found(label: str, tmp_path: Path) -> None:
    assert _on_cover(tmp_path, f"{label}2024年3月10日") == ["2024年3月10日"]


@pytest.mark.parametrize(
    "line", ["报告日期：2024年3月20日", "报告日期：2024年3月", "评价时间：2024年3月10日", "2024年3月"]
)
def test_a_cover_with_the_day_or_the_month_of_the_signature_is_right(line: str, tmp_path: Path) -> None:
    assert _on_cover(tmp_path, line) == []
