"""The columns that tell of the library's entries, each said once for all its lists."""

from __future__ import annotations

from desktop.models.library import KnownEntry, KnownIndicator, Library, Payee, Phrase
from desktop.models.library_words import (
    KINDS,
    field_label,
    told_source,
    told_years,
    what,
    whereabouts,
)
from desktop.models.numbers import plain
from desktop.views.library.entry_rows import Field
from desktop.views.lines import Head

_YEARS = Field(Head("年度", 104), told_years)
_SOURCE = Field(Head("来自", 150), told_source)


def _weight(each: KnownIndicator) -> str:
    return "" if each.weight is None else plain(each.weight)


def _level1(each: KnownIndicator) -> str:
    return each.level1


def _level2(each: KnownIndicator) -> str:
    return each.level2


def _target(each: KnownIndicator) -> str:
    return each.target


def _where(each: Phrase) -> str:
    return field_label(each.where)


def _kind(each: KnownEntry) -> str:
    return KINDS[type(each)]


INDICATORS = (
    Field(Head("三级指标"), what),
    Field(Head("一级指标", 92), _level1),
    Field(Head("二级指标", 104), _level2),
    Field(Head("指标值", 120), _target),
    Field(Head("分值", 52, numeric=True), _weight),
    _YEARS,
    _SOURCE,
)
PHRASES = (Field(Head("词句"), what), Field(Head("用在", 150), _where), _YEARS, _SOURCE)
PAYEES = (Field(Head("收款单位"), what), Field(Head("统一社会信用代码", 190), whereabouts), _YEARS, _SOURCE)
ALL = (
    Field(Head("内容"), what),
    Field(Head("类别", 72), _kind),
    Field(Head("层级和指标值 · 用在", 250), whereabouts),
    _YEARS,
    _SOURCE,
)
PARTS: dict[type, tuple[Field, ...]] = {KnownIndicator: INDICATORS, Phrase: PHRASES, Payee: PAYEES}


def part_of(library: Library, kind: type) -> tuple[KnownEntry, ...]:
    """Return the entries of one kind."""
    return tuple(each for each in library.entries if type(each) is kind)
