"""The command line `zpj`: thin commands over `zpj.app`, everything it prints in Chinese."""

from __future__ import annotations

import gc
import io
import sys


def print_what_can_be_printed() -> None:
    """Print “?” for what the screen's code page lacks, such as a file name that is no Unicode, and never fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def main() -> None:
    """Run zpj and end with its exit code: 0 done, 1 error-level findings, 2 cannot be read or bad usage.

    What this run had to work out is kept for the next; the most frequent command needs few of the patterns and has
    those apart. At the end all objects are frozen: else Python would look once more for those that only hold each
    other, which takes a tenth of a short run.
    """
    from zpj.warm import warm

    print_what_can_be_printed()
    with warm("reports" if sys.argv[1:2] == ["report"] else "commands"):
        code = _run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    """Run a command line: click, which takes long to start, reads what is not plain."""
    from zpj.cli.plain import plain_command

    if (action := plain_command(arguments)) is not None:
        from zpj.cli.ending import ended

        gc.disable()  # one workbook and its reports: what holds itself in circles is little, and the run is short
        return ended(action)
    from zpj.cli.chinese import run
    from zpj.cli.commands import cli

    return run(cli, arguments)
