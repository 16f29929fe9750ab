"""Shared test set-up: one LibreOffice for all tests, and what zpj keeps between runs in a folder of the tests' own."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("zpj", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("zpj")  # how fast a machine is today proves nothing of the program

_KEPT = TemporaryDirectory(prefix="zpj-kept-")
atexit.register(_KEPT.cleanup)
os.environ["ZPJ_CACHE"] = _KEPT.name

_HERE = Path(__file__).parent
_WITH_LIBREOFFICE = {_HERE / "libreoffice", _HERE / "differential"}
sys.path.insert(0, str(_HERE / "libreoffice"))

from office_session import Office, running_office  # noqa: E402 - found on the path above


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of the folders that drive a LibreOffice."""
    for item in items:
        if not _WITH_LIBREOFFICE.isdisjoint(item.path.parents):
            item.add_marker(pytest.mark.libreoffice)


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """A LibreOffice for all tests of a run."""
    with running_office() as running:
        yield running
