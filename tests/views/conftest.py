"""A small report on a desk, and hands that type as an officer does, Chinese by an input method."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.places import parse_place
from desktop.models.records import (
    BudgetLine,
    Contract,
    Indicator,
    Payment,
    Project,
    Report,
)
from desktop.session import Session
from desktop.views.desk import Desk
from desktop.views.editors import make_editor
from desktop.views.editors.editor import Editor
from desktop.views.manners import Manners
from desktop.views.tables import RecordTable
from desktop.views.theme import dress


def small_report() -> Report:
    """Return two sub-projects, three contracts (two of one name), five payments and five indicators."""
    return Report(
        project=Project(name="民生诉求", year=2021, unit="坪山区政务服务数据管理局", department="区政务局"),
        budget=(
            BudgetLine(1, "民生热线服务", initial=314_880_000, adjusted=312_450_000),
            BudgetLine(2, "宣传推广和培训", initial=8_000_000, adjusted=15_000_000),
        ),
        contracts=(
            Contract(1, "HT-01", "热线服务", budget=1, amount=318_550_000, signed=date(2021, 3, 29)),
            Contract(2, "HT-02", "咨询", budget=2),
            Contract(3, "HT-03", "咨询", budget=2),
        ),
        payments=(
            Payment(1, date(2021, 3, 1), "热线服务首款", "鼎讯智城", contract=1, budget=1, amount=66_980_000),
            Payment(2, None, "宣传片首款", "澳莱丽", budget=2, amount=2_420_000),
            Payment(3, None, "宣传片尾款", "", budget=2, amount=2_425_300),
            Payment(4, None, "问卷调查", "微盐", stage="一次性付清", amount=2_000_000),
            Payment(5, None, "退款", "微盐", amount=-100),
        ),
        indicators=(
            Indicator(1, "产出", "数量指标", "抽检案件数", "≥", Decimal(600), "宗", weight=Decimal(3)),
            Indicator(2, "产出", "数量指标", "抽检录音", "≥", Decimal(240), "个", weight=Decimal(3)),
            Indicator(3, "产出", "质量指标", "接通率", "≥", Decimal("99.99"), "%", weight=Decimal(4)),
            Indicator(4, "效益", "社会效益", "知晓率", "定性", weight=Decimal(5)),
            Indicator(5, "效益", "社会效益", "满意度", "≥", Decimal(90), "%", weight=Decimal(5)),
        ),
    )


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """Return the application in the program's own look."""
    dress(qapp)
    return qapp


MakeDesk = Callable[[Report], Desk]


@pytest.fixture
def make_desk(dressed: QApplication, tmp_path: Path) -> Iterator[MakeDesk]:
    """Return a maker of desks, each with a report in a file of its own."""
    desks: list[Desk] = []

    def make(report: Report) -> Desk:
        path = tmp_path / f"{len(desks)}.jxzp"
        desks.append(Desk(Session.create(path, report)))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """Return the small report on a desk."""
    return make_desk(small_report())


@pytest.fixture
def manners(qapp: QApplication, desk: Desk) -> Iterator[Manners]:
    """Install the application's event filter for a test."""
    made = Manners(qapp, desk)
    yield made
    qapp.removeEventFilter(made)
    made.setParent(None)


@pytest.fixture
def in_file(desk: Desk) -> Callable[[], Report]:
    """Return a reader of what stands in the desk's file, with a connection of its own."""

    def read() -> Report:
        with Session.open(desk.session.path, read_only=True) as other:
            return other.report

    return read


@pytest.fixture(autouse=True)
def no_key_held(qapp: QApplication) -> Iterator[None]:
    """Let go of the modifiers of the last key: Qt asks for them when a test selects a row without any key."""
    yield
    QTest.keyClick(QWidget(), Qt.Key.Key_F35)


class Hands:
    """Types into whatever has the focus, one event a key; Chinese only through the input method."""

    def type(self, text: str) -> None:
        """Press the keys of *text* (ASCII only: keyClicks with Chinese ends the interpreter)."""
        for sign in text:
            assert sign.isascii()
            QTest.keyClick(focused_widget(), sign)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(focused_widget(), key, modifiers)

    def compose(self, preedit: str = "", commit: str = "") -> None:
        """Type through an input method: letters on the way, then what was chosen for them."""
        if preedit:
            QApplication.sendEvent(focused_widget(), QInputMethodEvent(preedit, []))
        if commit:
            event = QInputMethodEvent()
            event.setCommitString(commit)
            QApplication.sendEvent(focused_widget(), event)

    def write(self, text: str) -> None:
        """Type any text: ASCII by keys, the rest by the input method."""
        for sign in text:
            if sign.isascii():
                self.type(sign)
            else:
                self.compose(commit=sign)


def focused_widget() -> QWidget:
    """Return the widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def hands() -> Hands:
    """Return a pair of hands."""
    return Hands()


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Return what puts a widget into an active window of its own (or shows a window)."""
    windows: list[QWidget] = []  # qtbot itself holds no reference

    def shown(widget: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        layout = QVBoxLayout(window)
        layout.addWidget(widget)
        window.resize(1000, 500)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return widget

    return shown


@pytest.fixture
def payments(desk: Desk, show: Callable[[QWidget], QWidget]) -> RecordTable:
    """Return the table of payments, shown."""
    table = RecordTable(
        desk,
        "payments",
        ["date", "item", "payee", "stage", "contract", "amount"],
        totals=["amount"],
        blanks={"contract": "未关联"},
    )
    show(table)
    table.view.setFocus()
    return table


@pytest.fixture
def stacked(desk: Desk, show: Callable[[QWidget], QWidget]) -> Callable[..., list[Editor]]:
    """Return a maker of editors that stand below one another, the first with the focus."""
    page = QWidget()
    layout = QVBoxLayout(page)
    show(page)

    def make(*places: str) -> list[Editor]:
        made = [make_editor(desk, place, parse_place(place).entry) for place in places]
        for each in made:
            layout.addWidget(each)
            each.show()  # a layout shows it only later
        made[0].setFocus()
        return made

    return make
