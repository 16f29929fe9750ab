"""A file that kills its process is named, and the others are done."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from zpj.app.batch_file import Job, Outcome
from zpj.app.batch_pool import Workers
from zpj.domain.errors import ZpjError
from zpj.forms.result_row import ResultRow

DEADLY = {"3.xlsx", "4.xlsx"}


def do_or_die(job: Job) -> Outcome:
    """What a process of the pool does in these tests."""
    if job.file in DEADLY:
        os._exit(1)
    return Outcome((ResultRow(job.file),))


class Answering(Executor):
    """An executor that answers everything with one exception, or refuses."""

    def __init__(self, error: Exception, *, refuses: bool = False) -> None:
        self._error = error
        self._refuses = refuses

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        if self._refuses:
            raise self._error
        future: Future[Any] = Future()
        future.set_exception(self._error)
        return future


def job(file: str) -> Job:
    return Job(Path(file), file, Path("."))


def test_only_the_files_that_kill_their_process_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zpj.app.batch_pool.do_file", do_or_die)
    names = [f"{number}.xlsx" for number in range(9)]
    with Workers(jobs=2) as workers:
        outcomes = [outcome for outcome in workers.outcomes(map(job, names)) if outcome is not None]
    assert [outcome.rows[0].file for outcome in outcomes] == names
    failed = {outcome.rows[0].file: outcome.failure for outcome in outcomes if outcome.failure}
    assert set(failed) == DEADLY
    assert all("意外退出" in why for why in failed.values())


def test_a_file_that_is_done_already_keeps_its_turn() -> None:
    with Workers(1, Answering(KeyError("x"))) as workers:
        outcomes = list(workers.outcomes([job("1"), None, job("3")]))
    assert [outcome and outcome.rows[0].file for outcome in outcomes] == ["1", None, "3"]


def test_an_error_nobody_foresaw_is_named_by_kind() -> None:
    with Workers(1, Answering(KeyError("x"))) as workers:
        (outcome,) = workers.outcomes([job("1")])
    assert outcome is not None
    assert "KeyError" in outcome.failure


def test_a_callers_executor_that_stopped_is_said() -> None:
    with Workers(1, Answering(BrokenProcessPool(), refuses=True)) as workers, pytest.raises(ZpjError, match="--resume"):
        list(workers.outcomes([job("1")]))
