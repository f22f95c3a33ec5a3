"""Rules of one's own in the file and in the rule pack it uses: looked at together, kept together (自定义审核)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.errors import DataError, KnownError
from desktop.models.records import UserRule
from desktop.models.rulepack_draft import closed, opened
from desktop.models.rulepack_rules import rule_tables
from desktop.session import Session
from desktop.store.rulepack_writing import keep
from desktop.store.rulepacks import found, installed, own_folder, tables

SECTION = "user_rules"
_WORDS = "修改自定义审核"


@dataclass(frozen=True, slots=True)
class PackShelf:
    """The rules of the rule pack that a file uses; *lock*: why they cannot be changed here, or ''."""

    name: str = ""
    rules: tuple[UserRule, ...] = ()
    lock: str = "没有规则包"


def shelf(session: Session) -> PackShelf:
    """Return the rules of the rule pack in use; changed they are where it is an own one of this computer."""
    try:
        pack = session.pack
        return PackShelf(pack.name, pack.rules, _lock(session, pack.name))
    except KnownError as error:
        return PackShelf(lock=error.message)


def _lock(session: Session, name: str) -> str:
    id_ = session.report.project.rule_pack
    path = found(id_)
    if path is None:
        return f"规则包“{name}”不在这台电脑上，它的规则只能看"
    if path.parent != own_folder():
        return f"规则包“{name}”随程序，只能看；先在“本地规则”里复制一份并用于本项目"
    if session.carried_pack[1] != installed(id_):
        return f"这台电脑上的规则包“{name}”与文件里的不同，先在“项目概况”换用新版"
    return ""


def keep_rules(session: Session, own: tuple[UserRule, ...], packed: Sequence[UserRule]) -> None:
    """Keep the rules of the file and of its pack, one step of undo of the file; the pack's own file is written.

    Raises DataError where the pack is not sound or not to be changed, StoreError, Locked: the file is as it was.
    """
    report = session.report.with_rows(SECTION, own)
    held = shelf(session)
    if rule_tables(packed) == rule_tables(held.rules):
        session.edit(report, _WORDS, place=SECTION)
        return
    if held.lock:
        raise DataError(held.lock, "请选“只用于这个文件”")
    id_ = session.report.project.rule_pack
    draft = opened(tables(installed(id_), id_))
    keep(id_, closed({**draft, "rules": rule_tables(packed)}))
    session.edit(report, _WORDS, place=SECTION, pack=(id_, installed(id_)))


def numbered(rules: Sequence[UserRule]) -> tuple[UserRule, ...]:
    """Return rules as a pack numbers them: from 1, in their order."""
    return tuple(replace(each, id=n) for n, each in enumerate(rules, 1))
