"""Changing the words of a text and never its live figures (活数字以外的文字)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desktop.errors import DataError
from desktop.models.checks import Finding
from desktop.models.figures import Reckoning
from desktop.models.fixes.registry import Fix, writing
from desktop.models.places import parse_place, value_at
from desktop.models.slots import SLOT
from desktop.report.rules.texts import BLANK


def blanked(text: str) -> str:
    """The text with one blank in the place of every live figure."""
    return SLOT.sub(BLANK, text)


def restored(changed: str, text: str) -> str:
    """A changed blanked text with the live figures of *text* put back; *text* itself where one got lost."""
    slots = [found[0] for found in SLOT.finditer(text)]
    if BLANK in text or changed.count(BLANK) != len(slots):
        return text
    first, *rest = changed.split(BLANK)
    return first + "".join(slot + words for slot, words in zip(slots, rest, strict=True))


def words_at(reckoning: Reckoning, where: str) -> str:
    """The text at a place; '' where the report no longer has it."""
    try:
        return str(value_at(reckoning.report, parse_place(where)))
    except DataError:
        return ""


def mending(
    reckoning: Reckoning, finding: Finding, label: str, change: Callable[[str], str]
) -> Iterator[Fix]:
    """Yield the fix that changes the words at a finding's place; nothing where they stay as they are."""
    text = words_at(reckoning, finding.place)
    changed = restored(change(blanked(text)), text)
    if changed != text:
        yield Fix(label, label, writing(reckoning.report, {finding.place: changed}))
