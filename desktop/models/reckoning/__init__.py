"""Everything that is derived from a report: totals, rates, differences and counts, by name (派生数)."""
