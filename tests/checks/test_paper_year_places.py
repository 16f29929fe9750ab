"""Goals, terms and figures with the year before; columns headed in another unit; things counted by their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in

CONTRACTS: Block = [
    ["合同内容", "合同编号", "签订日期"],
    ["路面修补", "QJ-01", "2023年3月16日"],
    ["标线施划", "QJ-02", "2023年4月10日"],
    ["工程监理", "QJ-03", "2023年4月25日"],
]
IN_YUAN: Block = [["学期", "人数", "资助金额（万元）"], ["春季", "398", "199,000"], ["秋季", "421", "210,500"]]
IN_TEN_THOUSANDS: Block = [["类别", "金额（元）"], ["修补", "128.61"], ["标线", "72.35"]]
SLIPS: tuple[tuple[str, tuple[Block, ...]], ...] = (
    ("ZPJ572", ("2022年度总体目标：养护县道50公里。",)),
    ("ZPJ572", ("巡查由第三方承担，合同期2022年1月1日至2022年12月31日，按季考核支付。",)),
    ("ZPJ572", ("2022年1月至12月按月开展巡查，全年12次。",)),
    ("ZPJ572", ("年初预算8万元，2022年5月追加0.65万元，全年预算8.65万元。",)),
    ("ZPJ572", ("2023年1月成立自评工作小组，制定方案。",)),
    ("ZPJ559", ("2022年清理边沟4722米，比上年增加412米。", "2023年共清理边沟4722米。")),
    ("ZPJ240", (IN_YUAN, "全年发放资助金40.95万元。")),
    ("ZPJ240", (IN_TEN_THOUSANDS, "修补支出128.61万元，标线支出72.35万元。")),
    ("ZPJ353", (CONTRACTS, "项目共签订合同4份。")),
)
RIGHT: tuple[tuple[Block, ...], ...] = (
    ("2023年度总体目标：养护县道50公里。", "2024年度总体目标：养护县道52公里。"),
    ("上一期合同期2022年1月1日至2022年12月31日，已到期。",),
    ("合同期2022年7月1日至2023年6月30日，按季考核支付。",),
    ("2022年12月提前下达资金8万元，2023年5月追加0.65万元，全年预算8.65万元。",),
    ("2023年1月，对2022年度项目开展自评。", "2024年1月成立自评工作小组，制定方案。"),
    ("2022年清理边沟4310米，2023年清理边沟4722米，增加412米。",),
    ([IN_YUAN[0], ("春季", "398", "19.90"), ("秋季", "421", "21.05")], "全年发放资助金40.95万元。"),
    ([IN_TEN_THOUSANDS[0], ("修补", "1286100"), ("标线", "723500")], "修补支出128.61万元，标线支出72.35万元。"),
    (CONTRACTS, "项目共签订合同3份。"),
    (CONTRACTS, "4份合同中3份已经付款，上年签订合同4份。"),
)
_OWN = {rule for rule, _ in SLIPS}


def told(folder: Path, blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    found = findings_in(folder / "报告.docx", [*LINES[:12], *blocks, *LINES[12:]])
    return [(item.rule, item.message) for item in found]


@pytest.mark.parametrize(("rule", "blocks"), SLIPS, ids=[f"{number} {rule}" for number, (rule, _) in enumerate(SLIPS)])
def test_the_slip_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT, ids=map(str, range(len(RIGHT))))
def test_what_is_right_and_looks_alike_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, blocks) if item[0] in _OWN] == []
