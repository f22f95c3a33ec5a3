"""The whole sample typed in from nothing by keys, page by page: it ends as the one built from data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListWidget, QPlainTextEdit

from desktop import cli
from desktop.models.checks import Finding
from desktop.models.joined import actual_shown, target_shown
from desktop.models.records import Report
from desktop.output.pdfium import opened
from desktop.report.review import review
from desktop.session import Session
from desktop.tasks.reporting import write_report
from desktop.views.dialogs.done import ExportDone
from desktop.views.dialogs.export import ExportReport
from desktop.views.dialogs.starting import NewProject
from desktop.views.main_window import MainWindow
from desktop.views.marking import NoteDialog
from tests.journeys.officer import (
    CTRL,
    KEY,
    answering,
    back_to,
    click,
    fill_form,
    fill_rows,
    go_to_row,
    paste,
    push,
    spelling,
    write,
)
from tests.windows import opened_window, press

SIZE = (1600, 900)  # Where every column of the payments is in sight
ALT = Qt.KeyboardModifier.AltModifier
NOT_TYPED = {"drafted", "from_finding"}  # What the program writes itself
STEPS = 20


class Journey:
    """One officer's way through the pages, with the sample in the hand."""

    def __init__(self, window: MainWindow, script: Report) -> None:
        self.window, self.script, self.said = window, script, spelling(script)
        self.desk, self.workspace = window.desk, window.workspace
        self.page: Any = None

    def turn_to(self, key: str) -> None:
        """Go to a page in the section list, by keys."""
        press(KEY.Key_1, ALT)
        self.workspace._navigation.take_focus()
        press(KEY.Key_Home)
        for _ in range(STEPS):
            if self.workspace.key == key:
                break
            press(KEY.Key_Down)
        assert self.workspace.key == key
        self.page = self.workspace.page(key)

    def compare(self, *sections: str) -> None:
        """See that sections stand as in the script."""
        self.desk.flush()
        for name in sections:
            for mine, wanted in zip_longest(self.desk.report.rows(name), as_typed(self.script).rows(name)):
                assert mine == wanted

    def project(self) -> None:
        self.page = self.workspace.page("project")
        fill_form(self.page.form, self.script.project, self.said, start="department")
        fill_form(self.page.later, self.script.project, self.said, start="finance_rule")
        packs = self.page._named._buttons["rule_pack"].menu()
        next(each for each in packs.actions() if "深圳" in each.text()).trigger()
        self.compare("project")

    def list_of(self, key: str, begin: str) -> None:
        self.turn_to(key)
        push(self.page, begin)
        fill_rows(self.page.table, self.script.rows(key), self.said)
        self.compare(key)

    def budget(self) -> None:
        self.turn_to("budget")
        push(self.page, "新增子项目")
        fill_rows(self.page.budget, self.script.budget, self.said)
        for number, line in enumerate(self.script.budget):
            go_to_row(self.page.budget, number)
            detail = self.page.detail
            if not detail.fold.is_open:
                click(detail.fold)
            for name, editor in (
                ("reason", detail.reason.editor),
                ("purpose", detail.further.editor("purpose")),
            ):
                if text := getattr(line, name):
                    click(editor.input)
                    write(text)
                    press(KEY.Key_Tab)
        self.compare("budget")

    def contracts(self) -> None:
        self.turn_to("contracts")
        for contract in self.script.contracts:
            push(self.page, "新增合同")
            fill_form(self.page.form, contract, self.said, until="ends")
            fill_form(self.page.further, contract, self.said, start="number", until="deliverable")
        for party in self.script.parties:
            at = [each.id for each in self.script.contracts].index(party.contract or 0)
            go_to_row(self.page.list, at)
            already = sum(each.contract == party.contract for each in self.desk.report.parties)
            go_to_row(self.page.parties, already)
            fill_rows(self.page.parties, [party], self.said)
        self.compare("contracts", "parties")

    def payments(self) -> None:
        self.turn_to("payments")
        push(self.page, "从空白开始填")
        assert {"item", "payee", "stage", "contract", "budget", "amount"} == {
            self.page.table.columns[n].name for n in self.page.table.view.shown_columns
        }
        fill_rows(self.page.table, self.script.payments, self.said)
        self.compare("payments")

    def indicators(self) -> None:
        self.turn_to("indicators")
        push(self.page, "新增指标")
        joined = {"target": target_shown, "actual": actual_shown}
        fill_rows(self.page.table, self.script.indicators, self.said, joined)
        self.compare("indicators")

    def passages(self) -> None:
        self.turn_to("prose")
        lines: QListWidget = self.page.findChild(QListWidget)
        for passage in self.script.passages:
            lines.setFocus()
            press(KEY.Key_Home)
            number = next(n for n, line in enumerate(self.page._lines) if line.topic.key == passage.section)
            for _ in range(number):
                press(KEY.Key_Down)
            push(self.page, "开始写这一节")
            paste(passage.text)
        self.compare("passages")

    def problems(self) -> None:
        self.turn_to("problems")
        for section, words in (("merits", "新增成效"), ("problems", "新增问题"), ("measures", "新增措施")):
            push(self.page, words)
            fill_rows(self.page._tables[section], self.script.rows(section), self.said)
        self.compare("merits", "problems", "measures")

    def notes(self) -> None:
        for note in self.script.notes:
            self.workspace.go(note.place)
            answering(NoteDialog, lambda dialog, text=note.text: self._note(dialog, text))
            press(KEY.Key_M, CTRL)
            back_to(self.window)
        self.compare("notes")

    def _note(self, dialog: NoteDialog, text: str) -> None:
        click(dialog.findChildren(QPlainTextEdit)[0])
        write(text)
        press(KEY.Key_Return, CTRL)


