"""What a number in prose is said to be: the thing named before it, in the words of its sentence (数的所指)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.money import FEN_PER_WAN
from desktop.models.places import place
from desktop.models.records import Contract
from desktop.report.rules.known_values import Known, Names, by_name, derived, parts_of
from desktop.report.rules.texts import Written
from desktop.report.rules.typed import Typed, same_unit

AFTER = re.compile(r"以上|以下|以内|及以上|左右|余|多|至|～|—")
"""Words behind a number that is not meant exactly."""

_AGREED = {
    "amount": ("合同金额", "中标金额", "成交金额", "合同总价"),
    "balance": ("余额", "未付余额"),
    "paid_year": ("本年度支付", "已支付", "已付"),
    "paid_all": ("累计支付", "已支付", "已付"),
}

_LINK = re.compile(r"(?:（[^（）]{0,8}）|均|实际完成值?|实际|达到|达|为|是|共计|合计|共|：| )*$")
_EDGE = re.compile(r"(?:^|[，。；：、（）“”《》\s年度共且和中与]|项目的?)$")
_ELSEWHERE = re.compile(
    r"上年|去年|上一年|半年|往年|同期|以前年度|下一年|明年|计划|目标|标准|要求|应|不低于|不少于|不超过|不高于|预计|力争"
    r"|月|季度|其中|约|近|超过|高于|低于|大于|小于|分别|比|较|增长|下降|提高|上升"
)
_PROJECT = re.compile(r"项目|预算数|预算合计|执行数|共计支出|年，?$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_WHOLE_YEAR = re.compile(
    r"(?:\d{4}年度?|全年|本年度?|本?项目|，)*共?计?(?:实际)?(?:发生)?支出(?:资金)?\d+笔[，,]?"
)


def _named(reckoning: Reckoning, text: Written, typed: Typed) -> tuple[Known, ...]:
    """The values of the thing that is named right before a number; nothing where none is named."""
    before = text.before(typed.start)
    head = _LINK.sub("", before)
    if _WHOLE_YEAR.fullmatch(head) and (spent := derived(reckoning, "spent")):
        return (spent,) if same_unit(typed, spent.unit) else ()
    named = [each for each in reckoning.report.contracts if each.name and each.name in before]
    for names in (*(_of_contract(reckoning, each) for each in named[-1:]), by_name(reckoning)):
        for name, held in names.items():
            lead = head[: -len(name)]
            if head.endswith(name) and _EDGE.search(lead) and _is_meant(reckoning, held[0], lead):
                return tuple(each for each in held if same_unit(typed, each.unit))
    return ()


def _is_meant(reckoning: Reckoning, known: Known, lead: str) -> bool:
    """Tell whether a bare name means a total: the sentence begins with it or speaks of the project."""
    if not _is_total(known) or not lead.strip("，、；： "):
        return True
    subjects = (line.name for line in reckoning.report.budget if line.name)
    return bool(_PROJECT.search(lead) or _WHOLE_YEAR.match(lead)) or any(each in lead for each in subjects)


def _is_total(known: Known) -> bool:
    return known.place.startswith("figures/") and known.place.count("/") == 1


def meant(reckoning: Reckoning, text: Written, typed: Typed) -> tuple[Known, ...]:
    """Return the values that a number may be said to be; nothing where no known thing is named before it."""
    return _with_parts(reckoning, text, _named(reckoning, text, typed))


def is_other(reckoning: Reckoning, text: Written, typed: Typed) -> bool:
    """Tell whether a number speaks of another time, a limit or a part, so that it may well differ."""
    before = text.before(typed.start)
    others = {int(each) for each in _YEAR.findall(before)} - {reckoning.report.project.year}
    after = text.text[typed.end : typed.end + 3]
    return bool(others or _ELSEWHERE.search(_unnamed(reckoning, before)) or AFTER.match(after))


def _unnamed(reckoning: Reckoning, before: str) -> str:
    """The words before a number without the name that stands right there: 24小时响应率 sets no limit (应)."""
    head = _LINK.sub("", before)
    name = next((each for each in by_name(reckoning) if head.endswith(each)), "")
    return head.removesuffix(name) + before[len(head) :]


def _with_parts(reckoning: Reckoning, text: Written, held: tuple[Known, ...]) -> tuple[Known, ...]:
    """A bare 执行率 where a 子项目 is named may be that one's; then its values count as well."""
    if not held or not _is_total(held[0]):
        return held
    last = held[0].place.rpartition("/")[2]
    rows = [(section, row) for section in ("budget", "funding") for row in reckoning.report.rows(section)]
    if not any(row.name and row.name in text.text for _, row in rows):
        return held
    parts = (part for section, row in rows for part in parts_of(reckoning, section, row))
    return (*held, *(known for total, known in parts if total == last))


def _of_contract(reckoning: Reckoning, contract: Contract) -> Names:
    """What the names 合同金额, 余额, 本年度支付 … stand for where a sentence names this contract."""
    made: defaultdict[str, list[Known]] = defaultdict(list)
    for figure, names in _AGREED.items():
        for known in _agreed(reckoning, contract, figure):
            for name in names:
                made[name].append(known)
    return {name: tuple(held) for name, held in made.items()}


def _agreed(reckoning: Reckoning, contract: Contract, figure: str) -> Iterator[Known]:
    told = f"《{contract.name}》{_AGREED[figure][0]}"
    if figure != "amount":
        known = derived(reckoning, f"contracts/{contract.id}/{figure}", told)
        yield from (known,) if known else ()
        return
    for fen in dict.fromkeys((contract.amount, reckoning.ledger.agreed(contract))):
        if fen is not None:
            where = place("contracts", contract.id, "amount")
            yield Known(where, told, Decimal(fen) / FEN_PER_WAN, "万元")
