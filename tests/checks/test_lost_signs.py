"""Signs left out are found by the rows of three signs that reports have; words that are rare but right pass."""

from __future__ import annotations

import pytest

from zpj.checks.words.lost_signs import has_lost_signs, lost_of_the_file, lost_signs

SLIPS = (
    ("各项资金专款用,没有挪用。\n坚持专款专用,按合同支付。", "专款专用"),
    ("二、目资金使用情况", "项目资"),
    ("五、存在的题和改进措施", "的问题"),
    ("其他金", "他资金"),
    ("项目效益况", "效益情况"),
    ("二、项目绩效完情况", "效完成情况"),
)
RIGHT = (
    "坚持专款专用,按合同支付。",
    "其他资金",
    "补贴金额不超过上限",
    "单台补贴额不超过最高比例",
    "据县公安局统计,全年事故下降",
    "自评年度",
    "按季比对优抚对象信息",
    "库存试剂采购量",
)


@pytest.mark.parametrize(("text", "meant"), SLIPS)
def test_a_sign_without_which_no_report_has_the_words_is_told(text: str, meant: str) -> None:
    assert [what for _, what in lost_signs(text.partition("\n")[0], text) if meant in what], text


@pytest.mark.parametrize("text", RIGHT)
def test_words_that_want_no_sign_are_let_pass(text: str) -> None:
    assert list(lost_signs(text, text)) == []


def test_what_the_file_has_twice_is_its_own_way_of_writing() -> None:
    assert list(lost_signs("项目效益况", "项目效益况\n项目效益况")) == []


def test_a_text_of_known_rows_needs_no_further_look() -> None:
    assert not has_lost_signs("项目绩效目标完成情况")


@pytest.mark.parametrize(
    ("text", "elsewhere", "meant"),
    [
        ("组织开展残疾童提供服务。", "为残疾儿童提供辅具。\n残疾儿童提供康复。", "残疾儿童提"),
        ("养护检测设正常。", "检测设备12台。\n更新检测设备。", "测设备正常"),
        ("养护检测设正常。", "检测设备12台。\n检测设施完好。", ""),  # two words begin so
        ("养护检测设正常。", "检测设备12台。", ""),  # told once
        ("养护检测设务正常。", "检测设备12台。\n更新检测设备。", ""),  # another sign for it
        ("养护检测设正常。\n养护检测设正常。", "检测设备12台。\n更新检测设备。", ""),
    ],
)
def test_what_the_file_has_behind_the_same_signs_shows_what_a_word_lacks(text: str, elsewhere: str, meant: str) -> None:
    found = list(lost_of_the_file(text.partition("\n")[0], f"{text}\n{elsewhere}"))
    assert [what for _, what in found] == ([meant] if meant else [])
