"""Money as whole 分: reads what officers write, shows 元, 万元 and 大写; rounds only where it is shown."""

from __future__ import annotations

import re
from typing import Literal

from desktop.models import numerals
from desktop.models.numbers import BLANKS, NUMBER, half_width

FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000

Unit = Literal["万元", "元"]

_LIMIT = 10**15
_NO_BOUND = 10**100
_LONGEST = 60
_UNITS: dict[Unit, int] = {"元": FEN_PER_YUAN, "万元": FEN_PER_WAN}
_SIZES = {
    "分": 1,
    "角": 10,
    "元": 100,
    "百": 10**4,
    "千": 10**5,
    "万": 10**6,
    "十万": 10**7,
    "百万": 10**8,
    "千万": 10**9,
    "亿": 10**10,
    "十亿": 10**11,
    "百亿": 10**12,
    "千亿": 10**13,
    "万亿": 10**14,
}
_WORDS = str.maketrans({"圆": "元", "圓": "元", "萬": "万", "億": "亿", "仟": "千", "佰": "百", "拾": "十"})

_PLAIN = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_CURRENCY_BEFORE = re.compile(r"([-+负(]?)(?:￥|¥|人民币|RMB|CNY)(?:\([大小]写\))?:?￥?", re.IGNORECASE)
_CURRENCY_AFTER = re.compile(r"(?:人民币|RMB|CNY)$", re.IGNORECASE)
_SIGNED = re.compile(r"([-+负]?)([^-+负()]+)")
_BRACKETED = re.compile(r"\(([^-+负()]+)\)([百千]?[万亿]?元?)")
_AMOUNT = re.compile(NUMBER)
_PART = re.compile(rf"({NUMBER})(万亿|[十百千]?[万亿]|[百千元角分])")
_AFTER_PLACE = re.compile(r"(?<=[十百千万亿])元$")
_AFTER_UNIT = re.compile(r"(?<=[元角分万亿])[整正]$")
_WHOLE = re.compile(
    r"(?:(?P<yuan>[零一二三四五六七八九十百千万亿]+)(?P<word>元)?)?"
    r"(?:零?(?P<jiao>[零一二三四五六七八九])角)?"
    r"(?:零?(?P<fen>[零一二三四五六七八九])分)?"
)
_CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ABOUT = re.compile("[余约多近几数超逾]|左右|上下|以[上下内]|不足|大概")
_COMMA = re.compile("[0-9],|,[0-9]")
_SHOWN = re.compile(r"[+−-]?[0-9]{4,}(?:\.[0-9]+)?(?![年/.])[^0-9,.]*")
_SEPARATED = re.compile(r"[+−-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?[^0-9,.]*")
_GROUPABLE = re.compile(r"([^0-9]*)([0-9]+)(.*)", re.DOTALL)


def read_money(text: str, unit: Unit = "万元") -> int | None:
    """The 分 of 66.98万元, ￥1,592,800.00, １５９．２８万, 叁拾万元整, (1,000.00); None where nothing stands.

    A number without a unit is in *unit*, behind ￥, RMB or 人民币 in 元. ValueError, with an example in
    Chinese, for approximations (30余万元), commas out of place (1,59,2800), amounts finer than one 分 and
    amounts above 10万亿元.
    """
    if _PLAIN.fullmatch(text):
        fen = _exact(text.lstrip("-"), _UNITS[unit])
        return _within(-fen if text[0] == "-" else fen)
    words = half_width(text).translate(_WORDS)
    if words in BLANKS:
        return None
    bare = _without_currency(words)
    sign, amount = _sign(bare)
    if bare != words:
        unit = "元"
    read = _read_figures if amount[0] in "0123456789." else _read_words
    return _within(sign * read(amount, unit))


def show_wan(fen: int, places: int = 2) -> str:
    """The amount in 万元, rounded half up: 66.98; no separators."""
    return _rounded(fen, FEN_PER_WAN, places)


def show_yuan(fen: int) -> str:
    """The amount in 元, exact with two decimals: 1592800.00; no separators."""
    return _rounded(fen, FEN_PER_YUAN, 2)


def show_exact(fen: int, unit: Unit = "万元") -> str:
    """The shortest number in *unit* that reads back to the same 分: 159.275, 50."""
    text = show_wan(fen, 6) if unit == "万元" else show_yuan(fen)
    return text.rstrip("0").rstrip(".")


def group(text: str) -> str:
    """A shown number with separators for tables on screen: 1592800.00 → 1,592,800.00."""
    found = _GROUPABLE.fullmatch(text)
    if not found:
        return text
    head, whole, tail = found.groups()
    first = len(whole) % 3
    threes = [whole[at : at + 3] for at in range(first, len(whole), 3)]
    return head + ",".join([whole[:first], *threes] if first else threes) + tail


def separated(text: str) -> str:
    """A number that was shown plain, with its unit perhaps, as people write it: −1,234.50万元; others unchanged."""
    found = _SHOWN.fullmatch(text)
    return group(text.replace("-", "−")) if found else text


def ungrouped(text: str) -> str:
    """A number with its unit perhaps, without separators: 1,234.50 → 1234.50; any other text unchanged."""
    return text.replace(",", "") if _SEPARATED.fullmatch(text) else text


