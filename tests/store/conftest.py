from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.models.records import (
    BudgetLine,
    Contract,
    Evidence,
    Indicator,
    LastReport,
    Passage,
    Payment,
    Project,
    Report,
)
from desktop.store.lock import Owner
from desktop.store.opening import create_file

ZHANG = Owner("张三", "财务室一号机")


@dataclass
class Clock:
    """A clock that goes when it is told to."""

    time: datetime

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **units: int) -> None:
        self.time += timedelta(**units)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2022, 3, 5, 9).astimezone())


@pytest.fixture
def report() -> Report:
    """A report with every kind of value, empty and filled, and references both ways of the table order."""
    return Report(
        project=Project(name="民生诉求“一网统管”", year=2021, approval_limit=0, starts=date(2021, 1, 1)),
        budget=(BudgetLine(2, "热线", initial=31488, adjusted=None), BudgetLine(1, "平台\n二期")),
        contracts=(Contract(4, name="运营", budget=2, amount=-1, signed=date(2021, 3, 29)),),
        payments=(
            Payment(7, item="'首款'\0; --", contract=4, budget=1, amount=10**15),
            Payment(3, item="𠮷"),
        ),
        indicators=(
            Indicator(1, name="办结率", target=Decimal("99.990"), actual=Decimal(0)),
            Indicator(2, name="满意度"),
        ),
        passages=(Passage(1, "background", "共支出{{figures/spent}}。", ""),),
        evidence=(Evidence(1, "纪要", "纪要.pdf", "a" * 64, 3, ("payments/7", "contracts/4/amount")),),
        last=(LastReport(1, "上年.jxzp", "b" * 64, 2020, '{"format": 1}'),),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "报告 2021#?%.jxzp"


@pytest.fixture
def made(path: Path, report: Report) -> Path:
    """A closed report file with the report in it."""
    create_file(path, report, contents={"a" * 64: b"pdf"}, owner=ZHANG).close()
    return path


@pytest.fixture
def untouched(tmp_path: Path) -> Callable[[], dict[str, tuple[bytes, int]]]:
    """Return a function that tells what lies in the folder: every name with bytes and time of change."""

    def look() -> dict[str, tuple[bytes, int]]:
        return {
            each.name: (each.read_bytes(), each.stat().st_mtime_ns)
            for each in tmp_path.iterdir()
            if each.is_file()
        }

    return look
