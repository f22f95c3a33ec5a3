"""Breaking running text into lines: 禁则, figures kept whole, marks squeezed, both edges straight.

The width of any stretch of text is a difference of prefix sums, so a line's end is one bisection.
Lines are first filled greedily; where that tears a line more than ``_TORN`` apart, the whole text is
broken again for the least sum of squared gaps, and a date may then be parted after 年 or 月.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise

from desktop.output.pdf.glyphs import Atom, Glyph, Glyphs, Run

Line = tuple[Run, ...]

_TORN = 2.0  # points between two characters
_TOLERANCE = 0.05  # points; nobody sees them, and three marks that give way fall short by 0.03
_SOFT = 2.0  # what parting a date costs, as a squared gap
_FORCED = 1e6


class Text:
    """A text ready to be broken: its pieces, what is known of their edges, and prefix sums of widths."""

    __slots__ = (
        *("atoms", "count", "ends", "first", "full", "glyphs", "last", "marks", "odd", "pieces"),
        *("squeezed", "tight", "widths"),
    )

    def __init__(self, text: str, glyphs: Glyphs, width: float) -> None:
        self.glyphs = glyphs
        self.pieces, self.atoms = glyphs.pieces(text, width)
        self.count = len(self.pieces)
        self.first: list[Glyph]
        self.last: list[Glyph]
        self._look_up()
        last, atoms, home = self.last, self.atoms, glyphs.home
        self.marks = [k for k, glyph in enumerate(last) if glyph.closing or glyph.opening]
        self.odd = [k for k, glyph in enumerate(last) if not glyph.plain or glyph.face != home or k in atoms]
        self.squeezed: set[int] = set()
        self._add_up()

    def _look_up(self) -> None:
        glyphs, atoms = self.glyphs, self.atoms
        if not atoms:
            self.first = self.last = [glyphs[piece] for piece in self.pieces]
            self.widths = [glyph.advance for glyph in self.last]
            return
        single = glyphs.get
        known = [atoms.get(k) or single(piece) or glyphs[piece] for k, piece in enumerate(self.pieces)]
        self.first = [each.first if isinstance(each, Atom) else each for each in known]
        self.last = [each.last if isinstance(each, Atom) else each for each in known]
        self.widths = [each.width if isinstance(each, Atom) else each.advance for each in known]

    def _add_up(self) -> None:
        """Sum the widths as set (full), as tight as allowed, and where a line that ends there would end."""
        widths, half = self.widths, self.glyphs.size / 2
        if not self.marks:
            self.full = self.tight = list(accumulate(widths, initial=0.0))
            self.ends = self.full[1:]
            return
        full, tight = widths[:], widths[:]
        for k in self.marks:
            closing = self.last[k].closing
            if k + 1 < self.count and self._squeezes(k, closing=closing):
                self.squeezed.add(k)
                full[k] -= half
                tight[k] -= half
            elif closing:
                tight[k] -= half / 2
        self.full = list(accumulate(full, initial=0.0))
        self.tight = list(accumulate(tight, initial=0.0))
        self.ends = [before + width for before, width in zip(self.tight, widths, strict=False)]
        for k in self.marks:
            if self.last[k].closing:
                self.ends[k] -= half  # the empty half hangs

    def _squeezes(self, k: int, *, closing: bool) -> bool:
        """Tell whether mark *k* and the next share a cell's blank half: ）， and 》《 and （《."""
        following = self.first[k + 1]
        return following.opening or (closing and following.closing)

    def reach(self, start: int, room: float) -> int:
        """Return the end of the longest line from *start*, at least one piece."""
        return bisect_right(self.ends, room + _TOLERANCE + self.tight[start], start + 1, self.count)

    def width(self, start: int, end: int) -> float:
        """Return the width of pieces *start* to *end* as set, trailing blanks left out."""
        end = self.trimmed(start, end)
        return self.full[end - 1] - self.full[start] + self.widths[end - 1]

    def trimmed(self, start: int, end: int) -> int:
        """Return *end* before the blanks that precede it."""
        while end - 1 > start and self.pieces[end - 1] == " ":
            end -= 1
        return end

    def skip(self, start: int) -> int:
        """Return *start* after the blanks that follow it."""
        while start < self.count and self.pieces[start] == " ":
            start += 1
        return start

    def breakable(self, k: int) -> bool:
        """Tell whether a line may end before piece *k*."""
        after, before = self.skip(k), self.trimmed(0, k)
        if self.last[before - 1].no_end:
            return False
        return after == self.count or not self.first[after].no_start

    def soft(self, k: int) -> bool:
        """Tell whether a break before *k* would part a date: 2021年|7月."""
        return k in self.atoms and k - 1 in self.atoms and self.pieces[k - 1][-1] in "年月"

    def best_end(self, start: int, room: float) -> int:
        """Return where a greedily filled line from *start* ends."""
        reach = self.reach(start, room)
        if reach == self.count:
            return reach
        parted = 0
        for k in range(reach, start, -1):
            if self.breakable(k):
                if not self.soft(k):
                    return k
                parted = parted or k
        return parted or reach

    def gap(self, start: int, end: int, room: float) -> float:
        """Return what each place between two pieces must give way for a line to fill *room*."""
        end = self.trimmed(start, end)
        return (room - self.width(start, end)) / max(1, end - start - 1)


