"""万元 | 元: in which unit a page shows and reads the money of its tables; remembered page by page."""

from __future__ import annotations

from typing import cast

from desktop.models.money import Unit
from desktop.views.segments import Segments
from desktop.views.tables.memory import remember, remembered

UNITS: tuple[Unit, ...] = ("万元", "元")
_TIP = "表里的金额按这个单位显示和录入；也可以直接写“318.55万”或“3185500元”"


class UnitSwitch(Segments):
    """Offers both units; *section* is what the choice is remembered by."""

    def __init__(self, section: str) -> None:
        super().__init__("金额单位", UNITS, _TIP)
        self._section = section
        self.choose(str(remembered(section, "unit").get("money", "")))
        self.chosen.connect(self._keep)

    @property
    def unit(self) -> Unit:
        """The unit that holds."""
        return cast("Unit", self.word)

    def _keep(self, unit: str) -> None:
        remember(self._section, "unit", {"money": unit})
