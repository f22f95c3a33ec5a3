"""Findings sorted for the list of 审核: by class, by place or by rule; filtered by state and by words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.models.pinyin import matches
from desktop.views.audit import ORDER, first_place
from desktop.views.auditing.words import MEANINGS
from desktop.views.finding_list import severity_of
from desktop.views.pages.catalogue import PAGES, page_for

if TYPE_CHECKING:
    from desktop.models.checks import Finding

BY_CLASS, BY_PLACE, BY_RULE = "按类别", "按位置", "按规则"
GROUPINGS = (BY_CLASS, BY_PLACE, BY_RULE)
EXPLAINED, EXPIRED = "已说明", "已失效"
STATES = (*ORDER, EXPLAINED, EXPIRED)
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Some findings under a title with a quiet note; *severity* chooses its shape, '' for none."""

    title: str
    note: str
    severity: str
    findings: tuple[Finding, ...]


def key_of(finding: Finding) -> Key:
    """Return what tells a finding from all others: rule, first place, and its numbers' fingerprint."""
    return finding.rule, finding.place, finding.fingerprint


def alike(left: Key, right: Key) -> bool:
    """Tell whether two findings are one whose numbers may have changed."""
    return left[:2] == right[:2]


def of_state(findings: Iterable[Finding], state: str) -> tuple[Finding, ...]:
    """Return the findings of a class that are open, the explained or the expired ones; all of them for ''."""
    if state == EXPIRED:
        return tuple(each for each in findings if each.expired)
    return tuple(each for each in findings if not state or severity_of(each) == state)


def having(findings: Iterable[Finding], words: str, where: Callable[[Finding], str]) -> tuple[Finding, ...]:
    """Return the findings with *words* in rule, sentence or place (or in its pinyin)."""
    wanted = words.strip().lower()
    if not wanted:
        return tuple(findings)
    return tuple(
        each
        for each in findings
        if wanted in each.message.lower() or wanted in each.rule.lower() or matches(wanted, where(each))
    )


def grouped(findings: Iterable[Finding], by: str) -> tuple[Group, ...]:
    """Sort findings into groups; inside a group the order stays."""
    sorted_by = {BY_CLASS: _by_class, BY_PLACE: _by_place, BY_RULE: _by_rule}[by]
    return tuple(each for each in sorted_by(tuple(findings)) if each.findings)


def _by_class(findings: tuple[Finding, ...]) -> Iterable[Group]:
    for name in (*ORDER, EXPLAINED):
        yield Group(name, MEANINGS[name], name, tuple(each for each in findings if severity_of(each) == name))


def _by_place(findings: tuple[Finding, ...]) -> Iterable[Group]:
    pages = [(page_for(first_place(each)).key, each) for each in findings]
    for page in PAGES:
        yield Group(page.title, "", "", tuple(each for key, each in pages if key == page.key))


def _by_rule(findings: tuple[Finding, ...]) -> Iterable[Group]:
    from desktop.models.checks import rules

    why = {each.id: each.why for each in rules()}
    made: dict[str, list[Finding]] = {}
    for each in findings:
        made.setdefault(each.rule, []).append(each)
    for rule in sorted(made):
        note = why.get(rule, "").partition("。")[0]
        yield Group(rule, note, "", tuple(made[rule]))
