"""What a line breaker must know of each character in one style, looked up once."""

from __future__ import annotations

from typing import NamedTuple

from desktop.output.pdf.charset import ATOM, CLOSING, NO_END, NO_START, OPENING, clean, is_wide
from desktop.output.pdf.fonts import MISSING, Fonts
from desktop.output.pdf.style import Style

Run = tuple[float, str, str, float]
"""Where a run of characters begins, the characters, the key of their face, extra space after each."""

_ENOUGH = 20_000
_COLUMN = 200.0  # points; narrower is a table column


class Glyph(NamedTuple):
    """A character in a style; lengths in points.

    advance: with its tracking. natural: the face's own. shift: from the cell's left edge to the
    glyph's origin. plain: full-width in the face too, so that it can share a run.
    """

    advance: float
    face: str
    natural: float
    shift: float
    wide: bool
    no_start: bool
    no_end: bool
    closing: bool
    opening: bool
    plain: bool


class Atom(NamedTuple):
    """A piece that is not broken: its width, its runs from its own origin, its first and last glyph."""

    width: float
    runs: tuple[Run, ...]
    first: Glyph
    last: Glyph


class Glyphs(dict[str, Glyph]):
    """The characters of one style, which fill themselves in; and its atoms."""

    def __init__(self, fonts: Fonts, style: Style) -> None:
        super().__init__()
        self.fonts = fonts
        self.style = style
        self.size = style.size
        self.track = (style.pitch or style.size) - style.size
        self.absent: dict[int, str] = {}
        self._atoms: dict[str, Atom] = {}
        self.home = self["一"].face

    def __missing__(self, character: str) -> Glyph:
        key = self.fonts.find(self.style.face, character)
        if key is None:
            self.absent[ord(character)] = MISSING
            glyph = self[MISSING]
        else:
            glyph = self._glyph(character, key)
        self[character] = glyph
        return glyph

    def _glyph(self, character: str, key: str) -> Glyph:
        size, em = self.size, self.fonts.face(key).width(ord(character)) / 1000
        wide = is_wide(character)
        cell = max(em, 0.5 if character == "·" else 1.0) if wide else em
        slack = (cell - em) * size
        shift = slack if character in "“‘" else 0.0 if character in "”’" else slack / 2
        return Glyph(
            cell * size + (self.track if wide else 0.0),
            key,
            em * size,
            shift,
            wide,
            character in NO_START,
            character in NO_END,
            character in CLOSING,
            character in OPENING,
            wide and 0.99 < em < 1.01,
        )

    def shown(self, text: str) -> str:
        """Return *text* cleaned, with every character that no face has as □."""
        text = clean(text)
        for character in set(text) - self.keys() - {"\n"}:
            self[character]
        return text.translate(self.absent) if self.absent else text

    def atom(self, text: str) -> Atom:
        """Return an unbreakable piece, memoised."""
        found = self._atoms.get(text)
        if found is None:
            if len(self._atoms) > _ENOUGH:
                self._atoms.clear()
            found = self._atoms[text] = self._atom(text)
        return found

    def _atom(self, text: str) -> Atom:
        runs: list[Run] = []
        x, end = 0.0, -1.0
        for character in text:
            glyph = self[character]
            space = self.track if glyph.wide else 0.0
            at = x + glyph.shift
            if runs and end == at and runs[-1][2] == glyph.face and runs[-1][3] == space:
                runs[-1] = (runs[-1][0], runs[-1][1] + character, glyph.face, space)
            else:
                runs.append((at, character, glyph.face, space))
            x += glyph.advance
            end = x if glyph.shift == 0 and glyph.advance == glyph.natural + space else -1.0
        return Atom(x, tuple(runs), self[text[0]], self[text[-1]])

    def pieces(self, text: str, width: float) -> tuple[str | list[str], dict[int, Atom]]:
        """Cut *text* into characters and atoms no wider than *width*; return them and where the atoms are."""
        pieces: list[str] = []
        atoms: dict[int, Atom] = {}
        done = 0
        for match in ATOM.finditer(text):
            if match.end() - match.start() == 1:
                continue
            found = match.group()
            atom = self.atom(found)
            if atom.width > (0.7 * width if width > _COLUMN and found[0].isalpha() else width):
                continue  # an endless word would tear the line before it apart
            pieces += text[done : match.start()]
            done = match.end()
            atoms[len(pieces)] = atom
            pieces.append(found)
        if not done:
            return text, atoms
        pieces += text[done:]
        return pieces, atoms

    def length(self, line: tuple[Run, ...]) -> float:
        """Return where the ink cell of a line's last character ends."""
        if not line:
            return 0.0
        x, text, _, space = line[-1]
        return x + sum(self[c].natural for c in text) + space * (len(text) - 1)
