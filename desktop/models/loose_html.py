"""Reading HTML as browsers do where Python's parser gives up."""

from __future__ import annotations

from html.parser import HTMLParser


class LooseParser(HTMLParser):
    """An HTMLParser that no clipboard can make fail: ``<![`` begins a bogus comment (HTML Standard, 13.2.5.42)."""

    # The parser's own way raises AssertionError for words that it does not know.
    parse_marked_section = HTMLParser.parse_bogus_comment
