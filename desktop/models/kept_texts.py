"""What was written into fields in earlier files, kept on this computer so that it can be offered again.

Kept by field (``section/field``); fields that name the same sort of thing share what they keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from desktop.models.entries import Entry, entries
from desktop.models.library import EMPTY_WORDS
from desktop.models.records import SECTIONS, Report
from desktop.models.slots import SLOT

FORMAT = 1
MOST = 150  # Texts of a field; the ones used longest ago go
SHORTEST, LONGEST = 2, 200  # Characters of a text that is kept
LOOKED_AT = 20_000  # Records of a section, the last ones
SENTENCE = 6  # Characters of the shortest sentence that is kept
FILLED = (
    "project", "basis", "duties", "funding", "budget", "adjustments", "contracts", "parties", "instalments",
    "payments", "goals", "indicators", "results", "merits", "problems", "measures", "passages", "evidence",
    "stated",
)  # fmt: skip
ALIKE: tuple[tuple[str, ...], ...] = (
    ("payments/payee", "parties/name", "contracts/agency"),
    ("project/responsible", "project/finance", "project/author"),
    ("project/unit", "project/executor"),
    ("project/department", "basis/issuer"),
    ("adjustments/document", "stated/document"),
    ("indicators/unit", "results/unit"),
    ("duties/body", "measures/owner"),
)
NEVER = frozenset(
    {
        "project/rule_pack", "project/outline", "project/form", "passages/section", "passages/drafted",
        "problems/from_finding", "evidence/sha256", "evidence/file_name", "payments/voucher", "stated/value",
        "indicators/actual_text", "payments/note",
    }
)  # fmt: skip
SECRET = ("秘密", "机密", "绝密")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that was written before; *years*: those of the files it stood in, the last one last."""

    text: str
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptTexts:
    """The texts of earlier files by field, of each field the ones used last first."""

    fields: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict[str, tuple[Kept, ...]])

    def of(self, where: str) -> tuple[Kept, ...]:
        """Return what is kept for a field (``section/field``)."""
        return self.fields.get(alike(where)[0], ())

    @property
    def count(self) -> int:
        """How many texts are kept in all."""
        return sum(len(each) for each in self.fields.values())


def alike(where: str) -> tuple[str, ...]:
    """Return the fields that keep their texts together with a field, itself alone where there are none."""
    return next((group for group in ALIKE if where in group), (where,))


def is_kept(where: str, entry: Entry) -> bool:
    """Tell whether the texts of a field are kept: words of the officer's own, and none of one file only."""
    return (
        entry.kind.name in ("text", "memo")
        and where not in NEVER
        and where.split("/", maxsplit=1)[0] in FILLED
    )


def texts_of(report: Report) -> dict[str, list[str]]:
    """Return what a report would have kept, by field; of a long text its sentences."""
    made: dict[str, list[str]] = {}
    for section in FILLED:
        rows = report.rows(section)[-LOOKED_AT:]
        for each in entries(SECTIONS[section].record) if rows else ():
            where = f"{section}/{each.name}"
            if is_kept(where, each):
                split = sentences if each.kind.name == "memo" else _line
                values = dict.fromkeys(getattr(row, each.name) for row in rows)
                made.setdefault(alike(where)[0], []).extend(
                    text for value in values if value for text in split(value)
                )
    return {where: list(dict.fromkeys(texts)) for where, texts in made.items() if texts}


UNFINISHED = "待填】"  # What ends a gap that is still to be filled in


def sentences(text: str) -> Iterator[str]:
    """Yield a text itself where it is one short paragraph of several sentences, then each sentence.

    Sentences with live figures are left out: they belong to their own file; so are those with 【原因待填】.
    """
    found = [part.strip() for part in _SENTENCE.findall(text)]
    if len(found) > 1 and "\n" not in text.strip():
        found.insert(0, text.strip())
    for each in found:
        if (
            SENTENCE <= len(each) <= LONGEST
            and each.rstrip("。") not in EMPTY_WORDS
            and not SLOT.search(each)
            and UNFINISHED not in each
        ):
            yield each


def with_report(kept: KeptTexts, report: Report) -> KeptTexts:
    """Return *kept* with what a report holds; twice is as once. A secret report (秘密 and above) is left out."""
    if report.project.secrecy in SECRET:
        return kept
    fields = dict(kept.fields)
    for where, texts in texts_of(report).items():
        fields[where] = _joined(fields.get(where, ()), texts, report.project.year)
    return KeptTexts(fields)


def plain_texts(kept: KeptTexts) -> dict[str, Any]:
    """Return what is kept as JSON values."""
    fields = {
        where: [[each.text, *each.years] for each in texts] for where, texts in sorted(kept.fields.items())
    }
    return {"format": FORMAT, "fields": fields}


def texts_from(data: Any) -> KeptTexts:
    """Build what is kept from JSON values; what is none of ours is left out."""
    held: Mapping[str, Any] = cast("Mapping[str, Any]", data) if isinstance(data, Mapping) else {}
    fields: Any = held.get("fields") if held.get("format") == FORMAT else None
    if not isinstance(fields, Mapping):
        return KeptTexts()
    rows = cast("Mapping[Any, Any]", fields)
    read = {str(where): tuple(_read(each)) for where, each in rows.items()}
    return KeptTexts({where: texts[:MOST] for where, texts in read.items() if texts})


def _read(rows: Any) -> Iterator[Kept]:
    for row in cast("list[Any]", rows) if isinstance(rows, list) else []:
        match row:
            case [str(text), *years] if text and len(text) <= LONGEST:
                yield Kept(text, tuple(sorted({year for year in years if type(year) is int})))
            case _:
                continue


def _line(text: str) -> Iterator[str]:
    line = text.strip()
    if SHORTEST <= len(line) <= LONGEST and line not in EMPTY_WORDS:
        yield line


def _joined(before: tuple[Kept, ...], texts: Iterable[str], year: int) -> tuple[Kept, ...]:
    """The texts of a report in front of those before it, each once, no more than MOST."""
    known = {each.text: each for each in before}
    years = (year,) if year else ()
    newest = [
        Kept(text, tuple(sorted({*(known[text].years if text in known else ()), *years}))) for text in texts
    ]
    mine = {each.text for each in newest}
    return (*newest, *(each for each in before if each.text not in mine))[:MOST]
