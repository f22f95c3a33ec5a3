"""Composes the self-evaluation form of a report in the layout of its place (项目支出绩效自评表)."""

from __future__ import annotations

from desktop.models.figures import Reckoning
from desktop.models.records import Project
from desktop.report.form.funding import add_funding
from desktop.report.form.grid import HEI, Grid, Look
from desktop.report.form.layout import Box, Layout
from desktop.report.form.paging import paged
from desktop.report.form.performance import add_goals, add_indicators
from desktop.report.form.rows import Part, Rows
from desktop.report.form.words import filled, is_fixed, noted, titled

_TITLE = Look(size=16, family=HEI, border=False)
_SUBTITLE = Look(size=10.5, border=False)
_FOOT = Look("left", border=False)
_HAND = 40.0  # pt of a line of free text, so that it can be written by hand


def compose_form(reckoning: Reckoning, layout: Layout) -> Grid:
    """Make the form as a grid; what is not filled in stays empty, scores are those of the rule pack."""
    project = reckoning.report.project
    rows = Rows(layout.widths)
    rows.add([Part(1, len(layout.widths), layout.title, _TITLE)], 34)
    rows.add([Part(1, len(layout.widths), titled(layout.subtitle, project), _SUBTITLE)], 21)
    for boxes in layout.head:
        rows.add((_headed(box, project) for box in boxes), 22)
    money = add_funding(rows, layout, reckoning)
    add_goals(rows, layout, reckoning)
    heads = add_indicators(rows, layout, reckoning, money)
    for note in layout.notes:
        text = noted(note.key, reckoning) or None
        body = Part(note.last + 1, len(layout.widths), text, Look("left"))
        rows.add([Part(1, note.last, note.label), body], _HAND)
    for boxes in layout.foot:
        rows.add((Part(box.first, box.last, filled(box, project), _FOOT) for box in boxes), 24)
    grid = Grid(
        name=layout.title,
        title=f"{project.name.strip()}{layout.title}",
        widths=layout.widths,
        heights=tuple(rows.heights),
        cells=tuple(rows.cells),
        heads=heads,
    )
    return paged(grid)


def _headed(box: Box, project: Project) -> Part:
    return Part(box.first, box.last, filled(box, project) or None, Look() if is_fixed(box) else Look("left"))
