"""Whether the score stands beside the indicators, remembered between two starts."""

from __future__ import annotations

from desktop.views.tables.memory import remember, remembered

_WHERE = ("indicators", "strip")


def score_wanted() -> bool:
    """Tell whether the score is to be shown; so it is until it has been closed."""
    return remembered(*_WHERE).get("score") is not False


def want_score(*, on: bool) -> None:
    """Remember whether the score is shown."""
    if on != score_wanted():
        remember(*_WHERE, {"score": on})
