"""结果.jsonl: a line for each row of a batch, on disk before the reports of its file get their names.

What a line promises and the folder does not hold was interrupted and is done again. The lines of a file are written
in one go; a half line at the end, or a file with fewer lines than it says, was cut off by a kill and counts not.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from zpj.domain.amounts import exact, plain
from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.forms.result_row import ResultRow
from zpj.grid.atomic import atomic_write, cannot_write

_REPORT = {"name", "title", "sha256"}
_FIGURES = ("budget", "executed", "rate", "score", "computed")
_TEXTS = ("implementing_unit", "year")
_NOT_KNOWN = (-1, -1)
"""The state of a file whose lines lack a key: it is done again."""


@record
class Report:
    """A report in the folder: its name there, its title, the SHA-256 of its bytes."""

    name: str
    title: str
    digest: str


@record
class Done:
    """A file that was done: the state it had (size, time of change), its rows and its reports."""

    state: tuple[int, int]
    rows: tuple[ResultRow, ...]
    reports: tuple[Report, ...]
    failure: str = ""

    @property
    def file(self) -> str:
        """What the table calls the file."""
        return self.rows[0].file


class Journal:
    """The open journal of one run."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, Done]:
        """The files that were done, by name; the last word on a file counts. Empty where there is no journal."""
        try:
            lines = self._path.read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise ZpjError(self._path.name, "读不出来", "请关闭打开它的程序，检查权限后重试") from error
        found: dict[str, Done] = {}
        group: list[dict[str, Any]] = []
        for line in lines:
            entry = _entry(line)
            group = [*group, entry] if group and entry and entry["row"] == len(group) + 1 else [entry] if entry else []
            if group and group[-1]["row"] == group[-1]["rows"]:
                done = _done(group)
                found[done.file] = done
                group = []
        return found

    def append(self, done: Done) -> None:
        """Add the lines of a file, and see them on disk. ZpjError when the system refuses."""
        try:
            with open(self._path, "ab") as stream:
                stream.write(_lines(done))
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def rewrite(self, files: Iterable[Done]) -> None:
        """Replace the journal, whole or not at all."""
        atomic_write(self._path, b"".join(map(_lines, files)))


def digest(path: Path) -> str | None:
    """The SHA-256 of a file's bytes, None where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _lines(done: Done) -> bytes:
    texts = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in _entries(done))
    return "".join(texts).encode("utf-8", "surrogatepass")


def _entries(done: Done) -> Sequence[Mapping[str, Any]]:
    reports = {report.name: report for report in done.reports}
    return [
        {
            "file": row.file,
            "project": row.project or None,
            "unit": "万元",
            **{name: None if (figure := getattr(row, name)) is None else plain(figure) for name in _FIGURES},
            "grade": row.grade or None,
            "errors": row.errors if row.project else None,
            "warnings": row.warnings if row.project else None,
            "report": row.reports[0] if row.reports else None,
            "note": row.note or None,
            **{name: getattr(row, name) or None for name in _TEXTS},
            "failure": done.failure or None,
            "reports": [
                {"name": name, "title": reports[name].title, "sha256": reports[name].digest} for name in row.reports
            ],
            "size": done.state[0],
            "modified": done.state[1],
            "row": number,
            "rows": len(done.rows),
        }
        for number, row in enumerate(done.rows, 1)
    ]


def _entry(line: bytes) -> dict[str, Any] | None:
    """A line as it was written, None where it is damaged."""
    try:
        entry = json.loads(line.decode("utf-8", "surrogatepass"))
        return entry if isinstance(entry, dict) and _is_whole(entry) else None
    except ValueError:
        return None


def _is_whole(entry: Mapping[str, Any]) -> bool:
    numbers = ("row", "rows", "size", "modified")
    texts = ("project", "grade", "note", "failure", *_FIGURES[:-1])
    later = (_FIGURES[-1], *_TEXTS)
    return (
        isinstance(entry.get("file"), str)
        and all(isinstance(entry.get(name), int) for name in numbers)
        and all(name in entry and isinstance(entry[name], int | None) for name in ("errors", "warnings"))
        and all(name in entry and isinstance(entry[name], str | None) for name in texts)
        and all(isinstance(entry.get(name), str | None) for name in later)
        and isinstance(entry.get("reports"), list)
        and all(isinstance(report, dict) and report.keys() == _REPORT for report in entry["reports"])
    )


def _done(group: Sequence[Mapping[str, Any]]) -> Done:
    reports = {
        report["name"]: Report(report["name"], report["title"], report["sha256"])
        for entry in group
        for report in entry["reports"]
    }
    first = group[0]
    is_known = all(name in entry for entry in group for name in (*_FIGURES, *_TEXTS))
    return Done(
        (first["size"], first["modified"]) if is_known else _NOT_KNOWN,
        tuple(map(_row, group)),
        tuple(reports.values()),
        first["failure"] or "",
    )


def _row(entry: Mapping[str, Any]) -> ResultRow:
    figures: dict[str, Decimal | None] = {name: exact(text) if (text := entry.get(name)) else None for name in _FIGURES}
    return ResultRow(
        file=entry["file"],
        project=entry["project"] or "",
        grade=entry["grade"] or "",
        errors=entry["errors"] or 0,
        warnings=entry["warnings"] or 0,
        reports=tuple(report["name"] for report in entry["reports"]),
        note=entry["note"] or "",
        implementing_unit=entry.get("implementing_unit") or "",
        year=entry.get("year") or "",
        **figures,
    )
