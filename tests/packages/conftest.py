"""A wheel and a source package built once for all tests here; those that need the network only in `make packages`."""

from __future__ import annotations

import os

import pytest
from package_builds import Built, build, copied, pip

collect_ignore_glob = [] if "ZPJ_NETWORK" in os.environ else ["test_other_machines.py"]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The packages of this tree."""
    folder = tmp_path_factory.mktemp("packages")
    tools = folder / "tools"
    pip("install", "--target", str(tools), "hatchling>=1.26,<2")
    source = copied(folder / "source")
    return Built(build(source, "wheel", folder / "made", tools), build(source, "sdist", folder / "made", tools), tools)
