"""All project files in the officer's folders at a glance: state, completeness, open findings, execution."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from desktop.errors import KnownError
from desktop.models.checks import Severity, counts
from desktop.models.completeness import of_report
from desktop.output.listing import write_listing
from desktop.report.review import review
from desktop.session import Session
from desktop.store.backups import SECOND
from desktop.tasks.topics import required_passages

SUFFIX = ".jxzp"
DEEPEST = 3  # Folders below a given one that are looked into; whole disks are nobody's folder
MOST = 500  # Files
HEADS = (
    "文件", "项目名称", "年度", "单位", "状态", "完成度", "强制性", "核实性", "提示", "执行率", "最后修改", "所在文件夹", "说明",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overview:
    """One file of the list; where it could not be read, *problem* says why in Chinese and the rest is empty.

    percent: of the required values. open: findings that are not explained, by class. rate: 预算执行率 as shown.
    """

    path: Path
    changed: datetime | None = None
    name: str = ""
    year: int = 0
    unit: str = ""
    state: str = ""
    percent: int = 0
    open: Mapping[Severity, int] = field(default_factory=dict[Severity, int])
    rate: str = ""
    problem: str = ""

    @property
    def cells(self) -> tuple[str | int, ...]:
        """The file for a list, in the order of HEADS."""
        when = f"{self.changed:%Y-%m-%d %H:%M}" if self.changed else ""
        found = [str(self.open.get(each, "")) for each in Severity]
        share = "" if self.problem else f"{self.percent}%"
        return (
            self.path.name, self.name, self.year or "", self.unit, self.state, share, *found, self.rate,
            when, str(self.path.parent), self.problem,
        )  # fmt: skip


def project_files(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the project files in some folders and below, each once, never more than 500.

    Backups, hidden folders and files of the program itself (~$…) are left out.
    """
    seen: set[Path] = set()
    for folder in folders:
        for path in _files(Path(folder)):
            real = path.resolve()
            if real in seen:
                continue
            if len(seen) == MOST:
                return
            seen.add(real)
            yield path


def overview(folders: Iterable[Path]) -> Iterator[Overview]:
    """Yield the project files of some folders one by one, as each has been read; no file is changed.

    A folder that is away (a stick, a share) is a line of its own.
    """
    held = [Path(each) for each in folders]
    for folder in held:
        if not folder.is_dir():
            yield Overview(folder, problem="找不到这个文件夹，U 盘或网络盘可能没有接上")
    yield from map(look_at, project_files(held))


def look_at(path: Path) -> Overview:
    """Read one project file for the list; what cannot be read is a line with the reason."""
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        with Session.open(path, read_only=True) as session:
            return _seen(session, path, changed)
    except KnownError as error:
        return Overview(path, problem=error.message)
    except OSError as error:
        return Overview(path, problem=f"读不出来：{error.strerror}")


def export(rows: Iterable[Overview], path: Path) -> int:
    """Write the list to an .xlsx or .csv file and return how many lines it has; raises OutputError."""
    return write_listing(path, "项目文件一览", HEADS, (each.cells for each in rows))


def _seen(session: Session, path: Path, changed: datetime) -> Overview:
    report, project = session.report, session.report.project
    rate = session.reckoning.figure("execution_rate")
    return Overview(
        path,
        changed,
        project.name,
        project.year,
        project.unit,
        project.state,
        of_report(report, required_passages(report)).percent,
        counts(review(session.reckoning)),
        rate.text if rate else "",
    )


def _files(folder: Path) -> Iterator[Path]:
    for where, below, names in os.walk(folder):
        depth = len(Path(where).relative_to(folder).parts)
        below[:] = sorted(
            name for name in below if depth < DEEPEST and not name.startswith(".") and name != SECOND
        )
        for name in sorted(names):
            if name.lower().endswith(SUFFIX) and not name.startswith(("~", ".")):
                yield Path(where, name)
