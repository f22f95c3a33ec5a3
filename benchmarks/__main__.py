"""Run all groups of benchmarks, or those named on the command line, and print a table."""

from __future__ import annotations

import sys
from importlib import import_module

GROUPS = ("start", "paper", "edits", "ledger", "window")


def main() -> int:
    """Print name, value, budget and whether it holds; return 1 where one does not."""
    over = 0
    for group in sys.argv[1:] or GROUPS:
        for line in import_module(f"benchmarks.{group}").measure():
            mark = "ok  " if line.value <= line.budget else "OVER"
            over += line.value > line.budget
            print(f"{mark}  {group:7} {line.name:58} {line.value:9.3f} of {line.budget:g} {line.unit}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
