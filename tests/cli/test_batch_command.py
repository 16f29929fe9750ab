"""`zpj batch` as it is typed: exit codes, one line for a problem, a summary in a pipe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.batch_cases import contents, workbook


def batch(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zpj", "batch", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def test_a_file_that_fails_gives_exit_code_1_and_is_named(tmp_path: Path) -> None:
    source, output = tmp_path / "各乡（2023 年）", tmp_path / "结 果"
    workbook(source / "好.xlsx", "甲")
    (source / "坏.xlsx").write_bytes(b"?")
    done = batch(source, "-o", output)
    assert (done.returncode, done.stderr) == (1, "")
    assert re.search(r"没有做成：坏\.xlsx，", done.stdout)
    assert "好.xlsx" not in done.stdout
    assert list(contents(output)) == ["甲项目支出绩效自评报告.docx"]


def test_results_are_refused_twice_and_gone_on_with_on_request(tmp_path: Path) -> None:
    source, output = workbook(tmp_path / "好.xlsx", "甲"), tmp_path / "出"
    first = batch(source, "-o", output).returncode
    refused = batch(source, "-o", output)
    assert refused.returncode == 2
    assert re.fullmatch(r"[^\n]*--resume[^\n]*\n", refused.stderr)
    again = batch(source, "-o", output, "--resume")
    assert again.returncode == first
    assert "上次已做 1 个" in again.stdout


@pytest.mark.parametrize(
    "arguments", [("无", "-o", "出"), ("--jobs", "0", ".", "-o", "出"), (".",), ("-o", "出"), (".", "-o", "好.xlsx")]
)
def test_what_cannot_be_done_is_one_chinese_line_and_exit_code_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    workbook(tmp_path / "好.xlsx", "甲")
    done = subprocess.run(
        [sys.executable, "-m", "zpj", "batch", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"[^\n]*[一-鿿][^\n]*\n", done.stderr)
