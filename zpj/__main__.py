"""`python -m zpj`."""

from zpj.cli import main

main()
