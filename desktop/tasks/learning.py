"""Learning from the officer's own files: which there are, what each teaches, what of it is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import KnownError
from desktop.exchange.library_sheets import read_library
from desktop.folders import home_path
from desktop.models.library import Library, learned, library_of, merged
from desktop.models.library_words import news
from desktop.session import Session
from desktop.tasks.keeping import kept
from desktop.tasks.library import own_library, take, taught_by
from desktop.tasks.overview import project_files

SAMPLES = "samples"  # The folder of their copies, in the user's folder
EMPTY = Library()


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one file teaches; *problem* says why it could not be read."""

    path: Path
    library: Library = EMPTY
    problem: str = ""


def own_files(recent: Iterable[str]) -> tuple[Path, ...]:
    """Return the officer's project files: those opened last and those in the chosen folders, each once.

    Copies of samples are left out: what stands in them is nobody's own.
    """
    samples = (home_path() / SAMPLES).resolve()
    opened = [path for each in recent if (path := Path(each)).is_file()]
    found = {path.resolve(): path for path in (*opened, *project_files(map(Path, kept().folders)))}
    return tuple(path for real, path in found.items() if samples not in real.parents)


def read_lesson(path: Path) -> Lesson:
    """Read what a project file teaches; it is only read, and what cannot be read is told in the lesson."""
    try:
        return Lesson(path, taught_by(path))
    except KnownError as error:
        return Lesson(path, problem=error.message)


def taken_from(files: Iterable[Path]) -> Library:
    """Take what project files (.jxzp) or workbooks (.xlsx) hold; return what of it was new.

    Raises StoreError, ImportRefused or DataError for a file that cannot be read; nothing is taken then.
    """
    before = own_library()
    taught = merged(
        *(read_library(path) if path.suffix.lower() == ".xlsx" else taught_by(path) for path in files)
    )
    found = library_of(each.entry for each in news(before, taught))
    take(found.entries)
    return found


def learn_final(session: Session) -> int:
    """Learn from a report that has become 定稿 and return how many entries were new. DataError, OutputError."""
    found = news(own_library(), learned(session.report, session.path.name))
    take(each.entry for each in found)
    return len(found)
