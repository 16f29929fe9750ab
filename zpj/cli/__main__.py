"""`python -m zpj.cli`."""

from zpj.cli import main

main()
