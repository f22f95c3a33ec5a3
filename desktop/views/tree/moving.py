"""Indicators into another 二级指标: to the one before or behind, or to any that is chosen from a menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from desktop.models.levels import arranged, levels_of, put
from desktop.models.places import place
from desktop.views.desk import Desk
from desktop.views.tree.nodes import UNNAMED, Node

_LONGEST = 24  # Characters of a level's name in the menu
_MOST = 60  # Levels in the menu


def moved_across(desk: Desk, node: Node, ids: Sequence[int], by: int) -> None:
    """Move indicators to the end of the 二级指标 before (-1), to the beginning of the one behind (1)."""
    homes = homes_of(desk)
    at = homes.index(node.home) + by
    if 0 <= at < len(homes):
        move(desk, ids, homes[at], first=by > 0)


def fill_moves(menu: QMenu, desk: Desk, node: Node | None, ids: Sequence[int]) -> bool:
    """Offer all levels but the one that *node* is in; False where there is no other."""
    here = node.home if node is not None else ("", "")
    others = [home for home in homes_of(desk) if home != here][:_MOST]
    for home in others if ids else ():
        words = " › ".join(_short(name) for name in home)
        menu.addAction(words.replace("&", "&&")).triggered.connect(partial(_moving, desk, tuple(ids), home))
    return bool(others and ids)


def homes_of(desk: Desk) -> list[tuple[str, str]]:
    """Return all second levels with the first ones they are in, in the officer's order."""
    return [
        (first.name, second.name) for first in levels_of(desk.report.indicators) for second in first.seconds
    ]


def move(desk: Desk, ids: Sequence[int], home: tuple[str, str], *, first: bool = False) -> None:
    """Move indicators into a level, to its end or as the *first* ones; one step of undo."""
    levels = levels_of(desk.report.indicators)
    held = next(
        second.ids for level in levels for second in level.seconds if (level.name, second.name) == home
    )
    before = next((id_ for id_ in held if id_ not in ids), None) if first else None
    after = arranged(desk.report, put(levels, ids, home, before))
    if after is not desk.report:
        desk.edit(after, "移动绩效指标", place=place("indicators", ids[0]))


def _moving(desk: Desk, ids: Sequence[int], home: tuple[str, str], *_signal: object) -> None:
    desk.flush()
    move(desk, ids, home)


def _short(name: str) -> str:
    plain = name or UNNAMED
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
