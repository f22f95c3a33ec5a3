from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.history import DEPTH, History, applied, difference
from desktop.models.records import Note, Project, Report

NOTES = tuple(Note(n, "project/1", str(n)) for n in range(1, 8))
reports = st.builds(
    lambda notes, name: Report(project=Project(name=name), notes=tuple(notes)),
    st.lists(st.sampled_from(NOTES), unique=True),
    st.sampled_from(["", "甲"]),
)


@given(reports, reports)
def test_a_difference_leads_there_and_back(old: Report, new: Report) -> None:
    changes = difference(old, new)
    assert applied(old, changes) == new
    assert applied(new, changes, back=True) == old


def test_a_difference_holds_only_what_differs() -> None:
    old = Report(notes=NOTES)
    changed = Note(4, "project/1", "别的")
    (only,) = difference(old, old.with_record("notes", changed))
    assert (only.section, only.first, only.before, only.after) == ("notes", 3, (NOTES[3],), (changed,))


def test_there_is_no_difference_to_itself() -> None:
    report = Report(notes=NOTES)
    assert difference(report, report) == ()


def named(name: str) -> Report:
    return Report(project=Project(name=name))


def test_undo_and_redo_show_the_states_again() -> None:
    history = History()
    history.push(named(""), named("甲"), "修改项目名称", "project/1/name")
    back, step = history.undo(named("甲"))
    assert (back, step.text, step.place) == (named(""), "修改项目名称", "project/1/name")
    history.undone()
    assert history.redo(back)[0] == named("甲")
    history.redone()
    assert history.past == [step]
    assert history.future == []


def test_nothing_is_undone_before_it_is_said_to_be_saved() -> None:
    history = History()
    history.push(named(""), named("甲"), "")
    history.undo(named("甲"))
    assert len(history.past) == 1


def test_at_either_end_there_is_no_step() -> None:
    with pytest.raises(IndexError):
        History().undo(Report())
    with pytest.raises(IndexError):
        History().redo(Report())


def test_edits_with_one_key_are_one_step_until_it_is_closed() -> None:
    history = History()
    history.push(named(""), named("甲"), "修改项目名称", key="name")
    history.push(named("甲"), named("甲乙"), "修改项目名称", key="name")
    assert len(history.past) == 1
    history.close()
    history.push(named("甲乙"), named("甲乙丙"), "修改项目名称", key="name")
    assert len(history.past) == 2
    history.undo(named("甲乙丙"))
    history.undone()
    assert history.undo(named("甲乙"))[0] == named("")


def test_another_key_or_none_begins_a_step() -> None:
    history = History()
    for key in ("a", "b", None, None, "b"):
        history.push(named(""), named("甲"), "", key=key)
    assert len(history.past) == 5


def test_after_an_undo_a_key_begins_a_step() -> None:
    history = History()
    history.push(named(""), named("甲"), "", key="a")
    history.undone()
    history.redone()
    history.push(named("甲"), named("乙"), "", key="a")
    assert len(history.past) == 2


def test_an_edit_ends_what_could_be_redone() -> None:
    history = History()
    history.push(named(""), named("甲"), "")
    history.undone()
    history.push(named(""), named("乙"), "")
    assert history.future == []


def test_it_is_two_hundred_steps_deep() -> None:
    history = History()
    states = [named(str(n)) for n in range(DEPTH + 6)]
    for n in range(DEPTH + 5):
        history.push(states[n], states[n + 1], str(n))
    assert DEPTH == 200
    assert [step.text for step in history.past] == [str(n) for n in range(5, DEPTH + 5)]
