"""`zpj batch`: score, check and report for every workbook of some folders, in all processors, and on after a kill.

The parent names the reports in the order of the files, so the result is the same whatever the number of processes and
whichever finishes first. The journal has a file's lines before its reports get their names: what a kill leaves is
either done or done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from zpj.app.batch_file import Job, Outcome, told
from zpj.app.batch_files import JOURNAL, TABLE, files_to_do
from zpj.app.batch_journal import Done, Journal, Report, digest
from zpj.app.batch_lock import locked
from zpj.app.batch_names import Names
from zpj.app.batch_pool import Workers, processors
from zpj.app.outputs import folder_for
from zpj.domain.errors import ZpjError
from zpj.forms.result_row import ResultRow
from zpj.grid.atomic import atomic_write, put_in_place, remove, remove_temporaries

Progress = Callable[[int, int, Done, bool], None]
"""Told of every file: how many are finished, of how many, the file, and whether it was done already."""


@dataclass(frozen=True, slots=True)
class BatchRun:
    """What a batch came to. `kept`: how many files were done already."""

    folder: Path
    files: tuple[Done, ...]
    kept: int

    @property
    def table(self) -> Path:
        """The results table."""
        return self.folder / TABLE

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """Its rows."""
        return tuple(row for done in self.files for row in done.rows)

    @property
    def failed(self) -> tuple[Done, ...]:
        """The files that could not be done, or not to the end."""
        return tuple(done for done in self.files if done.failure)

    @property
    def passes(self) -> bool:
        """Whether every file was done and none has an error."""
        return not self.failed and not any(row.errors for row in self.rows)


def run(
    paths: Sequence[Path],
    output: Path,
    *,
    jobs: int | None = None,
    resume: bool = False,
    force: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> BatchRun:
    """Do every workbook under the paths: reports, 结果.xlsx and 结果.jsonl go into `output`.

    `resume` keeps what an earlier run finished, if the input is unchanged and its reports are there; `force` does
    everything anew. `executor` takes the place of the process pool: any that reaches the same files. ZpjError where
    nothing is found, the folder holds results already, or another run writes there.
    """
    files = files_to_do(paths, output)
    folder_for(output / JOURNAL)
    with locked(output):
        batch = _Batch(output, files, resume, force)
        try:
            with Workers(jobs or processors(), executor) as workers:
                batch.work(workers, progress)
        finally:
            remove_temporaries(output)
        return batch.finish()


class _Batch:
    def __init__(self, folder: Path, files: Mapping[str, Path], resume: bool, force: bool) -> None:
        self._folder = folder
        self._files = files
        self._journal = Journal(folder / JOURNAL)
        if not (resume or force) and any((folder / name).exists() for name in (JOURNAL, TABLE)):
            remedy = "接着做请加 --resume，全部重做请加 --force，或换一个文件夹"
            raise ZpjError(folder.name or str(folder), "这个文件夹里已经有批量处理的结果", remedy)
        remove_temporaries(folder)
        self._states = {file: _state(path) for file, path in files.items()}
        known = self._journal.read()
        self._names = Names(())
        self._kept = {file: known[file] for file in files if resume and self._is_done(known.get(file), file)}
        for file, done in known.items():
            if file not in self._kept:
                self._release(done, even_if_edited=force)
        remove(folder / TABLE)
        self._journal.rewrite(self._kept.values())
        own = {report.name for done in self._kept.values() for report in done.reports}
        edited = {report.name for done in self._kept.values() for report in done.reports if self._is_edited(report)}
        self._names = Names({path.name for path in folder.iterdir()} - own | edited)
        self._finished: list[Done] = []

    def work(self, workers: Workers, progress: Progress | None) -> None:
        """Do all files; `progress` hears of each in turn."""
        outcomes = workers.outcomes(self._jobs())
        for (file, path), outcome in zip(self._files.items(), outcomes, strict=True):
            job = Job(path, file, self._folder)
            is_kept = outcome is None
            done = self._still_done(file) if outcome is None else self._commit(job, outcome)
            self._finished.append(done or self._commit(job, workers.alone(job)))
            if progress:
                progress(len(self._finished), len(self._files), self._finished[-1], is_kept)

    def finish(self) -> BatchRun:
        """The journal in the order of the files, and the table."""
        from zpj.forms.batch_sheet import results_workbook

        self._journal.rewrite(self._finished)
        result = BatchRun(self._folder, tuple(self._finished), len(self._kept))
        atomic_write(result.table, results_workbook(result.rows))
        return result

    def _jobs(self) -> Iterator[Job | None]:
        for file, path in self._files.items():
            yield None if file in self._kept else Job(path, file, self._folder)

    def _still_done(self, file: str) -> Done | None:
        """A file done earlier, unless a file before it has now taken the name of its report."""
        done = self._kept[file]
        names = tuple(report.name for report in done.reports)
        if self._names.give_again([report.title for report in done.reports], names):
            return done
        del self._kept[file]
        self._release(done, even_if_edited=False)
        return None

    def _commit(self, job: Job, outcome: Outcome) -> Done:
        """Into the journal first, then the reports under their names."""
        names = self._names.give([draft.title for draft in outcome.drafts])
        places = outcome.drafts_of_rows or ((),) * len(outcome.rows)
        rows = tuple(
            replace(row, reports=tuple(names[place] for place in own), note=outcome.failure or row.note)
            for row, own in zip(outcome.rows, places, strict=True)
        )
        reports = tuple(
            Report(name, draft.title, draft.digest) for name, draft in zip(names, outcome.drafts, strict=True)
        )
        done = Done(self._states[job.file], rows, reports, outcome.failure)
        self._journal.append(done)
        try:
            for name, draft in zip(names, outcome.drafts, strict=True):
                put_in_place(draft.path, self._folder / name)
        except ZpjError as problem:
            why = f"报告没有写成：{told(problem)}"
            done = replace(done, rows=tuple(replace(row, note=why) for row in rows), failure=why)
            self._journal.append(done)
        return done

    def _is_done(self, done: Done | None, file: str) -> bool:
        if done is None or done.failure or done.state != self._states[file]:
            return False
        return all((self._folder / report.name).is_file() for report in done.reports)

    def _is_edited(self, report: Report) -> bool:
        return digest(self._folder / report.name) != report.digest

    def _release(self, done: Done, *, even_if_edited: bool) -> None:
        """Remove the reports of a file that is done again; one that a person has edited since stays."""
        for report in done.reports:
            if not self._names.is_given(report.name) and (even_if_edited or not self._is_edited(report)):
                remove(self._folder / report.name)


def _state(path: Path) -> tuple[int, int]:
    """Size and time of change, by which a changed input is known."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
