"""Every page at the smallest window with nothing, the sample, long texts, many payments: nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop.models.entries import entries
from desktop.models.records import SECTIONS, Project, Record, Report
from desktop.session import Session
from desktop.views.main_window import MainWindow
from desktop.views.pages.catalogue import PAGES
from tests.windows import SMALLEST, cut, opened_window, squeezed

LONG = "一段很长的文字，写的人没有分段，也没有停下来，"  # 23 signs
TEXT = (LONG * 90)[:2000]
NAME = (LONG * 3)[:60]
MANY = 3000
QUIET = {"rule_pack", "outline", "form", "section", "drafted", "level1", "level2", "from_finding", "unit"}
NARROW = {"phone", "credit_code", "unit_code"}


def lengthened(record: Record) -> Record:
    """Return a record with each text of several lines 2 000 characters long, each other one 60."""
    changes: dict[str, Any] = {}
    for each in entries(type(record)):
        if each.name in QUIET | NARROW:
            continue
        match each.kind.name:
            case "memo":
                changes[each.name] = TEXT
            case "text":
                changes[each.name] = NAME
            case _:
                pass
    return replace(record, **changes)


def long_texts(report: Report) -> Report:
    """Return a report with every text of what an officer types as long as it gets."""
    for name in {name for page in PAGES for name in page.sections} - {"explanations", "user_rules", "stated"}:
        if not SECTIONS[name].single:
            report = report.with_rows(name, map(lengthened, report.rows(name)))
    project = lengthened(report.project)
    return replace(report, project=replace(project, unit=NAME, name=NAME))


def many_payments(report: Report) -> Report:
    """Return a report with 3 000 payments."""
    rows = report.payments
    return report.with_rows("payments", (replace(rows[n % len(rows)], id=n + 1) for n in range(MANY)))


def bare(_report: Report) -> Report:
    """Return a report with nothing in it but name and year."""
    return Report(project=Project(name="空白", year=2021))


CASES = {"empty": bare, "sample": lambda report: report, "long": long_texts, "many": many_payments}


@pytest.fixture(scope="module", params=CASES)
def case(request, qapp: QApplication, sample_file: Path, tmp_path_factory) -> Iterator[MainWindow]:
    """Return a window of the smallest size with one of the reports in it."""
    with Session.open(sample_file, read_only=True) as session:
        report = CASES[request.param](session.report)
    path = tmp_path_factory.mktemp("sizes") / f"{request.param}.jxzp"
    Session.create(path, report).close()
    with opened_window(qapp, path) as window:
        for page in PAGES:  # what was visited before must not press on what is shown
            window.workspace.visit(page.key)
            qapp.processEvents()
        yield window


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_nothing_is_cut_on_a_page(case, page, qtbot) -> None:
    workspace = case.workspace
    workspace.visit(page.key)
    made = workspace.page(page.key)

    def fits() -> None:
        assert squeezed(workspace) == {}
        assert made.minimumSizeHint().height() <= made.height()
        assert cut(workspace) == {}

    qtbot.waitUntil(fits)  # what the proof tells comes when it is laid out
    assert (case.width(), case.height()) == SMALLEST
