"""Rules over numbers that were typed into the text instead of being live figures (数文一致)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.models.checks import Issue, Severity, rule
from desktop.models.figures import Reckoning
from desktop.models.numbers import half_up, plain
from desktop.report.rules.known_amounts import amounts, rates
from desktop.report.rules.known_values import Known, by_name, of_contract
from desktop.report.rules.texts import Written, all_texts, passages
from desktop.report.rules.typed import Typed, agrees, is_tail, same_unit, typed_numbers

SOURCE = "数文一致：正文里的数与数据同源"
_LINK = re.compile(r"(?:（[^（）]{0,8}）|均|实际完成值?|实际|达到|达|为|是|共计|合计|共|：| )*$")
_EDGE = re.compile(r"(?:^|[，。；：、（）“”《》\s年度共且和中与]|项目的?)$")
_ELSEWHERE = re.compile(
    r"上年|去年|上一年|半年|往年|同期|以前年度|下一年|明年|计划|目标|标准|要求|应|不低于|不少于|不超过|不高于|预计|力争"
    r"|月|季度|其中|约|近|超过|高于|低于|大于|小于|分别|比|较|增长|下降|提高|上升"
)
_AFTER = re.compile(r"以上|以下|以内|及以上|左右|余|多|至|～|—")
_PROJECT = re.compile(r"项目|预算数|预算合计|执行数|共计支出|年，?$")
_LIMIT = re.compile(r"(?:不低于|不少于|不超过|不高于|低于|高于|超过|大于|小于|[≥≤><])$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


def _candidates(reckoning: Reckoning, text: Written, typed: Typed) -> tuple[Known, ...]:
    """The values of the thing that is named right before a number; nothing where none is named."""
    before = text.before(typed.start)
    head = _LINK.sub("", before)
    named = [each for each in reckoning.report.contracts if each.name and each.name in before]
    for names in (*(of_contract(reckoning, each) for each in named[-1:]), by_name(reckoning)):
        for name, held in names.items():
            lead = head[: -len(name)]
            if head.endswith(name) and _EDGE.search(lead) and _is_meant(reckoning, held[0], lead):
                return tuple(each for each in held if same_unit(typed, each.unit))
    return ()


def _is_meant(reckoning: Reckoning, known: Known, lead: str) -> bool:
    """Tell whether a total is meant by its bare name: the sentence begins with it or speaks of the project."""
    if not _is_total(known) or not lead.strip("，、；： "):
        return True
    subjects = (line.name for line in reckoning.report.budget if line.name)
    return bool(_PROJECT.search(lead)) or any(each in lead for each in subjects)


def _is_total(known: Known) -> bool:
    return known.place.startswith("figures/") and known.place.count("/") == 1


def _is_other(reckoning: Reckoning, text: Written, typed: Typed) -> bool:
    """Tell whether a number speaks of another time, a limit or a part, so that it may well differ."""
    before = text.before(typed.start)
    others = {int(each) for each in _YEAR.findall(before)} - {reckoning.report.project.year}
    after = text.text[typed.end : typed.end + 3]
    return bool(others or _ELSEWHERE.search(before) or _AFTER.match(after))


def _owns(reckoning: Reckoning, text: Written, held: tuple[Known, ...]) -> tuple[Known, ...]:
    """A bare 执行率 in a sentence of a 子项目 may be that one's; then its values count as well."""
    if not held or not _is_total(held[0]):
        return held
    last = held[0].place.rpartition("/")[2]
    rows = by_name(reckoning).values()
    parts = [each for known in rows for each in known if each.place.endswith(f"/{last}")]
    subjects = [line.name for line in reckoning.report.budget if line.name]
    funds = [fund.name for fund in reckoning.report.funding if fund.name]
    return (*held, *parts) if any(each in text.text for each in (*subjects, *funds)) else held


@rule("T01", Severity.MUST, source=SOURCE, scope="text")
def differs(reckoning: Reckoning) -> Iterator[Issue]:
    """正文手写的数和数据里同一个数不一样，读的人不知道信哪个，要改正；一样的只是提示，可以转为活数字。"""
    for text in all_texts(reckoning):
        yield from _contradictions(reckoning, text)
    for text in passages(reckoning):
        yield from _loose(reckoning, text)


