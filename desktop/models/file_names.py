"""File names that every system takes, whatever an officer or a foreign file called a thing."""

from __future__ import annotations

import re

LONGEST = 80  # Characters; Linux allows 255 bytes, which is 85 Chinese characters
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


def safe_name(name: str, instead: str = "未命名") -> str:
    """Return *name* as a plain file name: no path, no forbidden or invisible sign, no Windows device.

    The suffix is kept where a long name is cut. *instead* is taken where nothing is left.
    """
    bare = _FORBIDDEN.sub("_", name).strip().rstrip(". ")
    bare = bare.lstrip(".") or instead
    if _DEVICES.match(bare):
        bare = f"_{bare}"
    suffix = found[0] if (found := _SUFFIX.search(bare)) else ""
    stem = bare.removesuffix(suffix)[: LONGEST - len(suffix)].rstrip(". ")
    return f"{stem or instead}{suffix}"
