from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DataError, Locked, StoreError
from desktop.models.changes import Change
from desktop.models.records import BudgetLine, Contract, Evidence, Note, Origin, Payment, Project, Report
from desktop.session import Session
from desktop.store.lock import Owner


@pytest.fixture
def report() -> Report:
    return Report(
        project=Project(name="民生诉求", year=2021),
        budget=(BudgetLine(1, "热线"), BudgetLine(2, "平台")),
        contracts=(Contract(4, name="运营", budget=2),),
        payments=(Payment(7, item="首款", contract=4, amount=100), Payment(3, item="尾款")),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "报告.jxzp"


@pytest.fixture
def session(path: Path, report: Report) -> Iterator[Session]:
    with Session.create(path, report) as created:
        yield created


def in_file(session: Session) -> Report:
    with Session.open(session.path, read_only=True) as other:
        return other.report


def heard(session: Session) -> list[Change]:
    changes: list[Change] = []
    session.subscribe(changes.append)
    return changes


def failing(*_: object, **__: object) -> None:
    raise StoreError("保存没有成功", "请再试")


def test_a_new_file_holds_the_report(session: Session, report: Report) -> None:
    assert session.report == report == in_file(session)
    assert session.saved_at is not None
    assert not session.read_only


def test_an_edit_is_in_the_file_before_anyone_hears_of_it(session: Session, report: Report) -> None:
    changed = report.with_record("payments", Payment(3, item="结算款"))
    seen: list[tuple[Report, Report]] = []
    session.subscribe(lambda change: seen.append((session.report, in_file(session))))
    changes = heard(session)
    session.edit(changed, "修改支出事项", place="payments/3/item")
    assert seen == [(changed, changed)]
    assert changes == [Change(report, changed, frozenset({"payments"}), "修改支出事项", "payments/3/item")]


def test_an_edit_that_cannot_be_saved_has_not_happened(
    session: Session, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = heard(session)
    monkeypatch.setattr(session._file, "commit", failing)
    with pytest.raises(StoreError):
        session.edit(report.with_rows("payments", ()), "删除")
    assert session.report is not None
    assert session.report == report
    assert (session.undo_text, changes) == ("", [])


def test_an_undo_that_cannot_be_saved_has_not_happened(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.write("project/1/name", "甲")
    with monkeypatch.context() as broken:
        broken.setattr(session._file, "commit", failing)
        with pytest.raises(StoreError):
            session.undo()
    assert (session.report.project.name, session.undo_text, session.redo_text) == (
        "甲",
        "撤销 修改项目名称",
        "",
    )


def test_an_edit_that_changes_nothing_is_none(session: Session, report: Report) -> None:
    changes = heard(session)
    session.edit(replace(report, project=replace(report.project)), "")
    session.write("project/1/name", "民生诉求")
    assert (session.undo_text, changes) == ("", [])


def test_a_listener_that_fails_loses_nothing_and_is_shown_as_a_bug(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: shown.append(error))

    def fail(_: Change) -> None:
        raise ZeroDivisionError

    session.subscribe(fail)
    changes = heard(session)
    session.write("project/1/name", "甲")
    assert [type(error) for error in shown] == [ZeroDivisionError]
    assert len(changes) == 1
    assert in_file(session).project.name == "甲"


def test_an_edit_made_by_a_listener_is_told_after_the_one_it_heard_of(session: Session) -> None:
    def follow(change: Change) -> None:
        if change.place == "project/1/name":
            session.write("project/1/executor", "二科")

    session.subscribe(follow)
    changes = heard(session)
    session.write("project/1/name", "甲")
    assert [change.place for change in changes] == ["project/1/name", "project/1/executor"]


def test_who_has_left_hears_no_more(session: Session) -> None:
    changes: list[Change] = []
    leave = session.subscribe(changes.append)
    leave()
    leave()
    session.write("project/1/name", "甲")
    assert changes == []


def test_undo_and_redo_have_names(session: Session) -> None:
    session.write("contracts/4/amount", "12万元")
    assert session.undo_text == "撤销 修改合同金额"
    step = session.undo()
    assert step is not None
    assert (step.text, step.place) == ("修改合同金额", "contracts/4/amount")
    assert (session.undo_text, session.redo_text) == ("", "重做 修改合同金额")
    session.redo()
    assert session.report.contracts[0].amount == 12_0000_00
    assert in_file(session) == session.report


def test_at_either_end_nothing_happens(session: Session) -> None:
    assert session.undo() is None
    assert session.redo() is None


def test_typing_in_one_field_is_one_step_until_it_is_left(session: Session, report: Report) -> None:
    for text in ("甲", "甲乙", "甲乙丙"):
        session.write("project/1/name", text)
        assert in_file(session).project.name == text
    session.close_edit()
    session.write("project/1/name", "丁")
    session.undo()
    assert session.report.project.name == "甲乙丙"
    session.undo()
    assert session.report == report


def test_typing_is_one_row_of_the_journal(session: Session) -> None:
    for text in ("甲", "甲乙"):
        session.write("project/1/name", text)
    session.close_edit()
    (row,) = session.journal("project/1/name")
    assert (row.old, row.new) == ("民生诉求", "甲乙")


def test_what_was_typed_is_told_in_the_journal_after_closing(session: Session) -> None:
    session.write("project/1/name", "甲")
    session.close()
    with Session.open(session.path) as again:
        assert [row.new for row in again.journal()] == ["甲"]


def test_an_undo_says_so_in_the_journal(session: Session) -> None:
    session.write("project/1/name", "甲")
    session.undo()
    assert [row.why for row in session.journal()] == ["", "撤销 修改项目名称"]


def test_text_that_cannot_be_read_is_kept_and_the_value_stays(session: Session) -> None:
    session.write("payments/7/amount", "三块")
    session.write("payments/7/amount", "三块五")
    assert session.report.payments[0].amount == 100
    (unread,) = in_file(session).unread
    assert (unread.place, unread.text) == ("payments/7/amount", "三块五")
    session.write("payments/7/amount", "3万元")
    assert session.report.payments[0].amount == 3_0000_00
    assert in_file(session).unread == ()


def test_typing_the_old_value_again_drops_what_could_not_be_read(session: Session, report: Report) -> None:
    session.write("payments/3/amount", "三块")
    session.close_edit()
    session.write("payments/3/amount", "")
    assert session.report == report


def test_a_typed_value_has_no_origin(session: Session, report: Report) -> None:
    origins = (Origin(1, "payments/7/item", "imported", "台账"), Origin(2, "payments/3", "last_year", "上年"))
    session.edit(report.with_rows("origins", origins), "导入")
    session.write("payments/7/item", "预付款")
    session.write("payments/3/item", "结算款")
    assert [(row.place, row.kind) for row in session.report.origins] == [
        ("payments/3", "last_year"),
        ("payments/3/item", "confirmed"),
    ]


def test_a_reference_takes_a_name(session: Session) -> None:
    session.write("contracts/4/budget", "热线")
    assert session.report.contracts[0].budget == 1


@pytest.mark.parametrize(
    "where", ["payments/99/item", "payments/7/nothing", "x/1/item", "payments", "payments/7"]
)
def test_a_place_that_names_no_value_is_refused(session: Session, where: str) -> None:
    with pytest.raises(DataError):
        session.write(where, "x")


def test_an_id_is_never_used_again(session: Session) -> None:
    first = session.add("payments", item="新")
    assert first == 8
    session.undo()
    second = session.add("payments", item="更新")
    session.remove("payments", [second])
    session.close()
    with Session.open(session.path) as again:
        assert again.add("payments") > second > first


def test_removing_empties_the_references_in_the_same_step(session: Session, report: Report) -> None:
    session.remove("budget", [2])
    assert session.report.contracts[0].budget is None
    assert in_file(session) == session.report
    session.undo()
    assert session.report == report == in_file(session)


@pytest.mark.parametrize(("index", "order"), [(0, [3, 7]), (1, [7, 3]), (99, [7, 3]), (-5, [3, 7])])
def test_moving(session: Session, index: int, order: list[int]) -> None:
    session.move("payments", 3, index)
    assert [row.id for row in in_file(session).payments] == order


def test_copies_stand_behind_their_originals(session: Session) -> None:
    assert session.duplicate("payments", [7, 3]) == (8, 9)
    assert [(row.id, row.item) for row in in_file(session).payments] == [
        (7, "首款"),
        (8, "首款"),
        (3, "尾款"),
        (9, "尾款"),
    ]


def test_evidence_is_read_on_demand(session: Session, report: Report) -> None:
    row = Evidence(1, "纪要", sha256="a" * 64)
    session.edit(report.with_record("evidence", row), "添加佐证材料", blobs={row.sha256: b"pdf"})
    assert session.blob(row.sha256) == b"pdf"
    assert session.blob("b" * 64) is None


@pytest.mark.parametrize("state", ["送审", "定稿"])
def test_a_report_that_is_handed_in_is_locked(session: Session, state: str) -> None:
    session.write("project/1/state", state)
    locked = session.report
    edits: list[Callable[[], object]] = [
        lambda: session.write("project/1/name", "甲"),
        lambda: session.write("payments/7/amount", "三块"),
        lambda: session.add("payments"),
        lambda: session.remove("budget", [2]),
        lambda: session.move("payments", 3, 0),
        lambda: session.edit(replace(locked, project=replace(locked.project, state="草稿", name="甲")), ""),
    ]
    for edit in edits:
        with pytest.raises(Locked, match=state):
            edit()
    assert session.report == locked == in_file(session)
    session.add("notes", place="payments/7", text="待核")
    session.add("explanations", rule="x", place="payments/7", text="已核")
    session.write("project/1/state", "草稿")
    session.write("project/1/name", "甲")


def test_undo_goes_through_the_lock_only_for_the_state_itself(session: Session) -> None:
    session.write("project/1/name", "甲")
    session.write("project/1/state", "送审")
    session.undo()
    assert session.report.project.state == "草稿"
    session.redo()
    session.write("project/1/state", "草稿")
    session.undo()
    session.undo()
    session.undo()
    assert session.report.project.name == "民生诉求"


def test_where_somebody_has_the_file_it_can_be_read_and_saved_as(session: Session, tmp_path: Path) -> None:
    with Session.open(session.path, owner=Owner("李四", "PC-2")) as second:
        assert second.read_only
        assert second.holder is not None
        with pytest.raises(Locked, match="正在使用") as caught:
            second.write("project/1/name", "甲")
        assert "另存为" in caught.value.advice
        session.write("project/1/name", "乙")
        changes = heard(second)
        second.save_as(tmp_path / "副本.jxzp")
        assert second.holder is None
        assert second.report.project.name == "乙"
        assert [change.text for change in changes] == ["另存为"]
        second.write("project/1/name", "丙")
        assert in_file(second).project.name == "丙"
    assert in_file(session).project.name == "乙"


def test_saving_as_goes_on_with_the_new_file(session: Session, tmp_path: Path, path: Path) -> None:
    session.write("project/1/name", "甲")
    target = tmp_path / "第二稿.jxzp"
    session.save_as(target)
    assert session.path == target
    session.undo()
    with Session.open(path) as first:
        assert not first.read_only
        assert first.report.project.name == "甲"
    assert in_file(session).project.name == "民生诉求"


def test_saving_as_itself_changes_nothing(session: Session, path: Path) -> None:
    before = path.read_bytes()
    session.save_as(path)
    assert path.read_bytes() == before
    session.write("project/1/name", "甲")


def test_saving_as_that_fails_goes_on_with_the_old_file(session: Session, tmp_path: Path, path: Path) -> None:
    with pytest.raises(StoreError):
        session.save_as(tmp_path / "没有" / "x.jxzp")
    session.write("project/1/name", "甲")
    assert session.path == path
    assert in_file(session).project.name == "甲"


def test_slow_storage_is_asked_less_often(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (session.slow, session.gather_ms) == (False, 300)
    times = iter([0.0, 0.081, 1.0, 1.079])
    monkeypatch.setattr("desktop.store.report_file.perf_counter", lambda: next(times))
    session.write("project/1/name", "甲")
    assert (session.slow, session.gather_ms) == (True, 1000)
    session.write("project/1/name", "乙")
    assert (session.slow, session.gather_ms) == (False, 300)


def test_when_it_was_saved_is_known(session: Session) -> None:
    session.close()
    with Session.open(session.path) as again:
        assert again.saved_at is None
        again.write("project/1/name", "甲")
        assert again.saved_at is not None
        assert datetime.now(tz=UTC) - again.saved_at < timedelta(minutes=1)


def test_closing_twice_and_after_the_file_is_gone_is_no_matter(session: Session, path: Path) -> None:
    session.write("project/1/name", "甲")
    path.unlink()
    session.close()
    session.close()


def test_a_backup_is_made_before_an_import(session: Session) -> None:
    backup = session.back_up("import")
    assert backup.path is not None
    assert (backup.reason, backup.problem) == ("import", "")


def own_pack(home: Path, text: str, name: str = "own") -> None:
    (home / "rulepacks").mkdir(parents=True, exist_ok=True)
    (home / "rulepacks" / f"{name}.toml").write_text(text, "utf-8")


def test_a_file_carries_its_rule_pack_until_the_new_one_is_taken(path: Path, home: Path) -> None:
    own_pack(home, "version = 1")
    with Session.create(path, Report(project=Project(rule_pack="own"))) as session:
        assert session.renewed_pack() == ""
        own_pack(home, "version = 2")
        changes = heard(session)
        assert session.renewed_pack() == "version = 2"
        session.renew_pack()
        assert session.renewed_pack() == ""
        assert [change.text for change in changes] == ["换用新版规则包"]


def test_the_rule_pack_in_the_file_follows_the_project(path: Path, home: Path) -> None:
    own_pack(home, "a = 1", "a")
    own_pack(home, "b = 1", "b")
    with Session.create(path, Report(project=Project(rule_pack="a"))) as session:
        session.write("project/1/rule_pack", "b")
        own_pack(home, "b = 2", "b")
        assert session.renewed_pack() == "b = 2"
        session.write("project/1/rule_pack", "没有的")
        assert session.renewed_pack() == ""


def test_undo_gives_the_file_the_very_text_that_it_carried(path: Path, home: Path) -> None:
    own_pack(home, "a = 1", "a")
    own_pack(home, "b = 1", "b")
    with Session.create(path, Report(project=Project(rule_pack="a"))) as session:
        own_pack(home, "a = 2", "a")
        session.write("project/1/rule_pack", "b")
        own_pack(home, "b = 2", "b")
        session.undo()
        assert session.carried_pack == ("a", "a = 1")
        session.redo()
        assert session.carried_pack == ("b", "b = 1")
        session.renew_pack()
        assert session.carried_pack == ("b", "b = 2")
        assert session.undo_text == "撤销 换用新版规则包"
        session.undo()
        assert session.carried_pack == ("b", "b = 1")
        session.undo()
        assert session.carried_pack == ("a", "a = 1")
        session.redo()
        session.redo()
    with Session.open(path) as again:
        assert again.carried_pack == ("b", "b = 2")


def test_undo_leaves_a_file_without_a_rule_pack_where_it_had_none(path: Path, home: Path) -> None:
    own_pack(home, "a = 1", "a")
    with Session.create(path, Report(project=Project(rule_pack="没有"))) as session:
        assert session.carried_pack == ("", "")
        for name in ("没", "a"):  # One edit, typed in two parts
            session.write("project/1/rule_pack", name)
        session.undo()
        assert session.report.project.rule_pack == "没有"
        assert session.carried_pack == ("", "")


def test_without_a_rule_pack_the_officer_is_told(path: Path) -> None:
    with (
        Session.create(path, Report(project=Project(rule_pack="../x"))) as session,
        pytest.raises(StoreError, match="没有规则包"),
    ):
        _ = session.pack


@pytest.mark.parametrize(("content", "words"), [(b"= 1", "写法有误"), (b"\xff", "读不出来")])
def test_a_rule_pack_that_is_none_is_told(path: Path, home: Path, content: bytes, words: str) -> None:
    with Session.create(path, Report(project=Project(rule_pack="own"))) as session:
        own_pack(home, "")
        (home / "rulepacks" / "own.toml").write_bytes(content)
        with pytest.raises(StoreError, match=words):
            _ = session.pack


def test_the_rule_pack_is_read_once(session: Session) -> None:
    assert session.pack is session.pack


def test_the_figures_are_made_once_for_each_state(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "pack", None)
    first = session.reckoning
    assert session.reckoning is first
    assert first.report is session.report
    session.write("project/1/name", "甲")
    assert session.reckoning.report is session.report


actions = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "add", "remove", "move", "duplicate", "undo", "redo", "close"]),
        st.integers(0, 10**6),
    ),
    max_size=25,
)
TEXTS = ("", "甲", "12万元", "2021-03-29", "说不清")
FIELDS = ("item", "amount", "date", "budget")


