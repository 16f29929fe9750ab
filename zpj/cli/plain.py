"""The most frequent command in its plain form, run without click, whose start takes longer than making the report.

Plain is a command line of this command's own options, each written once and in full with its value apart, and its
file. Everything else, help and every mistake included, is click's to read and to explain.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zpj.app.reporting import ReportRun

_VALUES: Mapping[str, tuple[str, Callable[[str], Any]]] = MappingProxyType({
    "--template": ("template", str), "--project": ("project", str),
    "-o": ("output", Path), "--output": ("output", Path),
})  # fmt: skip
_FLAGS = MappingProxyType({"--force": "force"})
_COMPLETION = "_ZPJ_COMPLETE"


def report(file: Path, template: str | None, project: str | None, output: Path | None, force: bool) -> None:
    """Write the reports a workbook asks for and tell where they are."""
    from zpj.app.reporting import run_reports

    _tell(run_reports(file, template, project, output, force))


def plain_command(arguments: Sequence[str]) -> Callable[[], None] | None:
    """What a plain command line does; None where click has to read it."""
    if not arguments or arguments[0] != "report" or _COMPLETION in os.environ:
        return None
    chosen = _chosen(arguments[1:])
    return None if chosen is None else partial(report, **chosen)


def _chosen(words: Sequence[str]) -> dict[str, Any] | None:
    """The arguments of `report`; None where anything is not plain."""
    chosen: dict[str, Any] = {}
    value: Any
    rest = iter(words)
    for word in rest:
        if word in _FLAGS:
            name, value = _FLAGS[word], True
        elif word in _VALUES:
            name, read = _VALUES[word]
            typed = next(rest, "")
            value = read(typed) if _is_word(typed) else None
        else:
            name, value = "file", Path(word) if _is_word(word) else None
        if value is None or name in chosen:
            return None
        chosen[name] = value
    left_out = {"template": None, "project": None, "output": None, "force": False}
    return {**left_out, **chosen} if "file" in chosen else None


def _is_word(typed: str) -> bool:
    return bool(typed) and not typed.startswith("-")


def _tell(run: ReportRun) -> None:
    """Print the reports written, what only a person can add, and what found no place."""
    for item in run.written:
        print(f"已生成：{item.path}")
        for line in item.told():
            print(line)
    for line in run.told():
        print(line)
    if run.checked.findings:
        print(f"审核：{run.checked.verdict}（用 zpj check 查看）")
