"""What typesetting remembers from one layout to the next: characters, lines, heights of rows."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

from desktop.output.pdf.fonts import Fonts
from desktop.output.pdf.glyphs import Glyphs
from desktop.output.pdf.lines import Line, break_lines
from desktop.output.pdf.style import SHEET, STYLES

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Row = tuple[str, ...]

_LINES = 60_000
"""So many texts keep their lines; those of a longer table are broken again when they are painted."""


class Memo(Generic[K, V]):
    """A memory of two generations: what neither of the last two layouts asked for is forgotten."""

    def __init__(self) -> None:
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def turn(self) -> None:
        """Begin a new layout."""
        self._young, self._old = {}, self._young

    def get(self, key: K) -> V | None:
        """Return what is known of *key*."""
        found = self._young.get(key)
        if found is None and key in self._old:
            found = self._young[key] = self._old.pop(key)
        return found

    def put(self, key: K, value: V) -> V:
        """Remember and return *value*."""
        self._young[key] = value
        return value

    def __len__(self) -> int:
        return len(self._young) + len(self._old)


class Setter:
    """Sets text in the styles of ``style.STYLES`` with the faces of *fonts*."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self.lines_known: Memo[tuple[str, str, float], tuple[Line, ...]] = Memo()
        self.heights_known: Memo[tuple[int, Row], float] = Memo()
        self.tables_known: Memo[tuple[int, str], tuple[tuple[Row, ...], list[float]]] = Memo()
        self._numbers: dict[Hashable, int] = {}
        self._glyphs: dict[str, Glyphs] = {}

    def turn(self) -> None:
        """Begin a new layout: forget what the last two did not use."""
        self.lines_known.turn()
        self.heights_known.turn()
        self.tables_known.turn()

    def number(self, shape: Hashable) -> int:
        """Return a short name for a table's shape: it is part of every row's key."""
        return self._numbers.setdefault(shape, len(self._numbers))

    def glyphs(self, role: str) -> Glyphs:
        """Return the characters of a style."""
        found = self._glyphs.get(role)
        if found is None:
            found = self._glyphs[role] = Glyphs(self.fonts, STYLES[role])
        return found

    def lines(self, role: str, text: str, width: float = SHEET.text_width) -> tuple[Line, ...]:
        """Return the lines of *text* in a style, *width* points wide; at least one."""
        key = (role, text, width)
        found = self.lines_known.get(key)
        if found is None:
            found = self._broken(role, text, width)
            if len(self.lines_known) < _LINES:
                self.lines_known.put(key, found)
        return found

    def line(self, role: str, text: str) -> Line:
        """Return *text* as one line, however long."""
        return self.lines(role, text, 1e5)[0]

    def _broken(self, role: str, text: str, width: float) -> tuple[Line, ...]:
        glyphs = self.glyphs(role)
        shown = glyphs.shown(text)
        first = glyphs.style.indent * glyphs.style.pitch
        if "\n" not in shown and not shown[:1].isspace() and not shown[-1:].isspace():
            return break_lines(shown, glyphs, width, first) or ((),)
        parts = [part.strip() for part in shown.split("\n")]
        if first:  # an empty line between paragraphs is no line of the report
            parts = [part for part in parts if part]
        return tuple(line for part in parts for line in break_lines(part, glyphs, width, first) or ((),)) or (
            (),
        )
