"""Characters: what is kept of a text, and where a Chinese line may and may not be broken.

The classes follow GB/T 15834-2011 (标点符号用法), the numbers with their units the house rule that a
figure is never read over a line end.
"""

from __future__ import annotations

import re

NO_START = frozenset("，。、；：？！）》〉」』】〕］｝”’…—～〜·‧・,.;:?!)]}%％‰℃°′″々ー/／")
"""禁则: never the first character of a line."""

NO_END = frozenset("（《〈「『【〔［｛“‘([{￥¥$＃#@＠№§≥≤±")
"""Never the last character of a line."""

CLOSING = frozenset("，。、；：）》〉」』】〕］｝”’")
"""Full-width marks with their ink on the left: they may lose the right half."""

OPENING = frozenset("（《〈「『【〔［｛“‘")
"""Full-width marks with their ink on the right: they may lose the left half."""

_WIDE_MARKS = frozenset("“”‘’—…·①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ□■○●△▲☆★→←↑↓√※㎡")

_UNITS = (
    "个百分点|个工作日|万人次|平方公里|平方米|立方米|万亿元|万平方米|世纪|季度|年度|年底|年初|年末|年来|年以上|月份|月底|月初|月末|"
    "个月|日前|日起|小时|分钟|公里|千米|公斤|万元|亿元|千元|美元|万亿|万宗|万个|万人|万件|万次|万户|人次|人天|元|万|亿|千|百|"
    "年|月|日|时|分|秒|天|周|岁|期|号|个|宗|件|人|名|位|项|条|款|章|节|封|份|家|本|册|包|次|批|户|台|套|辆|栋|间|处|场|篇|页|"
    "吨|米|亩|倍|轮|届|级|类|点|组|种|只|张|块|段|层|座|所|kg|km|cm|mm|MB|GB|TB|㎡|m²"
)
_NUMBER = r"\d(?:[\d,.:/]*\d)?"

ATOM = re.compile(
    rf"〔\d{{4}}〕第?\d+号"
    rf"|[表图]\d+(?:[-－—–]\d+)*"
    rf"|第\d+(?:{_UNITS})?"
    rf"|[A-Za-z0-9@_#&+./\-]{{0,24}}[A-Za-z][A-Za-z0-9@_.\-+/&%]*"
    rf"|[≥≤<>＜＞±+\-－￥¥$≈]?{_NUMBER}(?:[ \u00a0]?[%％‰℃°])?"
    rf"(?:[‐-―~～〜\-－]{_NUMBER}[%％‰℃]?)*(?:[ \u00a0]?(?:{_UNITS}))?"
    r"|——|……"
)
"""Pieces that no line end may part: a number with its unit, a document number, a word, 破折号, 省略号."""

_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
    "|[\ufdd0-\ufdef\ufffe\uffff]|["
    + "".join(f"{chr((n << 16) + 0xFFFE)}{chr((n << 16) + 0xFFFF)}" for n in range(1, 17))
    + "]"
)
_LINE_ENDS = re.compile("\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return *text* without control characters, lone surrogates, bidi overrides and invisible marks.

    Line ends of every kind become a newline, a tab becomes a space; nothing in it is ever markup.
    """
    if text.isprintable():
        return _DROPPED.sub("", text) if not text.isascii() else text
    return _DROPPED.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")


def is_wide(character: str) -> bool:
    """Tell whether *character* takes a full cell of the grid."""
    return character > "\u2e7f" or character in _WIDE_MARKS
