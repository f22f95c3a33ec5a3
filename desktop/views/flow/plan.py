"""Where the boxes and bands of the flow picture stand; heights of bands are amounts, in one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from desktop.models.flows import Branch, Group, Strand

ROW, BOX, BETWEEN = 34, 30, 12  # px of a row, of the box in it, and between sub-projects
_THICKEST, _THINNEST, _TALL = 22.0, 1.2, 54  # px of bands; of the box of a sub-project
_LEFT, _GAP, _MIDDLE = 0.17, 0.17, 0.24  # Shares of the width


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band from the right side of one box to the left side of the next; y is its upper edge (px).

    settled: on a contract, or with a reason for having none.
    """

    left: float
    right: float
    from_y: float
    to_y: float
    height: float
    settled: bool


@dataclass(frozen=True, slots=True)
class Twig:
    """A payee with the band that leads to it, and where its name is written."""

    branch: Branch
    ribbon: Ribbon
    text: QRectF


@dataclass(frozen=True, slots=True)
class Bough:
    """A strand: its box, the band that leads to it and its payees."""

    strand: Strand
    box: QRectF
    ribbon: Ribbon
    twigs: tuple[Twig, ...]

    @property
    def reach(self) -> QRectF:
        """The rows that belong to the strand, from its box to the right edge."""
        return self.box.united(self.twigs[-1].text)


@dataclass(frozen=True, slots=True)
class Tree:
    """A sub-project with its box and what leaves it."""

    group: Group
    box: QRectF
    boughs: tuple[Bough, ...]


def scale(groups: Sequence[Group]) -> float:
    """Return how many px one 分 is high: no band is thicker than its row, no bundle higher than its group."""
    bounds = [
        _THICKEST / each.amount
        for group in groups
        for strand in group.strands
        for each in strand.branches
        if each.amount > 0
    ]
    bounds += [(_height(group) - 8) / group.amount for group in groups if group.amount > 0]
    return min(bounds, default=0.0)


def planned(groups: Sequence[Group], width: float) -> tuple[Tree, ...]:
    """Return the picture of *groups* in a given width (px), from the top down."""
    return tuple(_trees(groups, width, scale(groups)))


def height_of(groups: Sequence[Group]) -> int:
    """Return how high the picture is, in px."""
    return int(sum(map(_height, groups)) + BETWEEN * max(0, len(groups) - 1))


def _height(group: Group) -> float:
    return sum(len(strand.branches) for strand in group.strands) * ROW


def _trees(groups: Sequence[Group], width: float, unit: float) -> Iterator[Tree]:
    top = 0.0
    for group in groups:
        height = _height(group)
        bundle = sum(_thick(each.amount, unit) for each in group.strands)
        tall = min(max(_TALL, bundle + 8), height - 2)
        box = QRectF(0.5, top + (height - tall) / 2, width * _LEFT, tall)
        yield Tree(group, box, tuple(_boughs(group, box, (width, top, unit), bundle)))
        top += height + BETWEEN


def _boughs(group: Group, box: QRectF, frame: tuple[float, float, float], bundle: float) -> Iterator[Bough]:
    width, top, unit = frame
    leaves = box.center().y() - bundle / 2
    left = width * (_LEFT + _GAP)
    for strand in group.strands:
        rows = len(strand.branches)
        own = QRectF(left, top + (ROW - BOX) / 2, width * _MIDDLE, ROW * rows - (ROW - BOX))
        thick = _thick(strand.amount, unit)
        ribbon = Ribbon(
            box.right(),
            own.left(),
            leaves,
            own.center().y() - thick / 2,
            thick,
            strand.linked or strand.excused,
        )
        yield Bough(strand, own, ribbon, tuple(_twigs(strand, own, width, unit)))
        leaves += thick
        top += ROW * rows


def _twigs(strand: Strand, box: QRectF, width: float, unit: float) -> Iterator[Twig]:
    ends = box.right() + width * (_GAP - 0.03)
    for number, branch in enumerate(strand.branches):
        middle = box.top() - (ROW - BOX) / 2 + ROW * (number + 0.5)
        thick = _thick(branch.amount, unit)
        edge = middle - thick / 2
        ribbon = Ribbon(box.right(), ends, edge, edge, thick, strand.linked or strand.excused)
        yield Twig(branch, ribbon, QRectF(ends + 8, middle - ROW / 2, width - ends - 8, ROW))


def _thick(amount: int, unit: float) -> float:
    """How thick a band is; what is too little to be seen is a hairline, a refund too."""
    return max(_THINNEST, amount * unit)
