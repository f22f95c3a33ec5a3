"""The model of the list of 审核: groups that fold, and findings of two lines beneath them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.views.auditing.groups import EXPIRED, Group, Key, alike, key_of
from desktop.views.auditing.words import short
from desktop.views.finding_list import severity_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.models.checks import Finding

_TOLD = 600  # Characters of a tooltip
Index = QModelIndex | QPersistentModelIndex
_TEXTS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class FindingRows(QAbstractListModel):
    """Rows are groups and, below the unfolded ones, findings; *where* says a finding's place."""

    def __init__(self, where: Callable[[Finding], str]) -> None:
        super().__init__()
        self.where = where
        self.items: list[Group | Finding] = []
        self._groups: tuple[Group, ...] = ()
        self._folded: set[str] = set()

    def show_groups(self, groups: tuple[Group, ...], folded: set[str]) -> None:
        """Show other groups; those whose titles are in *folded* show their titles alone."""
        if groups == self._groups and folded == self._folded:
            return
        self.beginResetModel()
        self._groups, self._folded = groups, set(folded)
        self.items = [row for group in groups for row in self._rows(group)]
        self.endResetModel()

    def _rows(self, group: Group) -> tuple[Group | Finding, ...]:
        return (group,) if group.title in self._folded else (group, *group.findings)

    def is_folded(self, group: Group) -> bool:
        """Tell whether a group shows its title alone."""
        return group.title in self._folded

    def finding(self, row: int) -> Finding | None:
        """Return the finding of a row, or None for a group and beyond the end."""
        item = self.items[row] if 0 <= row < len(self.items) else None
        return None if isinstance(item, Group) else item

    def row_of(self, key: Key) -> int:
        """Return the row of a finding, or of what has become of it; -1 where it is not shown."""
        keys = [(n, key_of(each)) for n, each in self._findings()]
        same = next((n for n, each in keys if each == key), -1)
        return same if same >= 0 else next((n for n, each in keys if alike(each, key)), -1)

    def next_finding(self, row: int, by: int) -> int:
        """Return the row of the next (1) or previous (-1) finding, going round; -1 where there is none."""
        rows = [n for n, _ in self._findings()]
        if not rows:
            return -1
        if by > 0:
            return next((n for n in rows if n > row), rows[0])
        return next((n for n in reversed(rows) if n < row), rows[-1])

    def _findings(self) -> list[tuple[int, Finding]]:
        return [(n, each) for n, each in enumerate(self.items) if not isinstance(each, Group)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _TEXTS:
            return None
        match self.items[index.row()]:
            case Group() as group:
                return f"{group.title} {len(group.findings)} {group.note}".strip()
            case finding:
                state = f"{EXPIRED} " if finding.expired else ""
                told = f"{state}{severity_of(finding)} {finding.message} {self.where(finding)}"
                return short(told, _TOLD) if role == Qt.ItemDataRole.ToolTipRole else told
