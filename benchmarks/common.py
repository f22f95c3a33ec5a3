"""How things are measured: CPU seconds, the best of a few runs."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from time import process_time
from typing import NamedTuple

from desktop.folders import resources
from desktop.models.figures import Reckoning
from desktop.models.plain import report_from
from desktop.models.records import Report
from desktop.models.rulepack import RulePack, parse_rulepack


class Line(NamedTuple):
    """One measured value beside its budget."""

    name: str
    value: float
    budget: float
    unit: str


def best(work: Callable[[], object], runs: int = 5) -> float:
    """Return the least CPU seconds that *work* took in this process."""
    taken = []
    for _ in range(runs):
        started = process_time()
        work()
        taken.append(process_time() - started)
    return min(taken)


def command(*arguments: str, runs: int = 5) -> float:
    """Return the least CPU seconds of a Python process that finds its modules compiled, as installed ones are."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(scratch("compiled")),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    taken = []
    for _ in range(runs):
        before = _spent()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
        taken.append(_spent() - before)
    return min(taken)


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@cache
def sample() -> Report:
    """The sample report."""
    path = resources() / "samples" / "minsheng-2021" / "report.toml"
    return report_from(tomllib.loads(path.read_text("utf-8")))


@cache
def grown(payments: int) -> Report:
    """The sample with so many payments, each with words and an amount of its own."""
    rows = (
        replace(row, id=n, item=f"{row.item}{n}", amount=(row.amount or 0) + n)
        for n, row in enumerate(islice(cycle(sample().payments), payments), 1)
    )
    return sample().with_rows("payments", rows)


@cache
def pack() -> RulePack:
    """The sample's rule pack."""
    path = resources() / "rulepacks" / "shenzhen.toml"
    return parse_rulepack(tomllib.loads(path.read_text("utf-8")))


def reckoned(report: Report) -> Reckoning:
    """A fresh reckoning, with nothing kept from before."""
    return Reckoning(report, pack())


def scratch(name: str) -> Path:
    """A path for something written on the way."""
    from tempfile import gettempdir

    return Path(gettempdir()) / name
