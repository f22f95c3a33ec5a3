"""A TrueType face that is read where it lies: nothing is parsed before it is asked for.

Only outlines in ``glyf`` are taken (OpenType 1.9): CFF outlines would need another kind of embedding.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from struct import unpack_from
from typing import NamedTuple

_NEEDED = ("head", "hhea", "maxp", "hmtx", "cmap", "loca", "glyf")
_UNICODE = {(3, 1), (3, 10), (0, 3), (0, 4), (0, 5), (0, 6), (0, 1), (0, 2)}


class FaceError(Exception):
    """A font file cannot be used: broken, not TrueType outlines, or its licence bits forbid embedding."""


class Box(NamedTuple):
    """A glyph's ink in thousandths of the em: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float


class _Ranges(NamedTuple):
    """A format 12 character map: groups of characters with consecutive glyphs."""

    starts: array[int]
    ends: array[int]
    glyphs: array[int]

    def glyph(self, code: int) -> int:
        k = bisect_left(self.ends, code)
        if k == len(self.ends) or self.starts[k] > code:
            return 0
        return self.glyphs[k] + code - self.starts[k]


class _Segments(NamedTuple):
    """A format 4 character map: segments of the first 65 536 characters."""

    data: mmap.mmap
    offset: int  # of the idRangeOffset array
    ends: array[int]
    starts: array[int]
    deltas: array[int]
    offsets: array[int]

    def glyph(self, code: int) -> int:
        k = bisect_left(self.ends, code)
        if k == len(self.ends) or self.starts[k] > code:
            return 0
        if self.offsets[k] == 0:
            return (code + self.deltas[k]) & 0xFFFF
        at = self.offset + 2 * k + self.offsets[k] + 2 * (code - self.starts[k])
        (glyph,) = unpack_from(">H", self.data, at)
        return (glyph + self.deltas[k]) & 0xFFFF if glyph else 0