def _contradictions(reckoning: Reckoning, text: Written) -> Iterator[Issue]:
    for typed in typed_numbers(text.own):
        if _is_other(reckoning, text, typed):
            continue
        held = _owns(reckoning, text, _candidates(reckoning, text, typed))
        if held and not _is_amount_agreed(held) and not any(_passes(typed, each) for each in held):
            yield _contradiction(text, typed, held)


def _is_amount_agreed(held: tuple[Known, ...]) -> bool:
    """Tell whether it is a contract's amount, which rule C17 looks after."""
    return held[0].place.startswith("contracts/")


def _passes(typed: Typed, known: Known) -> bool:
    return agrees(typed, known.value) or is_tail(typed, known.value)


def _contradiction(text: Written, typed: Typed, held: tuple[Known, ...]) -> Issue:
    known = min(held, key=lambda each: abs(each.value - typed.value))
    shown = _shown(known.value, known.unit)
    quoted = text.around(typed.start, typed.end)
    told = f"“{text.title}”写“{quoted}”，数据里{known.label}是 {shown}，相差 {_gap(typed, known)}"
    return Issue((text.place, known.place), told, {"正文": quoted, known.label: shown})


def _shown(value: Decimal, unit: str) -> str:
    return f"{plain(half_up(value, 2) if unit in {'万元', '%'} else value)}{unit}"


def _gap(typed: Typed, known: Known) -> str:
    gap = abs(known.value - typed.value)
    return f"{plain(half_up(gap, 2) or gap)}{'个百分点' if known.unit == '%' else known.unit}"


def _loose(reckoning: Reckoning, text: Written) -> Iterator[Issue]:
    """Yield one hint about the typed numbers of a passage: which are in the data and which are not."""
    told: dict[str, str] = {}
    places: list[str] = []
    for typed in typed_numbers(text.own):
        known = _known(reckoning, text, typed)
        why = _why(typed, known) if known else _untold(reckoning, text, typed)
        if why:
            told[text.text[typed.start : typed.end]] = why
            places += [known.place] if known else []
    if told:
        said = "；".join(f"“{number}”{why}" for number, why in told.items())
        numbers = {"手写的数": "、".join(told)}
        found = (text.place, *dict.fromkeys(places))
        yield Issue(found, f"“{text.title}”手写的数：{said}", numbers, Severity.HINT)


def _known(reckoning: Reckoning, text: Written, typed: Typed) -> Known | None:
    """The value that a number shows: of the thing named before it, else of the same amount or rate."""
    if held := _owns(reckoning, text, _candidates(reckoning, text, typed)):
        return next((each for each in held if _passes(typed, each)), None)
    if not _is_exact(text, typed):
        return None
    known = rates(reckoning) if typed.unit == "%" else amounts(reckoning)
    return known.get(half_up(typed.value, 2))


def _why(typed: Typed, known: Known) -> str:
    if agrees(typed, known.value):
        return f"与{known.label}相同，可以转为活数字"
    return f"与{known.label} {_shown(known.value, known.unit)} 相差 {_gap(typed, known)}，是四舍五入的尾差"


def _untold(reckoning: Reckoning, text: Written, typed: Typed) -> str:
    """Why an amount or rate without a value is told; '' for a limit, a round 100% and other countings."""
    if not _is_exact(text, typed) or _LIMIT.search(text.before(typed.start)):
        return ""
    if _candidates(reckoning, text, typed):
        return ""  # Told as a contradiction, or said of another time
    return "数据里没有这个数，请核对出处"


def _is_exact(text: Written, typed: Typed) -> bool:
    """Tell whether a number is an amount or rate that is meant exactly: neither 30万元以上 nor 100%."""
    after = text.text[typed.end : typed.end + 3]
    return typed.is_free and typed.value not in {0, 100} and not _AFTER.match(after)