def break_lines(text: str, glyphs: Glyphs, width: float, first: float = 0.0) -> tuple[Line, ...]:
    """Return the lines of *text* (cleaned by ``Glyphs.shown``), the first one indented by *first* points."""
    if not text:
        return ()
    if text.isascii() and " " not in text and len(text) < 40:
        atom = glyphs.atom(text)  # a number or a code by itself
        if atom.width <= width - first:
            return (tuple((first + x, run, face, space) for x, run, face, space in atom.runs),)
    ready = Text(text, glyphs, width)
    ends = _greedy(ready, width, first)
    justify = glyphs.style.align == "justify"
    if justify and len(ends) > 1 and _torn(ready, ends, width, first):
        ends = _least_gaps(ready, width, first) or ends
    return tuple(_lines(ready, ends, width, first, justify=justify))


def _greedy(text: Text, width: float, first: float) -> list[int]:
    ends: list[int] = []
    start, room = 0, width - first
    while start < text.count:
        ends.append(text.best_end(start, room))
        start, room = text.skip(ends[-1]), width
    return ends


def _torn(text: Text, ends: list[int], width: float, first: float) -> bool:
    if text.gap(0, ends[0], width - first) > _TORN:
        return True
    return any(text.gap(text.skip(a), b, width) > _TORN for a, b in pairwise(ends[:-1]))


def _least_gaps(text: Text, width: float, first: float) -> list[int]:
    """Return the line ends with the least sum of squared gaps."""
    best: dict[int, tuple[float, int]] = {0: (0.0, -1)}
    for start in range(text.count):
        if start not in best:
            continue
        cost = best[start][0]
        room = width if start else width - first
        for end, more in _candidates(text, text.skip(start), room):
            if end not in best or cost + more < best[end][0]:
                best[end] = (cost + more, start)
    ends: list[int] = []
    at = text.count
    while at > 0:
        ends.append(at)
        at = best[at][1]
    return ends[::-1]


def _candidates(text: Text, start: int, room: float) -> list[tuple[int, float]]:
    """Return the ends a line from *start* may have and what each costs."""
    if start >= text.count:
        return [(text.count, 0.0)]
    reach = text.reach(start, room)
    if reach == text.count:
        return [(reach, 0.0)]
    found: list[tuple[int, float]] = []
    for end in range(reach, start, -1):
        gap = text.gap(start, end, room)
        if gap > _TORN and found:
            break
        if text.breakable(end):
            found.append((end, 1.0 + gap * gap + (_SOFT if text.soft(end) else 0.0)))
    return found or [(reach, _FORCED)]


def _lines(text: Text, ends: list[int], width: float, first: float, *, justify: bool) -> list[Line]:
    lines: list[Line] = []
    start, room, x = 0, width - first, first
    for end in ends:
        straight = justify and end != ends[-1]
        lines.append(_place(text, start, text.trimmed(start, end), x, room, straight=straight))
        start, room, x = text.skip(end), width, 0.0
    return lines


def _place(text: Text, start: int, end: int, x: float, room: float, *, straight: bool) -> Line:
    """Return the runs of one line: squeezed where it is too wide, spread where it shall be straight."""
    glyphs = text.glyphs
    need = room - text.width(start, end)
    gap, shrunk = 0.0, dict[int, float]()
    if need < -_TOLERANCE:
        shrunk = _shrink(text, start, end, need)
    elif straight and end - start > 1:
        gap = need / (end - start - 1)
        if gap > glyphs.style.loose:
            gap = 0.0
    if not shrunk and _uniform(text, start, end):
        piece = text.pieces[start:end]
        run = piece if isinstance(piece, str) else "".join(piece)
        return ((x, run, text.last[start].face, glyphs.track + gap),)
    return tuple(_runs(text, start, end, x, gap, shrunk))


def _shrink(text: Text, start: int, end: int, need: float) -> dict[int, float]:
    """Return by how much each closing mark gives way; the last one hangs its empty half first."""
    half = text.glyphs.size / 2
    if text.last[end - 1].closing:
        need += min(half, -need)
    if need >= -_TOLERANCE:
        return {}
    inner = text.marks[bisect_left(text.marks, start) : bisect_left(text.marks, end - 1)]
    lone = [k for k in inner if text.last[k].closing and k not in text.squeezed]
    return dict.fromkeys(lone, min(half / 2, -need / len(lone))) if lone else {}


def _uniform(text: Text, start: int, end: int) -> bool:
    """Tell whether a line is plain full-width characters of one face, evenly spaced."""
    at = bisect_left(text.odd, start)
    if at < len(text.odd) and text.odd[at] < end:
        return False
    return not any(start <= k < end - 1 for k in text.squeezed)


def _runs(text: Text, start: int, end: int, x: float, gap: float, shrunk: dict[int, float]) -> list[Run]:
    runs: list[Run] = []
    half, track = text.glyphs.size / 2, text.glyphs.track
    joined = -1.0  # where a character must stand to join the last run
    for k in range(start, end):
        inner = k < end - 1
        step = text.widths[k] + (gap if inner else 0.0) - shrunk.get(k, 0.0)
        if inner and k in text.squeezed:
            step -= half
        if k in text.atoms:
            runs += [(x + dx, run, face, space) for dx, run, face, space in text.atoms[k].runs]
            joined = -1.0
        else:
            glyph, piece = text.last[k], text.pieces[k]
            space = step - glyph.natural - glyph.shift if inner else (track if glyph.wide else 0.0)
            at = x + glyph.shift
            if joined == at and runs[-1][2] == glyph.face and abs(runs[-1][3] - space) < 0.002:
                runs[-1] = (runs[-1][0], runs[-1][1] + piece, glyph.face, runs[-1][3])
            else:
                runs.append((at, piece, glyph.face, space))
            joined = x + step
        x += step
    return runs
