"""Quick fixes for all findings, those over the text included; views take them from here (快速改正)."""

from __future__ import annotations

from desktop.models import fixes as of_data
from desktop.models.fixes import Fix, fixable, fixes, outcome
from desktop.report.fixes import live_figures, marks

__all__ = ["DECLARED", "Fix", "fixable", "fixes", "outcome"]

DECLARED = (*of_data.DECLARED, live_figures, marks)  # Importing them registers their fixes
