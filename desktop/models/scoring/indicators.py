"""The points of one indicator: by its number, by its band, as the officer set them, or not yet (指标得分)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.models.numbers import half_up, percent
from desktop.models.places import name_of, place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import Ledger, as_judged, ends_of, is_met, is_quantified, operator_of
from desktop.models.reckoning.performance import is_over
from desktop.models.records import Indicator
from desktop.models.scoring import items
from desktop.models.scoring.bands import TOP, Band, band_of
from desktop.models.scoring.items import ItemScore, joined
from desktop.models.scoring.points import NONE, below, clamped, full, two, written
from desktop.models.scoring.quantity import Worked, worked
from desktop.models.scoring.weights import Share, applies, level_key

REVERSE = "reverse_scoring"


def indicator_score(ledger: Ledger, indicator: Indicator, share: Share) -> ItemScore:
    """Score one indicator by the rule pack; what is missing is named, never guessed."""
    if not applies(indicator):
        return _idle(indicator, share)
    if not is_quantified(indicator) and not _lacks_target(indicator):
        return _qualitative(ledger, indicator, share)
    return _quantitative(ledger, indicator, share)


def _lacks_target(indicator: Indicator) -> bool:
    """Tell whether a number was meant to be reached, but neither it nor words nor a band are given."""
    judged = indicator.target_text or indicator.band or indicator.operator == "定性"
    return indicator.target is None and not judged


def _item(
    indicator: Indicator,
    share: Share,
    work: Worked,
    attained: bool | None,  # noqa: FBT001 — three-valued: None is "cannot be said"
) -> ItemScore:
    return ItemScore(
        place=place("indicators", indicator.id),
        name=name_of(indicator),
        level=level_key(indicator),
        weight=share.weight,
        points=work.points,
        is_met=attained,
        formula=work.formula,
        note=work.note,
        method=work.method,
        low=work.points,
        high=work.points,
    )


def _unfilled(
    indicator: Indicator, share: Share, said: str, field: str, band: Band | None = None
) -> ItemScore:
    fields = [field] if share.weight is not None else list(dict.fromkeys([field, "weight"]))
    return ItemScore(
        place=place("indicators", indicator.id),
        name=name_of(indicator),
        level=level_key(indicator),
        weight=share.weight,
        points=None,
        is_met=is_met(indicator),
        formula=said,
        note="",
        method=items.UNFILLED,
        low=band.least if band else NONE,
        high=band.most if band else full(share.weight or NONE),
        missing=tuple(place("indicators", indicator.id, each) for each in fields),
    )


def _idle(indicator: Indicator, share: Share) -> ItemScore:
    shared = "本级没有其他指标分担它的分值，请调整分值" if share.orphaned else "分值由其他指标分担"
    return ItemScore(
        place=place("indicators", indicator.id),
        name=name_of(indicator),
        level=level_key(indicator),
        weight=share.weight,
        points=None,
        is_met=None,
        formula=f"不适用，{shared}" if share.orphaned or indicator.weight else "不适用",
        note=indicator.na_reason.strip(),
        method=items.NOT_APPLICABLE,
        high=full(share.weight or NONE),
        missing=(place("indicators", indicator.id, "weight"),) if share.orphaned else (),
    )


def _quantitative(ledger: Ledger, given: Indicator, share: Share) -> ItemScore:
    indicator = as_judged(given)
    if indicator.target is None:
        return _unfilled(indicator, share, "未填指标值", "target")
    if indicator.actual is None:
        return _unfilled(indicator, share, "未填实际完成值", "actual")
    if share.weight is None:
        return _unfilled(indicator, share, "未填分值", "weight")
    reached = is_met(indicator)
    work = _inside(given, worked(indicator, share, ledger.pack.choice(REVERSE)), met=bool(reached))
    work = _as_set(indicator, share.weight, work, met=bool(reached))
    note = joined(work.note, _assumed(indicator), _to_explain(ledger, indicator, met=bool(reached)))
    return _item(indicator, share, replace(work, note=note), reached)


def _inside(indicator: Indicator, work: Worked, *, met: bool) -> Worked:
    """The sum of a range that is met: both ends instead of one."""
    ends = ends_of(indicator)
    if ends is None or indicator.actual is None or not met:
        return work
    low, high = (written(end) for end in ends)
    _, _, points = work.formula.partition("，")
    return replace(work, formula=f"{low} ≤ {written(indicator.actual)} ≤ {high}，{points}")


def _as_set(indicator: Indicator, weight: Decimal, work: Worked, *, met: bool) -> Worked:
    """Take the officer's own points where a reason stands beside them, else what was reckoned."""
    own = indicator.points
    if own is None or own == work.points:
        return work
    if not indicator.points_reason.strip():
        said = f"自己定的 {two(own)} 分没有写定分理由，仍按计算得分"
        return replace(work, note=joined(work.note, said))
    points = clamped(own, NONE, full(weight) if met or own >= weight else below(weight))
    notes = (
        f"定分理由：{indicator.points_reason.strip()}",
        "" if 0 <= own <= weight else f"自己定的 {two(own)} 分超出 0–{two(full(weight))} 分",
        "没有达标而给了满分" if not met and points == full(weight) else "",
    )
    return Worked(points, f"{work.formula} = {two(work.points)}，自己定分", items.OWN, joined(*notes))


