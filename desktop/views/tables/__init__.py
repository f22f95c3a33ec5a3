"""The one table class of the program, and what its pages need to describe a table."""

from __future__ import annotations

from desktop.views.tables.columns import Computed
from desktop.views.tables.table import RecordTable

__all__ = ["Computed", "RecordTable"]
