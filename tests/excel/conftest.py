"""A stand-in for Excel, and a folder of its own for what zpj remembers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import engine
import pytest
import xlwings as xw


@pytest.fixture
def excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.App]:
    """An Excel without workbooks."""
    before = xw.engines.active
    monkeypatch.setenv("ZPJ_HOME", str(tmp_path / "own"))
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    yield engine.start()
    xw.engines.active = before
    if hasattr(xw.Book, "_mock_caller"):
        del xw.Book._mock_caller
