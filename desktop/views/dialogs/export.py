"""导出 PDF: where the report goes, whether 审核情况说明 goes with it, and what it will carry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop.views.dialogs.base import Dialog
from desktop.views.dialogs.done import GO_MEND
from desktop.views.dialogs.paths import PDF, ask_save, is_file, is_folder
from desktop.views.parts import button, callout, label, row
from desktop.views.theme import BODY, SMALL, font

if TYPE_CHECKING:
    from desktop.models.checks import Finding

_SUFFIX = ".pdf"


class ExportReport(Dialog):
    """Asks for the file and its annex before the report is written; GO_MEND leads to 审核.

    draft: why 草稿 will be printed under every page, '' where it will not.
    """

    def __init__(
        self, parent: QWidget | None, suggested: Path, findings: Sequence[Finding], draft: str = ""
    ) -> None:
        super().__init__(parent, "导出 PDF", width=560)
        self._where = QLineEdit(str(suggested))
        self._where.setFont(font(BODY))
        self._where.setAccessibleName("存到")
        self._where.textChanged.connect(lambda _text: self._tell())
        self._annex = QCheckBox("附审核情况说明")
        self._annex.setFont(font(BODY))
        self._annex.setAccessibleDescription(_told_of(findings))
        self._problem = label("", SMALL, tone="err", wrap=True)
        self._same = label("已有同名文件，导出后被替换。", SMALL, tone="warn")
        other = button("换个位置…", clicked=self._ask)
        self.add(label("存到", SMALL, tone="text2"), row((self._where, 1), other))
        self.add(self._same, self._problem, self._annex)
        self.add(label(_told_of(findings), SMALL, tone="muted", wrap=True))
        if draft:
            mend = button("去改", small=True, clicked=lambda: self.done(GO_MEND))
            self.add(callout("warn", "会印“草稿”水印", draft, mend))
        go = button("导出 PDF", "primary", "export", clicked=self._try)
        self.close_with(button("取消", clicked=self.reject), go)
        self._tell()

    @property
    def path(self) -> Path | None:
        """Where the report goes, None while nothing is written."""
        made = Path(self._where.text().strip())
        if not made.name:
            return None
        return made if made.suffix.lower() == _SUFFIX else made.with_name(f"{made.name}{_SUFFIX}")

    @property
    def annexed(self) -> bool:
        """Whether 审核情况说明 goes with the report."""
        return self._annex.isChecked()

    def _ask(self) -> None:
        chosen = ask_save(self, "导出 PDF", self.path or Path.home(), PDF, _SUFFIX)
        if chosen:
            self._where.setText(str(chosen))

    def _tell(self) -> None:
        self._problem.hide()
        self._same.setVisible(self.path is not None and is_file(self.path))

    def _try(self) -> None:
        path = self.path
        if path is None or not path.is_absolute():
            self._refuse("请写明存到哪个文件夹")
        elif not is_folder(path.parent):
            self._refuse(f"没有“{path.parent}”这个文件夹")
        else:
            self.accept()

    def _refuse(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.show()
        self._where.setFocus()
        self.fit_height()


def _told_of(findings: Sequence[Finding]) -> str:
    """Say what the annex would hold."""
    found = [each for each in findings if each.severity.value != "提示"]
    explained = sum(each.explained for each in found)
    return (
        f"印在报告最后：强制性和核实性 {len(found)} 项，已说明 {explained} 项。"
        if found
        else "印在报告最后：没有强制性和核实性问题。"
    )
