"""What a clerk's machine sees of one command: how it ended, what it cost, what it left behind."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS = 10
MEGABYTES = 500
_ADDRESS_SPACE = 3 * MEGABYTES
_CHINESE = re.compile("[一-鿿]")

Snapshot = dict[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one command: exit code (negative: the signal that ended it), output, processor seconds, peak memory,
    and how many temporary files it left."""

    arguments: tuple[str, ...]
    code: int
    stdout: str
    stderr: str
    seconds: float
    megabytes: float
    temporary: int


class Clerk:
    """Runs commands in a work folder, beside which output and temporary files are kept."""

    def __init__(self, server: subprocess.Popen[str], scratch: Path) -> None:
        self._server = server
        self._scratch = scratch
        self.temporary = scratch / "temporary"
        self.temporary.mkdir()
        self.temporary.chmod(0o777)
        scratch.chmod(0o777)

    def run(self, folder: Path, *arguments: str | Path, user: int | None = None) -> Outcome:
        """Run `zpj arguments…` in a folder."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        streams = {name: self._scratch / name for name in ("stdout", "stderr")}
        for path in streams.values():
            path.unlink(missing_ok=True)
        words = tuple(str(argument) for argument in arguments)
        request = {
            "arguments": words,
            "folder": str(folder),
            "temporary": str(self.temporary),
            "user": user,
            "seconds": SECONDS,
            "megabytes": _ADDRESS_SPACE,
            **{name: str(path) for name, path in streams.items()},
        }
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        line = self._server.stdout.readline()
        if not line:
            raise RuntimeError("the server of this test ended: zpj cannot be imported")
        told = json.loads(line)
        left = list(self.temporary.iterdir())
        for path in left:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        stdout, stderr = (path.read_text("utf-8", "surrogateescape") for path in streams.values())
        return Outcome(words, told["code"], stdout, stderr, told["seconds"], told["megabytes"], len(left))


@contextmanager
def running_clerk(scratch: Path) -> Iterator[Clerk]:
    """Start the warm Python and end it."""
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("hostile_server.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as server:
        yield Clerk(server, scratch)
        assert server.stdin is not None
        server.stdin.close()


def snapshot(folder: Path) -> Snapshot:
    """The files under a folder with their bytes (links and pipes by name alone)."""
    found: Snapshot = {}
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(root, name)
            plain = path.is_file() and not path.is_symlink() and os.access(path, os.R_OK)
            found[str(path.relative_to(folder))] = path.read_bytes() if plain else None
    return found


def faults(outcome: Outcome, before: Snapshot, after: Snapshot, outputs: Sequence[str]) -> list[str]:
    """Everything in which a command broke its promises; empty where it kept them."""
    new = set(after) - set(before)
    lines = outcome.stderr.splitlines()
    promises = {
        f"exit code {outcome.code}": outcome.code in (0, 1, 2),
        f"{outcome.seconds:.1f} s": outcome.seconds <= SECONDS,
        f"{outcome.megabytes:.0f} MB": outcome.megabytes <= MEGABYTES,
        f"traceback: {outcome.stderr[-600:]}": "Traceback" not in outcome.stderr,
        f"{outcome.temporary} temporary files": not outcome.temporary,
        "an input changed": all(after.get(name) == content for name, content in before.items() if name in after),
        "an input is gone": set(before) <= set(after),
        f"left behind: {sorted(new)}": all(_is_expected(name, outputs) for name in new),
        f"refused, yet wrote {sorted(new)}": outcome.code != 2 or not new,
        f"stderr: {lines}": outcome.code != 2 or (len(lines) == 1 and bool(_CHINESE.search(lines[0]))),
        f"stderr although it went well: {lines}": outcome.code == 2 or not lines,
    }
    return [said for said, kept in promises.items() if not kept]


def _is_expected(name: str, outputs: Sequence[str]) -> bool:
    return ".zpj-" not in name and any(name == wanted or name.startswith(f"{wanted}/") for wanted in outputs)
