"""Words that lack a sign they have elsewhere in the file; headings broken off within a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, findings_in
from zpj.checks.reading.form_headings import misspelt_heading
from zpj.domain.findings import Severity

_TOLD = ["零就业家庭动态清零率达到100%。", "实现零就业家庭动态清零。", "零就业家庭成员全部安置。"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("托底安置就业困难人员，确保零就家庭动态清零。", True),
        ("托底安置就业困难人员，确保零就业家庭动态清零。", False),
        ("对家庭经济困难的人员给予补助。", False),
    ],
)
def test_a_word_that_lacks_a_sign_it_has_elsewhere_is_found(line: str, wrong: bool, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES, *_TOLD, line])
    told = [item for item in found if item.rule == "ZPJ172" and item.found == "零就家庭"]
    assert [(item.expected, item.severity) for item in told] == [("零就业家庭", Severity.WARNING)] * wrong


def test_a_word_of_another_meaning_with_a_sign_less_is_none(tmp_path: Path) -> None:
    lines = [
        "监测点覆盖全县12个乡镇。",
        "监测点覆盖率达到100%。",
        "监测覆盖全县。",
        "到2023年促消费活动已办3场，促进消费增长。",
    ]
    assert not [item for item in findings_in(tmp_path / "报告.docx", [*LINES, *lines]) if item.rule == "ZPJ172"]


@pytest.mark.parametrize(
    ("head", "meant"),
    [
        ("偏差原因分析及改进措", "偏差原因分析及改进措施"),
        ("实际完成情", "实际完成情况"),
        ("全年预算", ""),
        ("执行率", ""),
    ],
)
def test_a_heading_that_breaks_off_within_its_last_word_is_a_slip(head: str, meant: str) -> None:
    assert misspelt_heading(head) == meant
