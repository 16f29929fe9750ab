"""docs/adding.md is true: every block of it is applied to a copy of the project, and its commands are run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from docx import Document

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "adding.md"
COPIED = ("zpj", "templates", "addin", "sample_workbooks", "tests", "docs", "pyproject.toml")
BLOCK = re.compile(r"^```(?P<language>\w+)(?P<where>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
PROGRAMS = {
    "zpj": [sys.executable, "-m", "zpj"],
    "pytest": [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
    "python": [sys.executable],
    "ruff": [sys.executable, "-m", "ruff"],
}


@dataclass(frozen=True)
class Block:
    language: str
    where: dict[str, str]
    body: str


def blocks() -> list[Block]:
    found = []
    for match in BLOCK.finditer(PAGE.read_text("utf-8")):
        words = (word.partition("=") for word in shlex.split(match["where"]))
        found.append(Block(match["language"], {name: value for name, _, value in words}, match["body"]))
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


def test_every_step_of_the_page_works(copy: Path) -> None:
    printed = ""
    for block in blocks():
        if block.language == "bash":
            printed = "".join(run(copy, line) for line in block.body.splitlines())
        elif block.language == "text":
            assert [line for line in block.body.splitlines() if line not in printed] == []
        else:
            write(copy / block.where["file"], block)


def run(folder: Path, line: str) -> str:
    program, *words = shlex.split(line)
    done = subprocess.run(
        [*PROGRAMS.get(program, [program]), *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout


def write(path: Path, block: Block) -> None:
    if block.language == "cells":
        edit_cells(path, block.body)
    elif block.language == "word":
        edit_words(path, block.body)
    else:
        path.write_text(edited(path, block), encoding="utf-8")


def edited(path: Path, block: Block) -> str:
    """The file with the block put where the page says; without a place it is the whole file."""
    where, body = block.where, block.body
    if where.keys() == {"file"}:
        return body
    text = path.read_text("utf-8")
    if "end" in where:
        return f"{text}\n\n{body}"
    kind = next(name for name in ("before", "after", "within") if name in where)
    before, marker, after = text.partition(where[kind])
    assert marker, f"{path.name} no longer has {where[kind]!r}"
    if kind == "within":
        opening, bracket, rest = after.partition("[") if not marker.endswith("[") else ("", "", after)
        return before + marker + opening + bracket + body.rstrip("\n") + rest
    if kind == "after":
        line, newline, rest = after.partition("\n")
        return before + marker + line + newline + body + rest
    start = before.rfind("\n") + 1
    return before[:start] + body + before[start:] + marker + after


def edit_cells(path: Path, lines: str) -> None:
    """What a person does in Excel: 工作表!格 = 内容."""
    book = openpyxl.load_workbook(path)
    for line in lines.splitlines():
        place, _, value = line.partition(" = ")
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = int(value) if value.isdecimal() else value
    book.save(path)


def edit_words(path: Path, lines: str) -> None:
    """What a person does in Word with find and replace: 旧 → 新."""
    document = Document(str(path))
    for line in lines.splitlines():
        old, _, new = line.partition(" → ")
        hits = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
        assert hits, f"{path.name} no longer has {old!r}"
        for hit in hits:
            hit.text = hit.text.replace(old, new)
    document.save(str(path))
