"""Which computed cells of the tables show which figure, to go from the one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.models.places import place
from desktop.views.tables import RecordTable
from desktop.views.tables.view import TableView

FIGURE = "figure"  # The property of a field that shows a figure: its name, as figures/<name>

_CELLS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("budget", "调整"): "change",
        ("budget", "执行"): "spent",
        ("budget", "执行率"): "execution_rate",
        ("budget", "未执行"): "unspent",
        ("budget", "调整幅度"): "change_rate",
        ("funding", "全年执行数"): "executed",
        ("funding", "执行率"): "execution_rate",
        ("contracts", "余额"): "balance",
        ("indicators", "完成率"): "ratio",
        ("indicators", "得分"): "points",
    }
)
"""Section and head of a computed column: the last word of its figures."""


def figure_in(view: TableView) -> str:
    """Return the address of what stands in a table's current cell; '' where that is no value and no figure."""
    index = view.currentIndex()
    row = view.records.record(index.row()) if index.isValid() else None
    if row is None:
        return ""
    section, column = view.records.section, view.records.columns[index.column()]
    if column.entry is not None:
        return place(section, row.id, column.name)
    if (section, column.label) == ("contracts", "金额"):
        return place(section, row.id, "amount")
    name = _CELLS.get((section, column.label), "")
    return f"figures/{section}/{row.id}/{name}" if name else ""


def focus_figure(page: QWidget, figure: str) -> bool:
    """Put the focus into the cell or field of a page that shows a figure; False where none does."""
    name = figure.removeprefix("figures/")
    lines = page.findChildren(QLineEdit)
    field = next((each for each in lines if each.property(FIGURE) == name), None)
    if field is not None:
        field.setFocus()
        return True
    section, _, rest = name.partition("/")
    id_, _, last = rest.partition("/")
    labels = {label for (where, label), made in _CELLS.items() if (where, made) == (section, last)}
    tables = (each for each in page.findChildren(RecordTable) if each.records.section == section)
    return any(_focus_cell(table, f"{section}/{id_}", labels) for table in tables)


def _focus_cell(table: RecordTable, record: str, labels: set[str]) -> bool:
    numbers = [n for n, each in enumerate(table.columns) if each.computed and each.label in labels]
    if not numbers or not table.focus_place(record):
        return False
    if not table.view.isColumnHidden(numbers[0]):  # else its row is the place
        table.view.select_cell(table.view.currentIndex().row(), numbers[0])
    return True
