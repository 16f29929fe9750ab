"""Where the shipped templates and samples lie: inside an installed wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(folder: str) -> Path:
    packed = _PACKAGE / "_data" / folder
    return packed if packed.is_dir() else _PACKAGE.parent / folder


def templates() -> Path:
    """The folder `templates`: forms, schemes, reports, layouts, labels.toml."""
    return _shipped("templates")


def sample_workbooks() -> Path:
    """The folder `sample_workbooks`."""
    return _shipped("sample_workbooks")
