"""Project files as the welcome page knows them: as they were left, then as they were found on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.views.recent import Recent

if TYPE_CHECKING:
    from desktop.tasks.overview import Overview


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A project file; at: ISO time of the last use or change. away: it is not there now.

    recent: it was opened here. rate: 预算执行率 as shown, '' while it is not known. place: where it was left.
    """

    path: str
    name: str = ""
    year: int = 0
    unit: str = ""
    state: str = ""
    percent: int = 0
    must: int = 0
    check: int = 0
    rate: str = ""
    at: str = ""
    place: str = ""
    away: bool = False
    problem: str = ""
    recent: bool = False

    @property
    def title(self) -> str:
        """What the file is called: its project, else its own name."""
        return self.name or Path(self.path).stem


def as_left(file: Recent) -> SeenFile:
    """Return a file as it was when it was closed."""
    return SeenFile(
        file.path, file.name, file.year, "", file.state, file.percent, file.must, file.check,
        "", file.at, file.place, recent=True,
    )  # fmt: skip


def as_found(seen: Overview, left: SeenFile | None = None) -> SeenFile:
    """Return a file as it was found on the disk; what only the window knows comes from *left*."""
    base = left or SeenFile(str(seen.path))
    if seen.problem:
        return replace(base, away=seen.changed is None, problem=seen.problem)
    counts = {each.value: count for each, count in seen.open.items()}
    return replace(
        base,
        name=seen.name,
        year=seen.year,
        unit=seen.unit,
        state=seen.state or "草稿",
        percent=seen.percent,
        must=counts.get("强制性", 0),
        check=counts.get("核实性", 0),
        rate=seen.rate,
        at=base.at or (seen.changed.isoformat(timespec="seconds") if seen.changed else ""),
        away=False,
        problem="",
    )


def together(recent: Sequence[Recent], found: Mapping[str, Overview]) -> list[SeenFile]:
    """Return the files opened here, the latest first, then the others by project and year."""
    known = {each.path for each in recent}
    here = [
        as_found(found[each.path], as_left(each)) if each.path in found else as_left(each) for each in recent
    ]
    others = [
        as_found(each) for path, each in found.items() if path not in known and path.lower().endswith(".jxzp")
    ]
    return [*here, *sorted(others, key=lambda each: (each.title, -each.year, each.path))]


def matches(file: SeenFile, wanted: str) -> bool:
    """Tell whether every word that is looked for stands in the file's project, year, unit, state or path."""
    text = f"{file.name} {file.year} {file.unit} {file.path} {file.state}".lower()
    return all(word in text for word in wanted.lower().split())


def to_continue(files: Iterable[SeenFile], today: date) -> SeenFile | None:
    """Return a finished file (定稿) of a project that has none for the year after, once that year has begun."""
    latest: dict[tuple[str, str], SeenFile] = {}
    for each in files:
        if each.name and each.year and not each.problem:
            key = (each.name, each.unit)
            if key not in latest or latest[key].year < each.year:
                latest[key] = each
    due = (each for each in latest.values() if each.state == "定稿" and each.year < today.year)
    return next(due, None)
