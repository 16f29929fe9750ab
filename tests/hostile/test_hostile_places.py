"""Odd places: links, pipes, devices, folders, names and permissions, for what is read and for what is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hostile_clerk import Clerk, faults, snapshot
from hostile_corpus import form

COMMANDS = ("show", "score", "check", "fix", "report", "import")
NOBODY = 65534


def refused(clerk: Clerk, folder: Path, *arguments: str, user: int | None = None) -> str:
    """Run a command that must be refused; gives its one line."""
    before = snapshot(folder)
    outcome = clerk.run(folder, *arguments, user=user)
    assert faults(outcome, before, snapshot(folder), ()) == []
    assert outcome.code == 2, outcome.stdout
    return outcome.stderr


def with_output(command: str) -> tuple[str, ...]:
    return ("-o", "导入.xlsx") if command == "import" else ()


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_plain_file_is_refused_at_once(clerk: Clerk, tmp_path: Path, command: str) -> None:
    (tmp_path / "文件夹.xlsx").mkdir()
    (tmp_path / "断链.xlsx").symlink_to(tmp_path / "没有")
    (tmp_path / "环.xlsx").symlink_to(tmp_path / "环.xlsx")
    os.mkfifo(tmp_path / "管道.xlsx")
    for name, reason in {
        "文件夹.xlsx": "文件夹",
        "断链.xlsx": "找不到",
        "环.xlsx": "环.xlsx",
        "管道.xlsx": "不是普通文件",
        "没有.xlsx": "找不到",
        "没有/表.xlsx": "找不到",
        "": "",
        "长" * 300 + ".xlsx": "长长",
    }.items():
        assert reason in refused(clerk, tmp_path, command, name, *with_output(command)), name


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/stdin", "/proc/self/mem"])
def test_a_device_is_not_read(clerk: Clerk, tmp_path: Path, device: str) -> None:
    assert refused(clerk, tmp_path, "show", device)


def test_a_link_is_followed_and_stays_a_link(clerk: Clerk, tmp_path: Path) -> None:
    content = form()
    (tmp_path / "真.xlsx").write_bytes(content)
    (tmp_path / "链.xlsx").symlink_to(tmp_path / "真.xlsx")
    assert clerk.run(tmp_path, "score", "链.xlsx", "-o", "计分.xlsx").code == 0
    assert (tmp_path / "链.xlsx").is_symlink()
    assert (tmp_path / "真.xlsx").read_bytes() == content


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_without_permission_it_says_so(clerk: Clerk, tmp_path: Path) -> None:
    source = tmp_path / "自评.xlsx"
    source.write_bytes(form())
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o755)
    assert "无法写入" in refused(clerk, tmp_path, "score", source.name, user=NOBODY)
    assert "无法写入" in refused(clerk, tmp_path, "fix", source.name, "-o", "修正.xlsx", user=NOBODY)
    source.chmod(0)
    assert "没有权限" in refused(clerk, tmp_path, "show", source.name, user=NOBODY)


@pytest.mark.parametrize(
    "name",
    ["自评\n换行.xlsx", "自评\x1b[2J.xlsx", "-o.xlsx", "自评 %s {0}.xlsx", "甲" * 80 + ".xlsx", "[red]表[].xlsx"],
)
def test_a_file_is_read_whatever_its_name(clerk: Clerk, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(form())
    before = snapshot(tmp_path)
    for command in ("show", "check"):
        outcome = clerk.run(tmp_path, command, "--", name)
        assert faults(outcome, before, snapshot(tmp_path), ()) == []
        assert outcome.code in (0, 1)
    (tmp_path / name).write_bytes(b"")
    assert "0 字节" in refused(clerk, tmp_path, "show", "--", name)


def test_a_name_that_is_no_unicode_is_one_line(clerk: Clerk, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xd7\xd4\xc6\xc0.xlsx")
    (tmp_path / name).write_bytes(b"")
    assert "0 字节" in refused(clerk, tmp_path, "show", name)
    (tmp_path / name).write_bytes(form())
    before = snapshot(tmp_path)
    for command, output in (("show", ()), ("check", ("-o", "审核.xlsx")), ("score", ("-o", "计分.xlsx"))):
        outcome = clerk.run(tmp_path, command, name, *output)
        assert faults(outcome, before, snapshot(tmp_path), ("审核.xlsx", "计分.xlsx")) == []


@pytest.mark.parametrize("output", ["没有/深/表.xlsx/表.xlsx", "长" * 300 + ".xlsx", "自评.xlsx/表.xlsx", "."])
@pytest.mark.parametrize("command", ["score", "fix", "import"])
def test_an_impossible_output_is_one_line_and_nothing_is_left(
    clerk: Clerk, tmp_path: Path, command: str, output: str
) -> None:
    (tmp_path / "自评.xlsx").write_bytes(form())
    before = snapshot(tmp_path)
    outcome = clerk.run(tmp_path, command, "自评.xlsx", "-o", output)
    allowed = ("没有",) if outcome.code == 0 else ()
    assert faults(outcome, before, snapshot(tmp_path), allowed) == []


def test_a_file_that_vanishes_between_two_looks_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from zpj.app import scored_copy
    from zpj.cli.chinese import run
    from zpj.cli.commands import cli

    source = tmp_path / "自评.xlsx"
    source.write_bytes(form())
    opened = scored_copy.open_package

    def vanishes(path: Path) -> object:
        path.unlink()
        return opened(path)

    monkeypatch.setattr(scored_copy, "open_package", vanishes)
    code = run(cli, ["score", str(source)])
    said = capsys.readouterr().err
    assert (code, said.count("\n")) == (2, 1)
    assert "找不到" in said
    assert not list(tmp_path.iterdir())
