"""Every test in this folder drives a real LibreOffice and carries the marker `libreoffice`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office_session import Office, running_office, soffice

_HERE = Path(__file__).parent


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
