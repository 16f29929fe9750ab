"""What the documents say exists: every command with its options, every file and picture they point at."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from zpj.cli.commands import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SPAN = re.compile(r"`(zpj [^`\n]+)`")
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
SCREENS_OF_README = 80


def commands_of(page: Path) -> list[list[str]]:
    text = page.read_text("utf-8")
    fenced = [line for block in FENCE.findall(text) for line in block.splitlines() if line.startswith("zpj ")]
    return [shlex.split(line)[1:] for line in (*SPAN.findall(FENCE.sub("", text)), *fenced)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_exists_with_its_options(page: Path) -> None:
    for words in commands_of(page):
        command: click.Command = cli
        while words and isinstance(command, click.Group) and words[0] in command.commands:
            command, words = command.commands[words[0]], words[1:]
        if isinstance(command, click.Group):
            names = words[0].split("/") if words and not words[0].startswith("-") else []
            assert set(names) <= set(command.commands), f"{page.name}: {words}"
            continue
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        used = {word for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word)}
        assert used <= known, f"{page.name}: {command.name} {used - known}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_a_page_points_at_is_there(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_is_one_screen_before_its_pictures() -> None:
    before = (ROOT / "README.md").read_text("utf-8").partition("![")[0]
    assert len(before.splitlines()) <= SCREENS_OF_README
