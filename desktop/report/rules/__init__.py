"""The rules over the report's text, one small function each (正文审核)."""

from __future__ import annotations

from desktop.report.rules import live_figures

DECLARED = (live_figures,)  # Importing them registers their rules
