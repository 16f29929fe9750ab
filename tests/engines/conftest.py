"""A second real office engine, ONLYOFFICE Document Builder (100 MB), recalculates our workbooks: `make engines`.

The tests carry the marker `engines`. They are collected only where ZPJ_ENGINES=1 says that the package was installed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_HERE = Path(__file__).parent

collect_ignore_glob = [] if os.environ.get("ZPJ_ENGINES") == "1" else ["test_*.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.engines)
