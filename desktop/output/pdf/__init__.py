"""The report as a PDF in the format of GB/T 9704-2012: layout, painting and the file."""

from desktop.output.pdf.document import Typesetter, Written, write_pdf
from desktop.output.pdf.fonts import MISSING
from desktop.output.pdf.pages import Pages, PlacedHeading

__all__ = ["MISSING", "Pages", "PlacedHeading", "Typesetter", "Written", "write_pdf"]
