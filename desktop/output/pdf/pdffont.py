"""A face as a PDF font: one Type0 font, Identity-H, whose CIDs are UTF-16 codes (ISO 32000-1, 9.7).

One font a face instead of one for every 256 characters; text in a page is its UTF-16 in hexadecimal.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from desktop.output.pdf.face import Face
from desktop.output.pdf.ink import Used
from desktop.output.pdf.subset import subset

Add = Callable[[bytes], int]
"""Adds an object to the file and returns its number."""

_SYMBOLIC = 4


def add_font(face: Face, used: Used, add: Add, *, deflate: bool = True) -> int:
    """Add the fonts' objects for the characters in *used*; return the number of the Type0 font."""
    codes = sorted((used.code(character), ord(character)) for character in used.characters)
    data, glyphs = subset(face, (character for _, character in codes))
    cids = {cid: glyphs[character] for cid, character in codes}
    name = f"/{_tag(codes)}+{face.name}"

    def stream(content: bytes, extra: str = "") -> int:
        return add(_stream(content, extra, deflate=deflate))

    file = stream(data, f"/Length1 {len(data)}")
    descriptor = add(_descriptor(face, name, file, stream(_cid_set(cids))))
    widths = " ".join(f"{cid}[{w:g}]" for cid, c in codes if (w := round(face.width(c), 2)) != 1000)
    descendant = add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont{name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/DW 1000/W[{widths}]"
        f"/CIDToGIDMap {stream(_glyph_map(cids))} 0 R>>".encode()
    )
    unicode = stream(_to_unicode(codes, used))
    return add(
        f"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>".encode()
    )


def _descriptor(face: Face, name: str, file: int, cid_set: int) -> bytes:
    box = " ".join(f"{v:.0f}" for v in face.box)
    return (
        f"<</Type/FontDescriptor/FontName{name}/Flags {_SYMBOLIC}/FontBBox[{box}]/ItalicAngle 0"
        f"/Ascent {face.ascent:.0f}/Descent {face.descent:.0f}/CapHeight {face.ascent:.0f}/StemV 80"
        f"/FontFile2 {file} 0 R/CIDSet {cid_set} 0 R>>"
    ).encode()


def _stream(content: bytes, extra: str, *, deflate: bool) -> bytes:
    if deflate:
        content = zlib.compress(content, 6)
        extra += "/Filter/FlateDecode"
    return f"<<{extra}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def _tag(codes: list[tuple[int, int]]) -> str:
    """Return the six letters that mark a subset; they depend on its characters only."""
    value = zlib.crc32(repr(codes).encode())
    return "".join(chr(65 + value // 26**k % 26) for k in range(6))


def _glyph_map(cids: dict[int, int]) -> bytes:
    """Return CIDToGIDMap: two bytes for every CID to the highest."""
    mapped = bytearray(2 * max(cids, default=0) + 2)
    for cid, glyph in cids.items():
        struct.pack_into(">H", mapped, 2 * cid, glyph)
    return bytes(mapped)


def _cid_set(cids: dict[int, int]) -> bytes:
    """Return the bits of the CIDs that are there; PDF/A-1 asks for them (ISO 19005-1, 6.3.5)."""
    bits = bytearray(max(cids, default=0) // 8 + 1)
    for cid in (0, *cids):
        bits[cid >> 3] |= 0x80 >> (cid & 7)
    return bytes(bits)


def _to_unicode(codes: list[tuple[int, int]], used: Used) -> bytes:
    """Return the map back to text: whole rows of 256 codes stand for themselves, private codes singly."""
    private = set(used.private.values())
    rows = sorted({cid >> 8 for cid, _ in codes if cid not in private})
    ranges = [f"<{row:02x}00> <{row:02x}ff> <{row:02x}00>" for row in rows]
    singles = [
        f"<{cid:04x}> <{character.encode('utf-16-be').hex()}>" for character, cid in used.private.items()
    ]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <ffff> endcodespacerange",
            *_blocks("bfrange", ranges),
            *_blocks("bfchar", singles),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode()


def _blocks(kind: str, lines: list[str]) -> list[str]:
    """Return *lines* in the blocks of at most 100 that a character map may have."""
    found: list[str] = []
    for k in range(0, len(lines), 100):
        some = lines[k : k + 100]
        found += [f"{len(some)} begin{kind}", *some, f"end{kind}"]
    return found
