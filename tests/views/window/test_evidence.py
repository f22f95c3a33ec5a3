"""佐证材料: taken in by dropping and by the button, looked at as a read-only copy, deleted and back again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from desktop.errors import DataError
from desktop.models.evidence import FILE_LIMIT, wanting
from desktop.models.records import Report
from desktop.session import Session
from desktop.tasks.states import set_state
from desktop.tasks.viewing import copy_to_view
from desktop.views.attaching import proved_by
from desktop.views.dialogs import done
from tests.windows import SMALLEST, press

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    made = [tmp_path / "党组会议 纪要.pdf", tmp_path / "年度 台账.csv"]
    for n, each in enumerate(made):
        each.write_bytes(b"%PDF minutes" + bytes([n]))
    return made


def drop(widget, at: QPoint, paths) -> bool:
    """Drop files on a widget as the system does; return whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    entering = QDragEnterEvent(at, COPY, data, LEFT, NONE)
    QApplication.sendEvent(widget, entering)
    event = QDropEvent(QPointF(at), COPY, data, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def evidence_page(window):
    window.workspace.visit("evidence")
    return window.workspace.page("evidence")


def test_files_dropped_on_the_page_are_taken_in_after_the_drop_has_returned(window, papers, qtbot) -> None:
    page = evidence_page(window)
    assert drop(page, QPoint(200, 200), papers)
    assert not window.desk.report.evidence  # The source of the drag is not kept waiting
    qtbot.waitUntil(lambda: len(window.desk.report.evidence) == 2)
    held = window.desk.report.evidence
    assert [each.title for each in held] == ["党组会议 纪要", "年度 台账"]
    assert all(not each.places for each in held)
    qtbot.waitUntil(window.workspace.toast.isVisible)
    window.workspace.toast._act()
    assert not window.desk.report.evidence


def test_a_file_dropped_on_a_line_of_the_missing_proves_it(window, papers, qtbot) -> None:
    page = evidence_page(window)
    wanted = wanting(window.desk.report)
    view = page.missing.viewport()
    at = view.mapTo(page, page.missing.visualRect(page.missing.rows.index(1, 0)).center())
    assert drop(page, at, papers[:1])
    qtbot.waitUntil(lambda: bool(window.desk.report.evidence))
    assert window.desk.report.evidence[0].places == (wanted[1].place,)
    assert wanted[1].place not in {each.place for each in page.missing.rows.lines}


@pytest.mark.parametrize("key", ["indicators", "payments", "contracts", "results"])
def test_a_file_dropped_on_a_row_proves_that_row(window, papers, qtbot, key) -> None:
    window.workspace.visit(key)
    page = window.workspace.page(key)
    table = page.list if key == "contracts" else page.table
    qtbot.waitUntil(lambda: table.view.viewport().height() > 40)
    at = table.view.visualRect(table.records.index(0, 0)).center()
    row = table.records.record(table.view.rowAt(at.y()))
    assert drop(table.view.viewport(), at, papers[1:])
    qtbot.waitUntil(lambda: bool(window.desk.report.evidence))
    where = {"indicators": "indicators/{}/actual", "contracts": "contracts/{}/amount"}.get(key, key + "/{}")
    assert window.desk.report.evidence[0].places == (where.format(row.id),)


def test_what_a_file_on_a_contract_proves_is_told_by_its_name() -> None:
    assert proved_by("contracts", 3, "党组会议纪要.pdf") == "contracts/3/minutes"
    assert proved_by("contracts", 3, "验收单.jpg") == "contracts/3/accepted"
    assert proved_by("payments", 7, "凭证.pdf") == "payments/7"


def test_what_files_on_a_contract_prove_is_told_in_full(window, papers, qtbot) -> None:
    window.workspace.visit("contracts")
    view = window.workspace.page("contracts").list.view
    qtbot.waitUntil(lambda: view.viewport().height() > 40)
    assert drop(view.viewport(), view.visualRect(view.model().index(0, 0)).center(), papers)
    qtbot.waitUntil(window.workspace.toast.isVisible)
    said = window.workspace.toast.accessibleName()
    assert "决策会议" in said or "第 1 行" in said
    assert said.count("第 1 行") == 2


def test_nothing_is_taken_into_a_report_that_is_submitted(window, papers) -> None:
    page = evidence_page(window)
    set_state(window.desk.session, "送审")
    assert not drop(page, QPoint(200, 200), papers)


def test_a_project_file_is_left_to_the_window(window, sample, qtbot) -> None:
    page = evidence_page(window)
    assert drop(page, QPoint(200, 200), [sample])  # By the window, which opens it
    qtbot.wait(0)
    assert not page._attaching._waiting
    assert not window.desk.report.evidence


def test_a_file_that_is_too_large_is_refused_and_the_others_are_taken(
    window, papers, qtbot, tmp_path, monkeypatch
) -> None:
    large = tmp_path / "录像.mp4"
    with large.open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    page = evidence_page(window)
    names = [str(papers[0]), str(large), str(papers[1])]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: (names, ""))
    with qtbot.captureExceptions() as caught:
        page.ask()
        qtbot.waitUntil(lambda: len(caught) == 1)
    assert "一份佐证材料最多 20 MB" in caught[0][1].message
    assert len(window.desk.report.evidence) == 2


