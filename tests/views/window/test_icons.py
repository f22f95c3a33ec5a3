"""Icons: drawn from path data, in the colour asked for, each on its grid."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from desktop.views.commands import COMMANDS
from desktop.views.icons import GRID, LINES, SHAPES, icon, pixmap, program_icon
from desktop.views.strokes import path


@pytest.mark.parametrize("name", [*LINES, *SHAPES])
def test_every_icon_stays_on_its_grid_and_shows_something(qapp, name) -> None:
    drawings = [LINES[name]] if name in LINES else [layer.data for layer in SHAPES[name]]
    for drawing in drawings:
        box = path(drawing).boundingRect()
        assert min(box.left(), box.top()) >= 0
        assert max(box.right(), box.bottom()) <= GRID
    image = pixmap(name, "err", 32).toImage()
    shown = {
        QColor(image.pixel(x, y)).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() > 250
    }
    assert "#b3261e" in shown


def test_arcs_go_round_as_they_should() -> None:
    disc = path("M2 8a6 6 0 1 1 12 0a6 6 0 1 1 -12 0Z")
    assert disc.boundingRect().getRect() == pytest.approx((2, 2, 12, 12), abs=0.01)
    right = path("M8 3a5 5 0 0 1 0 10Z")
    assert right.contains(QPointF(11, 8))
    assert not right.contains(QPointF(5, 8))
    left = path("M8 3a5 5 0 0 0 0 10Z")
    assert left.contains(QPointF(5, 8))


def test_commands_hold_until_the_next_letter() -> None:
    assert path("M0 0 4 0 4 4") == path("M0 0L4 0L4 4")
    assert path("m1 1h2v2h-2z") == path("M1 1L3 1L3 3L1 3Z")
    assert path("M0 0c1 0 2 1 2 2s1 2 2 2").currentPosition() == QPointF(4, 4)


def test_every_command_has_an_icon(qapp) -> None:
    assert all(each.icon in LINES for each in COMMANDS)
    assert not icon("plus").isNull()
    assert not program_icon().pixmap(32, 32).isNull()
