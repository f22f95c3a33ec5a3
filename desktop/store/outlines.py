"""The report outlines (报告提纲) and the dictionary of their passages that ship with the program."""

from __future__ import annotations

import tomllib
from functools import cache

from desktop.errors import DataError
from desktop.folders import resources
from desktop.models.outline import Asked, Outline, Topic, parse_outline, parse_topics


@cache
def outline_named(name: str) -> Outline:
    """Return the outline *name* that ships with the program; raises DataError where there is none."""
    path = resources() / "outlines" / f"{name}.toml"
    if not name.replace("-", "").isalnum() or not path.is_file():
        raise DataError(f"没有名为“{name}”的报告提纲", "请在“项目概况”里另选一个提纲")
    return parse_outline(tomllib.loads(path.read_text("utf-8")))


@cache
def topics() -> dict[str, Topic]:
    """Return every passage that an outline may ask for, by key."""
    return parse_topics(tomllib.loads((resources() / "outlines" / "sections.toml").read_text("utf-8")))


def asked_by(name: str) -> Asked | None:
    """Return what the outline *name* asks for, or None where it does not ship with the program."""
    try:
        return Asked(outline_named(name), topics())
    except DataError:
        return None
