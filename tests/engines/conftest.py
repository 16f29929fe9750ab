"""A second real office engine, ONLYOFFICE Document Builder (100 MB), recalculates our workbooks: `make engines`.

The tests carry the marker `engines` and run only where ZPJ_ENGINES=1 says that the package was meant to be there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_REASON = "needs ONLYOFFICE Document Builder: `make engines` installs it and sets ZPJ_ENGINES=1"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "engines: drives ONLYOFFICE Document Builder")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    wanted = os.environ.get("ZPJ_ENGINES") == "1"
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.engines)
            if not wanted:
                item.add_marker(pytest.mark.skip(reason=_REASON))
