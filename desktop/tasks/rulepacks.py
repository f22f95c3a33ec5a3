"""The rule packs as a report meets them: chosen, renewed, and the words for their choices (本地规则)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop.errors import KnownError
from desktop.folders import resources
from desktop.models.caps import RATES
from desktop.models.rulepack_changes import changes
from desktop.models.rulepack_deductions import WHENS
from desktop.models.rulepack_lines import rows_at
from desktop.models.rulepack_rules import CLASSES
from desktop.session import Session
from desktop.store.own_rulepacks import checked
from desktop.store.rulepacks import installed

PLACE = "project/1/rule_pack"
_NAMED = {"form": "forms", "outline": "outlines"}
_WORDS = {
    "self_name": {"": "按单位名称（我局、我委……）", "本单位": "固定为“本单位”"},
    "reverse_scoring": {"ratio": "按比例", "linear": "按偏离程度"},
}


@dataclass(frozen=True, slots=True)
class News:
    """The rule pack in use is another one on this computer than in the file: its name and what differs.

    problem: why it cannot be taken, or ''.
    """

    name: str
    changes: tuple[str, ...] = ()
    problem: str = ""


def news(session: Session) -> News | None:
    """Return what is new in the rule pack that the report uses, None where there is nothing."""
    name = session.report.project.rule_pack
    try:
        text = session.renewed_pack()
        return News(name, changes(session.pack, pack)) if text and (pack := checked(text, name)) else None
    except KnownError as error:
        return News(name, problem=error.message)


def use_pack(session: Session, name: str) -> None:
    """Let the report use the rule pack *name* as it is on this computer now, its text kept in the file.

    That is one step of undo; before a new text of the same pack is taken the file is backed up as well.
    Raises DataError for a pack that is not sound, StoreError, Locked.
    """
    checked(installed(name), name)
    if session.report.project.rule_pack != name:
        session.write(PLACE, name)
        session.close_edit()
    elif session.renewed_pack():
        session.back_up("bulk")
        session.renew_pack()


def pack_name(session: Session) -> str:
    """Return the name of the rule pack in use, its id where it cannot be read."""
    try:
        return session.pack.name
    except KnownError:
        return session.report.project.rule_pack


def choice_words(draft: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return for each choice of a pack's draft what may be chosen: value → words."""
    profiles = {name: name for row in rows_at(draft, ("weights",)) if (name := str(row.get("name", "")))}
    named = {key: dict(_shipped(folder)) for key, folder in _NAMED.items()}
    fixed = {"rate": {**RATES}, "when": {**WHENS}, "severity": {each: each for each in CLASSES}}
    return {**_WORDS, **named, **fixed, "weight_profile": profiles}


@cache
def _shipped(folder: str) -> tuple[tuple[str, str], ...]:
    paths = sorted((resources() / folder).glob("*.toml"))
    held = [tomllib.loads(path.read_text("utf-8")) for path in paths]
    return tuple((each["id"], str(each.get("name", each["id"]))) for each in held if "id" in each)
