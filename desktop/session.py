"""The open report, the one door for edits: each is saved, then taken over, then told."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from desktop.errors import KnownError, Locked, StoreError
from desktop.models.changes import Change, Listeners, change
from desktop.models.edits import check_open, check_state, duplicated, label_of, moved, typed
from desktop.models.history import Carried, History, Step
from desktop.models.places import place as place_of
from desktop.models.records import SECTIONS, Report
from desktop.store import rulepacks
from desktop.store.lock import Owner
from desktop.store.opened import Opened
from desktop.store.opening import copy_file, create_file, open_file
from desktop.store.report_file import ReportFile, local_now

if TYPE_CHECKING:
    from desktop.models.figures import Reckoning
    from desktop.models.rulepack import RulePack


class Session(Opened):
    """The report of one open file: an edit is in the file when the call returns, or has not happened."""

    def __init__(
        self, file: ReportFile, report: Report, owner: Owner, saved_at: datetime | None = None
    ) -> None:
        super().__init__(file)
        self._owner = owner
        self._report = report
        self._saved_at = saved_at
        self._history = History()
        self._listeners = Listeners()
        self._pack: RulePack | None = None
        self._reckoning: Reckoning | None = None

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, owner: Owner | None = None) -> Session:
        """Open a file, read-only where somebody has it or it cannot be written; StoreError."""
        owner = owner or Owner.current()
        return cls(*open_file(Path(path), read_only=read_only, owner=owner), owner)

    @classmethod
    def create(
        cls,
        path: Path,
        report: Report | None = None,
        *,
        blobs: Mapping[str, bytes] | None = None,
        owner: Owner | None = None,
    ) -> Session:
        """Write a new file (over one that is there) and open it; *blobs* by SHA-256. StoreError."""
        owner, report = owner or Owner.current(), report or Report()
        file = create_file(Path(path), report, contents=blobs, owner=owner)
        return cls(file, report, owner, local_now())

    @property
    def report(self) -> Report:
        """The report as it stands, and as it stands in the file."""
        return self._report

    @property
    def saved_at(self) -> datetime | None:
        """When an edit was last written (local time); None while there was none."""
        return self._saved_at

    @property
    def pack(self) -> RulePack:
        """The rule pack that the file carries, else the installed one; StoreError without."""
        if self._pack is None:
            from desktop.models.rulepack import parse_rulepack

            self._pack = parse_rulepack(rulepacks.in_use(self._file.db, self._report.project.rule_pack))
        return self._pack

    @property
    def reckoning(self) -> Reckoning:
        """The figures of the report as it stands, made once for each state of it."""
        if self._reckoning is None or self._reckoning.report is not self._report:
            from desktop.models.figures import Reckoning
            from desktop.store.outlines import asked_by

            self._reckoning = Reckoning(self._report, self.pack, asked_by, self._reckoning)
        return self._reckoning

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Have *callback* called after each change; return what ends that."""
        return self._listeners.add(callback)

    def edit(
        self,
        report: Report,
        text: str,
        *,
        place: str = "",
        key: Hashable = None,
        why: str = "",
        blobs: Mapping[str, bytes] | None = None,
        pack: Carried | None = None,
    ) -> None:
        """Save *report* as the next state, one step of undo. StoreError, Locked: nothing has happened.

        Edits in a row with the same key are one step until ``close_edit``. *blobs*: new evidence by SHA-256;
        bytes alone (of evidence that had lost them) are saved and are no step. *pack*: the rule pack that the
        file is to carry, None for the installed one where the project names another.
        """
        old = self._report
        if report == old and not blobs and pack is None:
            return
        same_pack = pack is None and old.project.rule_pack == report.project.rule_pack
        carried = None if same_pack else self._file.carried
        self._save(report, key=key, why=why, contents=blobs, pack=pack)
        if report == old and pack is None:
            return
        packs = carried and (carried, self._file.carried)
        self._history.push(old, report, text, place, key, packs=packs)
        self._take_over(report, text, place, packed=packs is not None)

    def write(self, place: str, text: str, *, key: Hashable = None) -> None:
        """Take *text* at a place as the form would; edits of one place are one step until ``close_edit``.

        Unreadable text is kept as an ``unread`` record. DataError (no such place), StoreError, Locked.
        """
        report = typed(self._report, place, text, self.new_id)
        self.edit(report, label_of(place), place=place, key=key or place)

    def add(self, section: str, /, **values: Any) -> int:
        """Add a record at the end of a section and return its id."""
        row = SECTIONS[section].record(self.new_id(section), **values)
        report = self._report.with_record(section, row)
        self.edit(report, f"添加{SECTIONS[section].label}", place=place_of(section, row.id))
        return row.id

    def new_id(self, section: str) -> int:
        """Return an id that no record of the section has ever had, not even one that was undone."""
        return self._file.next_id(section)

    def remove(self, section: str, ids: Iterable[int]) -> None:
        """Delete records; references to them are emptied in the same step."""
        gone = tuple(ids)
        self.edit(self._report.without(section, gone), f"删除{SECTIONS[section].label}", place=section)

    def move(self, section: str, id_: int, index: int) -> None:
        """Move a record so that it stands at *index* (from 0) of its section."""
        report = moved(self._report, section, id_, index)
        self.edit(report, f"移动{SECTIONS[section].label}", place=place_of(section, id_))

    def duplicate(self, section: str, ids: Iterable[int]) -> tuple[int, ...]:
        """Put a copy behind each of some records; return the ids of the copies."""
        report, copies = duplicated(self._report, section, ids, self.new_id)
        self.edit(report, f"复制{SECTIONS[section].label}", place=section)
        return copies

    def close_edit(self) -> None:
        """End the run of edits that are one step and one row of the journal; raises StoreError."""
        self._history.close()
        self._file.close_edits(self._report)

    @property
    def undo_text(self) -> str:
        """What undo would do (撤销 修改合同金额); '' where there is nothing to undo."""
        return f"撤销 {self._history.past[-1].text}" if self._history.past else ""

    @property
    def redo_text(self) -> str:
        """What redo would do (重做 修改合同金额); '' where there is nothing to redo."""
        return f"重做 {self._history.future[-1].text}" if self._history.future else ""

    def undo(self) -> Step | None:
        """Take the last step back and return it; None at the beginning. Raises StoreError or Locked."""
        if not self._history.past:
            return None
        report, step = self._history.undo(self._report)
        pack = step.packs and step.packs[0]
        return self._stepped(report, step, pack, self.undo_text, self._history.undone)

    def redo(self) -> Step | None:
        """Make the step that was undone again and return it; None at the end. Raises StoreError or Locked."""
        if not self._history.future:
            return None
        report, step = self._history.redo(self._report)
        pack = step.packs and step.packs[1]
        return self._stepped(report, step, pack, self.redo_text, self._history.redone)

    @property
    def carried_pack(self) -> Carried:
        """Name and text of the rule pack in the file, both empty where it carries none."""
        return self._file.carried

    def renewed_pack(self) -> str:
        """Return the text of the installed rule pack where it differs from the one in the file, else ''."""
        return rulepacks.newer(self._file.db, self._report.project.rule_pack)

    def renew_pack(self) -> None:
        """Take the installed rule pack into the file (换用新版), a step of undo; StoreError or Locked."""
        self._check_writable()
        check_open(self._report)
        if text := self.renewed_pack():
            pack = (self._report.project.rule_pack, text)
            self.edit(self._report, "换用新版规则包", place="project/1/rule_pack", pack=pack)

    def save_as(self, path: Path) -> None:
        """Write the report to another file and go on with that; StoreError: go on with this one."""
        if self._file.is_at(Path(path)) and not self.read_only:
            return
        if not self.read_only:
            with suppress(StoreError):  # A full disk may be why; the copy takes its open edits along
                self.close_edit()
        patience, old = self.patience, self._file
        file, report = patience("正在另存", lambda: copy_file(old, Path(path), self._owner))
        file.patience = patience
        self._file.close()
        self._file, self._saved_at = file, local_now()
        if report != self._report:  # It was read-only, and somebody else has gone on writing since
            self._take_over(report, "另存为", "", packed=True)

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""
        with suppress(
            KnownError
        ):  # The edit is in the file; its row of the journal is written at the next opening
            self.close_edit()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _save(self, report: Report, **details: Any) -> None:
        self._check_writable()
        check_state(self._report, report)
        self._file.commit(self._report, report, **details)
        self._saved_at = local_now()

    def _check_writable(self) -> None:
        if self.read_only:
            raise Locked(f"不能修改：{self.obstacle}", "要修改请用“另存为”存成另一个文件")

    def _stepped(
        self, report: Report, step: Step, pack: Carried | None, text: str, done: Callable[[], None]
    ) -> Step:
        self._save(report, why=text, pack=pack)
        done()
        self._take_over(report, text, step.place, packed=pack is not None)
        return step

    def _take_over(self, report: Report, text: str, place: str, *, packed: bool = False) -> None:
        old, self._report = self._report, report
        if packed or old.project.rule_pack != report.project.rule_pack:
            self._pack = self._reckoning = None
        self._listeners.tell(change(old, report, text, place))
