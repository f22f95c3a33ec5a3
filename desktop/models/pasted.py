"""Text from Word, WPS or a web page made plain: paragraphs stay, what belonged to the page goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")  # Word's own line break is \x0b
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f]"
)
_BULLET = re.compile(r"^[ \t\u3000]*(?:[\ue000-\uf8ff]|[•●■◆◇▪▫➢➤·]|[-–](?=[ \t]))[ \t\u3000]*")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NUMBERING = re.compile(
    r"[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[）).、．]|[①-⑳]|第[一二三四五六七八九十0-9]{1,3}[章节条]"
)
_CHINESE = r"\u3001-\u303f\u4e00-\u9fff\uff01-\uff60"
_BETWEEN_CHINESE = re.compile(rf"(?<=[{_CHINESE}]) (?=[{_CHINESE}])")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What is to be pasted, and in words what was left out or made something else."""

    text: str
    told: tuple[str, ...] = ()


def cleaned(text: str) -> str:
    """Return pasted text as plain paragraphs parted by one line break each.

    A tab parts cells, which become a list with commas; behind a numbering it goes. Indents, bullets of
    symbol fonts, invisible signs, blanks between Chinese characters and empty lines go; words, numbers,
    punctuation and numbering (一、（一）1.) stay as they are.
    """
    lines = (_line(line) for line in _BREAKS.sub("\n", text).split("\n"))
    return "\n".join(line for line in lines if line)


def cleaned_line(text: str) -> str:
    """Return pasted text as one line, for a field of one line."""
    return _BETWEEN_CHINESE.sub("", " ".join(cleaned(text).split("\n")))


def _line(line: str) -> str:
    bare = _BULLET.sub("", _INVISIBLE.sub("", line))
    if "\t" in bare:
        bare = _listed([cell for each in bare.split("\t") if (cell := each.strip())])
    return _BETWEEN_CHINESE.sub("", _BLANKS.sub(" ", bare).strip())


def _listed(cells: list[str]) -> str:
    """Cells of a row as a list with commas; what a numbering belongs to follows it."""
    if len(cells) > 1 and _NUMBERING.fullmatch(cells[0]):
        cells = [cells[0] + cells[1], *cells[2:]]
    return "，".join(cells)
