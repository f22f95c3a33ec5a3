"""What helps at the desk on every page: field help, marks, 查找, 替换, 修改记录, settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.views.desk import Desk
from desktop.views.library.flow import LibraryFlow
from desktop.views.marking import Marking, NotesStrip
from desktop.views.only_last import OnlyLast
from desktop.views.pages.catalogue import page_of
from desktop.views.same_figure import SameFigure
from desktop.views.side import SideStrip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from desktop.views.finder import Finder
    from desktop.views.workspace import Workspace


class Tools:
    """The desk's tools: their strips stand in the side strip, their commands in ``slots``."""

    def __init__(self, desk: Desk, workspace: Workspace) -> None:
        self._desk, self._workspace = desk, workspace
        self.marking = Marking(desk, workspace, workspace.toast.show_text)
        self.library = LibraryFlow(desk, workspace)
        self.same = SameFigure(desk, workspace)
        actions = workspace.room.actions
        workspace.side.plug("help", self._help, actions["help"])
        workspace.side.plug("notes", self._notes, actions["notes"])

    @property
    def side(self) -> SideStrip:
        """The strip beside the page."""
        return self._workspace.side

    def slots(self) -> dict[str, Callable[[], object]]:
        """Say what each command does."""
        return {
            "find": self._find,
            "replace": self._replace,
            "journal": self._journal,
            "settings": self._settings,
            "rule_packs": self._rule_packs,
            "note": lambda: self.marking.note(self._workspace.place),
            "confirm": lambda: self.marking.confirm(self._workspace.place),
            "confirm_page": self._confirm_page,
            "same_next": lambda: self.same.step(1),
            "same_back": lambda: self.same.step(-1),
            **self.library.slots(),
        }

    def _find(self) -> None:
        self.finder.start()

    @cached_property
    def finder(self) -> Finder:
        """查找, built when it is first asked for."""
        from desktop.views.finder import Finder

        space = self._workspace
        return Finder(space.window(), self._desk, space.room.actions, self.same.show, space.choose)

    def _rule_packs(self) -> None:
        from desktop.views.rulepacks.dialog import RulePacks

        if self._desk.is_open:
            self._desk.flush()
        _run(RulePacks(self._workspace.window(), self._desk))

    def _replace(self) -> None:
        from desktop.views.dialogs.replace import ReplaceDialog

        space = self._workspace
        self._desk.flush()
        page = page_of(space.key)
        _run(
            ReplaceDialog(
                space.window(),
                self._desk,
                page.sections,
                page.title,
                go=space.go,
                tell=space.toast.show_text,
            )
        )

    def _journal(self, place: str = "") -> None:
        from desktop.views.dialogs.journal import JournalDialog

        space = self._workspace
        self._desk.flush()
        _run(JournalDialog(space.window(), self._desk, go=space.go, tell=space.toast.show_text, place=place))

    def _settings(self) -> None:
        from desktop.views.dialogs.settings import SettingsDialog

        second = self._workspace.room.actions["second_backup"]
        _run(SettingsDialog(self._workspace.window(), ask_second=second.trigger))

    def _confirm_page(self) -> None:
        page = page_of(self._workspace.key)
        self.marking.confirm_all(page.sections, page.title)

    def _help(self) -> QWidget:
        from desktop.views.help_strip import HelpStrip

        only = OnlyLast(self._desk)
        made = HelpStrip(
            self._desk,
            confirm=lambda: self.marking.confirm(self._workspace.place),
            note=lambda: self.marking.note(self._workspace.place),
            journal=lambda: self._journal(self._workspace.place),
            only=only,
        )
        self._workspace.turned.connect(lambda: self._show_page(only))
        self._show_page(only)
        return made

    def _show_page(self, only: OnlyLast) -> None:
        key = self._workspace.key
        if key:
            only.show_page(self._workspace.page(key), page_of(key).sections)

    def _notes(self) -> QWidget:
        return NotesStrip(self._desk, self._workspace.go, self.marking.pin)


def _run(dialog: QDialog) -> None:
    """Show a dialog until it is closed, and let go of it."""
    dialog.exec()
    dialog.deleteLater()
