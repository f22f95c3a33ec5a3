"""What leaves the program: the report as PDF, Word, workbook, archive, print and preview."""
