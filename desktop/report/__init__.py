"""The report as a list of blocks that knows nothing of PDF, Word or paper."""
