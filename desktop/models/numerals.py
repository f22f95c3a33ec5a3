"""Chinese numerals: 一…九十九, 二〇二一, and the capital forms 壹贰叁."""

from __future__ import annotations

import re

DIGITS = "零一二三四五六七八九"
_SIMPLE = str.maketrans(
    {
        "〇": "零",
        "○": "零",
        "两": "二",
        "兩": "二",
        "廿": "二十",
        "卅": "三十",
        "萬": "万",
        "億": "亿",
        **dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True)),
        **dict(zip("貳參叄陸", "二三三六", strict=True)),
    }
)
_POSITIONAL = re.compile(f"[{DIGITS}]+")
# 一千五 is 1500 to some and 1005 to others: ones stand after 十 or 零 or alone.
_SECTION = re.compile(
    r"(?:(?P<thousands>[一二三四五六七八九])千)?"
    r"(?:零?(?P<hundreds>[一二三四五六七八九])百)?"
    r"(?P<tens>零?[一二三四五六七八九]?十)?"
    r"(?P<ones>零?[一二三四五六七八九])?"
)
_LONGEST = 40
_MOST = 9999
_TEENS = range(10, 20)
_IN_WORDS = range(1, 11)


def chinese_number(n: int) -> str:
    """0 to 9999 in words: 〇, 十, 十二, 一百零五. ValueError outside that range."""
    if not 0 <= n <= _MOST:
        raise ValueError(f"汉字数字只写0至9999，例：十二（得到{n}）")
    if n == 0:
        return "〇"
    words = section(n)
    return words[1:] if n in _TEENS else words


def section(n: int) -> str:
    """1 to 9999 in words with every place named: 10 is 一十, 1005 is 一千零五."""
    words = ""
    for size, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, size)
        if digit:
            words += DIGITS[digit] + place
        elif words and n and not words.endswith("零"):
            words += "零"
    return words


def counted(n: int) -> str:
    """A number before a measure word: 一, 两, 三 … 十, above ten Arabic (三个, 11份)."""
    if n not in _IN_WORDS:
        return str(n)
    return chinese_number(n).replace("二", "两")


def simple_numerals(text: str) -> str:
    """The text with capital, old and joined numerals (叁, 兩, 廿, 〇) as 零一…九十百千万亿."""
    return text.translate(_SIMPLE)


def read_chinese_number(text: str) -> int:
    """The number of 二十九, 廿九, 二〇二一, 叁拾万; ValueError for all else, ambiguous 一千五 included."""
    words = simple_numerals(text.strip())
    if not words or len(words) > _LONGEST:
        raise ValueError("读不出汉字数字，例：二十九")
    if _POSITIONAL.fullmatch(words):
        return int("".join(str(DIGITS.index(word)) for word in words))
    return _read(words, "亿")


def _read(words: str, place: str) -> int:
    """A number parted at 亿 or 万, or at nothing ("")."""
    if not place:
        return _read_section(words)
    smaller = "万" if place == "亿" else ""
    head, found, tail = words.partition(place)
    if not found:
        return _read(words, smaller)
    size = 10**8 if place == "亿" else 10**4
    # 三万五 is 35000 to most: one digit alone after 万 or 亿 needs its 零.
    if len(tail) == 1:
        raise ValueError("读不出汉字数字，例：三万零五")
    return _read(head, smaller) * size + (_read(tail.removeprefix("零"), smaller) if tail else 0)


def _read_section(words: str) -> int:
    found = _SECTION.fullmatch(words)
    if not words or not found:
        raise ValueError("读不出汉字数字，例：二十九")
    thousands, hundreds, tens, ones = found.group("thousands", "hundreds", "tens", "ones")
    if ones and len(ones) == 1 and (thousands or hundreds) and not tens:
        raise ValueError("读不出汉字数字，例：一千零五")
    return _digit(thousands) * 1000 + _digit(hundreds) * 100 + _tens(tens) * 10 + _digit(ones)


def _tens(words: str | None) -> int:
    return (_digit(words[:-1]) or 1) if words else 0


def _digit(words: str | None) -> int:
    """The digit at the end of a group that may be missing or begin with 零."""
    return DIGITS.index(words[-1]) if words else 0
