"""What an officer does to a whole table or a whole file: each act is measured by ``freeze.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.views.dialogs.replace import ReplaceDialog
from desktop.views.main_window import MainWindow
from desktop.views.pages.payments import PaymentsPage
from desktop.views.tables import RecordTable

_MOMENT = 20  # ms


@dataclass(frozen=True, slots=True)
class Act:
    """Its name, and what is done within one turn of the event loop."""

    name: str
    deed: Callable[[], object]


def payments_of(window: MainWindow) -> RecordTable:
    """Return the table of the payments, in sight."""
    window.workspace.visit("payments")
    page = window.workspace.page("payments")
    assert isinstance(page, PaymentsPage)
    return page.table


def select(table: RecordTable, name: str) -> None:
    """Select the column of an entry over all records."""
    records = table.records
    number = [each.name for each in records.columns].index(name)
    chosen = QItemSelection(records.index(0, number), records.index(len(records.rows) - 1, number))
    model = table.view.selectionModel()
    model.setCurrentIndex(records.index(0, number), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def lay_on_clipboard(lines: Iterator[str]) -> None:
    """Put lines on the clipboard, as a worksheet does."""
    QGuiApplication.clipboard().setText("\r\n".join(lines) + "\r\n")


def acts(window: MainWindow, path: Path) -> Iterator[Act]:
    """Yield acts one after the other; what an act needs is made ready before it is yielded."""
    table = payments_of(window)
    yield from _in_cells(window, table)
    yield from _in_rows(window, table)
    yield from _in_sight(table)
    yield from _in_all(window)
    yield from _with_file(window, path)


def _in_cells(window: MainWindow, table: RecordTable) -> Iterator[Act]:
    deeds, desk = table.view.deeds, window.desk
    count = len(table.records.rows)
    select(table, "amount")
    yield Act("copy a column", deeds.copy)
    yield Act("Ctrl+A", table.view.selectAll)
    yield Act("copy all", deeds.copy)
    select(table, "amount")
    lay_on_clipboard(f"{n}.25" for n in range(count))
    yield Act("paste over a column", deeds.paste)
    yield Act("undo the paste", desk.undo)
    yield Act("redo the paste", desk.redo)
    select(table, "stage")
    yield Act("Ctrl+D over a column", deeds.fill_down)
    yield Act("undo the filling", desk.undo)
    select(table, "contract")
    yield Act("empty a column", deeds.clear)
    yield Act("undo the emptying", desk.undo)


def _in_rows(window: MainWindow, table: RecordTable) -> Iterator[Act]:
    deeds, desk = table.view.deeds, window.desk
    count = len(table.records.rows)
    lay_on_clipboard(f"新事项{n}\t收款单位{n % 50}\t进度款\t\t\t{n}.25" for n in range(count))
    table.view.select_cell(count, 0)
    yield Act("preview of a paste", deeds.paste)
    preview = QApplication.activeModalWidget()
    if preview is not None:
        yield Act("accepting the preview", preview.accept)  # type: ignore[attr-defined] # a QDialog
        yield Act("undo the new rows", desk.undo)
    select(table, "item")
    yield Act("duplicate all rows", deeds.duplicate_rows)
    yield Act("undo the copies", desk.undo)
    select(table, "item")
    yield Act("delete all rows", deeds.delete_rows)
    yield Act("undo the deletion", desk.undo)


def _in_sight(table: RecordTable) -> Iterator[Act]:
    def put(text: str) -> None:
        table.filter_bar.line.setText(text)

    yield Act("into the filter", table.filter_bar.enter)
    for text in ("z", "zf", "zfz", "支付", "1.2", ""):
        yield Act(f"filter “{text}”", lambda text=text: put(text))
    names = [each.name for each in table.records.columns]
    for name in ("item", "amount", "date"):
        number = names.index(name)
        for order, words in enumerate(("up", "down")):
            yield Act(f"sort by {name} {words}", lambda n=number, o=order: table.sort(n, o))
    yield Act("the officer's order", lambda: table.sort(0, -1))
    yield Act("元", lambda: table.set_unit("元"))
    yield Act("万元", lambda: table.set_unit("万元"))


def _in_all(window: MainWindow) -> Iterator[Act]:
    yield Act("full look F9", window.actions_by_name["audit"].trigger)
    window.workspace.visit("payments")
    dialog = ReplaceDialog(
        window, window.desk, ("payments",), "支付明细", go=lambda _place: None, tell=lambda _words: None
    )
    dialog.open()
    QTest.qWait(_MOMENT)
    yield Act("search of the replacing", lambda: dialog.words.setText("付"))
    dialog.new.setText("支付")
    yield Act("replace all", dialog.go_button.click)
    dialog.reject()
    dialog.deleteLater()
    yield Act("undo the replacing", window.desk.undo)


def _with_file(window: MainWindow, path: Path) -> Iterator[Act]:
    yield Act("close the file", window.close_report)
    yield Act("open the file", lambda: window.open_path(path))
    yield Act("close it at once", window.close_report)
