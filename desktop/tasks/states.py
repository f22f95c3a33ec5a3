"""The states of a report, 草稿 → 送审 → 定稿, and back: each step is an edit, the locked ones are kept."""

from __future__ import annotations

from dataclasses import replace

from desktop.errors import DataError
from desktop.models.edits import STATE
from desktop.session import Session
from desktop.store.backups import Backup

STATES = ("草稿", "送审", "定稿")
_KEPT = {"送审": "submitted", "定稿": "final"}


def set_state(session: Session, state: str, why: str = "") -> Backup | None:
    """Lock (送审, 定稿) or unlock (草稿) a report; return the backup of what was locked, None for 草稿.

    *why* goes into the journal. A backup that failed tells so and the state stands all the same.
    DataError for no such state; StoreError and Locked as ``Session.edit``.
    """
    if state not in STATES:
        raise DataError(f"没有“{state}”这个状态", f"可选：{'、'.join(STATES)}")
    report = session.report
    after = replace(report, project=replace(report.project, state=state))
    session.edit(after, f"改为{state}", place=STATE, why=why)
    return session.back_up(_KEPT[state]) if state in _KEPT else None
