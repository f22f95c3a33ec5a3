"""What a ledger proposes, row by row, and what it would do to the total; nothing is written before that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.exchange.ledgers import LedgerReading
from desktop.exchange.proposals import LABELS, Confidence, Proposal
from desktop.exchange.readers.ledger_rows import Fault
from desktop.models.dates import show_date
from desktop.models.figures import Reckoning
from desktop.models.money import show_wan
from desktop.models.places import name_of, parse_place
from desktop.models.records import Report
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import button, callout, label, row
from desktop.views.theme import BODY, H2, ROW, SMALL, color, font

WIDTHS = (52, 92, 0, 180, 100, 150, 104, 84, 120)  # The third takes what is left
_IN_FULL, _PLACES = 2, 20  # Faults told in full; of the others, those whose place is told
ANOTHER_UNIT = 4  # What exec() returns where the officer chose another unit
Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Proposed:
    """One new payment: its proposals by field."""

    fields: Mapping[str, Proposal]

    @property
    def confidence(self) -> Confidence:
        """How sure the row is: as sure as its amount."""
        return self.fields["amount"].confidence if "amount" in self.fields else "guess"

    @property
    def amount(self) -> int:
        """The amount (分)."""
        return self.value("amount") or 0

    @property
    def reason(self) -> str:
        """What makes the row, or a name in it, doubtful."""
        told = (
            each.reason for each in self.fields.values() if each.confidence == "guess" or each.value is None
        )
        return "；".join(dict.fromkeys(filter(None, told)))

    def value(self, name: str) -> Any:
        """Return the proposed value of a field, or None."""
        found = self.fields.get(name)
        return found.value if found else None


def proposed_rows(proposals: Iterable[Proposal]) -> list[Proposed]:
    """Return the proposals as new payments, in the order of the file."""
    rows: dict[str, dict[str, Proposal]] = {}
    for each in proposals:
        where = parse_place(each.place)
        rows.setdefault(str(where.record), {})[where.field] = each
    return [Proposed(fields) for fields in rows.values()]


class _Rows(QAbstractTableModel):
    """The proposed payments with a tick each."""

    heads = ("带入", "日期", "支出事项", "收款单位", "金额（万元）", "关联合同", "子项目", "把握", "说明")
    ticked_changed = Signal()

    def __init__(self, report: Report, rows: list[Proposed]) -> None:
        super().__init__()
        self._report = report
        self.rows = rows
        self.ticked = [each.confidence != "guess" for each in rows]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        shown = orientation == Qt.Orientation.Horizontal and role == _ROLE.DisplayRole
        return self.heads[section] if shown else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return plain | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else plain

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        each, column = self.rows[index.row()], index.column()
        match role:
            case _ROLE.CheckStateRole if column == 0:
                return Qt.CheckState.Checked if self.ticked[index.row()] else Qt.CheckState.Unchecked
            case _ROLE.DisplayRole | _ROLE.ToolTipRole if column:
                return self._text(each, column)
            case _ROLE.ForegroundRole if each.confidence == "guess" and column >= 7:
                return color("warn")
            case _ROLE.TextAlignmentRole if column == 4:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        if role != _ROLE.CheckStateRole:
            return False
        self.ticked[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        self.ticked_changed.emit()
        return True

    def tick(self, *, least: tuple[str, ...]) -> None:
        """Tick the rows of some confidences and no others."""
        self.ticked = [each.confidence in least for each in self.rows]
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))
        self.ticked_changed.emit()

    def _text(self, each: Proposed, column: int) -> str:
        date = each.value("date")
        texts = (
            "",
            show_date(date) if date else "",
            each.value("item") or "",
            each.value("payee") or "",
            show_wan(each.amount),
            self._named("contracts", each, "contract"),
            self._named("budget", each, "budget"),
            LABELS[each.confidence],
            each.reason,
        )
        return texts[column]

    def _named(self, section: str, each: Proposed, field: str) -> str:
        found = self._report.find(section, each.value(field))
        return name_of(found) if found else ""


class LedgerReview(Dialog):
    """Rows with ticks; 确定 and 较有把握 are ticked, 请核对 is not. exec() may return ANOTHER_UNIT."""

    def __init__(
        self,
        parent: QWidget | None,
        reckoning: Reckoning,
        reading: LedgerReading,
        units: Mapping[str, tuple[str, bool]],
    ) -> None:
        super().__init__(parent, f"导入台账：{reading.source['file']}", width=980, fit=False)
        self.unit = ""
        self._reckoning = reckoning
        self._model = _Rows(reckoning.report, proposed_rows(reading.proposals))
        self._effect = label("", BODY)
        self._add_unit(units)
        asked = any(not stated for _, stated in units.values())
        self._tell([each for each in reading.problems if not (asked and "单位" in each.message)])
        self.add(self._head())
        self._body.addWidget(self._table(), 1)
        self.add(self._effect)
        if reading.unused:
            told = f"有 {len(reading.unused)} 行没有用上（小计、空行或读不出金额）"
            self.add(label(told, SMALL, tone="muted"))
        self._go = button("", "primary", clicked=self.accept)
        self.close_with(button("取消", clicked=self.reject), self._go)
        self._model.ticked_changed.connect(self._renew)
        self._renew()
        self.resize(1080, 600)

    def _tell(self, problems: Sequence[Fault]) -> None:
        """Tell the first problems in full and of the others at least where they are."""
        for each in problems[:_IN_FULL]:
            self.add(callout("warn", each.message, f"{each.advice}　{each.where}".strip()))
        if more := problems[_IN_FULL:]:
            where = "、".join(each.where for each in more[:_PLACES] if each.where)
            told = f"还有 {len(more)} 处没读出来{f'：{where}' if where else ''}"
            self.add(label(told + (" 等" if len(more) > _PLACES else ""), SMALL, tone="warn", wrap=True))

    def chosen(self) -> list[Proposal]:
        """Return the proposals of the ticked rows that say something."""
        return [
            proposal
            for each, ticked in zip(self._model.rows, self._model.ticked, strict=True)
            if ticked
            for proposal in each.fields.values()
            if proposal.value is not None
        ]

    @property
    def count(self) -> int:
        """How many rows are ticked."""
        return sum(self._model.ticked)

    @property
    def total(self) -> int:
        """The sum of the ticked rows (分)."""
        ticked = zip(self._model.rows, self._model.ticked, strict=True)
        return sum(each.amount for each, on in ticked if on)

    def _add_unit(self, units: Mapping[str, tuple[str, bool]]) -> None:
        """Ask for the unit where the file does not say it."""
        assumed = {unit for unit, stated in units.values() if not stated}
        if not assumed:
            return
        now = "、".join(sorted(assumed))
        choices = [button(f"按{unit}读", clicked=self._rereading(unit)) for unit in ("元", "万元")]
        title = f"文件没有写明金额的单位，现在是按{now}读的"
        self.add(callout("warn", title, "请看一看下面的金额，选定单位。", *choices))

    def _rereading(self, unit: str) -> Any:
        def reread() -> None:
            self.unit = unit
            self.done(ANOTHER_UNIT)

        return reread

    def _head(self) -> Any:
        sure = button("只勾确定的", small=True, clicked=lambda: self._model.tick(least=("sure",)))
        likely = button(
            "勾选“较有把握”以上", small=True, clicked=lambda: self._model.tick(least=("sure", "likely"))
        )
        title = label(f"读到 {len(self._model.rows)} 笔", H2, bold=True)
        return row(title, None, label("空格勾选", SMALL, tone="muted"), sure, likely)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setTabKeyNavigation(False)
        table.setModel(self._model)
        table.setFont(font(BODY))
        table.setAccessibleName("读到的支付")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(ROW)
        head = table.horizontalHeader()
        head.setFont(font(SMALL, bold=True))
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(WIDTHS):
            table.setColumnWidth(column, width)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setStyleSheet("QTableView::item { padding: 0 6px; }")
        table.setMinimumHeight(220)
        return table

    def _renew(self) -> None:
        spent = self._reckoning.figure("spent")
        before = spent.value if spent and isinstance(spent.value, int) else 0
        after = show_wan(before + self.total)
        self._effect.setText(
            f"勾选 {self.count} 笔，合计 {show_wan(self.total)} 万元；带入以后，全年执行数 {show_wan(before)} → {after} 万元"
        )
        self._go.setText(f"带入勾选的 {self.count} 笔")
        self._go.setEnabled(self.count > 0)
