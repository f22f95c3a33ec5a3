"""What Word, WPS, a sheet or a web page puts on the clipboard as HTML, made plain text, and what is left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from desktop.models.loose_html import LooseParser
from desktop.models.pasted import Pasted, cleaned

LONGEST = 5_000_000  # Characters of a page that is taken apart; of a longer one the plain text is pasted
_BLOCKS = frozenset(
    {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "blockquote", "pre"}
)
_VOID = frozenset({"br", "img", "hr", "meta", "link", "input", "col", "base", "wbr", "area", "source"})
_UNSEEN = frozenset({"head", "style", "script", "xml", "title", "noscript"})
_WHOLE = frozenset({"td", "th", "tr", "table", "body", "html"})  # What an end tag further in never closes
_NUMBERED = re.compile(r"mso-list:\s*ignore")
_SYMBOLS = re.compile(r"wingdings|symbol|webdings")
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all")
_WIDE = r"\u2014\u2018-\u201d\u2026\u3001-\u303f\u4e00-\u9fff\uff01-\uff60"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n]\s*|[ \t]*[\r\n]\s*(?=[{_WIDE}])")
_SPACES = re.compile(r"[ \t\r\n]+")
# Reason → how it is told, with its number
_TOLD = (
    ("image", "图片 {} 张没有粘贴"),
    ("table", "表格 {} 张变成了文字"),
    ("deleted", "修订中删去的文字 {} 处没有粘贴"),
    ("comment", "批注 {} 处没有粘贴"),
    ("note", "脚注 {} 处没有粘贴"),
    ("hidden", "隐藏的文字 {} 处没有粘贴"),
)


@dataclass(slots=True)
class _Open:
    """An element that is open: why what stands in it is left out ('' for not), and its row's filled cells."""

    tag: str
    out: str = ""
    began: int = 0
    number: int = 0


def read_pasted(html: str, text: str) -> Pasted:
    """Return what is on the clipboard as clean paragraphs; where the page says nothing, its plain text."""
    if html and len(html) <= LONGEST:
        page = _Page()
        page.feed(html)
        page.close()
        if (words := cleaned(page.text)) or page.left_out["image"]:
            return Pasted(words or cleaned(text), page.told)
    return Pasted(cleaned(text))


class _Page(LooseParser):
    """Collects the words of a page line by line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.left_out: Counter[str] = Counter()
        self._parts: list[str] = []
        self._open: list[_Open] = []

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self._parts)

    @property
    def told(self) -> tuple[str, ...]:
        """What was left out or changed, in words."""
        return tuple(words.format(self.left_out[each]) for each, words in _TOLD if self.left_out[each])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: (value or "").lower() for name, value in attrs}
        reason = self._reason(tag, held)
        if self._is_out():
            reason = ""
        elif tag == "img":
            self.left_out["image"] += 1
        elif tag == "br":
            self._parts.append("，" if self._in_cell() else "\n")
        elif tag in _BLOCKS and not self._in_cell():
            self._parts.append("\n")
        elif reason and reason != "unseen":
            self.left_out[reason] += 1
        if tag in _VOID:
            return
        self._open.append(_Open(tag, reason, len(self._parts)))
        if tag == "li" and not self._is_out():
            self._number()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        at = next((n for n in reversed(range(len(self._open))) if self._open[n].tag == tag), -1)
        if at < 0 or (tag not in _WHOLE and any(each.tag in ("td", "th") for each in self._open[at + 1 :])):
            return
        closed = self._open[at]
        del self._open[at:]
        if self._is_out() or closed.out:
            return
        match tag:
            case "td" | "th":
                self._end_cell(closed)
            case "table" if self._open_cell() is None:
                self._count_table(closed)
            case _ if tag in _BLOCKS and not self._in_cell():
                self._parts.append("\n")
            case _:
                pass

    def handle_data(self, data: str) -> None:
        if self._is_out():
            return
        if any(each.out == "number" for each in self._open):
            self._parts.append(data.replace("\u00a0", "").strip())
        else:
            self._parts.append(_SPACES.sub(" ", _WRAPPED.sub("", data)))

    def _reason(self, tag: str, held: dict[str, str]) -> str:
        """Why what stands in an element is left out; number for one that is only trimmed; '' for neither."""
        style, kind = held.get("style", ""), held.get("class", "")
        if tag in _UNSEEN:
            return "unseen"
        if tag in ("del", "strike") and (tag == "del" or "mso" in style):
            return "deleted"
        if "mso-element:comment" in style.replace(" ", "") or "msocomanchor" in kind:
            return "comment" if "msocomanchor" in kind else "unseen"
        if "footnotereference" in kind or "endnotereference" in kind:
            return "note"
        if "mso-element:footnote" in style.replace(" ", "") or "mso-element:endnote" in style.replace(
            " ", ""
        ):
            return "unseen"
        if _HIDDEN.search(style):
            return "hidden"
        if _NUMBERED.search(style):
            return "unseen" if self._has_symbols(style) else "number"
        return ""

    def _has_symbols(self, style: str) -> bool:
        return bool(_SYMBOLS.search(style))

    def _is_out(self) -> bool:
        return any(each.out and each.out != "number" for each in self._open)

    def _open_cell(self) -> _Open | None:
        return next((each for each in reversed(self._open) if each.tag in ("td", "th")), None)

    def _in_cell(self) -> bool:
        return self._open_cell() is not None

    def _end_cell(self, cell: _Open) -> None:
        """Part a cell from the next one by a comma, an empty one by nothing."""
        words = cleaned("".join(self._parts[cell.began :])).replace("\n", "")
        words = words.strip("，")
        del self._parts[cell.began :]
        outer = next((each for each in reversed(self._open) if each.tag == "tr"), None)
        if words:
            self._parts.append(f"，{words}" if outer and outer.number else words)
            if outer:
                outer.number += 1
                self._row_of(outer)

    def _row_of(self, row: _Open) -> None:
        """Count the cells of a table in its own element too."""
        at = self._open.index(row)
        for each in reversed(self._open[:at]):
            if each.tag == "table":
                each.number += 1
                return

    def _count_table(self, table: _Open) -> None:
        self._parts.append("\n")
        self.left_out["table"] += table.number > 1

    def _number(self) -> None:
        """Write the number of a line of a numbered list."""
        around = next((each for each in reversed(self._open[:-1]) if each.tag in ("ol", "ul")), None)
        if around is not None and around.tag == "ol":
            around.number += 1
            self._parts.append(f"{around.number}.")
