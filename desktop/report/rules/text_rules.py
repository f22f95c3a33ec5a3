"""How rules over text are declared: with a judge of one text at a time, as it is printed (审核正文的规则)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from desktop.models.checks import Issue, Severity
from desktop.models.figures import Reckoning
from desktop.models.rules.registry import F, Judge, Rows, add, declare, sections
from desktop.report.rules.texts import RECORDED, written

Fields = tuple[tuple[str, str], ...]
"""(section, field) of texts, in the order in which they are judged."""

PASSAGES: Fields = (("passages", "text"),)
ALL: Fields = (*PASSAGES, *RECORDED)
"""What is printed as prose."""

_NOTHING: Iterator[Issue] = iter(())


def text_rule(
    id: str,
    severity: Severity,
    *,
    source: str,
    texts: Fields = ALL,
    suspect: re.Pattern[str] | None = None,
    reads: str | None = None,
) -> Callable[[F], F]:
    """Register ``judge(reckoning, text)`` as a rule over some texts, those of one field after the other.

    suspect: where it is not found in a field of a record, that is not judged. reads: the sections that are
    looked at beside the text, None for any. Raises KeyError where an id is given twice.
    """

    def register(judge: F) -> F:
        declare(id, severity, source, judge, _parts(judge, texts, suspect, reads), "text")
        return judge

    return register


def also_texts(
    id: str, texts: Fields = ALL, *, suspect: re.Pattern[str] | None = None, reads: str | None = None
) -> Callable[[F], F]:
    """Let a rule go on with a judge of texts."""

    def register(judge: F) -> F:
        add(id, _parts(judge, texts, suspect, reads))
        return judge

    return register


def _parts(judge: Judge, texts: Fields, suspect: re.Pattern[str] | None, reads: str | None) -> Iterator[Rows]:
    """A passage is printed with figures, so it reads anything; the title of a field says which row it is of."""
    for section, field in texts:
        if section == "passages":
            yield Rows(section, _judging(judge, section, field, None))
        else:
            known = None if reads is None else sections(f"{reads} {section}")
            yield Rows(section, _judging(judge, section, field, suspect), known)


def _judging(judge: Judge, section: str, field: str, suspect: re.Pattern[str] | None) -> Judge:
    def judged(reckoning: Reckoning, row: Any) -> Iterator[Issue]:
        typed: str = getattr(row, field)
        if not typed or (suspect and not suspect.search(typed)):
            return _NOTHING
        text = written(reckoning, section, field, row)
        return judge(reckoning, text) if text else _NOTHING

    return judged
