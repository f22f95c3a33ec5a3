"""What an edit did, and telling it to everyone who listens."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from desktop.models.records import SECTIONS, Report


@dataclass(frozen=True, slots=True)
class Change:
    """The report before and after an edit, the sections that differ, the edit's words and its place."""

    old: Report
    new: Report
    sections: frozenset[str]
    text: str
    place: str


Listener = Callable[[Change], None]


def change(old: Report, new: Report, text: str, place: str) -> Change:
    """Return the change from *old* to *new*; all sections where it is another rule pack."""
    differing = (name for name in SECTIONS if getattr(old, name) is not getattr(new, name))
    return Change(old, new, frozenset(differing if old is not new else SECTIONS), text, place)


@dataclass(slots=True)
class Listeners:
    """Those who are told of each change, in its order, one change after the other."""

    _held: list[Listener] = field(default_factory=list[Listener])
    _untold: deque[Change] = field(default_factory=deque[Change])

    def add(self, listener: Listener) -> Callable[[], None]:
        """Tell *listener* from now on; return what ends that."""
        self._held.append(listener)
        return partial(self._remove, listener)

    def tell(self, told: Change) -> None:
        """Call every listener; one that fails is shown as a bug, the others still hear."""
        self._untold.append(told)
        if len(self._untold) > 1:
            return  # A listener has made this edit: it is told when the one before has been told to all
        try:
            while self._untold:
                self._tell(self._untold[0])
                self._untold.popleft()
        finally:
            self._untold.clear()

    def _tell(self, told: Change) -> None:
        for listener in tuple(self._held):
            try:
                listener(told)
            except Exception as error:  # noqa: BLE001 - the edit is saved and stays; the hook shows the bug
                sys.excepthook(type(error), error, error.__traceback__)

    def _remove(self, listener: Listener) -> None:
        if listener in self._held:
            self._held.remove(listener)
