"""The passages that the report's outline asks for, in its order, with what belongs in each."""

from __future__ import annotations

from desktop.models.outline import Outline, OutlineHeading, OutlinePassage, Topic
from desktop.models.records import Report
from desktop.store.outlines import asked_by, topics


def outline_of(report: Report) -> Outline | None:
    """Return the outline of a report, or None where the one it names does not ship with the program."""
    asked = asked_by(report.project.outline)
    return asked.outline if asked else None


def outline_topics(report: Report) -> tuple[Topic, ...]:
    """Return what the outline asks for; for a key that is not in the dictionary its own name."""
    outline = outline_of(report)
    keys = [part.section for part in outline.parts if isinstance(part, OutlinePassage)] if outline else []
    others = [each.section for each in report.passages if each.section not in keys]
    known = topics()
    return tuple(
        known.get(key) or Topic(key, key.removeprefix("x-"), "", "", required=False, limit=0)
        for key in dict.fromkeys([*keys, *others])
    )


def headings_of(report: Report) -> dict[str, str]:
    """Return for each passage of the outline the heading that it stands under."""
    made: dict[str, str] = {}
    heading = ""
    outline = outline_of(report)
    for part in outline.parts if outline else ():
        match part:
            case OutlineHeading(title=title):
                heading = title
            case OutlinePassage(section=section):
                made[section] = heading
            case _:
                pass
    return made


def required_passages(report: Report) -> tuple[str, ...]:
    """Return the keys of the passages that must be written."""
    asked = asked_by(report.project.outline)
    return asked.required if asked else ()
