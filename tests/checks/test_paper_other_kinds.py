"""Units, projects and words told once by another word than the tables or a dictionary have are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from zpj.checks.words.odd_words import words_of_the_file

_UNITS: Block = [("序号", "用款单位", "下达（万元）"), ("1", "县人民医院", "12.00"), ("2", "县妇幼保健院", "15.00")]
_PROJECTS: Block = [
    ("序号", "项目名称", "全年预算", "全年支出"),
    ("1", "办案业务经费", "72.00", "70.00"),
    ("2", "人民陪审员补助", "11.00", "8.10"),
]


@pytest.mark.parametrize(
    ("rule", "blocks"),
    [
        ("ZPJ184", (_UNITS, "由县人民医院和县妇幼保健站使用。")),
        ("ZPJ184", (_UNITS, "县妇幼保健所资金已全部拨付。")),
        ("ZPJ181", (_PROJECTS, "人民陪审员补助据实结算。", "人民陪审员工作经费项目执行率较低。")),
    ],
)
def test_another_word_than_a_table_has_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert rule in {found.rule for found in findings_in(tmp_path / "report.docx", [*LINES, *blocks])}


@pytest.mark.parametrize(
    "blocks",
    [
        (_UNITS, "由县人民医院和县妇幼保健院使用。"),
        (_UNITS, "县妇幼保健站更名为县妇幼保健院。"),
        (_PROJECTS, "人民陪审员补助项目执行率较低。"),
        (_PROJECTS, "人民陪审员工作经费另行安排。"),
    ],
)
def test_the_words_of_a_table_are_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = {each.rule for each in findings_in(tmp_path / "report.docx", [*LINES, *blocks])}
    assert not found & {"ZPJ184", "ZPJ181"}


@pytest.mark.parametrize(
    ("text", "elsewhere", "meant"),
    [
        ("节题验收通过率", "课题全部通过结题验收", "结题"),
        ("学校食堂明橱亮灶建设", "明厨亮灶全覆盖；明厨亮灶达标", "明厨"),
    ],
)
def test_a_word_is_known_by_what_the_file_has_elsewhere(text: str, elsewhere: str, meant: str) -> None:
    found = list(words_of_the_file(text, f"{text}\n{elsewhere}\n{elsewhere}"))
    assert any(meant in what for _, what in found)
    assert not list(words_of_the_file(text, text))
