"""One page of the window for each part of the report."""
