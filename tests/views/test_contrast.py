"""High contrast: chosen or asked for by the computer, every word legible, every field with an edge, no pale grounds."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.models.records import Note, Origin, Payment, Report
from desktop.views import contrast
from desktop.views.contrast import AUTO, DARK, LIGHT, OFF, scheme, scheme_for
from desktop.views.dialogs.settings import SettingsDialog
from desktop.views.settings import load_settings
from desktop.views.tables import RecordTable
from desktop.views.theme import COLOURS, dress, is_high_contrast

WORDS = ("text", "text2", "muted", "accent", "err", "warn", "ok", "last")
GROUNDS = (
    "bg",
    "surface",
    "sunken",
    "head",
    "nav",
    "err_soft",
    "warn_soft",
    "ok_soft",
    "last_soft",
    "accent_soft",
)


def luminance(name: str) -> float:
    colour = QColor(name)
    parts = (
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def ratio(one: str, other: str) -> float:
    """The contrast of WCAG 2.1, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def palette(ground: str, ink: str) -> QPalette:
    made = QPalette()
    made.setColor(QPalette.ColorRole.Window, QColor(ground))
    made.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    return made


@pytest.fixture(params=[DARK, LIGHT])
def high(request, qapp: QApplication):
    dress(qapp, request.param)
    yield COLOURS
    dress(qapp)


@pytest.mark.parametrize("name", [DARK, LIGHT])
def test_every_word_is_legible_on_every_ground(name) -> None:
    tokens = COLOURS | scheme(name)
    for ground in (*GROUNDS, "select", "marked", "nav_hover"):
        for word in WORDS:
            least = 7 if ground in GROUNDS else 4.5
            assert ratio(tokens[word], tokens[ground]) >= least, (word, ground)
    for ground in ("accent", "err", "warn", "ok"):
        assert ratio(tokens["white"], tokens[ground]) >= 7, ground
    for tone in ("err", "warn"):
        assert ratio(tokens[tone], tokens[f"{tone}_badge"]) >= 4.5
    assert ratio(tokens["line"], tokens["surface"]) == pytest.approx(21)
    assert ratio(tokens["track"], tokens["accent"]) >= 3


def test_what_is_set_comes_before_what_the_computer_asks_for(monkeypatch) -> None:
    monkeypatch.setattr(contrast.sys, "platform", "linux")
    monkeypatch.delenv("GTK_THEME", raising=False)
    black, usual = palette("#000000", "#ffffff"), palette("#efefef", "#000000")
    assert scheme_for(AUTO, black) == DARK
    assert scheme_for(AUTO, usual) == OFF
    assert scheme_for(OFF, black) == OFF
    assert scheme_for(LIGHT, black) == LIGHT
    monkeypatch.setenv("GTK_THEME", "HighContrast")
    assert scheme_for(AUTO, usual) == LIGHT
    monkeypatch.setattr(contrast, "_windows_asks", lambda: True)
    monkeypatch.setattr(contrast.sys, "platform", "win32")
    assert scheme_for(AUTO, black) == DARK


def test_the_dress_changes_and_comes_back(qapp) -> None:
    usual = dict(COLOURS)
    dress(qapp, DARK)
    assert is_high_contrast()
    assert COLOURS["surface"] == "#000000"
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == "#000000"
    assert "chevron-dark.svg" in qapp.styleSheet()
    dress(qapp)
    assert usual == COLOURS
    assert not is_high_contrast()


@pytest.mark.parametrize("name", [DARK, LIGHT, OFF])
def test_every_token_of_the_style_sheet_has_a_colour(qapp, name) -> None:
    dress(qapp, name)
    rules = re.sub(r"/\*.*?\*/", "", qapp.styleSheet(), flags=re.DOTALL)
    dress(qapp)
    assert "@" not in rules


def test_marks_in_cells_have_edges_of_their_own(high, qapp, make_desk, show) -> None:
    rows = tuple(Payment(n, item=f"第{n}笔") for n in (9, 1, 2, 3))  # the first is the current one
    marks = (Origin(1, "payments/1/item", "last_year"), Origin(2, "payments/2/item", "imported"))
    made = Report(payments=rows, origins=marks, notes=(Note(1, "payments/3/item", "问科室"),))
    dress(qapp, DARK if high["surface"] == "#000000" else LIGHT)
    table = RecordTable(make_desk(made), "payments", ["item", "payee"])
    show(table)
    image = table.view.viewport().grab().toImage()
    seen = {
        image.pixelColor(x, y).name()
        for row in (1, 2, 3)
        for rect in [table.view.visualRect(table.records.index(row, 0))]
        for x in range(rect.left() + 1, rect.left() + 40)
        for y in (rect.top() + 1,)
    }
    assert {high["last"].lower(), high["accent"].lower(), high["warn"].lower()} <= seen


def test_the_choice_is_kept(qtbot, dressed) -> None:
    dialog = SettingsDialog(None, ask_second=lambda: None)
    qtbot.addWidget(dialog)
    assert dialog.contrast_box.currentData() == AUTO
    dialog.contrast_box.setCurrentIndex(dialog.contrast_box.findData(DARK))
    assert load_settings().contrast == DARK
    again = SettingsDialog(None, ask_second=lambda: None)
    qtbot.addWidget(again)
    assert again.contrast_box.currentData() == DARK