@pytest.fixture(scope="session")
def script(sample_file: Path) -> Report:
    """Return the sample as it is built from data."""
    with Session.open(sample_file, read_only=True) as session:
        return session.report


@contextmanager
def begun(qapp: QApplication, path: Path, script: Report) -> Iterator[Journey]:
    """Begin a new project in the window, by the dialog."""
    with opened_window(qapp) as window:
        window.resize(*SIZE)

        def begin(dialog: NewProject) -> None:
            for text in (script.project.name, str(script.project.year), script.project.unit, str(path)):
                press(KEY.Key_A, CTRL)
                write(text)
                press(KEY.Key_Tab)
            push(dialog, "建立项目")

        answering(NewProject, begin)
        press(KEY.Key_N, CTRL)
        back_to(window)
        assert window.desk.session.path == path
        yield Journey(window, script)


def as_typed(report: Report) -> Report:
    """Return a report without what the program writes itself."""
    passages = [replace(each, drafted="") for each in report.passages]
    problems = [replace(each, from_finding="") for each in report.problems]
    return report.with_rows("passages", passages).with_rows("problems", problems)


def page_texts(path: Path) -> list[str]:
    with opened(path) as pdf:
        return [pdf.text(n) for n in range(1, pdf.page_count + 1)]


def shown(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return what the command line shows of a file, without what the program writes itself."""
    assert cli.run(["show", str(path), "--json"]) == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    for name in ("passages", "problems"):
        data[name] = [{key: row[key] for key in row if key not in NOT_TYPED} for row in data[name]]
    return data


def told(findings: Iterable[Finding]) -> set[tuple[str, str, str, tuple[str, ...]]]:
    return {(each.rule, each.severity.value, each.message, each.places) for each in findings}


def export(window: MainWindow, path: Path) -> None:
    """Export the report by keys: Ctrl+E, the path, the button."""

    def fill(dialog: ExportReport) -> None:
        click(dialog.findChildren(QLineEdit)[0])
        press(KEY.Key_A, CTRL)
        write(str(path))
        push(dialog, "导出 PDF")

    answering(ExportReport, fill)
    press(KEY.Key_E, CTRL)
    back_to(window)


def test_the_whole_sample_is_typed_in_from_nothing(
    qapp, sample, script, tmp_path, capsys, monkeypatch, qtbot
) -> None:
    path, pdf, expected = tmp_path / "typed.jxzp", tmp_path / "typed.pdf", tmp_path / "sample.pdf"
    monkeypatch.setattr(ExportDone, "exec", lambda _: QDialog.DialogCode.Accepted)
    with begun(qapp, path, script) as journey:
        journey.project()
        journey.list_of("basis", "新增文件")
        journey.list_of("duties", "新增部门")
        journey.budget()
        journey.contracts()
        journey.payments()
        journey.list_of("goals", "新增目标")
        journey.indicators()
        journey.list_of("results", "新增成果")
        journey.passages()
        journey.problems()
        journey.notes()
        press(KEY.Key_F9)
        assert journey.workspace.key == "audit"
        qtbot.waitUntil(lambda: not journey.workspace.audit.is_asked)
        found = journey.workspace.audit.findings
        export(journey.window, pdf)
    with Session.open(sample, read_only=True) as built:
        assert told(found) == told(review(built.reckoning))
        write_report(built, expected)
    assert page_texts(pdf) == page_texts(expected)
    assert shown(path, capsys) == shown(sample, capsys)
