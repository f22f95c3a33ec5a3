"""The rules over the report's text, one small function each (正文审核)."""

from __future__ import annotations

from desktop.report.rules import (
    awards,
    closing,
    comparisons,
    contract_description,
    documents,
    live_figures,
    loose_numbers,
    problems,
    procurement_words,
    punctuation,
    structure,
    units,
    words,
    years,
)

DECLARED = (
    live_figures,
    contract_description,
    procurement_words,
    awards,
    closing,
    comparisons,
    documents,
    loose_numbers,
    problems,
    punctuation,
    structure,
    units,
    words,
    years,
)  # Importing them registers their rules
