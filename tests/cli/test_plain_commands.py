"""A plain command line is read without click, and exactly as click reads it; everything else is left to click."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.batch_cases import workbook
from zpj.cli import plain
from zpj.cli.chinese import run
from zpj.cli.commands import cli
from zpj.cli.ending import ended
from zpj.cli.plain import plain_command

REPORT = cli.commands["report"]
WORDS = ["a.xlsx", "b.docx", "报告（一）.docx", "-o", "--output", "--template", "--project", "--force", "--help", "-h",
         "--output=x", "-ox", "--", "-", "", "--fo", "--bad"]  # fmt: skip


def read_by_click(arguments: list[str]) -> dict[str, object] | None:
    try:
        with REPORT.make_context("report", list(arguments)) as context:
            return dict(context.params)
    except (click.ClickException, click.exceptions.Exit):
        return None


def test_the_options_are_those_of_the_command() -> None:
    options = [option for option in REPORT.params if isinstance(option, click.Option)]
    values = {written: option.name for option in options if not option.is_flag for written in option.opts}
    flags = {written: option.name for option in options if option.is_flag for written in option.opts}
    assert {written: name for written, (name, _) in plain._VALUES.items()} == values
    assert dict(plain._FLAGS) == flags
    assert [argument.name for argument in REPORT.params if isinstance(argument, click.Argument)] == ["file"]


@given(st.lists(st.sampled_from(WORDS), max_size=7))
def test_a_plain_line_is_read_as_click_reads_it(words: list[str]) -> None:
    found = plain_command(["report", *words])
    if found is not None:
        assert isinstance(found, partial)
        assert found.func is plain.report
        assert found.keywords == read_by_click(words)


@pytest.mark.parametrize(
    "words",
    [("a.xlsx",), ("a.xlsx", "-o", "b.docx", "--force"), ("--template", "mof-self", "a.xlsx", "--project", "甲")],
)
def test_the_usual_lines_are_plain(words: tuple[str, ...]) -> None:
    assert plain_command(["report", *words]) is not None


@pytest.mark.parametrize(
    "words",
    [
        (), ("score", "a.xlsx"), ("report",), ("report", "--help"), ("report", "a.xlsx", "b.xlsx"),
        ("report", "a.xlsx", "-o"), ("report", "a.xlsx", "--bad"), ("report", "-o", "--force", "a.xlsx"),
        ("report", "a.xlsx", "--force", "--force"), ("report", ""), ("--version",),
    ],
)  # fmt: skip
def test_all_else_is_left_to_click(words: tuple[str, ...]) -> None:
    assert plain_command(words) is None


def test_completion_of_the_shell_is_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ZPJ_COMPLETE", "bash_source")
    assert plain_command(["report", "a.xlsx"]) is None


def test_both_say_and_write_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = workbook(tmp_path / "表.xlsx", "甲项目")
    arguments = ["report", str(form), "-o", str(tmp_path / "报告.docx"), "--force"]
    outcomes = []
    for way in (lambda: run(cli, arguments), lambda: ended(plain_command(arguments) or (lambda: 9))):
        code = way()
        outcomes.append((code, capsys.readouterr(), (tmp_path / "报告.docx").read_bytes()))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0] == 0


def test_a_file_that_is_not_there_is_told_in_the_same_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["report", str(tmp_path / "没有.xlsx")]
    assert run(cli, arguments) == ended(plain_command(arguments) or (lambda: 9)) == 2
    one, other = capsys.readouterr().err.splitlines()
    assert one == other


def test_ctrl_c_and_a_closed_screen_end_a_plain_command_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    def pressed() -> None:
        raise KeyboardInterrupt

    assert ended(pressed) == 2
    assert "已中断" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell with pipes that close")
def test_a_closed_pipe_leaves_no_traceback(tmp_path: Path) -> None:
    form = workbook(tmp_path / "表.xlsx", "甲项目")
    command = f"'{sys.executable}' -m zpj report '{form}' -o '{tmp_path / '报告.docx'}' --force | true"
    for buffering in ("", "1"):
        environment = {**os.environ, "PYTHONUNBUFFERED": buffering}
        done = subprocess.run(
            f"{command}; echo ${{PIPESTATUS[0]}}", shell=True, executable="/bin/bash", env=environment,
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.stdout.strip(), done.stderr) == ("0", "")
    assert (tmp_path / "报告.docx").exists()
