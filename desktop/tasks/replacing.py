"""Find and replace over the whole project as one edit that can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.models.replacing import Hit, replaced
from desktop.progress import forget
from desktop.session import Session

_SHOWN = 12  # Characters of the words in the undo menu


def replace_all(session: Session, hits: Sequence[Hit], new: str) -> None:
    """Replace the words of all hits; several places are backed up before. Raises as ``Session.edit``.

    DataError where the report has changed since they were found.
    """
    if not hits:
        return
    report = session.report
    after = session.patience("正在替换", lambda: replaced(report, hits, new), abandon=forget)
    places = {hit.place for hit in hits}
    if len(places) > 1:
        session.back_up("bulk")
    text = f"把“{_short(hits[0].text)}”替换为“{_short(new)}”（{len(hits)} 处）"
    session.edit(after, text, place=hits[0].place if len(places) == 1 else "")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
