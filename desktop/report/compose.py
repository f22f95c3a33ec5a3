"""Composes the report: outline and data become the blocks that every output prints (成文)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.models.completeness import is_complete
from desktop.models.dates import chinese_date
from desktop.models.figures import Reckoning
from desktop.models.outline import Outline, OutlineHeading, OutlineList, OutlinePassage, OutlineTable, Part
from desktop.models.places import describe, place
from desktop.models.records import Passage
from desktop.models.slots import render
from desktop.report.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Span,
    Title,
)
from desktop.report.listings import listed
from desktop.report.numbering import Numbering, table_numbers
from desktop.report.tables import SECTION_OF, table

WATERMARK = "草稿"


@dataclass(frozen=True, slots=True)
class _Composition:
    """What every part needs: the state, its passages by section, and the printed numbers of its tables."""

    reckoning: Reckoning
    passages: Mapping[str, tuple[Passage, ...]]
    tables: Mapping[str, str]

    def shown(self, text: str) -> str:
        """A text of the outline with its live figures."""
        return render(self.reckoning, text, self.tables)[0]


def compose(
    reckoning: Reckoning, outline: Outline, *, draft: bool | None = None, annexed: bool = False
) -> Document:
    """Make the report as blocks: title, contents, numbered headings, prose, tables, signature.

    A heading with nothing under it is left out, chapters excepted. The word 草稿 stands under every page
    until no 强制性 finding stands and every required field is filled in; a live preview gives what it knows
    of that as *draft*, so that no rule runs between two keys. *annexed* adds 审核情况说明 as an annex.
    """
    report = reckoning.report
    passages = _written(report.passages)
    parts = tuple(_kept(tuple(part for part in outline.parts if _has_content(reckoning, passages, part))))
    composition = _Composition(reckoning, passages, table_numbers(_outlined(parts)))
    title = _titled(composition, outline.title)
    blocks: list[Block] = [Title(title, "project/1/name"), Contents(), PageBreak()]
    numbering = Numbering()
    for part in parts:
        blocks.extend(_blocks(composition, numbering, part))
    blocks.extend(_closing(reckoning, annexed=annexed))
    marked = is_draft(reckoning) if draft is None else draft
    return Document(
        title=title,
        author=report.project.unit,
        subject="项目支出绩效自评报告",
        blocks=tuple(blocks),
        watermark=WATERMARK if marked else "",
    )


def _titled(composition: _Composition, text: str) -> str:
    """The title with its live figures; what is not filled in yet is named: 【评价年度待填】."""
    shown, spans = render(composition.reckoning, text, composition.tables)
    for span in reversed([each for each in spans if not each.ok]):
        label = describe(composition.reckoning.report, span.place).rpartition(" ")[2]
        shown = f"{shown[: span.start]}【{label}待填】{shown[span.end :]}"
    return shown


def is_draft(reckoning: Reckoning) -> bool:
    """Tell whether the report is still marked 草稿: a required field is empty or a 强制性 finding stands.

    The rules are imported when they are needed: they cost more than the composing of an unfinished report.
    """
    if not is_complete(reckoning.report):
        return True
    from desktop.report.review import must_stands

    return must_stands(reckoning)


def _closing(reckoning: Reckoning, *, annexed: bool) -> Iterator[Block]:
    if not annexed:
        yield from _signed(reckoning)
        return
    from desktop.report.annex import annex, annex_line

    yield annex_line()
    yield from _signed(reckoning)
    yield from annex(reckoning)


def _written(passages: tuple[Passage, ...]) -> Mapping[str, tuple[Passage, ...]]:
    """The passages that have text, by section, in the officer's order."""
    made: dict[str, tuple[Passage, ...]] = {}
    for passage in passages:
        if passage.text.strip():
            made[passage.section] = (*made.get(passage.section, ()), passage)
    return made


def _has_content(reckoning: Reckoning, passages: Mapping[str, tuple[Passage, ...]], part: Part) -> bool:
    match part:
        case OutlineHeading():
            return True
        case OutlinePassage(section):
            return section in passages
        case OutlineTable(key=key):
            return bool(reckoning.report.rows(SECTION_OF[key]))
        case OutlineList(section):
            return section not in passages and bool(listed(reckoning.report, section))


def _kept(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Leave out headings below chapters that nothing follows before the next of their level or above."""
    for position, part in enumerate(parts):
        if not isinstance(part, OutlineHeading) or part.level == 1 or _is_filled(parts, position, part.level):
            yield part


def _is_filled(parts: tuple[Part, ...], position: int, level: int) -> bool:
    for following in parts[position + 1 :]:
        if not isinstance(following, OutlineHeading):
            return True
        if following.level <= level:
            return False
    return False


def _outlined(parts: tuple[Part, ...]) -> Iterator[tuple[int, str]]:
    for part in parts:
        match part:
            case OutlineHeading(level=level):
                yield level, ""
            case OutlineTable(key=key):
                yield 0, key
            case _:
                pass


def _blocks(composition: _Composition, numbering: Numbering, part: Part) -> Iterator[Block]:
    match part:
        case OutlineHeading(level, title):
            yield Heading(numbering.heading(level), composition.shown(title), level)
        case OutlinePassage(section):
            for passage in composition.passages[section]:
                yield from _paragraphs(composition, passage)
        case OutlineTable(key, caption, unit):
            named = f"{composition.tables[key]} {composition.shown(caption)}"
            yield table(composition.reckoning, key, named, composition.shown(unit))
        case OutlineList(section):
            yield from listed(composition.reckoning.report, section)


def _paragraphs(composition: _Composition, passage: Passage) -> Iterator[Paragraph]:
    where = place("passages", passage.id, "text")
    for line in passage.text.splitlines():
        if line.strip():
            text, spans = render(composition.reckoning, line.strip(), composition.tables)
            yield Paragraph(text, where, tuple(Span(each.start, each.end, each.place) for each in spans))


def _signed(reckoning: Reckoning) -> Iterator[Signature]:
    project = reckoning.report.project
    if project.unit:
        day = chinese_date(project.report_date) if project.report_date else ""
        yield Signature(project.unit, day, "project/1/report_date")
