"""One LibreOffice for all forms; these tests carry the marker `libreoffice`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
sys.path.insert(0, str(_HERE.parent / "libreoffice"))

from office_session import Office, running_office, soffice  # noqa: E402 - found on the path above


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.libreoffice)


@pytest.fixture(scope="session")
def calculator() -> Iterator[Office]:
    program = soffice()
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    with running_office(program) as running:
        yield running
