"""Pasting and dropping into the editors: clean words, and a word about what was left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from desktop.models.places import parse_place
from desktop.views.editors import make_editor

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PAGE = """<html><body><p class=MsoNormal>　　第一段，<b>共</b>22笔。</p><p>1.&nbsp;第二段&shy;。</p>
<p><img src="file:///C:/a.png"></p></body></html>"""


@pytest.fixture
def edit(desk, show):
    """Return a maker of a shown editor with the focus."""

    def make(place):
        page = QWidget()
        layout = QVBoxLayout(page)
        made = make_editor(desk, place, parse_place(place).entry)
        layout.addWidget(made)
        show(page)
        made.setFocus()
        return made

    return make


@pytest.fixture(autouse=True)
def _clear() -> Iterator[None]:
    """Leave nothing of Python's on the clipboard: Qt would free it after Python is gone."""
    yield
    QGuiApplication.clipboard().clear()


def put(text: str = "", html: str = "", *, urls: tuple[str, ...] = (), image: bool = False) -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if urls:
        data.setUrls([QUrl(each) for each in urls])
    if image:
        data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(data)
    return data


def test_a_long_text_takes_paragraphs_and_tells_of_pictures(edit, desk, hands, qtbot) -> None:
    edit("contracts/1/note")
    put("x", PAGE)
    with qtbot.waitSignal(desk.told) as told:
        hands.press(KEY.Key_V, CTRL)
    desk.flush()
    assert desk.report.contracts[0].note == "第一段，共22笔。\n1. 第二段。"
    assert told.args == ["图片 1 张没有粘贴"]
    hands.type("!")
    desk.flush()
    desk.close_edit()
    desk.undo()
    assert desk.report.contracts[0].note == ""


def test_a_line_takes_one_line(edit, desk, hands) -> None:
    edit("project/1/phone")
    put("鼎讯\r\n智城\t科技 Ltd.\r\n")
    hands.press(KEY.Key_V, CTRL)
    desk.flush()
    assert desk.report.project.phone == "鼎讯智城，科技 Ltd."


@pytest.mark.parametrize("text", ["12.5\r\n", "　１２．５ 万元\n", "\t12.5"])
def test_an_amount_takes_what_a_sheet_copies(edit, desk, hands, text) -> None:
    edit("project/1/approval_limit")
    put(text)
    hands.press(KEY.Key_V, CTRL)
    hands.press(KEY.Key_Return)
    assert desk.report.project.approval_limit == 12_500_000


def test_a_sentence_in_an_amount_stays_and_is_explained(edit, desk, hands) -> None:
    limit = edit("project/1/approval_limit")
    put("2021年度本项目预算为159.28万元，\n其中热线服务120万元。")
    hands.press(KEY.Key_V, CTRL)
    hands.press(KEY.Key_Return)
    assert limit.input.text() == "2021年度本项目预算为159.28万元，其中热线服务120万元。"
    assert limit.standing.problem
    assert desk.report.unread[0].text == limit.input.text()


@pytest.mark.parametrize("place", ["contracts/1/note", "contracts/1/name"])
def test_pictures_and_files_are_not_pasted_and_that_is_said(edit, desk, hands, place) -> None:
    field = edit(place)
    before = field.input.text()
    said: list[str] = []
    desk.told.connect(said.append)
    put(image=True)
    hands.press(KEY.Key_V, CTRL)
    put(urls=("file:///C:/纪要.pdf",))
    hands.press(KEY.Key_V, CTRL)
    assert field.input.text() == before
    assert said == ["图片没有粘贴：这里只能放文字", "“纪要.pdf”没有粘贴：文件请放到“佐证材料”"]


def drop(widget: QWidget, data: QMimeData) -> bool:
    spot, actions = QPoint(5, 5), Qt.DropAction.CopyAction
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(spot, actions, data, buttons, none)
    QApplication.sendEvent(widget, entering)
    if entering.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(spot), actions, data, buttons, none))
    return entering.isAccepted()


def test_a_clipboard_that_is_none_at_all_pastes_nothing(edit, desk, monkeypatch) -> None:
    monkeypatch.setattr(QClipboard, "mimeData", lambda *_: None)  # as where nothing was ever copied
    made = edit("project/1/name")
    before = made.input.text()
    # Called outright: what is raised within a key of QTest is lost
    made.input.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, KEY.Key_V, CTRL))
    assert made.input.text() == before
    assert not desk.pending


@pytest.mark.parametrize("place", ["contracts/1/note", "contracts/1/deliverable"])
def test_words_can_be_dropped_files_go_to_the_page(edit, desk, place) -> None:
    field = edit(place)
    widget = field.input.viewport() if hasattr(field.input, "viewport") else field.input
    assert not drop(widget, put(urls=("file:///C:/a.pdf",)))
    assert drop(widget, put("一份　报告"))
    desk.flush()
    assert field.value() == "一份报告"


@pytest.mark.parametrize("place", ["contracts/1/note", "contracts/1/name", "contracts/1/amount"])
def test_the_menu_speaks_chinese_and_pastes_clean(edit, desk, place) -> None:
    field = edit(place)
    put("５0\r\n")
    field.input.selectAll()
    deeds = {text: deed for text, _, deed, _ in field.input.deeds()}
    assert list(deeds)[:4] == ["剪切", "复制", "粘贴", "删除"]
    deeds["删除"]()
    assert field.input.text() == ""
    deeds["粘贴"]()
    desk.flush()
    assert field.input.text() == "５0"
    menu = QMenu(field)
    assert not menu.actions()
