"""Next year's file, carried over from last year's."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from desktop.errors import DataError
from desktop.exchange.carry_over import carry_over
from desktop.session import Session


def next_year(last: Path, year: int, output: Path) -> None:
    """Write the file of *year* from last year's file; raises DataError where the years do not follow.

    The last file is only read; its SHA-256 is kept with its contents.
    """
    with Session.open(last, read_only=True) as session:
        before = session.report
    if before.project.year and year <= before.project.year:
        raise DataError(
            f"“{last.name}”是 {before.project.year} 年度的，不能接着做 {year} 年度",
            "新的年度要比上年文件的年度大",
        )
    digest = sha256(last.read_bytes()).hexdigest()
    report = carry_over(before, file_name=last.name, sha256=digest, year=year)
    Session.create(output, report).close()
