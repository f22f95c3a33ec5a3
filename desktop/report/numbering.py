"""Numbers of headings and tables: 一、（一）1.（1）and 表1-1 (GB/T 9704-2012 7.3.3)."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.models.numerals import chinese_number


class Numbering:
    """Gives numbers in reading order: headings by level, tables by chapter."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0, 0]
        self._tables = 0

    def heading(self, level: int) -> str:
        """Return the number of the next heading of a *level* 1–4; deeper levels begin anew."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (4 - level)
        if level == 1:
            self._tables = 0
        return _styled(level, self._counts[level - 1])

    def table(self) -> str:
        """Return the number of the next table: 表1-2 in the first chapter, 表2 before any."""
        self._tables += 1
        chapter = self._counts[0]
        return f"表{chapter}-{self._tables}" if chapter else f"表{self._tables}"


def _styled(level: int, count: int) -> str:
    match level:
        case 1:
            return f"{chinese_number(count)}、"
        case 2:
            return f"（{chinese_number(count)}）"
        case 3:
            return f"{count}."
        case _:
            return f"（{count}）"


def table_numbers(parts: Iterable[tuple[int, str]]) -> dict[str, str]:
    """Return each table's printed number by key, from (heading level, '') and (0, table key) in order."""
    numbering = Numbering()
    numbers: dict[str, str] = {}
    for level, key in parts:
        if level:
            numbering.heading(level)
        else:
            numbers[key] = numbering.table()
    return numbers
