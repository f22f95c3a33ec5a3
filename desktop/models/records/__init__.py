"""The report as plain, immutable records: the only shape in which the program passes data about."""

from __future__ import annotations

from desktop.models.records.deals import METHODS, STAGES, Contract, Instalment, Party, Payment
from desktop.models.records.funds import Adjustment, BudgetLine, Funding, Stated
from desktop.models.records.keeping import Explanation, LastReport, Link, Note, Origin, Unread, UserRule
from desktop.models.records.overview import Basis, Duty, Project
from desktop.models.records.performance import BANDS, OPERATORS, Goal, Indicator, Result
from desktop.models.records.report import PINNED, SECTIONS, Record, Report, Section, references_to
from desktop.models.records.writing import Evidence, Measure, Merit, Passage, Problem

__all__ = [
    "BANDS", "METHODS", "OPERATORS", "PINNED", "SECTIONS", "STAGES",
    "Adjustment", "Basis", "BudgetLine", "Contract", "Duty", "Evidence", "Explanation", "Funding", "Goal",
    "Indicator", "Instalment", "LastReport", "Link", "Measure", "Merit", "Note", "Origin", "Party", "Passage",
    "Payment", "Problem", "Project", "Record", "Report", "Result", "Section", "Stated", "Unread", "UserRule",
    "references_to",
]  # fmt: skip
