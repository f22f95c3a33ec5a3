"""The window: pages, forms, tables, findings and preview."""
