"""Kills zpj at random moments, again and again: `make soak`, or `python -m bench.soak [KILLS] [SEED]`.

batch, score and report are started over the same workbooks and killed with SIGKILL, the whole process group at once, as
when the power goes. After each kill every input must be as it was, every output whole (a package whose parts all
open) or absent. At the end of each round of batch, --resume must give what an undisturbed run gives, byte for byte.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from lxml import etree

from bench.workbooks import make

KILLS, FILES = 120, 40
_KILLS_A_ROUND = 4
_LONGEST = {"batch": 6.0, "score": 0.8, "report": 0.8}
_CODES = (0, 1)


class Broken(Exception):
    """Something a kill must not do."""


def main(kills: int = KILLS, seed: int = 1) -> int:
    """Give 0 where everything held."""
    chance = random.Random(seed)
    counts = {"batch": 0, "score": 0, "report": 0}
    with TemporaryDirectory(prefix="zpj-soak-") as place:
        folder = Path(place)
        files = make(folder / "收", FILES, seed)
        inputs = _hashes(files)
        run(["batch", folder / "收", "-o", folder / "静", "--jobs", "2"])
        undisturbed = state_of(folder / "静")
        rounds = 0
        while sum(counts.values()) < kills:
            rounds += 1
            output = folder / f"出{rounds}"
            for _ in range(_KILLS_A_ROUND):
                counts["batch"] += killed(["batch", folder / "收", "-o", output, "--jobs", "2", "--resume"], chance)
                inspect(output, files, inputs)
                for command, target in (("score", "分.xlsx"), ("report", "报告.docx")):
                    arguments = [command, chance.choice(files), "-o", folder / "单" / target, "--force"]
                    counts[command] += killed(arguments, chance)
                    inspect(folder / "单", files, inputs)
            run(["batch", folder / "收", "-o", output, "--jobs", "2", "--resume"])
            if state_of(output) != undisturbed:
                raise Broken(f"第 {rounds} 轮：续做的结果与一次做完的不同")
            print(f"第 {rounds} 轮：已杀 {sum(counts.values())} 次，续做的结果与一次做完的逐字节相同", flush=True)
    print("共杀 " + "，".join(f"{name} {count} 次" for name, count in counts.items()) + "：输入未变，输出完整或没有")
    return 0


def killed(arguments: Sequence[object], chance: random.Random) -> int:
    """Start zpj and kill it; 1 where it was still running."""
    process = _start(arguments)
    time.sleep(chance.random() * _LONGEST[str(arguments[0])])
    was_running = process.poll() is None
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        was_running = False
    process.wait()
    return int(was_running)


def run(arguments: Sequence[object]) -> None:
    """Run zpj to its end."""
    if (code := _start(arguments).wait()) not in _CODES:
        raise Broken(f"zpj {arguments[0]} 以 {code} 结束")


def _start(arguments: Sequence[object]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "zpj", *map(str, arguments)]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)


def inspect(folder: Path, files: Sequence[Path], inputs: Mapping[Path, str]) -> None:
    """Whether inputs are as they were and every output that has a name is whole."""
    if _hashes(files) != inputs:
        raise Broken("输入文件变了")
    for path in folder.glob("*") if folder.is_dir() else ():
        if not path.name.startswith(".") and path.suffix in (".docx", ".xlsx"):
            _open(path)


def _open(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(package.read(name))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError) as error:
        raise Broken(f"{path.name} 不完整") from error


def state_of(folder: Path) -> dict[str, object]:
    """All that is in a folder: files as bytes, the results table as its rows."""
    state: dict[str, object] = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".xlsx"}
    sheet = openpyxl.load_workbook(folder / "结果.xlsx").active
    return state | {"结果.xlsx": list(sheet.iter_rows(values_only=True))}


def _hashes(files: Sequence[Path]) -> dict[Path, str]:
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