def capital(fen: int) -> str:
    """The amount in 大写 as on vouchers: 壹佰伍拾玖万贰仟捌佰元整.

    Source: 《支付结算办法》附件一《正确填写票据和结算凭证的基本规定》.
    """
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    jiao, last = divmod(rest, 10)
    words = f"{_capital_whole(yuan)}元" if yuan or not rest else ""
    if rest and yuan and (not jiao or yuan % 10 == 0):
        words += "零"
    words += f"{numerals.DIGITS[jiao]}角" if jiao else ""
    words += f"{numerals.DIGITS[last]}分" if last else "整"
    return ("负" if fen < 0 else "") + words.translate(_CAPITALS)


def _without_currency(words: str) -> str:
    before = _CURRENCY_BEFORE.match(words)
    bare = before[1] + words[before.end() :] if before else words
    return _CURRENCY_AFTER.sub("", bare)


def _sign(words: str) -> tuple[int, str]:
    """The sign (-, 负 and parentheses are -1) and the amount without it."""
    if len(words) > _LONGEST:
        raise ValueError("金额太长，例：3.5万")
    bracketed = _BRACKETED.fullmatch(words)
    if bracketed:
        return -1, bracketed[1] + bracketed[2]
    signed = _SIGNED.fullmatch(words)
    if not signed:
        raise _unreadable(words)
    return -1 if signed[1] in ("-", "负") else 1, signed[2]


def _read_figures(amount: str, unit: Unit) -> int:
    """Arabic figures, bare or with units: 66.98, 3.5万, 1亿2000万元, 15元3角."""
    if _AMOUNT.fullmatch(amount):
        return _exact(amount, _UNITS[unit])
    bare = _AFTER_PLACE.sub("", _AFTER_UNIT.sub("", amount))
    if bare[-1] in "百千" and _AMOUNT.fullmatch(bare[:-1]) and amount == bare:
        raise ValueError(f"“{amount}”的单位不清，例：0.5万元或5000元")
    total, at, before = 0, 0, _NO_BOUND
    while at < len(bare):
        part = _PART.match(bare, at)
        if not part:
            raise _unreadable(amount)
        total += _smaller_part(part[1], _SIZES[part[2]], before, last=part.end() == len(bare))
        at, before = part.end(), _SIZES[part[2]]
    return total


def _smaller_part(number: str, size: int, before: int, *, last: bool) -> int:
    """One part of 1亿2000万: below the unit before it, and whole unless it is the last."""
    value = _exact(number, size)
    if size >= before or value >= before or ("." in number and not last):
        raise _unreadable(number)
    return value


def _read_words(amount: str, unit: Unit) -> int:
    """Chinese words: 叁拾万元整, 三万元, 壹拾伍元叁角贰分."""
    found = _WHOLE.fullmatch(_AFTER_UNIT.sub("", numerals.simple_numerals(amount)))
    if not found:
        raise _unreadable(amount)
    yuan, word, jiao, last = found.group("yuan", "word", "jiao", "fen")
    if yuan and (jiao or last) and not word:
        raise _unreadable(amount)
    size = FEN_PER_YUAN if word or re.search("[万亿]", yuan or "") else _UNITS[unit]
    return _whole_number(yuan, size, amount) + _digit(jiao) * 10 + _digit(last)


def _whole_number(words: str | None, size: int, amount: str) -> int:
    """The value of a numeral in words; 三五 (three or five) and 三千 without 元 are unclear."""
    if not words:
        return 0
    unclear = len(words) > 1 and not re.search("[十百千万亿]", words)
    if unclear or (size == FEN_PER_WAN and re.search("[百千]", words)):
        raise _unreadable(amount)
    try:
        return numerals.read_chinese_number(words) * size
    except ValueError:
        raise _unreadable(amount) from None


def _digit(word: str | None) -> int:
    return numerals.DIGITS.index(word) if word else 0


def _exact(number: str, size: int) -> int:
    """An unsigned number times *size* 分; ValueError where that is no whole 分."""
    whole, _, decimals = number.replace(",", "").partition(".")
    fen, rest = divmod(int(whole + decimals) * size, 10 ** len(decimals))
    if rest:
        raise ValueError("金额精确到分（0.01元），例：159.2753万")
    return fen


def _within(fen: int) -> int:
    if abs(fen) > _LIMIT:
        raise ValueError("金额超过10万亿元，请核对单位，例：3.5万")
    return fen


def _rounded(fen: int, size: int, places: int) -> str:
    """The amount in units of *size* 分, half away from zero; -0.00 shows as 0.00."""
    scaled = (2 * abs(fen) * 10**places + size) // (2 * size)
    digits = str(scaled).zfill(places + 1)
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if fen < 0 and scaled else text


def _capital_whole(yuan: int) -> str:
    """Whole 元 in words: 壹拾万零伍; parts of 10^8 and 10^4, a 零 where a part lacks its first place."""
    for size, place in ((10**8, "亿"), (10**4, "万")):
        head, tail = divmod(yuan, size)
        if head:
            words = _capital_whole(head) + place
            return words + ("零" if 0 < tail < size // 10 else "") + (_capital_whole(tail) if tail else "")
    return numerals.section(yuan) or "零"


def _unreadable(words: str) -> ValueError:
    if _ABOUT.search(words):
        return ValueError(f"“{words[:12]}”是约数，请填准确金额，例：3.5万")
    if _COMMA.search(words):
        return ValueError("千分位逗号的位置不对，例：1,592,800")
    return ValueError("读不出金额，例：3.5万")
