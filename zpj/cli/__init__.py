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

    At the end all objects are frozen: else Python would look once more for those that only hold each other, which takes
    a tenth of a short run.
    """
    from zpj.cli.chinese import run
    from zpj.cli.commands import cli

    print_what_can_be_printed()
    code = run(cli, sys.argv[1:])
    gc.freeze()
    sys.exit(code)
