"""Text and numbers as a workbook stores them: nothing that XML forbids, nothing becomes a formula."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from xml.sax.saxutils import escape

from desktop.models.numbers import plain

LONGEST = 32_767  # characters in a cell; Excel calls a file with more damaged
_CUT = "……（文字过长，未能全部写入）"
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_READ_AGAIN = re.compile(r"[=+\-@'\t]|[\d.,%/:\s-]+\Z|\d+[eE]\d+\Z")
_KEPT = Context(prec=15)  # digits that a spreadsheet keeps


def text_xml(text: str) -> str:
    """The text inside an element; ``_x000D_`` in it stays what the officer typed."""
    return escape(_ESCAPED.sub("_x005F_", _clean(text)))


def attribute(text: str) -> str:
    """The text as a quoted attribute."""
    return escape(_clean(text), {'"': "&quot;", "\n": " "})


def number_xml(value: Decimal) -> str:
    """The number as digits, without exponent: 519.605, never 519.60500000000002."""
    return plain(_KEPT.plus(value))


def looks_typed(text: str) -> bool:
    """Tell whether a spreadsheet would take the text for a formula, number or date if it was typed in."""
    return bool(_READ_AGAIN.match(text))


def _clean(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    held = _FORBIDDEN.sub("", lines)
    # Excel counts UTF-16 units, of which rare characters take two
    if len(held) + sum(char > "\uffff" for char in held) <= LONGEST:
        return held
    return held[: LONGEST // 2 - len(_CUT)] + _CUT