class Face:
    """One face of a font file (*index* chooses within a collection); lengths in thousandths of the em.

    Raises FaceError where the file is not a usable TrueType face, OSError where it cannot be read.
    """

    def __init__(self, path: Path, index: int = 0) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self.data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self.tables = self._directory(index)
            self._metrics()
        except (struct.error, ValueError, IndexError, OverflowError) as error:
            raise FaceError(f"{path}: {error}") from error
        self._glyphs: dict[int, int] = {}
        self._widths: dict[int, float] = {}

    def _directory(self, index: int) -> dict[str, tuple[int, int]]:
        data, start = self.data, 0
        if data[:4] == b"ttcf":
            (start,) = unpack_from(">L", data, 12 + 4 * index)
        if data[start : start + 4] not in (b"\0\1\0\0", b"true"):
            raise FaceError(f"{self.path}: not TrueType outlines")
        (count,) = unpack_from(">H", data, start + 4)
        tables: dict[str, tuple[int, int]] = {}
        for k in range(count):
            tag, _, offset, length = unpack_from(">4sLLL", data, start + 12 + 16 * k)
            if offset + length > len(data):
                raise FaceError(f"{self.path}: cut off")
            tables[tag.decode("latin-1")] = (offset, length)
        if missing := [tag for tag in _NEEDED if tag not in tables]:
            raise FaceError(f"{self.path}: no {missing}")
        return tables

    def _metrics(self) -> None:
        data, table = self.data, self.tables
        head, hhea = table["head"][0], table["hhea"][0]
        (units,) = unpack_from(">H", data, head + 18)
        if not units:
            raise FaceError(f"{self.path}: no em")
        self.scale = 1000 / units
        self.box = Box(*(v * self.scale for v in unpack_from(">4h", data, head + 36)))
        self.ascent, self.descent = (v * self.scale for v in unpack_from(">2h", data, hhea + 4))
        self._long = unpack_from(">h", data, head + 50)[0] == 1
        (self.measured,) = unpack_from(">H", data, hhea + 34)
        (self.count,) = unpack_from(">H", data, table["maxp"][0] + 4)
        if not 0 < self.measured <= self.count or table["hmtx"][1] < 4 * self.measured:
            raise FaceError(f"{self.path}: metrics do not fit")
        if table["loca"][1] < (self.count + 1) * (4 if self._long else 2):
            raise FaceError(f"{self.path}: glyph index cut off")
        if "OS/2" in table and unpack_from(">H", data, table["OS/2"][0] + 8)[0] & 0x0F == 2:
            raise FaceError(f"{self.path}: its licence bits forbid embedding")

    def _array(self, kind: str, offset: int, count: int) -> array[int]:
        values = array(kind)
        values.frombytes(self.data[offset : offset + count * values.itemsize])
        if sys.byteorder == "little":
            values.byteswap()
        return values

    @cached_property
    def _map(self) -> _Ranges | _Segments:
        try:
            return self._character_map()
        except (struct.error, ValueError, IndexError) as error:
            raise FaceError(f"{self.path}: {error}") from error

    def _character_map(self) -> _Ranges | _Segments:
        start = self.tables["cmap"][0]
        (count,) = unpack_from(">H", self.data, start + 2)
        found: dict[int, int] = {}
        for k in range(count):
            platform, encoding, offset = unpack_from(">HHL", self.data, start + 4 + 8 * k)
            if (platform, encoding) in _UNICODE:
                found[unpack_from(">H", self.data, start + offset)[0]] = start + offset
        if 12 in found:
            (groups,) = unpack_from(">L", self.data, found[12] + 12)
            flat = self._array("I", found[12] + 16, 3 * groups)
            return _Ranges(flat[0::3], flat[1::3], flat[2::3])
        if 4 not in found:
            raise FaceError(f"{self.path}: no Unicode character map")
        at = found[4] + 14
        n = unpack_from(">H", self.data, found[4] + 6)[0] // 2
        parts = [self._array("H", at + 2 * n * k + (2 if k else 0), n) for k in range(4)]
        return _Segments(self.data, at + 6 * n + 2, *parts)

    def glyph(self, code: int) -> int:
        """Return the glyph of a character, 0 where the face has none."""
        found = self._glyphs.get(code)
        if found is None:
            found = self._map.glyph(code)
            found = self._glyphs[code] = found if found < self.count else 0
        return found

    def width(self, code: int) -> float:
        """Return a character's advance."""
        found = self._widths.get(code)
        if found is None:
            last = min(self.glyph(code), self.measured - 1)
            (raw,) = unpack_from(">H", self.data, self.tables["hmtx"][0] + 4 * last)
            found = self._widths[code] = raw * self.scale
        return found

    def outline(self, glyph: int) -> tuple[int, int]:
        """Return where a glyph's outline begins and ends in the file."""
        loca, glyf = self.tables["loca"][0], self.tables["glyf"][0]
        if self._long:
            begin, end = unpack_from(">LL", self.data, loca + 4 * glyph)
        else:
            begin, end = (2 * v for v in unpack_from(">HH", self.data, loca + 2 * glyph))
        return glyf + begin, glyf + end

    def ink(self, code: int) -> Box:
        """Return the box of a character's ink, empty for a blank."""
        begin, end = self.outline(self.glyph(code))
        if end - begin < 10:
            return Box(0, 0, 0, 0)
        return Box(*(v * self.scale for v in unpack_from(">4h", self.data, begin + 2)))

    def table(self, tag: str) -> bytes:
        """Return the bytes of a table, none where there is no such table."""
        offset, length = self.tables.get(tag, (0, 0))
        return self.data[offset : offset + length]

    @cached_property
    def name(self) -> str:
        """The PostScript name, else the file's name, in the letters a PDF name may have."""
        given = next((text for key, _, text in self._names() if key == 6), self.path.stem)
        kept = "".join(c for c in given if c.isascii() and (c.isalnum() or c in "-_"))
        return kept or "Face"

    def all_names(self) -> Iterator[str]:
        """Yield the family and full names in every language of the name table."""
        return (text for key, _, text in self._names() if key in (1, 4))

    def _names(self) -> Iterator[tuple[int, int, str]]:
        """Yield id (1 family, 4 full name, 6 PostScript name), language and text."""
        table = self.table("name")
        if len(table) < 6:
            return
        _, count, strings = unpack_from(">3H", table, 0)
        for k in range(min(count, (len(table) - 6) // 12)):
            platform, _, language, key, length, at = unpack_from(">6H", table, 6 + 12 * k)
            raw = table[strings + at : strings + at + length]
            yield key, language, raw.decode("utf-16-be" if platform in (0, 3) else "latin-1", "replace")
