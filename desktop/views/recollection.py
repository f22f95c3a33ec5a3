"""What is remembered for the fields of the open report, looked up once for each field that is gone into.

Before it stands what the data themselves can say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.errors import DataError
from desktop.models.places import parse_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.models.kept_texts import KeptTexts
    from desktop.models.memory import Remembered
    from desktop.models.places import Place
    from desktop.models.records import Report
    from desktop.session import Change
    from desktop.views.desk import Desk

OF_DATA = "按填报的数 · 原因自己写"


class Recollection:
    """Texts by field, from this report, last year's, the own library and earlier files."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: KeptTexts | None = None
        self._of = ""
        self._found: Sequence[Remembered] = ()
        desk.opened.connect(self.forget)
        desk.changed.connect(self._changed)

    def forget(self) -> None:
        """Read the texts of earlier files again when they are next asked for."""
        self._kept = None
        self._of = ""

    def _changed(self, change: Change) -> None:
        """Look again after an edit elsewhere; that of the field itself is what is being typed."""
        if change.place != self._of:
            self._of = ""

    def known(self, where: str) -> Sequence[Remembered]:
        """Return what was written before into the field at a place, nothing for an unknown one."""
        from desktop.models.memory import candidates
        from desktop.tasks.library import known_library
        from desktop.tasks.memory import kept_texts

        try:
            at = parse_place(where)
        except DataError:  # no record is shown
            return ()
        if not at.field or not self._desk.is_open:
            return ()
        if where != self._of:
            if self._kept is None:
                self._kept = kept_texts()
            field = f"{at.section}/{at.field}"
            before = candidates(self._others(at), known_library(), field, self._kept)
            self._found = (*self._of_data(where), *before)
            self._of = where
        return self._found

    def _of_data(self, where: str) -> tuple[Remembered, ...]:
        """The sentence that the record's own numbers make, with the cause left open."""
        from desktop.models.explaining_words import offered_at
        from desktop.models.memory import Remembered

        said = offered_at(self._desk.reckoning, where)
        return (Remembered(said, OF_DATA),) if said else ()

    def _others(self, at: Place) -> Report:
        """The report without what stands at a place: that is what is being typed."""
        report = self._desk.report
        row = report.find(at.section, at.id)
        return report.with_record(at.section, replace(row, **{at.field: ""})) if row else report
