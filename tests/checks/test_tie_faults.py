"""The tie-out finds what was changed in a generated report, and nothing in one that was not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.checks.tie_faults import Fault, edited, faults, figures, is_told, spoilt
from tests.checks.tie_filed import SAMPLES, Filed, checked, draw, filed
from zpj.app.checking import check_files
from zpj.app.reading import read_workbook
from zpj.app.tying import report_in
from zpj.app.tying_origin import Beside, origin_of
from zpj.checks.case import PaperCase
from zpj.checks.run import check_paper
from zpj.domain.findings import Finding
from zpj.domain.paper import Paper

FAULTS = 210
SEED = 20230815
LEAST_RECALL = 0.98
TIES = ("ZPJ501", "ZPJ502", "ZPJ503", *(f"ZPJ{number}" for number in range(560, 569)))


def test_an_untouched_report_gives_nothing_beyond_its_workbook(tmp_path: Path) -> None:
    assert len(filed()) >= 16
    found = {report.title: checked(report, report.data, tmp_path) for report in filed()}
    assert {title: [one for one in listed if not is_left_open(one)] for title, listed in found.items()} == {
        title: [] for title in found
    }


def test_every_finding_in_an_untouched_report_is_in_the_workbooks_own_report_too(tmp_path: Path) -> None:
    """So that only the rule on what is left open need look at it: what all others find would be dropped."""
    for report in filed():
        told = checked(report, report.data, tmp_path)
        paper = report_in(read_workbook(tmp_path / "报告.docx"))
        origin = origin_of(report.workbook, paper)
        assert origin is not None
        found, own = (every_finding(each, origin, report.workbook) for each in (paper, origin))
        assert [one for one in found if one not in own] == [], report.title
        assert [replace(one, file="") for one in told] == [one for one in found if one.rule == "ZPJ522"], report.title


def every_finding(paper: Paper, origin: Paper, workbook: Beside) -> list[Finding]:
    texts = tuple(line.text for line in origin.paragraphs)
    case = PaperCase(paper, workbook.case.forms, workbook.case.book, texts, origin)
    return [replace(one, file="") for one in check_paper(case)]


def is_left_open(finding: Finding) -> bool:
    """Whether it tells of a 【待补：…】 the program left for the clerk to write."""
    return finding.rule == "ZPJ522" and (finding.quote or "").startswith("【待补")


def test_the_findings_of_the_pair_are_those_of_the_workbook(tmp_path: Path) -> None:
    workbook = SAMPLES / "zizhou_2023.xlsx"
    report = next(each for each in filed() if each.workbook.case.book.path == str(workbook))
    path = tmp_path / "报告.docx"
    path.write_bytes(report.data)
    assert check_files([workbook, path]).findings == check_files([workbook]).findings


def test_nearly_every_fault_put_into_a_report_is_told_with_what_it_was(tmp_path: Path) -> None:
    random = Random(SEED)
    drawn = [draw(random) for _ in range(FAULTS)]
    missed = [
        (report.title, fault)
        for report, fault in drawn
        if not is_told(fault, checked(report, spoilt(report.data, fault), tmp_path))
    ]
    assert len(drawn) >= 200
    assert len({fault.kind for _, fault in drawn}) == 7
    assert 1 - len(missed) / len(drawn) >= LEAST_RECALL, missed


@pytest.mark.parametrize("kind", ["grade", "元 for 万元", "year", "rate"])
def test_the_rarer_faults_are_told_too(kind: str, tmp_path: Path) -> None:
    random = Random(SEED)
    found: list[tuple[Filed, Fault]] = []
    while len(found) < 6:
        report, fault = draw(random)
        found += [(report, fault)] if fault.kind == kind else []
    missed = [
        fault for report, fault in found if not is_told(fault, checked(report, spoilt(report.data, fault), tmp_path))
    ]
    assert missed == []


def test_an_edited_report_is_tied_like_an_untouched_one(tmp_path: Path) -> None:
    reports_edited = [replace(report, data=edited(report.data)) for report in filed()]
    for report in reports_edited:
        assert [one for one in checked(report, report.data, tmp_path) if one.rule in TIES] == [], report.title
    random, missed = Random(SEED), []
    for report in random.choices(reports_edited, k=30):
        slips = list(faults(random.choice(figures(report.data)), [], random))
        missed += [
            (report.title, slip)
            for slip in slips[:1]
            if not is_told(slip, checked(report, spoilt(report.data, slip), tmp_path))
        ]
    assert missed == []
