"""The fix that makes a live figure of a typed number (转为活数字)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.models.checks import Finding, Severity
from desktop.models.figures import Reckoning
from desktop.models.fixes.registry import Fix, fix, writing
from desktop.models.places import describe
from desktop.models.slots import resolve, slot
from desktop.report.fixes.plain_words import blanked, restored, words_at
from desktop.report.rules.typed import typed_numbers

LABEL = "转为活数字"
_FORMS = ("万元", "万元.00", "元", "%", "百分点", "分", "数")
_LONGEST = 12  # Characters of a label
_HERE = "\ufff9"  # Stands for the new live figure while the others are blank
_MOST = 5  # Offered at once


@fix("T01")
def live(reckoning: Reckoning, finding: Finding) -> Iterator[Fix]:
    """Offer each typed number that one value of the data prints just so: the report reads as before."""
    if finding.severity is not Severity.HINT or not finding.place.startswith("passages/"):
        return
    text = words_at(reckoning, finding.place)
    told = [each for each in finding.numbers.get("手写的数", "").split("、") if each]
    offered: dict[str, Fix] = {}
    bare = "" if _HERE in text else blanked(text)
    for typed in typed_numbers(bare):
        number = bare[typed.start : typed.end]
        quote = next((each for each in told if bare.startswith(each, typed.start)), "")
        if quote and quote not in offered and len(offered) < _MOST:
            where, written = _slot(reckoning, finding.places[1:], number)
            if written:
                changed = _with_slot(text, bare, typed.start, typed.end, written)
                offered[quote] = _fix(reckoning, finding, quote, where, changed)
    yield from offered.values()


def _slot(reckoning: Reckoning, places: Sequence[str], number: str) -> tuple[str, str]:
    """The one place among those of a finding that prints as the number, with its slot; else nothing."""
    found: dict[str, str] = {}
    for where in places:
        for form in _FORMS:
            shown = resolve(reckoning, f"{where}|{form}")
            if shown.ok and shown.text == number:
                found.setdefault(where, slot(where, form))
    return next(iter(found.items())) if len(found) == 1 else ("", "")


def _with_slot(text: str, bare: str, start: int, end: int, written: str) -> str:
    """The text with a slot in the place of the characters *start* to *end* of its blanked form."""
    return restored(f"{bare[:start]}{_HERE}{bare[end:]}", text).replace(_HERE, written)


def _fix(reckoning: Reckoning, finding: Finding, quote: str, where: str, changed: str) -> Fix:
    figure = reckoning.figure(where.removeprefix("figures/")) if where.startswith("figures/") else None
    told = figure.label if figure else describe(reckoning.report, where)
    named = f"{quote}{LABEL}"
    label = named if len(named) <= _LONGEST else LABEL
    apply = writing(reckoning.report, {finding.place: changed})
    return Fix(label, f"“{quote}”{LABEL}（{told}）", apply)
