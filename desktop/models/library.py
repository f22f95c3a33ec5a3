"""The officer's own library: indicators, phrases and payees learned from the reports of several years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from desktop.errors import DataError
from desktop.models.entries import entry_of
from desktop.models.joined import target_shown
from desktop.models.records import Indicator, Report
from desktop.models.slots import SLOT

FORMAT = 1
ADVICE = "请改正后再试，原来的指标和词句库没有改动"
KEPT = ("level1", "level2", "name", "operator", "unit", "weight", "data_source", "calculation")
PHRASES = (
    "indicators/reason", "indicators/measure", "indicators/calculation", "indicators/data_source",
    "budget/reason", "adjustments/reason", "payments/no_contract", "contracts/note", "goals/achieved",
    "problems/title", "problems/text", "problems/cause", "measures/text", "merits/text",
    "explanations/text", "passages/text",
)  # fmt: skip
SHORTEST, LONGEST = 4, 400  # Characters of a phrase worth keeping
SHORTEST_PARAGRAPH = 12  # Characters of a paragraph of prose; shorter ones are headings
EMPTY_WORDS = frozenset({"暂无", "无", "核实无误", "见附件", "同上", "不适用"})


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """An indicator as it was set before; *years*: those in which it was, the last one last.

    target: as written in the last of them (≥99.99%). source: the file it was learned from, '' by hand.
    """

    name: str
    level1: str = ""
    level2: str = ""
    operator: str = ""
    unit: str = ""
    weight: Any = None
    data_source: str = ""
    calculation: str = ""
    years: tuple[int, ...] = ()
    target: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        """What makes it the same indicator."""
        return self.name

    @property
    def values(self) -> dict[str, Any]:
        """The fields of a new indicator made of it; target and actual value are for the officer to set."""
        return {name: getattr(self, name) for name in KEPT}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text that was written into the field *where* (``section/field``) before."""

    where: str
    text: str
    years: tuple[int, ...] = ()
    source: str = ""

    @property
    def key(self) -> str:
        """What makes it the same phrase."""
        return f"{self.where} {self.text}"


@dataclass(frozen=True, slots=True)
class Payee:
    """A company that was paid or contracted before, with its 统一社会信用代码 where that is known."""

    name: str
    credit_code: str = ""
    years: tuple[int, ...] = ()
    source: str = ""

    @property
    def key(self) -> str:
        """What makes it the same company."""
        return self.name


KnownEntry = KnownIndicator | Phrase | Payee
Known = TypeVar("Known", KnownIndicator, Phrase, Payee)


