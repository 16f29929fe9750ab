"""The published papers: what is wrong in them is found, and nothing is called an error that is none."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.forms.word_forms import write_forms
from zpj.app.reading import read_workbook
from zpj.checks.run import check_workbook
from zpj.domain.findings import Finding, Severity
from zpj.forms.frame import find_frames
from zpj.grid.files import read_grids

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "sample_workbooks"
KNOWN: list[dict[str, Any]] = tomllib.loads((HERE / "known_errors.toml").read_text("utf-8"))["error"]
FILES = sorted(path.stem for path in SAMPLES.glob("*.xlsx"))
LEAST_RECALL = 0.95


@cache
def findings(file: str) -> list[Finding]:
    return check_workbook(read_workbook(SAMPLES / f"{file}.xlsx"))


def is_found(known: dict[str, Any]) -> bool:
    return any(
        finding.rule == known["rule"] and finding.location == known["place"] for finding in findings(known["file"])
    )


@cache
def texts(file: str) -> str:
    return "\n".join(cell.text for grid in read_grids(SAMPLES / f"{file}.xlsx") for cell in grid.cells.values())


def test_nearly_all_that_is_wrong_in_the_published_papers_is_found() -> None:
    within_reach = [known for known in KNOWN if not known.get("prose")]
    proved = [known for known in within_reach if known["proved"]]
    for listed in (within_reach, proved):
        assert sum(map(is_found, listed)) / len(listed) >= LEAST_RECALL


def test_what_is_listed_as_not_found_is_still_not_found() -> None:
    assert all(is_found(known) == known.get("found", True) for known in KNOWN)


@pytest.mark.parametrize("known", [known for known in KNOWN if not known.get("found", True)], ids=lambda k: k["quote"])
def test_the_quotes_of_what_is_not_found_stand_in_the_papers(known: dict[str, Any]) -> None:
    assert known["quote"] in texts(known["file"])


@pytest.mark.parametrize("file", FILES)
def test_no_error_is_reported_that_is_not_proved(file: str) -> None:
    proved = {(known["rule"], known["place"]) for known in KNOWN if known["file"] == file and known["proved"]}
    errors = [finding for finding in findings(file) if finding.severity is Severity.ERROR]
    assert [finding for finding in errors if (finding.rule, finding.location) not in proved] == []


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "unmerged"])
@pytest.mark.parametrize("file", ["fengtai_2023", "xinzhou_2022", "zizhou_2023"])
def test_the_forms_in_word_give_the_same_errors(file: str, merged: bool, tmp_path: Path) -> None:
    """A Word table holds displayed amounts only, and its title lines are no rows, so columns are compared."""
    path = tmp_path / "自评.docx"
    write_forms([grid for grid in read_grids(SAMPLES / f"{file}.xlsx") if find_frames(grid)], path, merged=merged)
    sheets = {evaluation.location for evaluation in read_workbook(SAMPLES / f"{file}.xlsx").evaluations}
    in_forms = [item for item in findings(file) if item.location.rpartition("!")[0] in sheets]
    in_word = check_workbook(read_workbook(path))
    assert errors_of(in_word) == errors_of(in_forms)


def errors_of(listed: list[Finding]) -> Counter[tuple[str, str, str | None]]:
    return Counter(
        (item.rule, item.location.rpartition("!")[2].rstrip("0123456789"), item.quote)
        for item in listed
        if item.severity is Severity.ERROR
    )
