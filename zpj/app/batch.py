"""`zpj batch`: score, check and report for every workbook of some folders, in all processors, and on after a kill.

The parent names the reports in the order of the files, so the result is the same whatever the number of processes and
whichever finishes first. The journal has a file's lines before its reports get their names: what a kill leaves is
either done or done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from zpj.app.batch_file import Job, Outcome, told
from zpj.app.batch_files import JOURNAL, TABLE, BatchFiles, files_to_do
from zpj.app.batch_journal import Done, Journal, Report, digest
from zpj.app.batch_lock import locked
from zpj.app.batch_names import Names
from zpj.app.batch_pool import Workers, processors
from zpj.app.batch_twins import Twins
from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.forms.result_row import ResultRow
from zpj.grid.atomic import atomic_write, make_folder, put_in_place, remove, remove_temporaries

Progress = Callable[[int, int, Done, bool], None]
"""Told of every file: how many are finished, of how many, the file, and whether it was done already."""


@record
class BatchRun:
    """What a batch came to. `kept`: how many files were done already; `left_out`: what counts not, and why."""

    folder: Path
    files: tuple[Done, ...]
    kept: int
    left_out: tuple[tuple[str, str], ...] = ()

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
    with Workers(jobs or processors(), executor) as workers:
        is_first = not (output / JOURNAL).exists()
        files = files_to_do(paths, output, workers.get_ready if is_first else None)
        make_folder(output)
        with locked(output):
            batch = _Batch(output, files, resume, force)
            try:
                batch.work(workers, progress)
                workers.stop()
            except BaseException:
                workers.end()
                raise
            finally:
                remove_temporaries(output)
            return batch.finish()


class _Batch:
    def __init__(self, folder: Path, files: BatchFiles, resume: bool, force: bool) -> None:
        self._folder = folder
        # Workbooks first: a Word report that repeats one is known when its turn comes.
        self._files = dict(sorted(files.named.items(), key=lambda item: (files.ranks[item[0]], item[0])))
        self._order = {file: place for place, file in enumerate(files.named)}
        self._left_out = list(files.left_out)
        self._empty: list[Done] = []
        self._twins = Twins(files.ranks)
        self._journal = Journal(folder / JOURNAL)
        if not (resume or force) and any((folder / name).exists() for name in (JOURNAL, TABLE)):
            remedy = "接着做请加 --resume，全部重做请加 --force，或换一个文件夹"
            raise ZpjError(folder.name or str(folder), "这个文件夹里已经有批量处理的结果", remedy)
        remove_temporaries(folder)
        self._states = {file: _state(path) for file, path in self._files.items()}
        known = self._journal.read()
        self._names = Names(())
        self._kept = {file: known[file] for file in self._files if resume and self._is_done(known.get(file), file)}
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
        for number, ((file, path), outcome) in enumerate(zip(self._files.items(), outcomes, strict=True), 1):
            job = Job(path, file, self._folder)
            is_kept = outcome is None
            done = self._still_done(file) if outcome is None else self._counted(job, outcome)
            done = done or self._counted(job, workers.alone(job))
            if progress:
                progress(number, len(self._files), done, is_kept)

    def finish(self) -> BatchRun:
        """The journal in the order of the files, and the table."""
        from zpj.forms.batch_sheet import results_workbook

        # Where nothing else was found, a document without a form is what went wrong.
        files = sorted(self._finished or self._empty, key=lambda done: self._order[done.file])
        left_out = self._left_out if self._finished else []
        self._journal.rewrite(files)
        result = BatchRun(self._folder, tuple(files), len(self._kept), tuple(left_out))
        atomic_write(result.table, results_workbook(result.rows))
        return result

    def _jobs(self) -> Iterator[Job | None]:
        for file, path in self._files.items():
            yield None if file in self._kept else Job(path, file, self._folder)

    def _still_done(self, file: str) -> Done | None:
        """A file done earlier, unless a file before it has now taken the name of its report."""
        done = self._kept[file]
        names = tuple(report.name for report in done.reports)
        is_twin = any(map(self._twins.twin, done.rows))
        if not is_twin and self._names.give_again([report.title for report in done.reports], names):
            return self._finish(done)
        del self._kept[file]
        self._release(done, even_if_edited=False)
        return None

    def _counted(self, job: Job, outcome: Outcome) -> Done:
        """A file's outcome without what counts not; a file of which nothing is left is only named."""
        outcome = self._twins.without(outcome)
        if outcome.left_out:
            self._left_out.append((job.file, outcome.left_out))
        if outcome.rows:
            return self._finish(self._commit(job, outcome))
        why = outcome.left_out
        done = Done(self._states[job.file], (ResultRow(job.file, note=why),), (), why)
        self._empty.append(done)
        return replace(done, failure="")

    def _finish(self, done: Done) -> Done:
        self._finished.append(done)
        self._twins.add(done.rows)
        return done

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
