"""The reports of the samples and of own workbooks as generated, with the workbooks they come from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.checks.tie_books import filled, reports
from tests.checks.tie_faults import Fault, Figure, faults, figures, rewritten
from zpj.app.reading import read_workbook
from zpj.app.tying import tied_findings
from zpj.app.tying_origin import Beside, beside
from zpj.domain.findings import Finding

SAMPLES = Path(__file__).parents[2] / "sample_workbooks"
BOOKS = (("mof", 6, 1), ("mof", 30, 1), ("shanxi", 12, 2), ("beijing", 9, 2), ("shaanxi", 7, 1), ("jiangxi", 8, 3))


@dataclass(frozen=True)
class Filed:
    """A report as generated, with the workbook it comes from."""

    workbook: Beside
    title: str
    data: bytes
    figures: tuple[Figure, ...]


@cache
def filed() -> list[Filed]:
    """The ten reports of the samples, and those of own workbooks of several sizes."""
    with TemporaryDirectory() as folder:
        own = [Path(folder) / f"{form}_{count}.xlsx" for form, count, _ in BOOKS]
        for path, (form, count, projects) in zip(own, BOOKS, strict=True):
            filled(path, form, count, projects, lines=2)
        workbooks = [beside(path) for path in (*sorted(SAMPLES.glob("*.xlsx")), *own)]
    return [
        Filed(workbook, report.title, report.data, tuple(figures(report.data)))
        for workbook in workbooks
        for report in reports(workbook.source)
    ]


def checked(report: Filed, data: bytes, folder: Path) -> list[Finding]:
    path = folder / "报告.docx"
    path.write_bytes(data)
    return tied_findings(read_workbook(path), [report.workbook])


def draw(random: Random) -> tuple[Filed, Fault]:
    """A fault in a figure drawn from all figures of all reports."""
    every = [(report, figure) for report in filed() for figure in report.figures]
    while True:
        report, figure = random.choice(every)
        others = sorted({
            other.text
            for other in report.figures
            if other.unit == figure.unit and other.text != figure.text and other.text[0].isdigit()
        })  # fmt: skip
        slips = list(faults(figure, others, random))
        if slips:
            return report, random.choice(slips)


def sample(name: str) -> Filed:
    """The report whose title has these words."""
    return next(each for each in filed() if name in each.title)


def told(report: Filed, folder: Path, *changes: tuple[str, str]) -> list[Finding]:
    """What is told of a report with some words written otherwise, what is left open apart."""
    data = report.data
    for old, new in changes:
        data = rewritten(data, old, new)
    return [one for one in checked(report, data, folder) if one.rule != "ZPJ522"]
