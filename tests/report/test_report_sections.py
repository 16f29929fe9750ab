"""Section texts are found by their headings however a clerk writes them; numbers close up; sheets give their cells."""

from __future__ import annotations

import pytest

from zpj.domain.model import SourceTable
from zpj.report.lookup import heading_text
from zpj.report.meta import ReportMeta
from zpj.report.numbering import chinese_numeral, numbering
from zpj.report.sections import SectionTexts, section_fields
from zpj.report.sheets import sheet_fields

PATH = "一、项目概况／（一）项目基本情况、建设内容／1、项目基本情况："


@pytest.mark.parametrize(
    "key",
    [
        PATH,
        "项目基本情况",
        "1.项目基本情况。",
        "（一）项目基本情况、建设内容／1、项目基本情况",
        "项目概况 / (一) 项目基本情况、建设内容 / １．项目基本情况:",
    ],
)
def test_a_section_is_found_by_its_path_or_its_last_heading(key: str) -> None:
    assert SectionTexts({PATH: "甲\n\n乙"}).find(key) == ["甲", "乙"]
    assert SectionTexts({key: "甲"}).find(PATH) == ["甲"]


def test_another_path_is_another_section() -> None:
    texts = SectionTexts({"一、甲／数量": "一", "二、乙／数量": "二"})
    assert (texts.find("二、乙／数量"), texts.find("三、丙／数量")) == (["二"], [])


def test_numbers_with_decimals_and_years_are_no_numbering() -> None:
    assert heading_text("1.5万元以下的支出：") == "1.5万元以下的支出"
    assert heading_text("2023年目标") == "2023年目标"
    assert heading_text("（四）项目资金主要用于以下方面：") == "项目资金主要用于以下方面"


def test_what_zpj_wrote_serves_where_neither_a_section_nor_a_part_of_it_is_typed() -> None:
    written = {"产出情况": "程序写的。"}
    assert SectionTexts({}, written).find("（三）产出情况") == ["程序写的。"]
    assert SectionTexts({"产出情况": "自写。"}, written).find("（三）产出情况") == ["自写。"]
    assert SectionTexts({"产出情况／数量": "自写。"}, written).find("（三）产出情况") == []


def test_parts_come_in_the_order_of_the_report_even_without_their_path() -> None:
    order = ("（三）产出／数量方面", "（三）产出／质量方面")
    texts = SectionTexts({"质量方面：": "二", "（三）产出／数量方面：": "一", "产出／其他": "三"}, order=order)
    assert [(part["序号"], part["标题"], part["段落"]) for part in texts.below("（三）产出")] == [
        ("1", "数量方面", ["一"]),
        ("2", "质量方面", ["二"]),
        ("3", "其他", ["三"]),
    ]


def test_a_section_nobody_wrote_is_asked_for_or_empty() -> None:
    fields = section_fields(SectionTexts({}))
    assert fields["章节"]["一、甲／（一）乙："] == ["【待补：乙】"]
    assert fields["已写"]["乙"] == fields["下级"]["乙"] == []


def test_numbers_are_written_like_the_sample_and_start_anew_below_a_higher_one() -> None:
    samples = ("一、", "（一）", "1.", "1、", "（1）", "（一）", "1.", "一、", "(一)")
    numbers = numbering()
    assert [numbers[sample] for sample in samples] == [
        "一、", "（一）", "1.", "2、", "（1）", "（二）", "1.", "二、", "(一)",
    ]  # fmt: skip
    assert [chinese_numeral(number) for number in (10, 12, 20, 35)] == ["十", "十二", "二十", "三十五"]


def ledger(*rows: tuple[str, ...]) -> SourceTable:
    return SourceTable("支出明细", ("序号", "项目名称", "支付金额（万元）"), rows, "支出明细!A1")


def test_rows_belong_to_the_project_named_last_and_the_typed_total_to_all_of_them() -> None:
    table = ledger(("1", "甲", "3"), ("2", "", "10"), ("合计", "", "33"))
    fields = sheet_fields([table], "甲")
    assert [row["支付金额(万元)"] for row in fields["表"]["支出明细"]] == ["3", "10"]
    assert fields["表合计"]["支出明细"]["支付金额（万元）"] == "33"
    assert sheet_fields([table], "乙")["表"]["支出明细"] == []


def test_what_a_workbook_does_not_have_is_empty_or_asked_for() -> None:
    fields = sheet_fields([ledger(("1", "甲", "3"))])
    assert fields["表"]["没有"] == []
    assert fields["表"]["支出明细"][0]["没有这一栏"] == ""
    assert fields["资料"]["落款"]["日期"] == "【待补：落款日期】"


def test_a_title_fills_its_pattern_and_is_known_by_it() -> None:
    meta = ReportMeta("x", "x", "{{ 项目名称 }}项目{{ 年度 }}年绩效自评报告")
    assert meta.filled_title({"项目名称": "信息化项目", "年度": "2023"}) == "信息化项目2023年绩效自评报告"
    assert meta.could_be_titled("信息化 项目2023年绩效自评报告")
    assert not meta.could_be_titled("2023年度信息化绩效自评分析报告")