def act(session: Session, name: str, n: int) -> Any:
    """Do what a drawn action means for the records there are."""
    ids = [row.id for row in session.report.payments]
    match name:
        case "write" if ids:
            where = f"payments/{ids[n % len(ids)]}/{FIELDS[n % 4]}"
            return session.write(where, TEXTS[n // 7 % 5])
        case "remove" if ids:
            return session.remove(*[("payments", [ids[n % len(ids)]]), ("budget", [1 + n % 2])][n // 3 % 2])
        case "move" if ids:
            return session.move("payments", ids[n % len(ids)], n // 7 % len(ids))
        case "duplicate" if len(ids) < 12:
            return session.duplicate("payments", ids[: n % 3])
        case "undo":
            return session.undo()
        case "redo":
            return session.redo()
        case "close":
            return session.close_edit()
        case _:
            return session.add("payments", item=str(n))


@given(actions)
def test_the_file_follows_whatever_is_done_and_all_can_be_undone(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("session") / "报告.jxzp"
    first = Report(budget=(BudgetLine(1), BudgetLine(2)), notes=(Note(1, "budget/1", "核"),))
    with Session.create(path, first) as session:
        for name, n in drawn:
            act(session, name, n)
            assert in_file(session) == session.report
        while session.undo():
            pass
        assert session.report == first == in_file(session)
        while session.redo():
            pass
        last = session.report
    with Session.open(path) as again:
        assert again.report == last


def test_save_as_gets_the_report_off_a_disk_that_is_full(tmp_path: Path) -> None:
    with Session.create(tmp_path / "满.jxzp") as session:
        session.write("project/1/name", "满盘")
        db = session._file.db
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
        with pytest.raises(StoreError):
            session.write("project/1/finance_rule", "制度" * 50_000)
        session.save_as(tmp_path / "别处.jxzp")
        session.write("project/1/finance_rule", "制度")
    with Session.open(tmp_path / "别处.jxzp", read_only=True) as copy:
        assert (copy.report.project.name, copy.report.project.finance_rule) == ("满盘", "制度")
        assert "project/1/name" in {entered.place for entered in copy.journal()}


def test_a_passage_is_added_with_its_section(tmp_path: Path) -> None:
    with Session.create(tmp_path / "a.jxzp") as session:
        made = session.add("passages", section="background", text="背景。")
        assert session.report.passages[0].section == "background"
        assert made == 1
