"""草稿, 送审, 定稿: asked for at the state tag in the header."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from desktop.errors import Locked
from desktop.views.desk import Desk
from desktop.views.workspace import Workspace


class StateFlow(QObject):
    """Changes the state of the open report; raises KnownError where it cannot."""

    def __init__(self, desk: Desk, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._desk, self._workspace = desk, workspace

    def ask(self) -> None:
        """Show what state the report is in, what is missing for the next, and change it as one edit."""
        from desktop.tasks.states import set_state
        from desktop.views.dialogs.state import GO_MEND, GO_NOTES, StateDialog

        if self._desk.session.read_only:
            raise Locked(self._desk.lock, "要修改请用“另存为”存成另一个文件")
        self._desk.flush()
        audit = self._workspace.audit
        audit.look()
        must = [each.message for each in audit.open_findings if each.severity.value == "强制性"]
        report, percent = self._desk.report, self._workspace.percent
        window = self._workspace.window()
        dialog = StateDialog(window, report.project.state, must, percent, len(report.notes))
        match dialog.exec():
            case done if done == QDialog.DialogCode.Accepted:
                kept = set_state(self._desk.session, dialog.state, dialog.why)
                problem = f"（{kept.problem}）" if kept and kept.problem else ""
                self._workspace.toast.show_text(f"已改为{dialog.state}{problem}{self._learned(dialog.state)}")
            case done if done == GO_MEND:
                self._workspace.visit("audit")
            case done if done == GO_NOTES:
                self._workspace.room.actions["notes"].setChecked(True)
            case _:
                pass
        dialog.deleteLater()

    def _learned(self, state: str) -> str:
        """Let the own library learn from a final report where the officer set that; say what it learned."""
        from desktop.tasks.learning import learn_final
        from desktop.views.settings import load_settings

        if state != "定稿" or not load_settings().learn_final:
            return ""
        return f"，我的库学到 {learn_final(self._desk.session)} 条"
