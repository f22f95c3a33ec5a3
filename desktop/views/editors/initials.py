"""The pinyin initials of Chinese names, so that 民生热线 is found by ``msrx``."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

# GB 2312 orders its 3 755 common characters by pinyin (the rarer ones by radical): where each initial begins
_STARTS = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
_LETTERS = "abcdefghjklmnopqrstwxyz"
_END = 0xD7F9


@cache
def initials(text: str) -> str:
    """Return the first letters of *text*, small; other signs and rare characters stay as they are."""
    return "".join(_initial(sign) for sign in text.lower())


def _initial(sign: str) -> str:
    try:
        coded = sign.encode("gb2312")
    except UnicodeEncodeError:
        return sign
    code = int.from_bytes(coded)
    if len(coded) == 1 or not _STARTS[0] <= code <= _END:
        return sign
    return _LETTERS[bisect_right(_STARTS, code) - 1]


def begins(typed: str, text: str) -> bool:
    """Whether *text* or its initials begin with *typed*."""
    wanted = typed.strip().lower()
    return text.lower().startswith(wanted) or initials(text).startswith(wanted)


def matches(typed: str, text: str) -> bool:
    """Whether *typed* occurs in *text* or in its initials."""
    wanted = typed.strip().lower()
    return wanted in text.lower() or wanted in initials(text)
