"""One slip in many wordings is found in each of them; right lines in the same wordings are let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in, spoilt

WORDINGS: list[tuple[str, tuple[str, ...]]] = [
    ("ZPJ553", ("养护点设在城关、河东、石桥、柳林、双塔6个乡镇。",)),
    ("ZPJ553", ("涉及五里、双桥、白河三镇，覆盖北关、南苑、西湖、东城等3个社区。",)),
    ("ZPJ553", ("配备养护站点4个村（王庄、李庄、赵庄）。",)),
    ("ZPJ553", ("自评发现存在以下三个问题：", "一是部分路段施工扰民。", "二是巡查记录不全。")),
    ("ZPJ553", ("主要有四个方面的原因：一是雨季较长；二是材料涨价；三是人手紧张。",)),
    ("ZPJ554", ("购置压路机2台、洒水车3台、清扫车4台，共计10台。",)),
    ("ZPJ554", ("改造路灯120盏，其中6米以下30盏、6至8米50盏、8米以上50盏。",)),
    ("ZPJ587", ("培训养护工45人次，管理人员20人次，驾驶员15人次，合计90人次。",)),
    ("ZPJ555", ("我校高度重视养护工作。", "我中心定期巡查，我中心按月考核。")),
    ("ZPJ556", ("清江市公路养护中心将加强日常巡查。", "清江市公路建设中心")),
    ("ZPJ557", ("经市国土资源局同意，使用临时用地2亩。",)),
    ("ZPJ557", ("会同市环境保护局开展噪声监测。",)),
    ("ZPJ576", ("为1200户发放误工补助，每户补助300万元，共36万元。",)),
    ("ZPJ576", ("配备养护工40人，人均补贴2000万元，合计8万元。",)),
    ("ZPJ585", ("全年修补坑槽，清理边沟，因七月连续降雨，部分路段的养护工作直到年末仍然未能",)),
    ("ZPJ439", ("评价采用百分制，其中决策15分、过程20分、产出35分、效益35分。",)),
    ("ZPJ439", ("满分为100分，预算执行率占10分，产出指标占50分，效益指标占30分，满意度指标占20分。",)),
    ("ZPJ440", ("过程管理得17分，扣3分。其中合同管理不规范扣1分，付款推迟扣1分，档案不全扣2分。",)),
    ("ZPJ441", ("决策指标得18分，扣2分。立项依据充分，程序规范，目标明确。",)),
    ("ZPJ442", ("经评价，综合得分93.6分。", "1.决策得19分。", "2.过程得18分。", "3.产出得28分。", "4.效益得28.5分。")),
    ("ZPJ598", ("原定修复桥梁12座，实际修复10座，修复任务全面完成。",)),
    ("ZPJ598", ("计划安装护栏36处，完成33处，已按期完成。",)),
    ("ZPJ599", ("工程4月20日开工，10月31日完工，10月18日通过验收。",)),
    ("ZPJ526", ("评价小组于2024年4月2日至6日到现场核查。",)),
    ("ZPJ526", ("2024年3月25日，组织专家召开评审会。",)),
    ("ZPJ528", ("护拦板更换及时。", *(f"{place}护栏板更换完成。" for place in ("县道", "乡道", "村道")))),
]  # fmt: skip

RIGHT: tuple[tuple[str, ...], ...] = (
    ("养护点设在城关、河东、石桥、柳林、双塔5个乡镇。", "在城关、河东等5个乡镇设点。", "县道、乡道、村道各2个项目。"),
    ("存在以下两个问题：", "一是部分路段施工扰民。", "二是巡查记录不全。"),
    ("购置压路机2台、洒水车3台、清扫车4台，共计9台。", "改造路灯120盏，其中6米以下30盏、6至8米50盏、8米以上40盏。"),
    ("我中心定期巡查，我市道路通畅，我县无事故。", "我单位按月考核，自我院建院以来。"),
    ("清江市公路养护中心验收合格。", "根据《国土资源局用地办法》和原市环境保护局的批复。"),
    ("为1200户发放误工补助，每户补助300元，共36万元。", "人均补贴2000元。", "每公里养护费2000元，共养护50公里。"),
    ("这样做是合理的", "违法行为", "全年修补坑槽，清理边沟，打击损坏公路设施的违法行为"),
    (
        "评价采用百分制，其中决策15分、过程20分、产出35分、效益30分。",
        "百分制，90分以上为优，80分以上为良，60分以上为中。",
    ),
    ("满分100分，其中产出指标50分（数量20分、质量30分）、效益指标40分、预算执行率10分。",),
    ("过程管理得17分，扣3分。其中合同管理不规范扣1分，付款推迟扣1分，档案不全扣1分。",),
    ("决策指标得18分，扣2分。立项依据充分，目标不够明确。", "产出得28分，扣2分，完成率96%，扣2分。"),
    ("原定修复桥梁12座，实际修复12座，修复任务全面完成。", "计划安装护栏36处，完成33处，其余未完成。"),
    ("工程10月20日开工，1月31日完工，3月18日通过验收。", "评价小组于2024年3月2日至6日到现场核查。"),
    ("拟于2024年4月2日开展现场评价。", "2022年12月下达资金8万元，2022年完成招标。"),
)
_NEW = {rule for rule, _ in WORDINGS} | {"ZPJ559", "ZPJ565", "ZPJ519", "ZPJ531"}


@pytest.mark.parametrize(("rule", "lines"), WORDINGS, ids=[f"{rule} {lines[0][:16]}" for rule, lines in WORDINGS])
def test_a_slip_is_found_in_every_wording(rule: str, lines: tuple[str, ...], tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *lines, *LINES[11:]])
    assert rule in {item.rule for item in found}, [(item.rule, item.message) for item in found]


@pytest.mark.parametrize("lines", RIGHT, ids=[lines[0][:16] for lines in RIGHT])
def test_what_is_right_is_let_pass_in_the_same_wordings(lines: tuple[str, ...], tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *lines, *LINES[11:]])
    assert [(item.rule, item.message) for item in found if item.rule in _NEW] == []


@pytest.mark.parametrize(
    "line",
    ["2022年，养护县道50公里。", "2022年完成县道养护50公里。", "1.数量指标：2022年度修补坑槽320处。"],
)
def test_results_told_of_the_year_before_are_doubted(line: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", spoilt({"1.数量": line}))
    assert "ZPJ559" in {item.rule for item in found}, [(item.rule, item.message) for item in found]


@pytest.mark.parametrize(
    "line", ["2022年以来，养护县道50公里。", "比2022年增加5公里。", "2022年12月批复养护县道50公里。"]
)
def test_the_year_before_may_be_named_beside_results(line: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", spoilt({"1.数量": line}))
    assert "ZPJ559" not in {item.rule for item in found}


def test_a_project_much_like_the_own_told_once_is_doubted(tmp_path: Path) -> None:
    blocks: list[Block] = [
        "2023年度城乡道路与桥梁养护项目绩效自评报告",
        *LINES[4:11],
        "城乡道路桥梁维护工程的实施，改善了出行。",
    ]
    found = findings_in(tmp_path / "报告.docx", [*blocks, *LINES[11:]])
    assert [item.found for item in found if item.rule == "ZPJ558"] == ["城乡道路桥梁维护工程"]


def test_a_title_of_another_year_than_the_whole_text_is_wrong(tmp_path: Path) -> None:
    blocks: list[Block] = [
        "2022年度道路养护项目绩效自评报告",
        *LINES[4:11],
        "2023年养护县道50公里。",
        "2023年修补坑槽320处。",
        *LINES[11:],
    ]
    found = {item.rule: item for item in findings_in(tmp_path / "报告.docx", blocks)}
    assert (found["ZPJ565"].found, found["ZPJ565"].expected) == ("2022年", "2023年")
