"""ONLYOFFICE prints the reports: all text there, merged levels once, inside the page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from onlyoffice_print import printed

from zpj.app.reporting import write_reports

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"


@pytest.fixture(scope="module", params=["xinzhou_2022", "fengtai_2023", "zizhou_2023"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp(request.param)
    report = write_reports(SAMPLES / f"{request.param}.xlsx", None, None, folder, force=False)[-1]
    pdf = printed(report.path, folder / "report.pdf")
    run = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, encoding="utf-8", check=True)
    return run.stdout


def test_the_report_prints_with_its_tables_and_page_numbers(pages: str) -> None:
    bare = re.sub(r"\s", "", pages)
    assert "指标" in bare
    assert "—1—" in bare or "—2—" in bare
    assert not re.search(r"\{\{|\{%|None", pages)


def test_a_merged_level_is_printed_once_per_table_and_page(pages: str) -> None:
    for page in pages.split("\f"):
        assert re.sub(r"\s", "", page).count("项目决策") <= 3
