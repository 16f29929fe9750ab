"""A workbook saved as .xls is checked as it is as .xlsx."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from office_cases import SAMPLES

from zpj.app.checking import check_files

pytestmark = pytest.mark.libreoffice
SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every sample saved as .xls by LibreOffice."""
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("旧版")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "xls", "--outdir", str(folder), *map(str, SAMPLES)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: str(path.stem))
def test_the_findings_on_a_workbook_are_those_on_its_xls(sample: Path, saved: Path) -> None:
    assert told(saved / f"{sample.stem}.xls") == told(sample)


def told(path: Path) -> list[tuple[str, ...]]:
    found = check_files([path]).findings
    assert found
    return [(item.rule, item.severity, item.location, item.message, item.found, item.expected) for item in found]
