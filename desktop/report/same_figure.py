"""Where one and the same figure stands: its field, the sums it goes into, prose that names it, printed pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from desktop.errors import DataError
from desktop.models.facts import name_at
from desktop.models.figures import Reckoning
from desktop.models.places import Place, parse_place, place, record_at
from desktop.models.records import SECTIONS
from desktop.models.slots import SLOT
from desktop.report.blocks import Block, Document, Heading, Paragraph, Signature, Table, Title

Kind = Literal["own", "shown", "sum", "stated", "prose", "printed"]
"""Its own field, another that shows it, a sum it goes into, a document that states it, prose, the printed report."""

_SUMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "payments/amount": (
            "budget/{budget}/spent",
            "contracts/{contract}/paid_year",
            "funding/{funding}/executed",
            "spent",
        ),
        "budget/initial": ("initial",),
        "budget/adjusted": ("adjusted",),
        "budget/received": ("received",),
        "contracts/prior_paid": ("contracts/{id}/paid_all",),
        "indicators/points": ("score",),
    }
)
"""The figures that a typed value is added into, by its field; {…} is a field of the record."""

_SUMS_OF_FIGURES: Mapping[str, str] = MappingProxyType(
    {"budget/spent": "spent", "budget/change": "change", "indicators/points": "score"}
)

_INDICATORS = (
    *(("level1", 0), ("level2", 1), ("name", 2)),
    *(("target", 3), ("target_text", 3), ("operator", 3), ("unit", 3)),
)

_CELLS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "payments": {"item": 1, "amount": 2},
        "budget": {"name": 0, "initial": 1, "adjusted": 2, "spent": 3, "execution_rate": 4},
        "indicators": dict(_INDICATORS),
    }
)
"""The columns of each printed table by the field of the record, or the figure of it, that they show."""

_TOTALS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "payments": {"spent": 2},
        "budget": {"initial": 1, "adjusted": 2, "spent": 3, "execution_rate": 4},
    }
)
"""The same of their last row: figures of the whole report."""

_FIGURES = ("spent", "execution_rate")  # Of a row's fields those that are computed

_LISTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "basis": ("title", "number", "date", "note"),
        "duties": ("body", "duty"),
        "merits": ("title", "text"),
        "problems": ("title", "text", "cause"),
        "measures": ("text", "owner", "due"),
    }
)
"""What a record printed as a paragraph of its own says."""

_CLOSING = ("project/1/unit", "project/1/report_date")
_UNSEEN = ("table", "rule_pack")  # They stand in no field that an officer fills


@dataclass(frozen=True, slots=True)
class Spot:
    """One place at which a figure stands.

    place: where it is shown — a value, a figure, the text of a passage, or what was printed. name: what it is
    called there, in the officer's words. at, end: the characters of a passage, or of a printed paragraph.
    block: of the printed document, in a table with *row* and *column*.
    """

    kind: Kind
    place: str
    name: str
    at: int = 0
    end: int = 0
    block: int = -1
    row: int = 0
    column: int = 0


def figure_at(text: str, position: int) -> str:
    """Return the place of the live figure that a passage's character *position* lies in or beside, or ''."""
    found = (each for each in SLOT.finditer(text) if each.start() <= position <= each.end())
    return next((each["place"] for each in found), "")


def spots(reckoning: Reckoning, figure: str, document: Document | None = None) -> tuple[Spot, ...]:
    """Return the places of a figure (a stored value's address, or ``figures/…``), its own first.

    document: the report as it is printed; None leaves out the printed places. Nothing where there is no such
    figure.
    """
    if not _exists(reckoning, figure):
        return ()
    own = () if figure.partition("/")[0] in _UNSEEN else (Spot("own", figure, name_at(reckoning, figure)),)
    printed = _printed(figure, document) if document else ()
    return (*own, *_sums(reckoning, figure), *_stated(reckoning, figure), *_told(reckoning, figure), *printed)


def _exists(reckoning: Reckoning, figure: str) -> bool:
    family, _, rest = figure.partition("/")
    if family == "figures":
        return reckoning.figure(rest) is not None
    if family in ("table", "rule_pack", "last"):
        return True
    known = _known(figure)
    return bool(known and known.field and reckoning.report.find(known.section, known.id))


def _known(where: str) -> Place | None:
    try:
        return parse_place(where)
    except DataError:
        return None


def _sums(reckoning: Reckoning, figure: str) -> Iterator[Spot]:
    for name in _sum_names(reckoning, figure):
        if (made := reckoning.figure(name)) is not None:
            yield Spot("sum", f"figures/{name}", made.label)


