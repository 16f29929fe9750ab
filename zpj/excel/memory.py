"""What zpj keeps in the clerk's own folder: the log, and which score cells it filled in which workbook."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path

Places = Mapping[str, Mapping[tuple[int, int], str]]

_MOST_BOOKS = 200


def own_folder() -> Path:
    """%LOCALAPPDATA%\\zpj on Windows, ~/.zpj elsewhere; ZPJ_HOME overrules both."""
    local = os.environ.get("LOCALAPPDATA")
    usual = Path(local) / "zpj" if local else Path.home() / ".zpj"
    return Path(os.environ.get("ZPJ_HOME") or usual)


def log_file() -> Path:
    """Where the details of failures are."""
    return own_folder() / "zpj.log"


def log_failure(what: str) -> None:
    """Write the exception being handled to the log file."""
    try:
        own_folder().mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(log_file(), encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("zpj.excel")
    logger.addHandler(handler)
    logger.exception(what)
    logger.removeHandler(handler)
    handler.close()


def filled_earlier(book: str) -> Places:
    """The score cells zpj filled in a workbook (by its full name), with what it wrote; {} where the file is damaged."""
    try:
        return {
            sheet: {(int(row), int(column)): str(text) for row, column, text in cells}
            for sheet, cells in _all().get(book, {}).items()
        }
    except (AttributeError, TypeError, ValueError):
        return {}


def remember_filled(book: str, filled: Places) -> None:
    """Add to what was filled in a workbook. Only a convenience: where it cannot be kept, nothing is lost but that."""
    known = {sheet: dict(cells) for sheet, cells in filled_earlier(book).items()}
    for sheet, cells in filled.items():
        known.setdefault(sheet, {}).update(cells)
    listed = {sheet: [[*place, text] for place, text in cells.items()] for sheet, cells in known.items()}
    books = {name: content for name, content in _all().items() if name != book}
    newest = dict(list(books.items())[-_MOST_BOOKS:]) | {book: listed}
    try:
        own_folder().mkdir(parents=True, exist_ok=True)
        _file().write_text(json.dumps(newest, ensure_ascii=False), encoding="utf-8")
    except OSError:
        log_failure("remember_filled")


def _file() -> Path:
    return own_folder() / "filled.json"


def _all() -> dict[str, dict[str, list[list[str]]]]:
    try:
        content = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
