"""Backups looked into and taken back: a preview of what differs, then one edit that can be undone."""

from __future__ import annotations

from datetime import datetime

from desktop.errors import StoreError
from desktop.models.comparing import Differing, differences
from desktop.models.edits import check_open
from desktop.models.records import SECTIONS, Report
from desktop.models.restoring import restored
from desktop.progress import forget
from desktop.session import Session
from desktop.store.backups import MILESTONES, Backup

NO_BACKUP = "没有备份就不恢复，文件没有改动"


def report_of(backup: Backup) -> Report:
    """Return the report that a backup holds, of whatever version; raises StoreError where it is damaged."""
    with _opened(backup) as held:
        return held.report


def preview(session: Session, backup: Backup) -> tuple[Differing, ...]:
    """Return what restoring would change, by section, from now to then; StoreError for a damaged one."""
    held = session.patience("正在读取备份", lambda: report_of(backup), abandon=forget)
    return differences(session.report, held)


def restore(session: Session, backup: Backup, section: str = "") -> Backup:
    """Take a backup (or one section of it) back as one edit; return the backup made just before.

    Evidence comes back with its bytes. StoreError where either backup fails, Locked where the state forbids:
    nothing has happened then.
    """
    check_open(session.report)
    after, blobs = session.patience(
        "正在读取备份", lambda: _brought(session, backup, section), abandon=forget
    )
    before = session.back_up("restore")
    if before.problem:
        raise StoreError(before.problem, NO_BACKUP)
    session.edit(after, restore_text(backup, section), place=section, blobs=blobs)
    return before


def _brought(session: Session, backup: Backup, section: str) -> tuple[Report, dict[str, bytes]]:
    """Return the report as it will be, and the bytes of its evidence that are not in the file."""
    with _opened(backup) as held:
        after = restored(session.report, held.report, session.new_id, section)
        needed = {row.sha256 for row in after.evidence} - session.blobs()
        return after, {each: content for each in needed if (content := held.blob(each)) is not None}


def restore_text(backup: Backup, section: str = "", now: datetime | None = None) -> str:
    """Say a restoring for the undo menu: 恢复到 10:31 的备份, 恢复到 3月5日 10:31 的备份（支付明细）."""
    today = (now or datetime.now().astimezone()).date()
    at = backup.at
    day = "" if at.date() == today else f"{at.month}月{at.day}日 "
    year = f"{at.year}年" if at.year != today.year else ""
    part = f"（{SECTIONS[section].label}）" if section else ""
    return f"恢复到 {year}{day}{at:%H:%M} 的备份{part}"


def submitted(session: Session) -> Backup | None:
    """Return the newest backup made at 送审 or 定稿, with which a later draft is compared; None without."""
    return next((each for each in session.backups() if each.reason in MILESTONES), None)


def _opened(backup: Backup) -> Session:
    if backup.path is None:
        raise StoreError(backup.problem or "没有这份备份", "请另选一份备份")
    return Session.open(backup.path, read_only=True)
