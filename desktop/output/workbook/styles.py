"""The looks of cells as the style sheet of a workbook (SpreadsheetML, ECMA-376 part 1, 18.8)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.output.workbook.text import attribute
from desktop.report.form.grid import GENERAL, Look

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_BUILT_IN = {GENERAL: 0, "0": 1, "0.00": 2, "0%": 9, "0.00%": 10}
_OWN = 164  # the first id that a workbook may give its own number formats
_WRITTEN = {False: 'wrapText="1"', True: 'textRotation="255"'}  # 255: upright characters, one below another
_EDGE = '<{0} style="thin"><color indexed="64"/></{0}>'
_EDGES = "".join(_EDGE.format(side) for side in ("left", "right", "top", "bottom"))
_BORDERS = f"<border><left/><right/><top/><bottom/><diagonal/></border><border>{_EDGES}<diagonal/></border>"
_NO_FILLS = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'


@dataclass(frozen=True, slots=True)
class _Style:
    """A look of a cell; quoted: a text that must stay one when the cell is edited."""

    look: Look
    quoted: bool


class Styles:
    """The styles in use, numbered as they are asked for; style 0 and font 0 are those of an empty sheet."""

    def __init__(self) -> None:
        self._styles: dict[_Style, int] = {_Style(Look(border=False), quoted=False): 0}
        self._fonts: dict[str, int] = {_font(Look()): 0}
        self._fills: dict[str, int] = {}
        self._formats: dict[str, int] = {}

    def number(self, look: Look, *, quoted: bool = False) -> int:
        """Return the number of a style."""
        return self._styles.setdefault(_Style(look, quoted), len(self._styles))

    def xml(self) -> str:
        """Return the style sheet."""
        formats = "".join(map(self._format, self._styles))
        numbers = "".join(
            f'<numFmt numFmtId="{id_}" formatCode="{attribute(code)}"/>'
            for code, id_ in self._formats.items()
        )
        fills = "".join(_fill(color) for color in self._fills)
        return (
            f"<styleSheet {NAMESPACE}>"
            + (f'<numFmts count="{len(self._formats)}">{numbers}</numFmts>' if numbers else "")
            + f'<fonts count="{len(self._fonts)}">{"".join(self._fonts)}</fonts>'
            f'<fills count="{2 + len(self._fills)}">{_NO_FILLS}{fills}</fills>'
            f'<borders count="2">{_BORDERS}</borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self._styles)}">{formats}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            "</styleSheet>"
        )

    def _format(self, style: _Style) -> str:
        look = style.look
        font = self._fonts.setdefault(_font(look), len(self._fonts))
        fill = self._fills.setdefault(look.fill, len(self._fills) + 2) if look.fill else 0
        quoted = ' quotePrefix="1"' if style.quoted else ""
        return (
            f'<xf numFmtId="{self._format_id(look.format)}" fontId="{font}" fillId="{fill}" '
            f'borderId="{int(look.border)}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" '
            f'applyBorder="1" applyAlignment="1"{quoted}>'
            f'<alignment horizontal="{look.align}" vertical="{look.valign}" {_WRITTEN[look.upright]}/></xf>'
        )

    def _format_id(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        return self._formats.setdefault(code, len(self._formats) + _OWN)


def _font(look: Look) -> str:
    bold = "<b/>" if look.bold else ""
    return (
        f'<font>{bold}<sz val="{look.size:g}"/><color indexed="8"/><name val="{look.family}"/>'
        '<family val="3"/><charset val="134"/></font>'
    )


def _fill(color: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{color}"/><bgColor indexed="64"/>'
        "</patternFill></fill>"
    )
