"""The rules over the data, one small function each (表内、表间和逻辑审核)."""

from __future__ import annotations

from desktop.models.rules import budget, contracts, filling, indicators, payments

DECLARED = (budget, contracts, payments, indicators, filling)  # Importing them registers their rules
