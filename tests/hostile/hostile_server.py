"""Runs commands of zpj in forked children of one warm Python, each held to processor time and memory.

One JSON request a line on stdin, one JSON answer a line on stdout; see `Outcome` in hostile_clerk.
"""

from __future__ import annotations

import atexit
import codecs
import importlib
import io
import json
import os
import pkgutil
import resource
import signal
import sys
import tempfile
import traceback
from typing import Any

_MEGABYTE = 1024 * 1024
_UNCAUGHT = 70


def load_everything() -> None:
    """Import what the commands import lazily, so that a child starts warm."""
    import zpj

    for module in pkgutil.walk_packages(zpj.__path__, "zpj."):
        if not module.name.startswith("zpj.excel") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for encoding in ("cp437", "gbk", "idna", "utf-8-sig", "utf-16", "latin-1", "ascii"):
        codecs.lookup(encoding)
    for name in ("docx", "openpyxl", "xlrd", "jinja2.sandbox", "rich.table", "rich.progress", "sqlite3"):
        importlib.import_module(name)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Run one request to its end."""
    child = os.fork()
    if child == 0:
        _become_the_command(request)
    _, status, usage = os.wait4(child, 0)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss / 1024,
    }


def _become_the_command(request: dict[str, Any]) -> None:
    code = _UNCAUGHT
    try:
        _hold(request)
        code = _run(request["arguments"])
    except BaseException:  # noqa: BLE001 - the child ends here; the test reads the traceback and fails
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()  # what the end of a Python does: semaphores of process pools are given back
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


def _hold(request: dict[str, Any]) -> None:
    """Set folder, streams, limits and, where asked, an ordinary user: root is refused nothing."""
    os.chdir(request["folder"])
    os.environ["TMPDIR"] = tempfile.tempdir = request["temporary"]
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(request[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666), number)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(number, "w"), "utf-8") for number in (1, 2))
    seconds = request["seconds"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (request["megabytes"] * _MEGABYTE,) * 2)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(6 * seconds)
    if request["user"] is not None and os.geteuid() == 0:
        os.setgid(request["user"])
        os.setuid(request["user"])


def _run(arguments: list[str]) -> int:
    from zpj.cli import print_what_can_be_printed
    from zpj.cli.chinese import run
    from zpj.cli.commands import cli

    print_what_can_be_printed()
    return run(cli, arguments)


def main() -> None:
    """Answer until stdin closes."""
    load_everything()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
