"""Files that become evidence: dropped on a page or on a row, or chosen; taken in one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDropEvent

from desktop.errors import DataError, KnownError
from desktop.models.places import describe, place
from desktop.views.desk import Desk
from desktop.views.tables import RecordTable
from desktop.views.toast import Toast

# Section → the field that a file dropped on a row proves; '' for the whole record
PROVED: Mapping[str, str] = {
    "indicators": "actual", "contracts": "amount",
    "payments": "", "results": "", "basis": "", "adjustments": "",
}  # fmt: skip
_PAPERS = (("minutes", ("纪要", "会议", "审议", "决议")), ("accepted", ("验收",)))
_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Attaching(QObject):
    """Takes files into the report, one behind the other, so that the window goes on between them."""

    def __init__(self, desk: Desk, toast: Toast, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._toast = desk, toast
        self._waiting: deque[tuple[Path, str]] = deque()
        self._taken: list[str] = []
        self._refused: list[KnownError] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    def take(self, paths: Iterable[Path], where: str = "") -> None:
        """Take files as evidence for a place ('' for none yet); returns at once, what comes of it is told."""
        self._waiting.extend((path, where) for path in paths)
        self._timer.start(0)

    def _next(self) -> None:
        if not self._waiting or not self._desk.is_open:
            self._timer.stop()
            self._tell()
            return
        from desktop.tasks.evidence import attach

        path, where = self._waiting.popleft()
        try:
            self._desk.flush()
            attach(self._desk.session, path, [where] if where else [])
            self._taken.append(where)
        except KnownError as error:
            self._refused.append(error)

    def _tell(self) -> None:
        taken, refused = self._taken, self._refused
        self._taken, self._refused, self._waiting = [], [], deque()
        if taken and self._desk.is_open:
            places = [each for each in dict.fromkeys(taken) if each]
            used = "、".join(describe(self._desk.report, each) for each in places)
            words = f"已放入 {len(taken)} 份佐证材料{f'，用于 {used}' if used else ''}"
            self._toast.show_text(words, "撤销", lambda: self._take_back(len(taken)))
        match refused:
            case []:
                return
            case [only]:
                raise only
            case _:
                said = "；".join(each.message for each in refused)
                raise DataError(f"有 {len(refused)} 份没有放入：{said}", refused[0].advice)

    def _take_back(self, count: int) -> None:
        for _ in range(count):
            if self._desk.session.undo_text.endswith("添加佐证材料"):
                self._desk.undo()


class RowDrop(QObject):
    """Lets files be dropped on the rows of a table; they are evidence for what the row says."""

    def __init__(self, table: RecordTable, desk: Desk, attaching: Attaching) -> None:
        super().__init__(table)
        self._table, self._desk, self._attaching = table, desk, attaching
        table.view.viewport().setAcceptDrops(True)
        table.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        files, section = dropped_files(event.mimeData()), self._table.records.section
        row = self._table.records.record(self._table.view.rowAt(int(event.position().y())))
        entering = event.type() == QEvent.Type.DragEnter  # Where it comes in says nothing of where it goes
        if not files or self._desk.locked("evidence") or (row is None and not entering):
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop and row is not None:
            for each in files:
                self._attaching.take([each], proved_by(section, row.id, each.name))
        return True


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files of this computer that are being dropped; none for a project file, which is opened."""
    urls = data.urls() if data.hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    is_project = len(paths) == 1 and paths[0].suffix.lower() == ".jxzp"
    return [] if is_project or len(paths) != len(urls) else paths


def proved_by(section: str, id_: int, file_name: str) -> str:
    """Return the place that a file dropped on a record proves: of a contract by what the file is called."""
    field = PROVED.get(section, "")
    if section == "contracts":
        field = next((each for each, words in _PAPERS if any(word in file_name for word in words)), field)
    return place(section, id_, field) if field else place(section, id_)
