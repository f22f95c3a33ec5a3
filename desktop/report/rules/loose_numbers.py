"""Rules over numbers that were typed into the text instead of being live figures (数文一致)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.models.checks import Issue, Severity
from desktop.models.figures import Reckoning
from desktop.models.numbers import half_up
from desktop.models.rules.amounts import counted
from desktop.report.rules.known_amounts import amount, rates
from desktop.report.rules.known_values import Known
from desktop.report.rules.meant import AFTER, is_other, meant
from desktop.report.rules.text_rules import PASSAGES, also_texts, text_rule
from desktop.report.rules.texts import Written
from desktop.report.rules.typed import Typed, agrees, is_tail, typed_numbers

MOST = 5  # Numbers that one finding quotes
SOURCE = "数文一致：正文里的数与数据同源"
_LIMIT = re.compile(r"(?:不低于|不少于|不超过|不高于|低于|高于|超过|大于|小于|[≥≤><])$")


@text_rule("T01", Severity.MUST, source=SOURCE)
def differs(reckoning: Reckoning, text: Written) -> Iterator[Issue]:
    """正文手写的数和数据里同一个数不一样，读的人不知道信哪个，要改正；一样的只是提示，可以转为活数字。"""
    for typed in typed_numbers(text.own):
        if is_other(reckoning, text, typed):
            continue
        held = meant(reckoning, text, typed)
        if held and not _is_amount_agreed(held) and not any(_passes(typed, each) for each in held):
            yield _contradiction(text, typed, held)


def _is_amount_agreed(held: tuple[Known, ...]) -> bool:
    """Tell whether it is a contract's amount, which rule C17 looks after."""
    return held[0].place.startswith("contracts/")


def _passes(typed: Typed, known: Known) -> bool:
    return agrees(typed, known.value) or is_tail(typed, known.value)


def _contradiction(text: Written, typed: Typed, held: tuple[Known, ...]) -> Issue:
    measured = held[0].place.startswith(("indicators/", "results/"))  # Its actual value comes first
    known = held[0] if measured else min(held, key=lambda each: abs(each.value - typed.value))
    shown = _shown(known.value, known.unit)
    quoted = text.around(typed.start, typed.end)
    told = f"“{text.title}”写“{quoted}”，数据里{known.label}是 {shown}，相差 {_gap(typed, known)}"
    return Issue((text.place, known.place), told, {"正文": quoted, known.label: shown})


def _shown(value: Decimal, unit: str) -> str:
    if unit == "万元" and 0 < abs(value) < 1:
        return f"{counted(half_up(value * 10_000, 2))}元"
    return f"{counted(half_up(value, 2) if unit in {'万元', '%'} else value)}{unit}"


def _gap(typed: Typed, known: Known) -> str:
    gap = abs(known.value - typed.value)
    if known.unit == "万元":
        return f"{counted(half_up(gap, 2))}万元" if gap >= Decimal("0.01") else f"{counted(gap * 10_000)}元"
    return f"{counted(half_up(gap, 2) or gap)}{'个百分点' if known.unit == '%' else known.unit}"


@also_texts("T01", PASSAGES)
def _loose(reckoning: Reckoning, text: Written) -> Iterator[Issue]:
    """Yield one hint about the typed numbers of a passage: which are in the data and which are not."""
    told: dict[str, str] = {}
    places: list[str] = []
    for typed in typed_numbers(text.own):
        known = _known(reckoning, text, typed)
        why = _why(typed, known) if known else _untold(reckoning, text, typed)
        if why:
            told[_quoted(text, typed, known)] = why
            places += [known.place] if known else []
    if told:
        said = _said(told)
        numbers = {"手写的数": "、".join(told)}
        found = (text.place, *dict.fromkeys(places))
        yield Issue(found, f"“{text.title}”手写的数：{said}", numbers, Severity.HINT)


def _quoted(text: Written, typed: Typed, known: Known | None) -> str:
    """A number with its unit as it stands in the text."""
    end = typed.end
    if known and not typed.is_free:
        end += len(known.unit) + text.text.startswith("万", end)
    return text.text[typed.start : end]


def _said(told: dict[str, str]) -> str:
    """The numbers with what is to be said of each, those first that the data do not have."""
    order = sorted(told, key=lambda number: told[number].endswith("可以转为活数字"))
    said = "；".join(f"“{number}”{told[number]}" for number in order[:MOST])
    return said if len(order) <= MOST else f"{said}；等 {len(order)} 处"


def _known(reckoning: Reckoning, text: Written, typed: Typed) -> Known | None:
    """The value that a number shows: of the thing named before it, else of the same amount or rate."""
    if held := meant(reckoning, text, typed):
        return next((each for each in held if _passes(typed, each)), None)
    if not _is_exact(text, typed):
        return None
    value = half_up(typed.value, 2)
    found = rates(reckoning).get(value) if typed.unit == "%" else amount(reckoning, value)
    return found if found and _passes(typed, found) else None


def _why(typed: Typed, known: Known) -> str:
    if agrees(typed, known.value):
        return f"与{known.label}相同，可以转为活数字"
    return f"与{known.label} {_shown(known.value, known.unit)} 相差 {_gap(typed, known)}，是四舍五入的尾差"


def _untold(reckoning: Reckoning, text: Written, typed: Typed) -> str:
    """Why an amount or rate without a value is told; '' for a limit, a round 100% and other countings."""
    if not _is_exact(text, typed) or _LIMIT.search(text.before(typed.start)):
        return ""
    if meant(reckoning, text, typed):
        return ""  # Told as a contradiction, or said of another time
    return "数据里没有这个数，请核对出处"


def _is_exact(text: Written, typed: Typed) -> bool:
    """Tell whether a number is an amount or rate that is meant exactly: neither 30万元以上 nor 100%."""
    after = text.text[typed.end : typed.end + 3]
    return typed.is_free and typed.value not in {0, 100} and not AFTER.match(after)
