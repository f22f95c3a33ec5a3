"""Quick fixes for findings over the data, each one edit that can be undone (快速改正)."""

from __future__ import annotations

from desktop.models.fixes import agreements, categories, operators, payees
from desktop.models.fixes.registry import Fix, fix, fixable, fixes, outcome

__all__ = ["DECLARED", "Fix", "fix", "fixable", "fixes", "outcome"]

DECLARED = (operators, categories, payees, agreements)  # Importing them registers their fixes
