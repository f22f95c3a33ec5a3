"""Where the packaged program starts."""

# ruff: noqa: INP001 - a script, no part of a package

from __future__ import annotations

import sys

from desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
