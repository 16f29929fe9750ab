"""What the text says of the rows of a table is found where the table has it otherwise, and let pass where it fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import Block, findings_in

TITLE: tuple[Block, ...] = ("2023年度公交运营补贴项目绩效自评报告",)


def _lines(counts: tuple[str, ...]) -> Block:
    names = ("城区线路", "城乡线路", "山区线路", "园区专线")
    rows = zip(names, ("14", "22", "9", "5"), counts, strict=True)
    return [("线路类别", "线路（条）", "标准（元/公里）"), *((name, number, price) for name, number, price in rows)]


LINES_TOLD = _lines(("2.80", "2.20", "3.05", "2.60"))


def _helpers(*amounts: str) -> Block:
    towns = zip(
        ("石盘镇", "龙桥镇", "白鹤镇", "双河乡", "云顶乡"), ("15", "17", "18", "13", "14"), amounts, strict=True
    )
    return [("乡镇", "防疫员（名）", "劳务补助（万元）"), *towns]


PROJECTS: Block = [
    ("序号", "项目名称", "预算数（万元）", "支出数（万元）"),
    ("1", "馆藏档案数字化加工", "128.52", "120.36"),
    ("2", "重点档案抢救保护", "24.00", "20.56"),
    ("3", "档案信息系统等保测评与运维", "32.20", "31.00"),
    ("合计", "", "184.72", "171.92"),
]
RESULTS: Block = [
    ("一级指标", "二级指标", "三级指标", "分值", "评分标准", "完成情况", "自评得分"),
    ("产出", "产出质量", "数字化成果抽检合格率", "5", "目标值≥99.5%，未完成按比例计分", "99.7%", "5"),
    ("产出", "产出数量", "馆藏档案数字化页数", "5", "目标值≥60万页，未完成按比例计分", "62.4万页", "5"),
]
FOUND: tuple[tuple[str, tuple[Block, ...]], ...] = (
    ("ZPJ330", ("一、项目内容", "城区线路补贴标准2.80元/公里，城乡线路2.20元/公里，山区线路3.50元/公里。", LINES_TOLD)),
    ("ZPJ330", ("一、产出情况", "全年数字化62.4万页，抽检合格率99.5%。", RESULTS)),
    ("ZPJ247", (_helpers("15.3", "13.5", "16.2", "11.7", "12.6"),)),
    ("ZPJ247", (_helpers("13.5", "15.3", "16.2", "11.7", "16.2"),)),
    (
        "ZPJ183",
        (
            "一、项目完成情况",
            PROJECTS,
            "1.馆藏档案数字化加工。完成扫描和挂接。",
            "2.重点档案抢救保护。修复民国档案。",
            "3.档案信息系统等保测试与运维。完成备份4次。",
        ),
    ),
    ("ZPJ351", ("一、支出情况", "本单位实施项目4个，支出171.92万元，各项目情况见表1。", PROJECTS)),
    (
        "ZPJ557",
        ("市林业和园林局（2022年机构改革前称市园林管理局）负责监督。", "资金由市园林管理局统一支付。"),
    ),
    (
        "ZPJ520",
        ("一、项目", "（一）路灯", "维护。", "（二）管网", "清疏。", "三、积水点", "整治。", "（四）改造", "完工。"),
    ),
    ("ZPJ559", ("一、“三公”经费支出情况", "2022年“三公”经费支出2.86万元，比上年的3.05万元减少0.19万元。")),
    ("ZPJ559", ("一、项目", "我馆从2021年起分三年实施数字化加工，2022年为第三年。")),
)
PASSED: tuple[tuple[Block, ...], ...] = (
    ("一、项目内容", "山区线路3.05元/公里，比2022年的山区线路3.50元/公里减少。", LINES_TOLD),
    ("一、项目内容", "原定山区线路3.50元/公里。山区线路不超过3.50元/公里，山区线路3.50元/公里以内。", LINES_TOLD),
    ("一、绩效目标", "抽检合格率99.5%。", RESULTS),
    ("一、产出情况", "抽检合格率99.7%，高于99.5%的目标，抽检合格率99.5%以上的目标已完成。", RESULTS),
    (_helpers("13.5", "15.3", "16.2", "11.7", "12.6"),),
    (_helpers("13.5", "15.8", "16.9", "11.7", "12.6"),),
    ("一、项目完成情况", PROJECTS, "1.馆藏档案数字化加工。完成。", "2.重点档案抢救保护。完成。", "3.经费保障。到位。"),
    ("一、支出情况", "本单位实施项目3个，各项目情况见表1。其中延续项目2个。", PROJECTS),
    ("市林业和园林局（2022年机构改革前称市园林管理局）负责。", "原市园林管理局的资产已划转。"),
    ("一、项目", "（一）路灯", "维护。", "（二）管网", "清疏。", "二、积水点", "（一）改造", "完工。"),
    ("一、立项背景", "2022年全市客运量1128.60万人次，比上年增长5%。"),
    ("一、项目", "从2021年起分三年实施，2023年为第三年。2023年与2022年相比增长。"),
)  # fmt: skip
_RULES = {rule for rule, _ in FOUND}


@pytest.mark.parametrize(("rule", "blocks"), FOUND)
def test_what_the_text_says_of_a_row_otherwise_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = findings_in(tmp_path / "report.docx", [*TITLE, *blocks])
    assert rule in {finding.rule for finding in found}


@pytest.mark.parametrize("blocks", PASSED)
def test_what_the_text_says_of_a_row_alike_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = findings_in(tmp_path / "report.docx", [*TITLE, *blocks])
    assert not [finding for finding in found if finding.rule in _RULES]
