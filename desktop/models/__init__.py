"""The report as immutable records, and pure functions of it: no Qt, no files, no database."""
