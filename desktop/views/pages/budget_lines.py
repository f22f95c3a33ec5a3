"""The table of sub-projects: budget, what was executed of it, and whether its change has to be explained."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from desktop.views.desk import Desk
from desktop.views.pages.budget_figures import NEEDS, BudgetFigures
from desktop.views.pages.widths import Wide, widen
from desktop.views.tables import Computed, RecordTable
from desktop.views.tables.table import Summary
from desktop.views.theme import font

FLAG, RATE = "说明", "执行率"
_WIDTHS = {"name": Wide(220, 120, 1), FLAG: Wide(52, 48), RATE: Wide(148, 76)}
_AMOUNTS = ("initial", "adjusted", "调整", "执行", "未执行", "调整幅度")
_LEAST, _PADDING = 84, 20  # px
_SUMS = {
    "调整": "change",
    "执行": "spent",
    "执行率": "execution_rate",
    "未执行": "unspent",
    "调整幅度": "change_rate",
}


def lines_table(desk: Desk, figures: BudgetFigures) -> RecordTable:
    """Return the table of sub-projects; what is typed stands together, so that it can be pasted as a block."""
    made = RecordTable(
        desk,
        "budget",
        (
            "name",
            "initial",
            "adjusted",
            _money(figures, "调整", "change"),
            _money(figures, "执行", "spent"),
            Computed(RATE, figures.of("budget", "execution_rate"), numeric=True, look=figures.bar("budget")),
            _money(figures, "未执行", "unspent"),
            Computed("调整幅度", figures.rate_of, numeric=True, look=figures.rate_look),
            Computed(FLAG, lambda line: NEEDS[figures.need(line)][0], width=52, look=figures.need_look),
        ),
        totals=("initial", "adjusted"),
        summaries={label: _sum(figures, name) for label, name in _SUMS.items()},
        yields=("调整", "未执行", "执行", "调整幅度", RATE),
    )
    if made.totals:
        made.totals.counted = "项"
        made.totals.shares = {RATE: lambda: figures.share("execution_rate")}
        made.totals.reckon()
    fit_amounts(made)
    return made


def fit_amounts(table: RecordTable) -> None:
    """Give the columns of figures the width of the longest one in them, so that none is cut in 元."""
    measure, shown = QFontMetrics(font(bold=True)), table.records.content.text
    wanted = dict(_WIDTHS)
    for each in table.columns:
        if (key := each.name or each.label) in _AMOUNTS:
            texts = [each.label, table.totals.texts.get(key, "") if table.totals else ""]
            texts += [shown(row, each) for row in table.records.rows]
            px = max(_LEAST, *(measure.horizontalAdvance(text) + _PADDING for text in texts))
            wanted[key] = Wide(px, px)
    if any(
        each.width != wide.width for each in table.columns if (wide := wanted.get(each.name or each.label))
    ):
        widen(table, wanted)


def _money(figures: BudgetFigures, label: str, name: str) -> Computed:
    look = figures.in_other_unit("budget", name)
    return Computed(label, figures.of("budget", name), numeric=True, width=84, look=look)


def _sum(figures: BudgetFigures, name: str) -> Summary:
    show = figures.change if name.startswith("change") else figures.text
    return lambda _rows: show(name)