@pytest.fixture
def with_papers(window, papers, qtbot):
    page = evidence_page(window)
    page._attaching.take(papers)
    qtbot.waitUntil(lambda: len(window.desk.report.evidence) == 2)
    qtbot.waitUntil(window.workspace.toast.isVisible)
    page.table.focus_place("evidence/1")
    return window


def test_a_copy_is_shown_that_cannot_be_changed(with_papers, monkeypatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(done, "open_path", lambda path: shown.append(path) or True)
    page = with_papers.workspace.page("evidence")
    page.open_chosen()
    assert shown[0].read_bytes() == b"%PDF minutes\x00"
    assert not shown[0].stat().st_mode & 0o222
    assert shown[0].name == "党组会议 纪要.pdf"
    page.open_chosen()  # The copy that lies there already is shown again
    assert shown[1] == shown[0]


def test_a_program_is_never_handed_to_the_system(with_papers, tmp_path) -> None:
    from desktop.tasks.evidence import attach

    program = tmp_path / "台账.exe"
    program.write_bytes(b"MZ")
    id_ = attach(with_papers.desk.session, program)
    with pytest.raises(DataError, match="不直接打开"):
        copy_to_view(with_papers.desk.session, id_)


def test_evidence_is_deleted_taken_back_and_given_another_use(with_papers) -> None:
    page = with_papers.workspace.page("evidence")
    page.missing.choose(0)
    page.link_chosen()
    assert with_papers.desk.report.evidence[0].places
    assert "立项依据“" in page._used(with_papers.desk.report.evidence[0])
    page.unlink()
    assert not with_papers.desk.report.evidence[0].places
    page.remove()
    assert len(with_papers.desk.report.evidence) == 1
    with_papers.desk.undo()
    assert with_papers.desk.session.blob(with_papers.desk.report.evidence[0].sha256) == b"%PDF minutes\x00"


def test_enter_on_a_missing_line_asks_for_its_file(window, papers, qtbot, monkeypatch) -> None:
    page = evidence_page(window)
    asked: list[str] = []

    def answer(_parent, title, _folder):
        asked.append(title)
        return [str(papers[0])], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer)
    where = page.missing.rows.lines[0].place
    page.missing.choose(0)
    page.missing.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.desk.report.evidence))
    assert window.desk.report.evidence[0].places == (where,)
    assert asked[0].startswith("选择佐证材料：")


def test_a_selected_file_is_copied_into_a_folder(with_papers, tmp_path, monkeypatch) -> None:
    folder = tmp_path / "出"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(folder))
    page = with_papers.workspace.page("evidence")
    page.table.view.selectAll()
    page.save_chosen()
    assert len(list(folder.iterdir())) == 2


def test_the_page_with_papers_fits_the_smallest_screen(with_papers) -> None:
    hint = with_papers.workspace.minimumSizeHint()
    assert (hint.width(), hint.height()) <= SMALLEST
    assert hint.height() <= SMALLEST[1]


def test_an_empty_report_has_one_button_to_begin_with_and_lacks_nothing_yet(empty_window, tmp_path) -> None:
    with Session.create(tmp_path / "空.jxzp", Report()):
        pass
    empty_window.open_path(tmp_path / "空.jxzp")
    page = evidence_page(empty_window)
    adding = [each for each in page.findChildren(QPushButton) if each.isVisible() and "添加" in each.text()]
    assert [(each.text(), each.property("look")) for each in adding] == [("添加文件…", "primary")]
    assert not page.missing.isVisible()
    assert "都有" not in page._wanted.text()
    assert page._wanted.text().startswith("填了合同")


def test_the_button_stands_in_the_title_once_there_are_files(window, papers, qtbot) -> None:
    page = evidence_page(window)
    assert not page._add.isVisible()
    assert page.missing.isVisible()
    page._attaching.take(papers[:1], "")
    qtbot.waitUntil(lambda: bool(window.desk.report.evidence))
    assert page._add.isVisible()


def test_tables_and_pages_of_the_report_have_names(window, qtbot) -> None:
    window.workspace.visit("payments")
    assert window.workspace.page("payments").table.view.accessibleName() == "支付明细"
    window.workspace.visit("preview")
    view = window.workspace.page("preview").view
    qtbot.waitUntil(lambda: window.workspace.proof.page_count > 1)
    view.setFocus()
    press(Qt.Key.Key_End)
    assert view.accessibleName() == f"报告第 {window.workspace.proof.page_count} 页"
