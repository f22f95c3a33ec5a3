"""A TrueType file with only the glyphs a document shows (OpenType 1.9: glyf, loca, hmtx, head, maxp)."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable

from desktop.output.pdf.face import Face, FaceError

_COPIED = ("cvt ", "fpgm", "prep")


def subset(face: Face, codes: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """Return the file and each character's glyph in it; *codes* in the order the glyphs shall have."""
    order = [0]
    renamed = {0: 0}
    glyphs: dict[int, int] = {}
    for code in codes:
        glyph = face.glyph(code)
        if glyph not in renamed:
            renamed[glyph] = len(order)
            order.append(glyph)
        glyphs[code] = renamed[glyph]
    outlines = _outlines(face, order, renamed)
    return _file(_tables(face, order, outlines)), glyphs


def _outlines(face: Face, order: list[int], renamed: dict[int, int]) -> list[bytes]:
    """Return the outlines of *order*, to which the parts of composite glyphs are added."""
    outlines: list[bytes] = []
    for glyph in order:  # grows while it is walked
        begin, end = face.outline(glyph)
        outline = face.data[begin:end]
        if len(outline) > 10 and outline[0] & 128:
            outline = _composite(outline, order, renamed, face.count)
        outlines.append(outline + b"\0" * (-len(outline) % 4))
    return outlines


def _composite(outline: bytes, order: list[int], renamed: dict[int, int], count: int) -> bytes:
    """Return a composite glyph that names its parts by their new numbers."""
    edited = bytearray(outline)
    at, flags = 10, 32
    while flags & 32:
        if at + 4 > len(edited):
            raise FaceError("composite glyph cut off")
        flags, part = struct.unpack_from(">HH", edited, at)
        if part not in renamed:
            renamed[part] = len(order)
            order.append(part if part < count else 0)
        struct.pack_into(">H", edited, at + 2, renamed[part])
        scale = 2 if flags & 8 else 4 if flags & 64 else 8 if flags & 128 else 0
        at += 4 + (4 if flags & 1 else 2) + scale
    return bytes(edited)


def _tables(face: Face, order: list[int], outlines: list[bytes]) -> dict[str, bytes]:
    positions = array("I", [0])
    for outline in outlines:
        positions.append(positions[-1] + len(outline))
    if sys.byteorder == "little":
        positions.byteswap()
    head, hhea, maxp = (bytearray(face.table(tag)) for tag in ("head", "hhea", "maxp"))
    struct.pack_into(">h", head, 50, 1)  # long positions
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">H", hhea, 34, len(order))
    struct.pack_into(">H", maxp, 4, len(order))
    tables = {
        "glyf": b"".join(outlines),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "hmtx": _metrics(face, order),
        "loca": positions.tobytes(),
        "maxp": bytes(maxp),
    }
    return tables | {tag: face.table(tag) for tag in _COPIED if tag in face.tables}


def _metrics(face: Face, order: list[int]) -> bytes:
    """Return advance and left bearing of each glyph; those past the measured ones share the last advance."""
    table, measured = face.table("hmtx"), face.measured
    parts: list[bytes] = []
    for glyph in order:
        if glyph < measured:
            parts.append(table[4 * glyph : 4 * glyph + 4])
        else:
            bearing = 4 * measured + 2 * (glyph - measured)
            pair = table[4 * measured - 4 : 4 * measured - 2] + table[bearing : bearing + 2]
            parts.append(pair.ljust(4, b"\0"))
    return b"".join(parts)


def _file(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    parts = [struct.pack(">LHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))]
    offset = 12 + 16 * count
    bodies: list[bytes] = []
    for tag in sorted(tables):
        body = tables[tag] + b"\0" * (-len(tables[tag]) % 4)
        words = array("I", body)
        if sys.byteorder == "little":
            words.byteswap()
        parts.append(struct.pack(">4sLLL", tag.encode(), sum(words) & 0xFFFFFFFF, offset, len(tables[tag])))
        bodies.append(body)
        offset += len(body)
    return b"".join(parts + bodies)
