"""What may be said of a report as a whole where nothing is found: only a look that was done clears it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.views.audit import Audit
from desktop.views.completeness import percent

AGAIN = "F9 再审一次"
LOOKING = "正在审核…"
FAILED = "审核没有做完"
NOTHING = "没有要处理的问题"
_ALL = 100


@dataclass(frozen=True, slots=True)
class Verdict:
    """A title, what it rests on, and its tone; *line* is both in one line, for the foot of the window."""

    title: str
    text: str
    tone: str
    line: str


def unfinished(audit: Audit) -> Verdict | None:
    """Return why nothing can be said of the whole report, or None where the look at it is done."""
    if audit.failure:
        line = f"{FAILED}：{audit.failure}，{AGAIN}"
        return Verdict(FAILED, f"{audit.failure}，{AGAIN}。填的数据都在，不受影响。", "err", line)
    if not audit.is_looked:
        return Verdict(LOOKING, "审完以后这里列出要处理的问题。", "muted", LOOKING)
    return None


def verdict(audit: Audit) -> Verdict:
    """Return what is said where there is no finding."""
    if found := unfinished(audit):
        return found
    share = percent(audit.filled())
    if share < _ALL:
        told = f"必填项填了 {share}%"
        text = f"{told}；填了的数对得上，文字里没有发现前后不一致。"
        return Verdict(NOTHING, text, "text2", f"{NOTHING}，{told}")
    return Verdict(NOTHING, "数字对得上，必填项都有，文字里没有发现前后不一致。", "ok", NOTHING)
