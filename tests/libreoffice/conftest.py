"""Every test in this folder drives a real LibreOffice and carries the marker `libreoffice`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from office_session import Office, running_office, soffice

_HERE = Path(__file__).parent
sys.path.insert(0, str(_HERE.parent / "excel"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.libreoffice)


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    program = soffice()
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    with running_office(program) as running:
        yield running


@pytest.fixture(scope="session")
def macro_office() -> Iterator[Office]:
    """A LibreOffice that runs VBA."""
    program = soffice()
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    functions = str(_HERE / "addin_functions.py")
    with running_office(program, "addin_worker.py", sys.executable, functions) as running:
        yield running
