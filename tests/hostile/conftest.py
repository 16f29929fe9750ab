"""One warm Python for all commands of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hostile_clerk import Clerk, running_clerk


@pytest.fixture(scope="session")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    with running_clerk(tmp_path_factory.mktemp("clerk")) as running:
        yield running
