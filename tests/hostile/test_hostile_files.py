"""Every bad file ends every command in time and memory, in one Chinese line or in a result, and changes nothing."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest
from hostile_clerk import Clerk, faults, snapshot
from hostile_corpus import Case
from hostile_documents import document_cases
from hostile_packages import package_cases
from hostile_workbooks import workbook_cases

from zpj.cli.commands import cli

CASES = [*package_cases(), *workbook_cases(), *document_cases()]
OUTPUTS = {
    "show": (),
    "score": ("-o", "计分.xlsx"),
    "check": ("-o", "审核.xlsx"),
    "fix": ("-o", "修正.xlsx"),
    "report": ("-o", "报告"),
    "import": ("-o", "导入.xlsx"),
    "summary": ("-o", "汇总.xlsx"),
    "batch": ("-o", "批量"),
    "publish": ("-o", "公开.xlsx"),
}
NEEDS_THE_FILE = ("show", "score", "check", "fix", "report")
LONG = "ZPJ_LONG" in os.environ
ALWAYS = {
    "一个巨大的部件", "压缩比过高", "十亿次笑在 xl/sharedStrings.xml", "外部实体在 xl/worksheets/sheet1.xml",
    "十亿次笑在 word/document.xml", "截断到50.0%", "嵌套十万层 xl/worksheets/sheet1.xml", "部件名上级目录", "十万行",
    "一万六千列", "项目名称孤立代理项", "项目名称控制字符", "公式循环", "公式动态数据交换", "正文模板标签",
    "网页改名为.xlsx", "加密的.xlsx",
}  # fmt: skip
"""One of every kind; the others take turns: every third is in the short run, all are in the long one (make fuzz)."""
SLOW = {"一千列一百行", "十万行的表格", "二十万个空格子", "五千条很长的文字", "六万格很长的共享公式"}
"""Near to one of those above, and seconds long: in the long run only."""


def is_tried(number: int, case: Case) -> bool:
    """Whether a case is in this run."""
    return LONG or case.name in ALWAYS or (number % 3 == 1 and case.name not in SLOW)


TRIED = [case for number, case in enumerate(CASES) if is_tried(number, case)]


def commands_of(case: Case) -> list[str]:
    """One command, another for each case; all of them in the long run (make fuzz)."""
    known = [command for command in case.commands if command in cli.commands]
    return known if LONG else [known[zlib.crc32(case.name.encode()) % len(known)]]


def test_the_corpus_has_hundreds_of_files_each_with_its_own_name() -> None:
    names = [(case.name, case.suffix) for case in CASES]
    assert len(names) == len(set(names)) >= 500
    assert {name for name, _ in names} >= ALWAYS | SLOW
    assert len(TRIED) >= 150


@pytest.mark.parametrize("case", TRIED, ids=lambda case: f"{case.name}{case.suffix}")
def test_a_bad_file_is_read_or_refused_and_nothing_else_happens(clerk: Clerk, tmp_path: Path, case: Case) -> None:
    path = tmp_path / f"自评（表） 1{case.suffix}"
    path.write_bytes(case.make())
    for command in commands_of(case):
        before = snapshot(tmp_path)
        outcome = clerk.run(tmp_path, command, path.name, *OUTPUTS[command])
        broken = faults(outcome, before, snapshot(tmp_path), OUTPUTS[command][1:])
        assert not broken, f"{command}: {broken}"
        assert "root:" not in outcome.stdout + outcome.stderr
        if case.refused and command in NEEDS_THE_FILE:
            assert outcome.code == 2, f"{command} read it"
            assert path.name in outcome.stderr
            assert case.refused in outcome.stderr
