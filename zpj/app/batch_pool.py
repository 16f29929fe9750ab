"""Does the files of a batch in several processes, and gives the outcomes in the order of the files.

Only so many files are handed out ahead, so that memory stays flat. A process that dies names its file: what was in
flight then is done again one by one, and the file that kills its process alone is the one.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from types import TracebackType

from zpj.app.batch_file import Job, Outcome, do_file, failed, get_ready
from zpj.domain.errors import ZpjError

_AHEAD = 16
_DIED = "处理这个文件时程序意外退出（可能是内存不足）。请单独打开检查，或删去与自评表无关的内容后重试"


def processors() -> int:
    """How many processes can run at once on this machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """The processes of a batch, or the executor a caller brings along (which is then left running)."""

    def __init__(self, jobs: int, executor: Executor | None = None) -> None:
        self._jobs = jobs
        self._given = executor
        self._executor = executor or self._pool()
        self._pending: deque[tuple[Job | None, Future[Outcome] | None]] = deque()
        self._ending: threading.Thread | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Nothing is running any more afterwards, not even what was just being handed out when Ctrl-C came."""
        self.stop()
        if self._ending is not None:
            self._ending.join()

    def get_ready(self, files: int) -> None:
        """Start as many processes as so many files take: they load zpj while the files are still looked at."""
        for _ in range(min(self._jobs, files) if self._given is None else 0):
            self._executor.submit(get_ready)

    def stop(self) -> None:
        """No file is being done any more afterwards, and what has not begun never will.

        The processes end meanwhile. A second `shutdown` of an executor waits for nothing, hence the thread that waits.
        """
        wait([future for _, future in self._pending if future is not None and not future.cancel()])
        if self._given is None and self._ending is None:
            self._ending = threading.Thread(target=self._executor.shutdown, kwargs={"cancel_futures": True})
            self._ending.start()

    def outcomes(self, jobs: Iterable[Job | None]) -> Iterator[Outcome | None]:
        """The outcome of every job in the given order; None stands for itself (a file that is done already)."""
        for job in jobs:
            self._pending.append((job, self._submitted(job) if job else None))
            if len(self._pending) >= self._jobs * _AHEAD:
                yield self._next()
        while self._pending:
            yield self._next()

    def alone(self, job: Job) -> Outcome:
        """Do one file while no other is being done."""
        wait([future for _, future in self._pending if future is not None])
        future = self._submitted(job)
        error = _error_of(future)
        return failed(job, _DIED) if isinstance(error, BrokenExecutor) else _outcome(job, future, error)

    def _next(self) -> Outcome | None:
        job, future = self._pending[0]
        error = _error_of(future) if future else None
        self._pending.popleft()
        if job is None or future is None:
            return None
        return self.alone(job) if isinstance(error, BrokenExecutor) else _outcome(job, future, error)

    def _submitted(self, job: Job) -> Future[Outcome]:
        try:
            return self._executor.submit(do_file, job)
        except BrokenExecutor as error:
            if self._given is not None:
                raise ZpjError("并行处理", "所给的执行器已经停止", "请重新启动它，再加 --resume 接着做") from error
            self._executor.shutdown()
            self._executor = self._pool()
            return self._executor.submit(do_file, job)

    def _pool(self) -> Executor:
        # Started afresh and not forked: a fork takes along the threads' locks, and Windows has none.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_begin)


def _error_of(future: Future[Outcome]) -> BaseException | None:
    """Wait for a future. In short rounds: on Windows Ctrl-C does not reach a process that waits without end."""
    while True:
        try:
            return future.exception(timeout=0.5)
        except TimeoutError:
            continue


def _outcome(job: Job, future: Future[Outcome], error: BaseException | None) -> Outcome:
    if error is None:
        return future.result()
    return failed(job, f"程序出错（{type(error).__name__}），这个文件没有做。请把它发给维护人员")


def _begin() -> None:
    """A process of the pool: Ctrl-C is its parent's affair, and it ends with its parent however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
