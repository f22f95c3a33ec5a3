from __future__ import annotations

from pathlib import Path

from desktop.models.replacing import find
from desktop.session import Session
from desktop.tasks.replacing import replace_all
from tests.report.reports import library


def test_all_is_replaced_as_one_step_with_a_backup_before(tmp_path: Path) -> None:
    with Session.create(tmp_path / "项目.jxzp", library()) as session:
        hits = find(session.report, "图书")
        assert len(hits) > 5
        replace_all(session, hits, "书籍")
        assert find(session.report, "图书") == ()
        assert session.undo_text == f"撤销 把“图书”替换为“书籍”（{len(hits)} 处）"
        assert [each.reason for each in session.backups()] == ["bulk"]
        session.undo()
        assert session.report == library()
        replace_all(session, (), "x")
        assert session.redo_text
