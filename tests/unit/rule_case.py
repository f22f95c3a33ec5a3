"""What a rule is tried on: shared by the tests of all rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Data = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A report in which a rule finds nothing, one in which it finds *said* at *places*."""

    passes: Data
    fails: Data
    places: tuple[str, ...]
    said: str
