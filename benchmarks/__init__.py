"""What the program costs, beside its budgets; run by hand, never by the tests."""
