"""A folder of workbooks becomes reports and one table, whatever is in it and in whatever order it is done."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.app.batch_cases import contents, journal, odd_files, table, workbook, workbooks
from zpj.app.batch import run
from zpj.app.batch_lock import locked
from zpj.domain.errors import ZpjError
from zpj.grid.atomic import draft

HEADER = (
    "文件", "项目", "预算（万元）", "执行（万元）", "执行率", "得分", "等级", "错误", "警告", "报告文件", "说明",
    "测算得分",
)  # fmt: skip


class Backwards(Executor):
    """An executor of one's own: does nothing until it is asked, then the last job first."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = _Asked(self)
        self._waiting.append((future, lambda: call(*arguments, **named)))
        return future

    def do_all(self) -> None:
        while self._waiting:
            future, call = self._waiting.pop()
            future.set_result(call())


class _Asked(Future[Any]):
    def __init__(self, executor: Backwards) -> None:
        super().__init__()
        self._executor = executor

    def exception(self, timeout: float | None = None) -> BaseException | None:
        self._executor.do_all()
        return super().exception(timeout)


def test_every_project_gets_a_report_and_a_row_with_numbers(tmp_path: Path) -> None:
    workbook(tmp_path / "收" / "一.xlsx", "甲项目", "8.65")
    result = run([tmp_path / "收"], tmp_path / "出", executor=ThreadPoolExecutor(1))
    assert list(contents(tmp_path / "出")) == ["甲项目支出绩效自评报告.docx"]
    header, row = table(tmp_path / "出")
    assert header == HEADER
    assert row[:5] == ("一.xlsx", "甲项目", 10, 8.65, 0.865)
    assert row[9] == "甲项目支出绩效自评报告.docx"
    assert (row[7], row[8]) == (result.rows[0].errors, result.rows[0].warnings)
    (line,) = journal(tmp_path / "出")
    assert (line["project"], line["budget"], line["executed"], line["rate"]) == ("甲项目", "10", "8.65", "0.865")
    assert odd_files(tmp_path / "出") == []


def test_one_bad_file_never_stops_the_rest_and_its_row_says_why(tmp_path: Path) -> None:
    source = tmp_path / "收"
    workbook(source / "1.xlsx", "甲")
    (source / "2.xlsx").write_bytes(b"not a workbook")
    (source / "3.docx").write_bytes(b"")
    workbook(source / "4.xlsx", "乙")
    result = run([source], tmp_path / "出", executor=ThreadPoolExecutor(1))
    notes = {row[0]: row[10] for row in table(tmp_path / "出")[1:]}
    assert list(notes) == ["1.xlsx", "2.xlsx", "3.docx", "4.xlsx"]
    assert "不是 Excel" in notes["2.xlsx"]
    assert "空的" in notes["3.docx"]
    assert [done.file for done in result.failed] == ["2.xlsx", "3.docx"]
    assert len(contents(tmp_path / "出")) == 2
    assert not result.passes


def test_a_pdf_is_read_unless_it_was_printed_from_the_file_beside_it(tmp_path: Path) -> None:
    source = tmp_path / "收"
    workbook(source / "1.xlsx", "甲")
    for name in ("1.pdf", "2.pdf"):
        (source / name).write_bytes(b"%PDF-1.4\n")
    result = run([source], tmp_path / "出", executor=ThreadPoolExecutor(1))
    assert [done.file for done in result.files] == ["1.xlsx", "2.pdf"]
    assert [done.file for done in result.failed] == ["2.pdf"]


def test_lock_files_copies_and_the_results_themselves_are_not_read(tmp_path: Path) -> None:
    workbook(tmp_path / "1.xlsx", "甲")
    for name in ("~$1.xlsx", ".1.xlsx", "1_计分.xlsx", "说明.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "旧").mkdir()
    (tmp_path / "旧" / "结果.jsonl").write_text("")
    workbook(tmp_path / "旧" / "2.xlsx", "乙")
    for _ in range(2):
        result = run([tmp_path], tmp_path / "出", force=True, executor=ThreadPoolExecutor(1))
        assert [done.file for done in result.files] == ["1.xlsx"]


def test_the_result_is_the_same_whatever_finishes_first_and_with_any_executor(tmp_path: Path) -> None:
    workbooks(tmp_path / "收", 11)
    ways: list[dict[str, Any]] = [{"jobs": 2}, {"executor": ThreadPoolExecutor(3)}, {"executor": Backwards()}]
    for number, way in enumerate(ways):
        run([tmp_path / "收"], tmp_path / f"出{number}", **way)
    first, *others = (tmp_path / f"出{number}" for number in range(len(ways)))
    assert "项目4项目支出绩效自评报告_2.docx" in contents(first)
    assert len(contents(first)) == 11
    for other in others:
        assert contents(other) == contents(first)
        assert table(other) == table(first)
        assert (other / "结果.jsonl").read_bytes() == (first / "结果.jsonl").read_bytes()


def test_a_process_that_dies_takes_no_file_with_it(tmp_path: Path) -> None:
    workbooks(tmp_path / "收", 12)
    killed: list[int] = []

    def kill_one(now: int, *_: object) -> None:
        if now == 2:
            child = multiprocessing.active_children()[0]
            killed.append(child.pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    result = run([tmp_path / "收"], tmp_path / "出", jobs=2, progress=kill_one)
    assert killed
    assert result.failed == ()
    assert len(contents(tmp_path / "出")) == 12
    assert odd_files(tmp_path / "出") == []


def test_results_are_never_overwritten_silently(tmp_path: Path) -> None:
    source, output = workbook(tmp_path / "1.xlsx", "甲"), tmp_path / "出"
    output.mkdir()
    (output / "甲项目支出绩效自评报告.docx").write_bytes(b"somebody's own")
    run([source], output, executor=ThreadPoolExecutor(1))
    before = contents(output)
    assert before["甲项目支出绩效自评报告.docx"] == b"somebody's own"
    with pytest.raises(ZpjError, match="--resume"):
        run([source], output, executor=ThreadPoolExecutor(1))
    run([source], output, force=True, executor=ThreadPoolExecutor(1))
    assert contents(output) == before


def test_two_runs_into_one_folder_do_not_meet(tmp_path: Path) -> None:
    source, output = workbook(tmp_path / "1.xlsx", "甲"), tmp_path / "出"
    output.mkdir()
    with locked(output), pytest.raises(ZpjError, match="另一个 zpj batch"):
        run([source], output, executor=ThreadPoolExecutor(1))
    assert run([source], output, executor=ThreadPoolExecutor(1)).rows


def test_nothing_found_is_said_and_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "收").mkdir()
    for path, reason in ((tmp_path / "收", "没有自评表文件"), (tmp_path / "无", "找不到")):
        with pytest.raises(ZpjError, match=reason):
            run([path], tmp_path / "出")
    assert not (tmp_path / "出").exists()


def test_a_full_disk_is_named_in_the_row_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbooks(tmp_path / "收", 3)
    calls = []

    def full(target: Path, data: bytes) -> Path:
        calls.append(target)
        if len(calls) == 1:
            raise OSError(28, "No space left on device")
        return draft(target, data)

    monkeypatch.setattr("zpj.app.batch_file.draft", full)
    result = run([tmp_path / "收"], tmp_path / "出", executor=ThreadPoolExecutor(1))
    assert [done.file for done in result.failed] == [result.files[0].file]
    assert "磁盘空间不足" in result.failed[0].failure
    assert len(contents(tmp_path / "出")) == 2
    assert odd_files(tmp_path / "出") == []
