"""The own library in the window: learned, looked at, changed, inserted from, by real keys."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QWidget

from desktop.errors import DataError
from desktop.models.library import KnownIndicator, Library, Payee, Phrase
from desktop.models.library_words import what
from desktop.models.marks import note_at, origin_at
from desktop.tasks.last_year import next_year
from desktop.tasks.library import keep, own_library
from desktop.tasks.states import set_state
from desktop.views.dialogs.settings import SettingsDialog
from desktop.views.editors.phrases import PhraseInput
from desktop.views.library.entry_dialog import EntryDialog
from desktop.views.library.learn import LearnDialog
from desktop.views.library.own import OwnLibrary
from desktop.views.library.pick_indicators import PickIndicators
from desktop.views.library.pick_phrases import PickPhrases
from desktop.views.library.take import TakeDialog
from desktop.views.main_window import MainWindow
from desktop.views.settings import load_settings, save_settings
from tests.windows import SMALLEST, compose, focused, keys, press

Shown = TypeVar("Shown", bound=QDialog)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PATIENCE_MS = 5_000
LIBRARY = Library(
    (
        KnownIndicator(
            "热线接通率",
            "产出",
            "质量指标",
            "≥",
            "%",
            Decimal(5),
            "平台月报",
            "",
            (2019,),
            "≥95%",
            "热线2019.jxzp",
        ),
        KnownIndicator(
            "宣传场次",
            "产出指标",
            "数量指标",
            "≥",
            "场",
            Decimal(4),
            "",
            "",
            (2020,),
            "≥10场",
            "宣传2020.jxzp",
        ),
        KnownIndicator(
            "退单率", "产出指标", "质量指标", "≤", "%", None, "", "", (2020,), "≤2%", "热线2020.jxzp"
        ),
    ),
    (
        Phrase("indicators/reason", "线下活动改为线上开展", (2020,), "热线2020.jxzp"),
        Phrase("measures/text", "每季度通报一次办理情况", (2020,), "热线2020.jxzp"),
    ),
    (Payee("澳莱丽", "", (2020,)),),
)


@pytest.fixture
def library() -> Library:
    """Keep a small library."""
    keep(LIBRARY)
    return own_library()


def window_of(dialog: QDialog) -> QWidget:
    """Return what a dialog stands over."""
    parent = dialog.parentWidget()
    assert parent is not None
    return parent


def during(kind: type[Shown], act: Callable[[], object], do: Callable[[Shown], object]) -> None:
    """Do something in the dialog that *act* shows until it is closed."""
    seen: list[QDialog] = []

    def go() -> None:
        shown = QApplication.activeModalWidget()
        try:
            assert isinstance(shown, kind)
            for _ in range(PATIENCE_MS):
                if shown.isAncestorOf(QApplication.focusWidget() or window_of(shown)):
                    break
                QTest.qWait(1)
            else:
                raise AssertionError(f"the keys are not in the dialog but in {QApplication.focusWidget()}")
            seen.append(shown)
            do(shown)
        finally:
            if isinstance(shown, QDialog) and shown.isVisible():
                shown.reject()

    QTimer.singleShot(0, go)
    act()
    assert seen, f"no {kind.__name__} came"


def names(dialog: PickIndicators | PickPhrases | TakeDialog) -> list[str]:
    """Return what a list shows."""
    return [what(each) for each in dialog.rows.entries]


def do(window: MainWindow, name: str) -> Callable[[], None]:
    """Return what triggers a command."""
    return window.actions_by_name[name].trigger


# 从指标库选


def test_indicators_are_searched_ticked_and_inserted_below_their_levels(window, library) -> None:
    window.workspace.go("indicators/6/name")
    before = window.desk.report

    def choose(dialog: PickIndicators) -> None:
        keys("rxjtl")
        assert names(dialog) == ["热线接通率"]
        press(Qt.Key.Key_A, CTRL)
        press(Qt.Key.Key_Delete)
        compose("场")
        assert names(dialog) == ["宣传场次"]
        dialog.table.setFocus()
        press(Qt.Key.Key_Space)
        dialog.line.clear()
        assert dialog.go.text() == "插入 1 项"
        dialog.table.choose(names(dialog).index("热线接通率"))
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Return)

    during(PickIndicators, lambda: press(Qt.Key.Key_L, CTRL | SHIFT), choose)
    report = window.desk.report
    held = [row.name for row in report.indicators]
    assert len(held) == len(before.indicators) + 2
    after = next(row for row in report.indicators if row.name == "热线接通率")
    assert held[held.index("热线接通率") - 1] == before.find("indicators", 6).name
    assert (after.level1, after.level2, after.target, after.actual) == (
        before.find("indicators", 6).level1, "质量指标", Decimal(95), None,
    )  # fmt: skip
    assert held[held.index("宣传场次") - 1] == "抽检回访记录"
    where = f"indicators/{after.id}/target"
    assert "请核对：2019年指标值" in note_at(report, where)
    origin = origin_at(report, where)
    assert origin is not None
    assert origin.kind == "imported"
    window.desk.undo()
    assert window.desk.report == before


def test_what_the_report_has_cannot_be_ticked(window, library) -> None:
    window.workspace.visit("indicators")
    before = window.desk.report

    def choose(dialog: PickIndicators) -> None:
        keys("tdl")
        assert names(dialog) == ["退单率"]
        assert not dialog.go.isEnabled()
        assert dialog.full.text().startswith("本项目已有")
        press(Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.table.setFocus()
        press(Qt.Key.Key_Space)
        assert dialog.rows.chosen() == ()

    during(PickIndicators, do(window, "pick_indicators"), choose)
    assert window.desk.report is before


def test_choices_narrow_the_list(window, library) -> None:
    def choose(dialog: PickIndicators) -> None:
        dialog.level2.setCurrentText("质量指标")
        assert set(names(dialog)) == {"热线接通率", "退单率"}
        dialog.source.setCurrentText("热线2019")
        assert names(dialog) == ["热线接通率"]
        dialog.level1.setCurrentText("产出指标")
        assert dialog.rows.entries == ()
        assert dialog.count.text() == "没有找到"

    during(PickIndicators, do(window, "pick_indicators"), choose)


def test_an_empty_library_offers_to_learn(window) -> None:
    def look(dialog: PickIndicators) -> None:
        assert not dialog.table.isVisible()
        during(LearnDialog, dialog._learn, lambda inner: _learn_all(inner, window.desk.session.path))
        assert dialog.table.isVisible()
        assert len(dialog.rows.entries) > 0
        assert dialog.level1.count() > 1

    during(PickIndicators, do(window, "pick_indicators"), look)


def _learn_all(dialog: LearnDialog, path: Path) -> None:
    dialog.read([path])
    while dialog.is_reading:
        QTest.qWait(1)
    assert dialog.rows.chosen() != ()
    dialog.table.setFocus()
    press(Qt.Key.Key_Return)


def test_selected_rows_are_kept(window) -> None:
    window.workspace.go("indicators/6/name")
    do(window, "keep_indicators")()
    assert [each.name for each in own_library().indicators] == ["人工接通率"]
    assert own_library().indicators[0].target == "≥99.99%"
    window.workspace.visit("project")
    with pytest.raises(DataError, match="没有三级指标"):
        window.interior.tools.library.keep_indicators()


# 词句


def test_a_phrase_goes_in_at_the_cursor_as_one_step(window, library) -> None:
    window.workspace.go("indicators/1/reason")
    compose("因此，")
    window.desk.flush()
    before = window.desk.report.find("indicators", 1).reason

    def choose(dialog: PickPhrases) -> None:
        assert names(dialog) == ["线下活动改为线上开展"]
        keys("xs")
        press(Qt.Key.Key_Return)

    during(PickPhrases, lambda: press(Qt.Key.Key_Apostrophe, CTRL), choose)
    assert window.desk.report.find("indicators", 1).reason == f"{before}线下活动改为线上开展"
    assert window.focusWidget().accessibleName() == "偏差原因"
    window.desk.undo()
    assert window.desk.report.find("indicators", 1).reason == before


def test_a_cell_gets_a_phrase_behind_its_text(window, library) -> None:
    desk = window.desk
    made = desk.add("measures", text="加强调度")
    window.workspace.go(f"measures/{made}/text")
    window.workspace.page("problems")

    def choose(dialog: PickPhrases) -> None:
        dialog.used.setCurrentIndex(0)
        keys("mjd")
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)

    during(PickPhrases, do(window, "insert_phrase"), choose)
    assert desk.report.find("measures", made).text == "加强调度；每季度通报一次办理情况"


def test_prose_takes_a_phrase_of_any_field(window, library) -> None:
    passage = window.desk.report.passages[0]
    window.workspace.go(f"passages/{passage.id}/text")
    press(Qt.Key.Key_End, CTRL)

    def choose(dialog: PickPhrases) -> None:
        assert dialog.used.currentIndex() == 0
        compose("通报")
        press(Qt.Key.Key_Return)

    during(PickPhrases, lambda: press(Qt.Key.Key_Apostrophe, CTRL), choose)
    after = window.desk.report.find("passages", passage.id).text
    assert after == f"{passage.text}每季度通报一次办理情况"


def test_a_field_of_numbers_takes_no_phrase(window, library) -> None:
    window.workspace.go("payments/1/amount")
    with pytest.raises(DataError, match="不在文字栏里"):
        window.interior.tools.library.insert_phrase()


def test_a_locked_report_takes_no_phrase(window, library) -> None:
    window.workspace.go("indicators/1/reason")
    set_state(window.desk.session, "送审", "")
    assert not window.actions_by_name["insert_phrase"].isEnabled()
    assert not window.actions_by_name["pick_indicators"].isEnabled()


def test_selected_words_are_kept_as_a_phrase(window) -> None:
    window.workspace.go("indicators/1/reason")
    compose("场地移交晚于计划，其他正常")
    for _ in "，其他正常":
        press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Home, SHIFT)
    do(window, "keep_phrase")()
    assert [(each.where, each.text) for each in own_library().phrases] == [
        ("indicators/reason", "场地移交晚于计划")
    ]
    assert own_library().phrases[0].source == "民生诉求2021.jxzp"


def test_words_with_live_figures_are_not_kept(window) -> None:
    window.workspace.go("indicators/1/reason")
    compose("共{{figures/spent}}元")
    with pytest.raises(DataError, match="活数字"):
        window.interior.tools.library.keep_phrase()
    assert own_library() == Library()


@pytest.mark.parametrize(("where", "offered"), [("indicators/1/reason", True), ("project/1/unit", False)])
def test_fields_of_several_lines_offer_phrases_in_their_menu(window, where: str, offered: bool) -> None:
    window.workspace.go(where)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(400, 300))
    QApplication.sendEvent(focused(), event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    texts = [each.text().split("\t")[0] for each in menu.actions()]
    menu.close()
    assert [texts.count(each) for each in ("插入词句…", "收进词句库")] == [int(offered)] * 2


def test_one_list_holds_the_sentences_of_the_field_and_leads_to_the_library(window, library) -> None:
    window.workspace.go("indicators/1/reason")
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    field = focused()
    assert isinstance(field, PhraseInput)
    assert field.open
    assert field._list is not None
    model = field._list.model()
    texts = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert texts[0].startswith("实际完成293.23万元")  # what its own numbers say
    assert texts[1] == "线下活动改为线上开展"
    assert texts[-1].startswith("词句库")
    found = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        found.append(type(dialog))
        dialog.reject()

    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    for _ in texts[1:]:
        press(Qt.Key.Key_Down)
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, choose))
    press(Qt.Key.Key_Return)
    QTest.qWait(50)
    assert found == [PickPhrases]
    assert not field.open
    assert field.text() == ""


def test_the_finder_reaches_the_library(window, library) -> None:
    window.workspace.go("indicators/1/reason")
    press(Qt.Key.Key_K, CTRL)
    finder = window.interior.tools.finder
    QTest.keyClicks(finder.line, "crcj")
    assert finder.hits[0].text == "插入词句"

    def choose(dialog: PickPhrases) -> None:
        dialog.take()

    during(PickPhrases, lambda: QTest.keyClick(finder.line, Qt.Key.Key_Return), choose)
    assert window.desk.report.find("indicators", 1).reason == "线下活动改为线上开展"


# 我的指标与词句


def test_entries_are_deleted_changed_added_and_it_is_undone(window, library) -> None:
    def work(dialog: OwnLibrary) -> None:
        assert dialog.tabs.tabText(0) == "指标 3"
        keys("xccc")
        assert dialog.line.text() == "xccc"
        dialog.table.setFocus()
        press(Qt.Key.Key_Delete)
        assert "宣传场次" not in [each.name for each in own_library().indicators]
        dialog.line.clear()
        press(Qt.Key.Key_Z, CTRL)
        assert own_library() == library
        dialog.table.choose(0)
        assert dialog.table.current is not None
        name = what(dialog.table.current)
        during(EntryDialog, lambda: press(Qt.Key.Key_Return), rename)
        assert {f"{name}一"} <= {each.name for each in own_library().indicators}
        dialog.tabs.setCurrentIndex(1)
        during(EntryDialog, dialog.new.click, write)
        assert "新的一句" in [each.text for each in own_library().phrases]

    def rename(dialog: EntryDialog) -> None:
        press(Qt.Key.Key_End)
        compose("一")
        weight = dialog.inputs["weight"]
        assert isinstance(weight, QLineEdit)
        weight.setText("十来分")
        press(Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog._wrong.text().startswith("分值：")
        weight.setText("3")
        press(Qt.Key.Key_Return)

    def write(dialog: EntryDialog) -> None:
        dialog._keep()
        assert dialog._wrong.text() == "还没有写词句"
        dialog.inputs["text"].setFocus()
        compose("新的一句")
        dialog._keep()

    during(OwnLibrary, do(window, "library"), work)


def test_a_workbook_is_shown_before_it_is_taken(window, library, tmp_path: Path, monkeypatch, qtbot) -> None:
    path = tmp_path / "库.xlsx"
    book = Workbook()
    sheet = book.create_sheet("指标")
    for row in (["三级指标", "分值"], ["新指标", 3], ["坏的", "十来分"], ["退单率", None]):
        sheet.append(row)
    book.save(path)
    monkeypatch.setattr("desktop.views.library.own.ask_open", lambda *_: path)
    out = tmp_path / "导出.xlsx"
    monkeypatch.setattr("desktop.views.library.own.ask_save", lambda *_: out)

    def preview(dialog: TakeDialog) -> None:
        assert names(dialog) == ["新指标"]
        assert "指标!第3行 分值" in dialog.told.text()
        assert own_library() == library
        dialog.go.click()

    def work(dialog: OwnLibrary) -> None:
        during(TakeDialog, dialog.import_book, preview)
        assert "新指标" in [each.name for each in own_library().indicators]
        dialog.export_book()
        dialog.undo()
        assert own_library() == library

    during(OwnLibrary, do(window, "library"), work)
    qtbot.waitUntil(out.exists)
    assert out.stat().st_size > 0


def test_learning_lists_what_is_new_and_takes_what_is_ticked(window, sample: Path, tmp_path: Path) -> None:
    later = tmp_path / "民生诉求2022.jxzp"
    next_year(sample, 2022, later)
    (tmp_path / "坏.jxzp").write_bytes(b"x")

    def look(dialog: LearnDialog) -> None:
        dialog.read([sample, later, tmp_path / "坏.jxzp"])
        while dialog.is_reading:
            QTest.qWait(1)
        assert "坏.jxzp" in dialog.told.text()
        entries = dialog.rows.entries
        assert len({(type(each), each.key) for each in entries}) == len(entries)
        assert max(len(each.years) for each in entries) == 2
        assert set(dialog.rows.chosen()) == set(entries)
        dialog.table.choose(0)
        dialog.table.setFocus()
        press(Qt.Key.Key_Space)
        dialog.go.click()
        assert dialog.taken == len(entries) - 1

    during(LearnDialog, do(window, "learn"), look)
    known = own_library()

    def again(dialog: LearnDialog) -> None:
        dialog.read([sample, later])
        while dialog.is_reading:
            QTest.qWait(1)
        assert len(dialog.rows.entries) == 1

    during(LearnDialog, do(window, "learn"), again)
    assert own_library() == known


def test_nothing_is_learned_unless_it_is_set(window, monkeypatch) -> None:
    flow = window.interior.safe.state
    assert flow._learned("定稿") == ""
    assert own_library() == Library()
    dialog = SettingsDialog(window, ask_second=lambda: None)
    dialog.learns.click()
    assert load_settings().learn_final
    dialog.deleteLater()
    assert flow._learned("送审") == ""
    assert flow._learned("定稿").startswith("，我的库学到")
    assert own_library().indicators != ()
    save_settings(load_settings().__class__())


def test_a_damaged_library_is_told_and_can_be_begun_anew(window, home: Path, library) -> None:
    (home / "library" / "library.json").write_text("{", "utf-8")
    with pytest.raises(DataError, match="放在一边"):
        window.interior.tools.library.show()
    during(OwnLibrary, do(window, "library"), lambda dialog: None)


def test_the_library_can_be_looked_at_without_a_report(empty_window, library) -> None:
    during(OwnLibrary, do(empty_window, "library"), lambda dialog: None)


@pytest.mark.parametrize("name", ["library", "learn", "pick_indicators"])
def test_the_dialogs_fit_the_smallest_window(window, library, name: str) -> None:
    def fit(dialog: QDialog) -> None:
        hint = dialog.minimumSizeHint()
        for size in (hint, dialog.size()):
            assert size.width() <= SMALLEST[0]
            assert size.height() <= SMALLEST[1] - 40

    during(QDialog, do(window, name), fit)


def test_the_menu_fits_the_smallest_screen(window) -> None:
    assert window._menu.sizeHint().height() <= 640
    assert all(each.sizeHint().height() <= 640 for each in window._menu.findChildren(QMenu))
