"""The file around the pages: reportlab's canvas keeps its objects, outline, links and information."""

from __future__ import annotations

from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from desktop.output.pdf.charset import clean
from desktop.output.pdf.pages import Pages
from desktop.output.pdf.paint import Painter
from desktop.output.pdf.pdffont import add_font
from desktop.output.pdf.style import SHEET
from desktop.progress import tell

_NO_FONT = "jixiao-none"

# Stands where a canvas wants an initial font; a real one would be left in the file without being embedded.
_INITIAL: Any = type(
    "NoFont",
    (),
    {
        "fontName": _NO_FONT,
        "_dynamicFont": True,
        "_multiByte": 0,
        "face": type("NoFace", (), {"name": _NO_FONT, "builtIn": 0}),
    },
)


class _Raw(pdfdoc.PDFObject):
    """An object, or a reference to one, whose bytes are ready."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, _document: object) -> bytes:
        """Return the bytes."""
        return self.content


class _Information(pdfdoc.PDFInfo):
    """Document information without dates: the same report gives the same file."""

    def format(self, document: Any) -> bytes:
        """Return the dictionary."""
        told = {"Title": self.title, "Author": self.author, "Subject": self.subject}
        told |= {"Creator": "绩评", "Producer": "绩评"}
        entries = {key: pdfdoc.PDFString(value) for key, value in told.items() if value}
        return pdfdoc.PDFDictionary(entries).format(document)


class _File(Canvas):
    """A canvas that is given each page's operators as they are, and its fonts at the end."""

    _doc: Any
    _preamble: str
    _code: list[str]

    def __init__(self, *, deflate: bool) -> None:
        rl_config.useA85 = 0  # ASCII85 would cost time and a quarter of the size
        pdfmetrics.registerFont(_INITIAL)
        options: dict[str, Any] = {"initialFontName": _NO_FONT, "pdfVersion": (1, 4), "lang": "zh-CN"}
        sheet = (SHEET.width, SHEET.height)
        super().__init__("", pagesize=sheet, pageCompression=int(deflate), invariant=1, **options)
        self.deflate = deflate

    def describe(self, pages: Pages) -> None:
        """Set title, author and subject; the title stands in the window's bar."""
        self._doc.info = information = _Information()
        information.title = clean(pages.document.title)
        information.author = clean(pages.document.author)
        information.subject = clean(pages.document.subject)
        self.setViewerPreference("DisplayDocTitle", "true")

    def show(self, operators: str) -> None:
        """Finish a page."""
        self._preamble = ""
        self._code[:] = [operators]
        self.showPage()

    def finish(self, painter: Painter) -> bytes:
        """Embed what *painter* used of each face; return the file."""
        fonts = self._doc.idToObject["BasicFonts"].dict
        for key in sorted(painter.ink):
            face = painter.setter.fonts.face(key)
            number = add_font(face, painter.ink[key], self._add, deflate=self.deflate)
            fonts[key] = _Raw(f"{number} 0 R".encode())
        data = self.getpdfdata()
        return data if isinstance(data, bytes) else data.encode("latin-1")

    def _add(self, content: bytes) -> int:
        reference = self._doc.Reference(_Raw(content))
        return self._doc.idToObjectNumberAndVersion[reference.name][0]


def whole(pages: Pages) -> tuple[bytes, tuple[str, ...]]:
    """Return the whole document as a file, and the PostScript names of the faces it holds."""
    file, painter = _File(deflate=True), Painter(pages)
    file.describe(pages)
    _outline(file, pages)
    for number in range(1, len(pages) + 1):
        tell(number, len(pages), f"第 {number} 页，共 {len(pages)} 页")
        operators, links = painter.page(number)
        for link in links:
            file.linkRect("", f"h{link.heading}", link[:4], Border="[0 0 0]")
        _mark(file, pages, number)
        file.show(operators)
    data = file.finish(painter)
    names = dict.fromkeys(painter.setter.fonts.face(key).name for key in sorted(painter.ink))
    return data, tuple(names)


def single(pages: Pages, number: int) -> bytes:
    """Return page *number* (from 1) as a file of one page, for the preview: not deflated, no links."""
    file, painter = _File(deflate=False), Painter(pages)
    file.show(painter.page(number)[0])
    return file.finish(painter)


def _outline(file: _File, pages: Pages) -> None:
    """Set the bookmarks, nested by level; a level left out does not break the nesting."""
    depth = -1
    for index, heading in enumerate(pages.headings):
        depth = min(max(heading.level, 1) - 1, depth + 1)
        file.addOutlineEntry(heading.text, f"h{index}", depth, closed=int(depth > 0))
    if pages.headings:
        file.showOutline()


def _mark(file: _File, pages: Pages, number: int) -> None:
    """Mark the headings of a page, where outline and contents lead to."""
    for index, heading in pages.headings_on(number):
        file.bookmarkPage(f"h{index}", fit="XYZ", left=0, top=heading.top)
