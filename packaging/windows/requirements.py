"""Print from requirements-test.lock what Windows needs to build the program, with hashes and without markers.

``pip --platform win_amd64`` on Linux would judge the markers of the lock by the Linux it runs on.
"""

# ruff: noqa: INP001, T201 - a script, no part of a package; it prints for pip

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements-test.lock"  # holds everything of requirements.lock, in the same versions
PROGRAM = ROOT / "requirements.lock"
BUILD = {
    "pyinstaller",
    "pyinstaller-hooks-contrib",
    "altgraph",
    "packaging",
    "pefile",
    "pywin32-ctypes",
    "setuptools",
}
WINDOWS = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "python_version": "3.11",
    "python_full_version": "3.11.9",
}


def entries(lock: Path) -> Iterator[tuple[Requirement, list[str]]]:
    """Yield every requirement of *lock* with its hashes."""
    for entry in re.split(r"\n(?=\S)", lock.read_text("utf-8").replace("\\\n", " ")):
        first, *hashes = re.split(r"\s+--hash=", " ".join(entry.split()))
        if first and not first.startswith(("#", "-")):
            yield Requirement(first), hashes


def applies(marker: Marker | None) -> bool:
    """Tell whether a requirement with *marker* is one of Windows."""
    return marker is None or marker.evaluate(WINDOWS)


def main() -> None:
    """Print one requirement a line."""
    wanted = BUILD | {requirement.name.lower() for requirement, _ in entries(PROGRAM)}
    for requirement, hashes in entries(LOCK):
        if requirement.name.lower() in wanted and applies(requirement.marker):
            print(f"{requirement.name}{requirement.specifier}", *(f"--hash={each}" for each in hashes))


if __name__ == "__main__":
    main()