def _sum_names(reckoning: Reckoning, figure: str) -> Iterator[str]:
    parts = figure.split("/")
    if parts[0] == "figures" and len(parts) > 3:
        total = _SUMS_OF_FIGURES.get(f"{parts[1]}/{parts[3]}")
        if total:
            yield total
    known = _known(figure)
    if known is None or not known.field:
        return
    row = record_at(reckoning.report, known)
    for pattern in _SUMS.get(f"{known.section}/{known.field}", ()):
        field = pattern.partition("{")[2].partition("}")[0]
        owner = getattr(row, field) if field else ""
        if owner is not None:
            yield pattern.replace(f"{{{field}}}", str(owner)) if field else pattern


def _stated(reckoning: Reckoning, figure: str) -> Iterator[Spot]:
    """What a document says the figure is: its field 哪个数 names it."""
    name = figure.removeprefix("figures/")
    for row in reckoning.report.stated if figure.startswith("figures/") else ():
        if row.figure.strip().removeprefix("figures/") == name:
            yield Spot("stated", place("stated", row.id, "value"), SECTIONS["stated"].label)


def _told(reckoning: Reckoning, figure: str) -> Iterator[Spot]:
    for passage in reckoning.report.passages:
        where = place("passages", passage.id, "text")
        slots = (
            (each.start(), each.end()) for each in SLOT.finditer(passage.text) if each["place"] == figure
        )
        for start, end in _joined(slots):
            yield Spot("prose", where, name_at(reckoning, where), start, end)


def _joined(slots: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Take for one what stands without a character between: 调增 and 2.94万元 are two slots of one figure."""
    held: tuple[int, int] | None = None
    for start, end in slots:
        if held and held[1] == start:
            held = held[0], end
        else:
            if held:
                yield held
            held = start, end
    if held:
        yield held


def _printed(figure: str, document: Document) -> Iterator[Spot]:
    heading = ""
    for number, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            heading = f"{block.number}{block.text}"
            continue
        name = block.caption.partition(" ")[0] if isinstance(block, Table) else heading
        for start, end, row, column in _shown(block, figure):
            yield Spot("printed", figure, name, start, end, number, row, column)


def _shown(block: Block, figure: str) -> Iterator[tuple[int, int, int, int]]:
    """Where a block shows the figure: from which character to which, in which row and column."""
    match block:
        case Paragraph():
            shown = ((span.start, span.end) for span in block.spans if span.place == figure)
            yield from ((start, end, 0, 0) for start, end in _joined(shown))
            if not block.spans and _field(figure, block.place) in _LISTED.get(_section(block.place), ()):
                yield 0, len(block.text), 0, 0
        case Table():
            yield from ((0, 0, row, column) for row, column in _cells(block, figure))
        case Title():
            if figure in (block.place, "project/1/year"):
                yield 0, len(block.text), 0, 0
        case Signature():
            if figure in _CLOSING:
                yield 0, 0, _CLOSING.index(figure), 0
        case _:
            return


def _cells(table: Table, figure: str) -> Iterator[tuple[int, int]]:
    columns = _CELLS.get(table.place, {})
    for row, where in enumerate(table.places):
        if (field := _field(figure, where)) in columns:
            yield row, columns[field]
    total = _TOTALS.get(table.place, {}).get(figure.removeprefix("figures/"))
    if total is not None and table.total:
        yield len(table.rows), total


def _field(figure: str, record: str) -> str:
    """The field of a record, or its figure, that a place names: budget/1/initial, figures/budget/1/spent."""
    whole, _, field = figure.removeprefix("figures/").rpartition("/")
    return field if whole == record and figure.startswith("figures/") == (field in _FIGURES) else ""


def _section(where: str) -> str:
    return where.partition("/")[0]


def printed_at(document: Document, block: int, character: int, row: int, column: int) -> str:
    """Return the figure that a block shows at a character, or in a cell of its table; '' for none."""
    match document.blocks[block]:
        case Paragraph(spans=spans):
            return next((each.place for each in spans if each.start <= character < each.end), "")
        case Table() as table:
            return _in_cell(table, row, column)
        case Signature():
            return _CLOSING[row] if row < len(_CLOSING) else ""
        case _:
            return ""


def shown_at(document: Document, block: int, character: int) -> tuple[int, int]:
    """Return from which to which character of a paragraph the figure at one of them stands; (0, 0) for none."""
    made = document.blocks[block]
    spans = made.spans if isinstance(made, Paragraph) else ()
    place = next((each.place for each in spans if each.start <= character < each.end), "")
    joined = _joined((each.start, each.end) for each in spans if each.place == place)
    return next((each for each in joined if each[0] <= character < each[1]), (0, 0))


def _in_cell(table: Table, row: int, column: int) -> str:
    if row >= len(table.rows):
        totals = _TOTALS.get(table.place, {})
        return next((f"figures/{name}" for name, n in totals.items() if n == column), "")
    fields = _CELLS.get(table.place, {})
    name = next((name for name, n in fields.items() if n == column), "")
    if not name or row >= len(table.places):
        return ""
    where = f"{table.places[row]}/{name}"
    return f"figures/{where}" if name in _FIGURES else where
