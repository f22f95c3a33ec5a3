"""The passages that a report's outline asks for, with what belongs in each."""

from __future__ import annotations

import tomllib
from functools import cache

from desktop.errors import DataError
from desktop.folders import resources
from desktop.models.outline import OutlinePassage, Topic, parse_topics
from desktop.models.records import Report
from desktop.tasks.reporting import outline_named


@cache
def topics() -> dict[str, Topic]:
    """Return every passage that an outline may ask for, by key."""
    return parse_topics(tomllib.loads((resources() / "outlines" / "sections.toml").read_text("utf-8")))


def required_passages(report: Report) -> tuple[str, ...]:
    """Return the keys of the passages that must be written; none where the outline is not known here."""
    try:
        outline = outline_named(report.project.outline)
    except DataError:
        return ()
    asked = [part.section for part in outline.parts if isinstance(part, OutlinePassage)]
    return tuple(key for key in asked if key in topics() and topics()[key].required)
