"""Next year's file, carried over from last year's."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from desktop.exchange.carry_over import carry_over
from desktop.session import Session


def next_year(last: Path, year: int, output: Path) -> None:
    """Write the file of *year* from last year's file; raises DataError where the year does not follow.

    The last file is only read; its SHA-256 is kept with its contents. A rule pack that is not on this computer
    is taken over from it.
    """
    with Session.open(last, read_only=True) as session:
        before, pack = session.report, session.carried_pack
    digest = sha256(last.read_bytes()).hexdigest()
    report = carry_over(before, file_name=last.name, sha256=digest, year=year)
    with Session.create(output, report) as made:
        if pack[1] and not made.carried_pack[1]:
            made.edit(report, "带入规则包", pack=pack)