@dataclass(frozen=True, slots=True)
class Library:
    """Everything learned; each part with what was used in most years first, then what was used last."""

    indicators: tuple[KnownIndicator, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    payees: tuple[Payee, ...] = ()

    def phrases_for(self, where: str) -> tuple[Phrase, ...]:
        """Return the phrases for a field (``section/field``)."""
        return tuple(each for each in self.phrases if each.where == where)

    @property
    def entries(self) -> tuple[KnownEntry, ...]:
        """Everything, one part after the other."""
        return (*self.indicators, *self.phrases, *self.payees)

    def without(self, keys: Iterable[str]) -> Library:
        """Return the library without the entries of some keys."""
        gone = frozenset(keys)
        return Library(
            tuple(each for each in self.indicators if each.key not in gone),
            tuple(each for each in self.phrases if each.key not in gone),
            tuple(each for each in self.payees if each.key not in gone),
        )


def library_of(held: Iterable[KnownEntry]) -> Library:
    """Return entries of any kind as a library; those of one key become one."""
    rows = tuple(held)
    return Library(
        _sorted(each for each in rows if isinstance(each, KnownIndicator)),
        _sorted(each for each in rows if isinstance(each, Phrase)),
        _sorted(each for each in rows if isinstance(each, Payee)),
    )


def changed(library: Library, gone: Iterable[KnownEntry], new: Iterable[KnownEntry] = ()) -> Library:
    """Return *library* without some entries and with others; a new one of a held key joins it."""
    lost = frozenset(gone)
    return library_of((*(each for each in library.entries if each not in lost), *new))


def known_indicator(row: Indicator, year: int = 0, source: str = "") -> KnownIndicator:
    """Return an indicator of a report as the library keeps it; *year* 0 for none."""
    values = {name: getattr(row, name) for name in KEPT}
    years = (year,) if year else ()
    return KnownIndicator(**values, years=years, target=target_shown(row), source=source)


def learned(report: Report, source: str = "") -> Library:
    """Return what one report teaches (*source*: its file); live figures belong to that report alone."""
    year = (report.project.year,) if report.project.year else ()
    codes = {row.name: row.credit_code for row in report.parties if row.name}
    names = dict.fromkeys([*codes, *(row.payee for row in report.payments if row.payee)])
    rows = (row for row in report.indicators if row.name.strip())
    return Library(
        _sorted(known_indicator(row, report.project.year, source) for row in rows),
        _sorted(Phrase(where, text, year, source) for where, text in _phrases(report)),
        _sorted(Payee(name, codes.get(name, ""), year, source) for name in names),
    )


def merged(*libraries: Library) -> Library:
    """Return several libraries as one: years together, the details from the latest year that has them."""
    return library_of(each for library in libraries for each in library.entries)


def plain_library(library: Library) -> dict[str, Any]:
    """Return a library as JSON values."""
    weight = entry_of(Indicator, "weight").kind
    indicators = [
        {**each.values, "weight": weight.pack(each.weight), "target": each.target, **_told(each)}
        for each in library.indicators
    ]
    phrases = [{"where": each.where, "text": each.text, **_told(each)} for each in library.phrases]
    payees = [{"name": each.name, "credit_code": each.credit_code, **_told(each)} for each in library.payees]
    return {"format": FORMAT, "indicators": indicators, "phrases": phrases, "payees": payees}


def library_from(data: Any) -> Library:
    """Build a library from JSON values; raises DataError where they are none of ours."""
    if not isinstance(data, Mapping):
        raise DataError("指标和词句库的内容不对", ADVICE)
    held = cast("Mapping[str, Any]", data)
    if held.get("format") != FORMAT:
        raise DataError("指标和词句库是用别的版本保存的", "请升级程序后再试")
    try:
        return Library(
            _sorted(_indicator_from(row) for row in held.get("indicators", [])),
            _sorted(
                Phrase(str(row["where"]), str(row["text"]), _years(row), _source(row))
                for row in held.get("phrases", [])
            ),
            _sorted(
                Payee(str(row["name"]), str(row["credit_code"]), _years(row), _source(row))
                for row in held.get("payees", [])
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError("指标和词句库的内容不对", ADVICE) from error


def _told(each: KnownEntry) -> dict[str, Any]:
    return {"years": list(each.years), "source": each.source}


def _indicator_from(row: Mapping[str, Any]) -> KnownIndicator:
    values = {name: entry_of(Indicator, name).kind.unpack(row[name]) for name in KEPT}
    target = str(row.get("target", ""))  # What was kept by an earlier version has none
    return KnownIndicator(**values, years=_years(row), target=target, source=_source(row))


def _source(row: Mapping[str, Any]) -> str:
    return str(row.get("source", ""))


def _years(row: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(sorted({int(year) for year in row["years"]}))


def _phrases(report: Report) -> Iterator[tuple[str, str]]:
    for where in PHRASES:
        section, field = where.split("/")
        shortest = SHORTEST_PARAGRAPH if where == "passages/text" else SHORTEST
        for row in report.rows(section):
            for text in _parts(where, getattr(row, field)):
                whole = shortest <= len(text) <= LONGEST and text not in EMPTY_WORDS
                if whole and not SLOT.search(text) and "待填】" not in text:
                    yield where, text


def _parts(where: str, text: str) -> list[str]:
    """The paragraphs of a passage, which are phrases each; any other text is one."""
    return [each.strip() for each in (text.split("\n") if where == "passages/text" else [text])]


def _sorted(rows: Iterable[Known]) -> tuple[Known, ...]:
    """Join the entries of one key; what was used in more years comes first, then what was used later."""
    held: dict[str, Known] = {}
    for row in rows:
        held[row.key] = _joined(held[row.key], row) if row.key in held else row
    return tuple(
        sorted(held.values(), key=lambda row: (-len(row.years), -max(row.years, default=0), row.key))
    )


def _joined(first: Known, second: Known) -> Known:
    """Two entries of one key as one; what the later year left empty is filled from the earlier."""
    older, newer = sorted((first, second), key=lambda row: max(row.years, default=0))
    fields = [name for name in newer.__dataclass_fields__ if name != "years"]
    filled = {name: getattr(newer, name) or getattr(older, name) for name in fields}
    return replace(newer, **filled, years=tuple(sorted({*first.years, *second.years})))
