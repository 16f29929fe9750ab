"""A LibreOffice that runs VBA, beside the one of all tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from office_session import Office, running_office

_HERE = Path(__file__).parent
sys.path.insert(0, str(_HERE.parent / "excel"))


@pytest.fixture(scope="session")
def macro_office() -> Iterator[Office]:
    """A LibreOffice that runs VBA."""
    functions = str(_HERE / "addin_functions.py")
    with running_office("addin_worker.py", sys.executable, functions) as running:
        yield running
