"""The 发送到 entries: the same as `zpj check` and `zpj report`, told in a message, results opened."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

from zpj.excel import install_send_to as send_to

SAMPLE = Path(__file__).resolve().parents[2] / "sample_workbooks" / "xinzhou_2022.xlsx"


@dataclass
class FakeDesk:
    messages: list[tuple[str, bool]] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)

    def tell(self, message: str, failed: bool) -> None:
        self.messages.append((message, failed))

    def open(self, path: Path) -> None:
        self.opened.append(path)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZPJ_HOME", str(tmp_path / "own"))
    return Path(shutil.copy(SAMPLE, tmp_path / "自评 表（1）.xlsx"))


def test_a_check_writes_and_opens_the_review_and_never_replaces_one(book: Path) -> None:
    desk = FakeDesk()
    assert [send_to.run(["check", str(book)], desk) for _ in range(2)] == [0, 0]
    assert [path.name for path in desk.opened] == ["自评 表（1）_审核意见.xlsx", "自评 表（1）_审核意见_2.xlsx"]
    assert openpyxl.load_workbook(desk.opened[0]).sheetnames
    assert "审核意见：" in desk.messages[0][0]
    assert book.read_bytes() == SAMPLE.read_bytes()


def test_a_report_is_written_beside_the_workbook_and_opened(book: Path) -> None:
    desk = FakeDesk()
    assert send_to.run(["report", str(book)], desk) == 0
    assert desk.opened
    assert {path.parent for path in desk.opened} == {book.parent}
    assert "已生成" in desk.messages[0][0]


@pytest.mark.parametrize(
    "arguments", [[], ["check"], ["nope", "a.xlsx"], ["check", "没有.xlsx"], ["report", "没有.xlsx"]]
)
def test_a_problem_is_one_message(book: Path, arguments: list[str]) -> None:
    desk = FakeDesk()
    assert send_to.run(arguments, desk) == 2
    assert [failed for _, failed in desk.messages] == [True]


def test_the_unexpected_names_the_log(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(send_to, "check_files", burst)
    desk = FakeDesk()
    assert send_to.run(["check", str(book)], desk) == 2
    assert "zpj.log" in desk.messages[0][0]
    assert "boom" in (book.parent / "own" / "zpj.log").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="would show a message box")
def test_it_runs_as_a_program(book: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zpj.excel.install_send_to", "check", str(book)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == ""
    assert "审核意见" in done.stderr
