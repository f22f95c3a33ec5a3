"""Which characters each face has to show, and the 16-bit codes by which a page's operators name them."""

from __future__ import annotations

from typing import NamedTuple

_PRIVATE = 0xD800
"""Codes of UTF-16's surrogates are never characters: free for those beyond the BMP."""


class Used(NamedTuple):
    """What was shown in one face: the characters, and the private codes of those beyond the BMP."""

    characters: set[str]
    private: dict[str, int]

    def code(self, character: str) -> int:
        """Return the code of a character: its own, or a private one that is given on first sight."""
        if character <= "\uffff":
            return ord(character)
        return self.private.setdefault(character, _PRIVATE + len(self.private) % 0x800)


class Ink(dict[str, Used]):
    """The characters used, by the key of their face."""

    def __missing__(self, key: str) -> Used:
        used = self[key] = Used(set(), {})
        return used

    def hex(self, key: str, text: str) -> str:
        """Return *text* as the codes of a PDF string, and note its characters."""
        used = self[key]
        used.characters.update(text)
        plain = text.encode("utf-16-be", "replace")
        if len(plain) == 2 * len(text):
            return plain.hex()
        return "".join(f"{used.code(character):04x}" for character in text)
