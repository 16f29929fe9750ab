"""`zpj batch` beside the script a competent user writes: `python -m bench.batch_speed [FILES]` (extra `bench`).

The peer (`bench.peer_script`) reads with openpyxl and writes the same reports with docxtpl, one file after the other in
one process, with no scores and no checks. zpj scores every form and runs all its checks. Both read the same filled
workbooks and write 忻州's 项目绩效自评分析报告: seventeen sections, two tables, and the form itself. The form is copied
as its sheet has it, merged cells included; a second, leaner peer fills a form that was laid out in its template by
hand, knows one office's form only, and leaves the cells apart that are merged downwards. First the texts of the reports
are compared; where they differ the figures would mean nothing.

Times are those of whole processes, start included: by the clock (the better of two runs, nothing else should be
running) and, for one processor's work, in processor seconds.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document

from bench.peer_template import peer_template
from bench.workbooks import Shape, make, shapes

FILES = 200
COLD_ROUNDS = 7
WANTED = {"成批": 8.0, "冷启动": 3.0, "两个进程": 1.6}
_PEER = Path(__file__).with_name("peer_script.py")


def main(count: int = FILES) -> int:
    """Print the figures; 1 where one is below what is wanted."""
    with TemporaryDirectory(prefix="zpj-bench-") as place:
        folder = Path(place)
        files = make(folder / "收", count)
        peers = {"常见脚本": _peer(folder, None), "精简脚本": _peer(folder, shapes()[0])}
        if not all(_same_texts(folder, peer, files[0]) for peer in peers.values()):
            return 1
        ours = {jobs: _best(lambda turn, jobs=jobs: _batch(folder, jobs, turn)) for jobs in (1, 2)}
        print(f"{count} 个文件　zpj 一个进程 {ours[1]}，两个进程 {ours[2]}")
        figures = {"两个进程": ours[1].clock / ours[2].clock}
        for name, peer in peers.items():
            theirs = _best(lambda turn, peer=peer: [*peer, _made(folder / f"他{turn}"), *files])
            times, alone = theirs.clock / ours[2].clock, theirs.processor / ours[1].processor
            print(f"{name} {theirs}：zpj 快 {times:.1f} 倍（每个处理器 {alone:.1f} 倍）")
            figures.setdefault("成批", times)
            figures.setdefault("冷启动", _cold(folder, peer, files[0], name))
        for name, wanted in WANTED.items():
            print(f"{name}　{figures[name]:.1f} 倍（要求 {wanted:g} 倍）")
        _growth(folder, count)
        return 0 if all(figures[name] >= wanted for name, wanted in WANTED.items()) else 1


@dataclass(frozen=True)
class Taken:
    """What a process took: seconds by the clock, and of all its processors' work."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.1f} 秒（处理器 {self.processor:.1f} 秒）"


def _peer(folder: Path, shape: Shape | None) -> list[object]:
    template = folder / f"模板{bool(shape)}.docx"
    template.write_bytes(peer_template(shape))
    return [sys.executable, _PEER, template]


def _same_texts(folder: Path, peer: Sequence[object], file: Path) -> bool:
    """Whether both write the same paragraphs and tables. Of the form the peer has no cells merged downwards."""
    _run([*peer, _made(folder / "比"), file])
    _run([sys.executable, "-m", "zpj", "report", file, "-o", folder / "比.docx", "--force"])
    (theirs,) = (folder / "比").glob("*.docx")
    (their_texts, their_form), (our_texts, our_form) = (_texts(path) for path in (theirs, folder / "比.docx"))
    unlike = [pair for pair in zip_longest(their_texts, our_texts, fillvalue="") if pair[0] != pair[1]]
    unlike += [("（表里没有）", text) for text in sorted(our_form - their_form)]
    for left, right in unlike[:1]:
        print(f"两份报告的文字不同，比较没有意义：\n  {left[:60]}\n  {right[:60]}")
    return not unlike


def _texts(report: Path) -> tuple[list[str], set[str]]:
    """What a report says, to be compared: paragraphs up to the form and cells of the two tables; cells of the form.

    A number is one however many places it shows, with or without its percent sign.
    """
    document = Document(str(report))
    *tables, form = document.tables
    paragraphs = [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]
    end = next((place for place, text in enumerate(paragraphs) if text.endswith("自评表")), len(paragraphs))
    cells = [_bare(cell.text) for table in tables for row in table.rows for cell in row.cells]
    return [*paragraphs[:end], *cells], {_bare(cell.text) for row in form.rows for cell in row.cells}


def _bare(text: str) -> str:
    bare = text.strip().rstrip("%")
    try:
        return f"{float(bare.replace(',', '')):.10g}"
    except ValueError:
        return bare


def _cold(folder: Path, peer: Sequence[object], file: Path, name: str) -> float:
    """How many times faster one report is in a new process; Python's start and all imports included."""
    ours = [sys.executable, "-m", "zpj", "report", file, "-o", folder / "冷.docx", "--force"]
    theirs = [*peer, folder / "比", file]
    times = [statistics.median(_run(command).clock for _ in range(COLD_ROUNDS)) for command in (theirs, ours)]
    print(f"冷启动出一份报告　{name} {times[0] * 1000:.0f} 毫秒，zpj {times[1] * 1000:.0f} 毫秒")
    return times[0] / times[1]


def _growth(folder: Path, count: int) -> None:
    """Time and memory at a quarter, a half and all of the files."""
    for part in (count // 4, count // 2, count):
        source = _made(folder / f"收{part}")
        for file in sorted((folder / "收").iterdir())[:part]:
            os.link(file, source / file.name)
        memory = _Memory()
        command = [sys.executable, "-m", "zpj", "batch", source, "-o", folder / f"出{part}", "--jobs", 2]
        taken = _run(command, memory)
        each = taken.clock / part * 1000
        print(f"{part:5} 个文件　{taken}，每个 {each:.0f} 毫秒，内存最多 {memory}")


class _Memory:
    """The largest resident sizes seen of a process and of the largest of its children (Linux)."""

    def __init__(self) -> None:
        self.parent = self.child = 0

    def look(self, pid: int) -> None:
        """Look once."""
        self.parent = max(self.parent, _resident(pid))
        for child in _children(pid):
            self.child = max(self.child, _resident(child))

    def __str__(self) -> str:
        return f"主进程 {self.parent // 1024} MB、工作进程 {self.child // 1024} MB"


def _resident(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _batch(folder: Path, jobs: int, turn: int) -> list[object]:
    output = folder / f"出{jobs}-{turn}"
    return [sys.executable, "-m", "zpj", "batch", folder / "收", "-o", output, "--jobs", jobs]


def _best(command: Callable[[int], list[object]]) -> Taken:
    return min((_run(command(turn)) for turn in (1, 2)), key=lambda taken: taken.clock)


def _run(command: Sequence[object], memory: _Memory | None = None) -> Taken:
    """Run a process to its end. Compiled Python files are kept as on a clerk's machine, and so is what zpj keeps."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, env=environment) as process:
        if memory:
            threading.Thread(target=_watch, args=(process, memory), daemon=True).start()
        process.wait()
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command[:4]}: {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(time.perf_counter() - started, processor)


def _watch(process: subprocess.Popen[bytes], memory: _Memory) -> None:
    while process.poll() is None:
        memory.look(process.pid)
        time.sleep(0.05)


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
