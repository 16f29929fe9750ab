"""The command line `zpj`: thin commands over `zpj.app`, everything it prints in Chinese."""

from __future__ import annotations

import sys


def main() -> None:
    """Run zpj and end with its exit code: 0 done, 1 error-level findings, 2 cannot be read or bad usage."""
    from zpj.cli.chinese import run
    from zpj.cli.commands import cli

    sys.exit(run(cli, sys.argv[1:]))
