"""Evidence (佐证材料): how large it may be, what may be opened, and which facts have none yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from desktop.models.places import place
from desktop.models.reckoning.ledger import is_reported
from desktop.models.records import Evidence, Report

MEGABYTE = 1 << 20
FILE_LIMIT = 20 * MEGABYTE  # Bytes of one file
TOTAL_LIMIT = 200 * MEGABYTE  # Bytes of all files of a project
# A file of another sort (a program, a script, a link) is kept, but never handed to the system to open
DOCUMENTS = frozenset({
    ".pdf", ".ofd", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".csv", ".ppt", ".pptx", ".dps",
    ".txt", ".rtf",
    ".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp",
    ".heic", ".mp3", ".wav", ".mp4", ".zip", ".rar", ".7z", ".eml",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact that should be proved: its place, and the paper that would prove it, in Chinese."""

    place: str
    paper: str


def may_open(file_name: str) -> bool:
    """Tell whether a file is of a sort that the system's viewer may be given."""
    return PurePath(file_name).suffix.lower() in DOCUMENTS


def size_of(report: Report) -> int:
    """Return the bytes of all evidence; the same file named twice is there once."""
    return sum({row.sha256: row.size for row in report.evidence}.values())


def shown_size(size: int) -> str:
    """Say a number of bytes: 812 字节, 36 KB, 19.5 MB; rounded up, so that a limit is never flattered."""
    if size < 1 << 10:
        return f"{size} 字节"
    if size < MEGABYTE:
        return f"{-(-size // (1 << 10))} KB"
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10}.{tenths % 10} MB"


def of_place(report: Report, where: str) -> tuple[Evidence, ...]:
    """Return what proves the value at a place: evidence for it, its record or a field of the record."""
    return tuple(row for row in report.evidence if any(_covers(each, where) for each in row.places))


def unused(report: Report) -> tuple[Evidence, ...]:
    """Return the evidence that proves nothing yet: it names no place."""
    return tuple(row for row in report.evidence if not row.places)


def wanting(report: Report) -> tuple[Wanted, ...]:
    """Return the facts that have no evidence, in the order of the report (缺佐证清单)."""
    return tuple(each for each in _wanted(report) if not of_place(report, each.place))


def asks_for_evidence(report: Report) -> bool:
    """Tell whether any fact of the report should be proved; where none is filled in, none is lacking either."""
    return next(_wanted(report), None) is not None


def _covers(proved: str, where: str) -> bool:
    return where == proved or where.startswith(f"{proved}/") or proved.startswith(f"{where}/")


def _wanted(report: Report) -> Iterator[Wanted]:
    for basis in report.basis:
        yield Wanted(place("basis", basis.id), f"《{basis.title}》全文" if basis.title else "文件全文")
    for adjustment in report.adjustments:
        yield Wanted(place("adjustments", adjustment.id), "预算调整的批复文件")
    for contract in report.contracts:
        where = place("contracts", contract.id)
        yield Wanted(f"{where}/amount", "合同文本")
        if contract.minutes or contract.approved:
            yield Wanted(f"{where}/minutes", "审议的会议纪要")
        if contract.accepted or contract.acceptance:
            yield Wanted(f"{where}/accepted", "验收单")
    for indicator in report.indicators:
        if is_reported(indicator):
            source = indicator.data_source or "台账、报表或问卷汇总"
            yield Wanted(place("indicators", indicator.id, "actual"), source)
    for result in report.results:
        if result.value is not None:
            yield Wanted(place("results", result.id), "成果数据的统计材料")
