"""The official self-evaluation form as data: rows, merges, values and live formulas (项目支出绩效自评表)."""

from __future__ import annotations

from desktop.report.form.compose import compose_form
from desktop.report.form.grid import Cell, Formula, Grid, Look
from desktop.report.form.layout import Layout, parse_layout
from desktop.report.form.rows import Rows

__all__ = ["Cell", "Formula", "Grid", "Layout", "Look", "Rows", "compose_form", "parse_layout"]