def _assumed(indicator: Indicator) -> str:
    return "" if indicator.operator else f"没有填符号，按 {operator_of(indicator)} 计"


def _to_explain(ledger: Ledger, indicator: Indicator, *, met: bool) -> str:
    """What has to be explained, said before anybody takes points off for it."""
    if not met:
        return _unwritten(indicator)
    rate = ratio(indicator.actual, indicator.target)
    reason = "偏差原因已写" if indicator.reason.strip() else "须写偏差原因"
    if is_over(ledger, indicator) and rate is not None:
        return f"完成率 {percent(rate)}，{reason}"
    beyond = operator_of(indicator) == "=" and indicator.actual != indicator.target
    return f"与指标值不等，{reason}" if beyond else ""


def _unwritten(indicator: Indicator) -> str:
    """What an indicator that is not met still lacks."""
    fields = (("reason", "偏差原因"), ("measure", "改进措施"))
    absent = [label for field, label in fields if not getattr(indicator, field).strip()]
    return f"没有达标，须写{'和'.join(absent)}" if absent else ""


def _qualitative(ledger: Ledger, indicator: Indicator, share: Share) -> ItemScore:
    if not indicator.band:
        return _unfilled(indicator, share, "未选定性档次", "band")
    if share.weight is None:
        return _unfilled(indicator, share, "未填分值", "weight")
    band = band_of(indicator.band, share.weight, ledger.pack)
    if indicator.points is None and band.label != TOP:
        said = f"{band.label}，请在 {band.text}内定分"
        return _unfilled(indicator, share, said, "points", band)
    points, note = _within(indicator, band)
    formula = f"{band.label}（{band.text}）"
    if points == band.most and band.label == TOP:
        formula += f"，满分{f' {share.text}' if share.extra else ''}"
    unwritten = "" if band.label == TOP else _unwritten(indicator)
    return _item(
        indicator, share, Worked(points, formula, items.BAND, joined(note, unwritten)), band.label == TOP
    )


def _within(indicator: Indicator, band: Band) -> tuple[Decimal, str]:
    """The officer's points held within the band, with a note where they were not."""
    if indicator.points is None:
        return band.most, ""
    points = clamped(indicator.points, band.least, band.most)
    reason = f"定分理由：{indicator.points_reason.strip()}" if indicator.points_reason.strip() else ""
    if points == half_up(indicator.points, 2):
        return points, reason
    held = f"自己定的 {two(indicator.points)} 分不在档次内，按 {two(points)} 分计"
    return points, joined(held, reason)
