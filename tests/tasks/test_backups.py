from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from desktop.errors import DataError, Locked, StoreError
from desktop.models.records import Contract, Payment, Project, Report
from desktop.session import Session
from desktop.store.backups import Backup
from desktop.tasks.backups import preview, report_of, restore, restore_text, submitted
from desktop.tasks.evidence import attach, extract
from desktop.tasks.states import set_state


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    report = Report(
        project=Project(name="图书角", year=2023),
        contracts=(Contract(1, name="图书"),),
        payments=(Payment(1, item="首款", contract=1, amount=100),),
    )
    with Session.create(tmp_path / "项目.jxzp", report) as created:
        yield created


def test_a_backup_is_looked_into_and_taken_back_as_one_step(session: Session) -> None:
    held = session.back_up()
    before = session.report
    session.write("payments/1/amount", "5")
    session.add("payments", item="尾款")
    now = session.report
    (found,) = preview(session, held)
    assert found.text == "删除 1 条，修改 1 处"
    assert found.changed[0].new == "0.0001万元"
    made = restore(session, held)
    assert (made.reason, report_of(made)) == ("restore", now)
    assert session.report == before == report_of(held)
    assert session.undo_text.startswith("撤销 恢复到 ")
    session.undo()
    assert session.report == now


def test_one_section_is_taken_back_alone(session: Session) -> None:
    held = session.back_up()
    session.write("project/1/name", "改了名")
    session.remove("payments", [1])
    restore(session, held, "payments")
    assert session.report.project.name == "改了名"
    assert session.report.payments[0].contract == 1


def test_evidence_comes_back_with_its_bytes(session: Session, tmp_path: Path) -> None:
    paper = tmp_path / "纪要.pdf"
    paper.write_bytes(b"minutes")
    id_ = attach(session, paper)
    held = session.back_up()
    session.remove("evidence", [id_])
    path = session.path
    session.close()
    with Session.open(path) as again:  # What nothing names is dropped at opening
        assert again.blobs() == frozenset()
        restore(again, held)
        assert extract(again, id_, tmp_path).read_bytes() == b"minutes"


def test_without_a_backup_nothing_is_restored(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    held = session.back_up()
    session.write("project/1/name", "改了名")
    monkeypatch.setattr(
        Session,
        "back_up",
        lambda *_: Backup(None, datetime.now().astimezone(), "restore", problem="磁盘已满"),
    )
    with pytest.raises(StoreError, match="磁盘已满"):
        restore(session, held)
    assert session.report.project.name == "改了名"


def test_a_damaged_backup_is_refused(session: Session) -> None:
    held = session.back_up()
    assert held.path is not None
    held.path.write_bytes(held.path.read_bytes()[:3000])
    with pytest.raises(StoreError):
        preview(session, held)
    with pytest.raises(StoreError):
        restore(session, replace(held, path=None))


def test_a_state_locks_is_kept_and_unlocks(session: Session) -> None:
    assert submitted(session) is None
    kept = set_state(session, "送审")
    assert kept is not None
    assert (kept.reason, kept.problem) == ("submitted", "")
    with pytest.raises(Locked):
        session.write("project/1/name", "改")
    with pytest.raises(Locked):
        restore(session, kept)
    assert set_state(session, "草稿", "审核意见退回") is None
    assert [each.why for each in session.journal("project/1/state")] == ["", "审核意见退回"]
    session.write("project/1/name", "改了名")
    session.close_edit()
    assert submitted(session) == kept
    changed = [each.place for part in preview(session, kept) for each in part.changed]
    assert changed == ["project/1/name", "project/1/state"]
    restore(session, kept)
    assert (session.report.project.name, session.report.project.state) == ("图书角", "草稿")
    with pytest.raises(DataError, match="没有“完稿”"):
        set_state(session, "完稿")


def test_the_undo_menu_says_which_backup() -> None:
    now = datetime(2022, 3, 5, 11).astimezone()
    made = [
        restore_text(Backup(None, at, "open"), section, now)
        for at, section in (
            (datetime(2022, 3, 5, 10, 31).astimezone(), ""),
            (datetime(2022, 3, 1, 9, 5).astimezone(), "payments"),
            (datetime(2021, 12, 1, 9, 5).astimezone(), ""),
        )
    ]
    assert made == [
        "恢复到 10:31 的备份",
        "恢复到 3月1日 09:05 的备份（支付明细）",
        "恢复到 2021年12月1日 09:05 的备份",
    ]
