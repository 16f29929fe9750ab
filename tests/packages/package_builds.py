"""Builds a wheel and a source package from a clean copy of the tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_WANTED = ("zpj", "templates", "sample_workbooks", "tests", "addin", "docs")
_FILES = ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "Makefile")
_EPOCH = "1577836800"


@dataclass(frozen=True)
class Built:
    """What was built, and the folder that holds the build tool."""

    wheel: Path
    sdist: Path
    tools: Path


def copied(target: Path) -> Path:
    """The tree without caches."""
    unwanted = shutil.ignore_patterns("__pycache__", ".*_cache", "demo", "~$*")
    for name in _WANTED:
        shutil.copytree(ROOT / name, target / name, ignore=unwanted)
    for name in _FILES:
        shutil.copy(ROOT / name, target / name)
    return target


def build(source: Path, kind: str, target: Path, tools: Path) -> Path:
    """Build a wheel or an sdist with the build backend of pyproject.toml."""
    target.mkdir(exist_ok=True)
    code = f"import hatchling.build as backend; print(backend.build_{kind}({str(target)!r}))"
    environment = {**os.environ, "PYTHONPATH": str(tools), "SOURCE_DATE_EPOCH": _EPOCH}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=source, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return target / done.stdout.split()[-1]


def pip(*arguments: str, python: str = sys.executable) -> str:
    """Run pip; gives what it said."""
    command = [python, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
