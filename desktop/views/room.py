"""What every page of a window works with: report, findings, proof, and the way to other places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction

from desktop.views.audit import Audit
from desktop.views.desk import Desk
from desktop.views.proof import Proof
from desktop.views.toast import Toast


@dataclass(frozen=True, slots=True)
class Room:
    """A window's workplace.

    go: show a place on its page with the focus in it. flagged: show the finding at a place at the foot of
    the window. actions: the window's commands by name.
    """

    desk: Desk
    audit: Audit
    proof: Proof
    go: Callable[[str], None]
    flagged: Callable[[str], None]
    actions: dict[str, QAction]
    toast: Toast
