"""What is wrong with laid-out lines, by rules of its own: nothing here is taken from the typesetter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.output.pdf import Pages
from desktop.output.pdf.lines import Line

NEVER_FIRST = set("，。、；：？！）》〉」』】〕”’…—·,.;:?!)]%％‰℃")
NEVER_LAST = set("（《〈「『【〔“‘([￥≥≤")
HANGING = set("，。、；：）》〉」』】〕”’")
UNIT = re.compile("万元|亿元|元|万人次|万|亿|个|台|份|场|秒|年|月|日|项|条|号|分|%|％|‰|℃")
WIDTH = 156 * 72 / 25.4
RUNNING = {"body", "h1", "h2", "h3", "h4"}


def text_of(line: Line) -> str:
    return "".join(run[1] for run in line)


def faults(lines: Sequence[Line]) -> list[str]:
    """Return what is wrong with the lines of one paragraph."""
    texts = [text_of(line) for line in lines]
    found = [f"starts: {text}" for text in texts[1:] if text[0] in NEVER_FIRST]
    found += [f"ends: {text}" for text in texts[:-1] if text[-1] in NEVER_LAST]
    for before, after in pairwise(texts):
        if re.search(r"[\d.,]$", before) and re.match(r"[\d.]", after):
            found.append(f"number split: {before}|{after}")
        if re.search(r"\d$", before) and UNIT.match(after):
            found.append(f"unit split: {before}|{after}")
        if re.search("[A-Za-z]$", before) and re.match("[A-Za-z0-9]", after):
            found.append(f"word split: {before}|{after}")
        if before[-1] + after[0] in {"——", "……"}:
            found.append(f"mark split: {before}|{after}")
    return found


def overruns(lines: Sequence[Line], length: object, size: float, width: float = WIDTH) -> list[str]:
    """Return the lines whose ink passes the right edge; only the empty half of a last mark may."""
    measure = length if callable(length) else len
    found: list[str] = []
    for line in lines:
        free = size / 2 + 0.1 if text_of(line)[-1:] and text_of(line)[-1] in HANGING else 0.1
        if measure(line) > width + free:
            found.append(text_of(line))
    return found


def paragraphs(pages: Pages) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Yield role and lines of every running text."""
    for block, roles in _roles(pages).items():
        for role in roles & RUNNING:
            given = pages.document.blocks[block]
            words = getattr(given, "number", "") + getattr(given, "text", "")
            yield role, pages.setter.lines(role, words)


def _roles(pages: Pages) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for pieces in pages.pieces:
        for piece in pieces:
            found.setdefault(piece.block, set()).add(piece.role)
    return found
