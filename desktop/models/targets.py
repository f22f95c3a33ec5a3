"""Targets as officers write them — ≥99.99%, 600宗, 不低于80分, 12月底前, 持续上升 — taken apart (指标值)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from desktop.models.numbers import NUMBER, half_width, plain, read_number

TargetKind = Literal["number", "range", "date", "text"]

_SIGNS = (
    ("≥", ("≥", ">=", "=>", "≧", "⩾", "不低于", "不少于", "不小于", "不得低于", "不得少于", "至少", "大于等于", "达到", "达")),
    ("≤", ("≤", "<=", "=<", "≦", "⩽", "不超过", "不高于", "不多于", "不大于", "不得超过", "不得高于", "不晚于", "小于等于",
           "控制在", "至多", "最多")),
    (">", (">", "高于", "大于", "多于", "超过")),
    ("<", ("<", "低于", "小于", "少于", "不足")),
    ("=", ("=", "等于", "为")),
)  # fmt: skip
_BEHIND = (
    ("≥", ("及以上", "(含)以上", "以上", "起")),
    ("≤", ("及以下", "(含)以下", "以下", "以内", "之内", "内")),
)
_WORDS = {word: sign for sign, words in _SIGNS for word in words}
_ENDS = {word: sign for sign, words in _BEHIND for word in words}

SIGN = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
"""Every way to write an operator before a number, longest first, as a regular expression."""

_EACH = re.compile(r"每(?:个)?(年|季度|季|月|周|日|天|次)")
_DATE = re.compile(
    r"(?:[0-9]{4}年)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日|底|末|初|上旬|中旬|下旬)?|第?[1-4一二三四]季度|年底|年末|年内)"
    r"(?:之?前|以前|底前|末前|内)?(?:完成)?"
)
_NUMBERED = re.compile(
    rf"(?P<sign>{SIGN})?(?P<low>-?{NUMBER})"
    rf"(?:(?P<first>[^0-9<>=≤≥~至到-]{{0,6}})(?:[-~—–]+|至|到)(?P<high>{NUMBER}))?(?P<unit>[^0-9]*)"
)
_BETWEEN = re.compile("(?:并且|且|同时|[,;、]|(?<=以上)(?=.))")
_ABOUT = re.compile(
    r"(?P<before>大约|约为|约|近|接近|将近)?(?P<number>[0-9][0-9.,]*)(?P<more>多|余)?(?P<unit>[^0-9]*?)(?P<behind>左右|上下|以?内外)?"
)
_PERIOD = ("年", "月", "日", "号", "月份", "年度")  # 2021-2025年 says when, not how many
_DIGITS = re.compile("[0-9０-９].*[0-9０-９]")
_UNIT = re.compile(r"[^0-9,，。;；:：]{0,10}")


@dataclass(frozen=True, slots=True)
class Target:
    """What a target says: operator, number and unit, or words that hold no number.

    kind: number 定量, range 区间 (*num* to *high*), date 时限, text 定性. op: one of the indicator's operators,
    ``定性`` for words. sure: False where the operator was not written and has been supposed (请确认符号).
    text: the words as they stand, in half-width signs. about: the number is a rough one (600宗左右).
    """

    op: str
    num: Decimal | None
    unit: str
    kind: TargetKind
    text: str
    high: Decimal | None = None
    sure: bool = True
    about: bool = False


def read_target(text: str) -> Target:
    """Take a target apart; never fails, as whatever holds no number is a qualitative target.

    Without an operator 100% is supposed to be = and everything else ≥. Source: 财预〔2021〕101号 (值的写法).
    """
    words = half_width(text).replace(" ", "").rstrip("。；;,，")
    if _DATE.fullmatch(words):
        return Target("≤", None, "", "date", words)
    return _between(words) or _about(words) or _single(words)


def _single(words: str) -> Target:
    every = _EACH.match(words)
    found = _NUMBERED.fullmatch(words[every.end() :] if every else words)
    unit, behind = _unit(found["unit"]) if found else ("", "")
    if not found or not _UNIT.fullmatch(unit) or found["first"] not in {None, "", unit}:
        return Target("定性", None, "", "text", words)
    try:
        low, high = read_number(found["low"]), read_number(found["high"] or "")
    except ValueError:  # More digits than any target has: a telephone, an account
        return Target("定性", None, "", "text", words)
    if low is not None and high is not None and (unit in _PERIOD or high < low):
        return Target("定性", None, "", "text", words)
    unit = unit + (f"/{every[1]}" if every else "")
    sign = _WORDS.get(found["sign"] or "", "") or behind
    op = sign or supposed(low, unit)
    return Target(op, low, unit, "range" if high is not None else "number", words, high, sure=bool(sign))


def _between(words: str) -> Target | None:
    """Read two limits as a range: 不低于3次且不超过5次, 3次以上5次以下; None for anything else."""
    parts = [part for part in _BETWEEN.split(words) if part]
    if len(parts) != 2:
        return None
    low, high = (_single(part) for part in parts)
    if (low.op, high.op) != ("≥", "≤") or low.num is None or high.num is None or high.num < low.num:
        return None
    if {low.kind, high.kind} != {"number"} or (low.unit and low.unit != high.unit):
        return None
    return Target("≥", low.num, high.unit, "range", words, high.num)


def _about(words: str) -> Target | None:
    """Read a rough number: 600宗左右, 约600宗, 600余宗; None for anything else."""
    found = _ABOUT.fullmatch(words)
    if not found or not (found["before"] or found["more"] or found["behind"]):
        return None
    target = _single(found["number"] + found["unit"])
    if target.kind != "number":
        return None
    return replace(target, op=supposed(target.num, target.unit), text=words, sure=False, about=True)


@lru_cache(maxsize=512)
def span(text: str, unit: str = "") -> tuple[Decimal, Decimal] | None:
    """The two ends of a target that is a range in *unit* (3-5次), both included; None for any other."""
    target = read_target(text) if _DIGITS.search(text) else None
    if target is None or target.kind != "range" or target.num is None or target.high is None:
        return None
    own = half_width(unit).replace(" ", "")
    return (target.num, target.high) if not target.unit or not own or own == target.unit else None


def _unit(words: str) -> tuple[str, str]:
    """The unit without the words behind it that are an operator (100%以上), and that operator."""
    for word, sign in sorted(_ENDS.items(), key=lambda each: -len(each[0])):
        if words.endswith(word):
            return words.removesuffix(word), sign
    return words, ""


def supposed(number: Decimal | None, unit: str) -> str:
    """The operator that a number without one most likely means: = for 100%, ≥ for all others."""
    return "=" if unit == "%" and number == Decimal(100) else "≥"


def better_operator(operator: str, target: Decimal | None) -> str:
    """The operator that says the same more plainly: = for ≤0; '' where the one in use is fine."""
    return "=" if operator == "≤" and target == 0 else ""


def written(operator: str, number: Decimal | None, unit: str) -> str:
    """A target as printed in messages: ≥99.99%, 600宗; '' without a number."""
    return "" if number is None else f"{operator if operator != '定性' else ''}{plain(number)}{unit}"
