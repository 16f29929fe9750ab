"""A batch that was stopped, however hard, goes on with --resume to the result of an undisturbed run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.app.batch_cases import contents, journal, odd_files, table, workbook, workbooks
from zpj.app.batch import run

FILES = 40
REPOSITORY = Path(__file__).resolve().parents[2]


def batch(source: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start a run that heeds Ctrl-C, even where the tests were started behind a shell that does not."""
    arguments = [sys.executable, "-m", "zpj", "batch", str(source), "-o", str(output), "--jobs", "2", *options]
    return subprocess.Popen(
        arguments, cwd=REPOSITORY, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def test_after_kill_9_at_any_moment_resume_gives_the_undisturbed_result(tmp_path: Path) -> None:
    source, output, undisturbed = tmp_path / "收", tmp_path / "出", tmp_path / "静"
    workbooks(source, FILES)
    inputs = contents_of(source)
    run([source], undisturbed, executor=ThreadPoolExecutor(1))
    chance = random.Random(20231231)
    for _ in range(3):
        process = batch(source, output, "--resume")
        wait_for_lines(output, process, chance.randint(1, FILES // 4))
        time.sleep(chance.random() / 50)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    lines = [line["file"] for line in journal_so_far(output)]
    assert len(lines) == len(set(lines))
    process = batch(source, output, "--resume")
    process.communicate()
    assert process.returncode in (0, 1)
    assert contents(output) == contents(undisturbed)
    assert table(output) == table(undisturbed)
    assert (output / "结果.jsonl").read_bytes() == (undisturbed / "结果.jsonl").read_bytes()
    assert odd_files(output) == []
    assert contents_of(source) == inputs


def test_ctrl_c_ends_with_one_line_that_says_how_to_go_on(tmp_path: Path) -> None:
    source, output = tmp_path / "收", tmp_path / "出"
    workbooks(source, FILES)
    process = batch(source, output)
    wait_for_lines(output, process, 2)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 2
    (line,) = said.decode().splitlines()
    assert "--resume" in line
    assert odd_files(output) == []
    assert 0 < len(journal(output)) < FILES


@pytest.fixture
def finished(tmp_path: Path) -> tuple[Path, Path]:
    source, output = tmp_path / "收", tmp_path / "出"
    workbooks(source, 6)
    run([source], output, executor=ThreadPoolExecutor(1))
    return source, output


def again(source: Path, output: Path) -> int:
    return run([source], output, resume=True, executor=ThreadPoolExecutor(1)).kept


def test_what_is_done_is_not_done_again(finished: tuple[Path, Path]) -> None:
    source, output = finished
    before = {path: path.stat().st_mtime_ns for path in output.glob("*.docx")}
    assert again(source, output) == 6
    assert {path: path.stat().st_mtime_ns for path in output.glob("*.docx")} == before


def test_a_changed_input_a_missing_report_and_a_half_line_are_done_again(finished: tuple[Path, Path]) -> None:
    source, output = finished
    wanted = contents(output)
    for row in (1, 6):
        (output / str(table(output)[row][9])).unlink()
    book = source / "甲乡" / "002.xlsx"
    os.utime(book, ns=(1, 1))
    lines = (output / "结果.jsonl").read_bytes().split(b"\n")
    (output / "结果.jsonl").write_bytes(b"\n".join(lines[:-2]) + b"\n" + lines[-2][:30])
    assert again(source, output) == 3
    assert contents(output) == wanted
    assert len(journal(output)) == 6


def test_a_report_somebody_edited_stays_as_it_is(finished: tuple[Path, Path]) -> None:
    source, output = finished
    edited = output / f"{table(output)[2][9]}"
    edited.write_bytes(b"edited by hand")
    assert again(source, output) == 6
    os.utime(source / str(table(output)[2][0]), ns=(1, 1))
    assert again(source, output) == 5
    assert edited.read_bytes() == b"edited by hand"
    assert len(contents(output)) == 7


def test_a_new_file_with_the_title_of_an_old_one_renumbers_as_a_fresh_run_would(finished: tuple[Path, Path]) -> None:
    source, output = finished
    workbook(source / "甲乡" / "000.xlsx", "项目4", "9")
    again(source, output)
    run([source], source.parent / "静", executor=ThreadPoolExecutor(1))
    assert contents(output) == contents(source.parent / "静")
    assert table(output) == table(source.parent / "静")


def test_a_removed_input_takes_its_report_along(finished: tuple[Path, Path]) -> None:
    source, output = finished
    (source / "乙镇" / "001.xlsx").unlink()
    again(source, output)
    assert len(contents(output)) == len(journal(output)) == 5


def wait_for_lines(output: Path, process: subprocess.Popen[bytes], more: int) -> None:
    """Until the run has done so many more files."""
    before = len(journal_so_far(output))
    while process.poll() is None and len(journal_so_far(output)) < before + more:
        time.sleep(0.005)


def journal_so_far(output: Path) -> list[dict[str, object]]:
    """The whole lines of the journal, of which the last may be cut off."""
    path = output / "结果.jsonl"
    return journal(output) if path.exists() and path.read_bytes()[-1:] == b"\n" else []


def contents_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*.xlsx")}
