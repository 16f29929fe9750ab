"""One warm Python for all commands of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_clerk import Clerk, running_clerk


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.undisturbed)


@pytest.fixture(scope="session")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    with running_clerk(tmp_path_factory.mktemp("clerk")) as running:
        yield running
