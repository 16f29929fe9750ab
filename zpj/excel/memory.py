"""What zpj keeps in the clerk's own folder: the log, which score cells it filled in which workbook, its last step."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zpj.app.undoing import Step, step_as_json, step_from_json

Places = Mapping[str, Mapping[tuple[int, int], str]]

_MOST_BOOKS = 200
_FILLED = "filled.json"
_STEPS = "undo.json"


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
            for sheet, cells in _all(_FILLED).get(book, {}).items()
        }
    except (AttributeError, TypeError, ValueError):
        return {}


def remember_filled(book: str, filled: Places) -> None:
    """Add to what was filled in a workbook. Only a convenience: where it cannot be kept, nothing is lost but that."""
    known = {sheet: dict(cells) for sheet, cells in filled_earlier(book).items()}
    for sheet, cells in filled.items():
        known.setdefault(sheet, {}).update(cells)
    listed = {sheet: [[*place, text] for place, text in cells.items()] for sheet, cells in known.items()}
    _keep(_FILLED, book, listed)


def last_step(book: str) -> Step | None:
    """What the last button wrote in a workbook; None where nothing is known of it."""
    return step_from_json(_all(_STEPS).get(book))


def remember_step(book: str, step: Step | None) -> bool:
    """Keep what a button wrote in place of the step before; None forgets. False where it could not be kept."""
    return _keep(_STEPS, book, None if step is None else step_as_json(step))


def _keep(file: str, book: str, content: Any) -> bool:
    """Keep something for a workbook, the newest workbooks only; None drops it."""
    books = {name: known for name, known in _all(file).items() if name != book}
    newest = dict(list(books.items())[-_MOST_BOOKS:]) | ({} if content is None else {book: content})
    try:
        own_folder().mkdir(parents=True, exist_ok=True)
        (own_folder() / file).write_text(json.dumps(newest, ensure_ascii=False), encoding="utf-8")
    except OSError:
        log_failure(file)
        return False
    return True


def _all(file: str) -> dict[str, Any]:
    try:
        content = json.loads((own_folder() / file).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
