"""What `zpj report` says of the checks is about the projects it wrote on."""

from __future__ import annotations

from pathlib import Path

from zpj.app.checking import check_files
from zpj.app.reporting import run_reports

SAMPLE = Path(__file__).resolve().parents[2] / "sample_workbooks" / "xinzhou_2022.xlsx"
PROJECT = "资产购置经费"


def test_a_report_on_one_project_counts_only_its_findings(tmp_path: Path) -> None:
    every = check_files([SAMPLE]).findings
    own = [item for item in every if item.project == PROJECT]
    assert 0 < len(own) < len(every)
    assert list(run_reports(SAMPLE, None, PROJECT, tmp_path, force=False).checked.findings) == own
    assert run_reports(SAMPLE, None, None, tmp_path, force=True).checked.findings == every
