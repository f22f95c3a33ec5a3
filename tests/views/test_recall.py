"""What was written before is offered while a field is typed into, and never taken by itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.models.places import parse_place
from desktop.models.records import Contract, Project, Report
from desktop.session import Session
from desktop.tasks.memory import FILE, forget_texts, keep_texts, kept_texts
from desktop.views.editors import make_editor
from desktop.views.editors.phrases import PhraseInput
from desktop.views.editors.recall import RecallInput
from desktop.views.settings import load_settings, save_settings

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def offered(field) -> list[str]:
    return [each.text for each in field._offered] if field.open else []


def test_payees_are_offered_by_words_and_initials_and_taken_by_arrow_and_enter(stacked, desk, hands) -> None:
    payee, _after = stacked("payments/3/payee", "payments/3/item")
    assert isinstance(payee.input, RecallInput)
    hands.type("w")
    assert offered(payee.input) == ["微盐"]
    assert payee.input.list_view().lit == -1
    hands.press(KEY.Key_Down)
    hands.press(KEY.Key_Return)
    assert desk.report.payments[2].payee == "微盐"
    assert not payee.input.open
    payee.input.setFocus()
    payee.input.selectAll()
    hands.compose("z")
    assert not payee.input.open
    hands.compose(commit="智城")
    assert offered(payee.input) == ["鼎讯智城"]
    hands.press(KEY.Key_Down)
    hands.press(KEY.Key_Tab)
    assert desk.report.payments[2].payee == "鼎讯智城"


def test_nothing_is_taken_without_a_key_of_the_officers(stacked, desk, hands) -> None:
    payee, item = stacked("payments/3/payee", "payments/3/item")
    hands.type("w")
    assert payee.input.open
    hands.press(KEY.Key_Return)
    assert desk.report.payments[2].payee == "w"
    assert item.input.hasFocus()
    payee.setFocus()
    payee.input.selectAll()
    hands.type("d")
    assert payee.input.open
    hands.press(KEY.Key_Escape)
    assert (payee.input.open, payee.input.text()) == (False, "d")
    hands.press(KEY.Key_Escape)
    assert payee.input.text() == "w"
    hands.type("dx")
    assert offered(payee.input) == []


def test_everything_is_offered_when_asked_for_and_a_click_takes(stacked, desk, hands) -> None:
    (payee,) = stacked("payments/3/payee")
    hands.press(KEY.Key_Down, ALT)
    assert offered(payee.input) == ["微盐", "鼎讯智城", "澳莱丽"]
    shown = payee.input.list_view()
    spot = shown.visualRect(shown.model().index(2, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert desk.report.payments[2].payee == "澳莱丽"
    assert payee.input.hasFocus()


def test_cells_offer_too_and_enter_goes_on(payments, desk, hands) -> None:
    view = payments.view
    column = [each.name for each in payments.records.columns].index("payee")
    view.select_cell(2, column)
    hands.type("a")
    field = view.open_editor()
    assert isinstance(field, RecallInput)
    assert offered(field) == ["澳莱丽"]
    hands.press(KEY.Key_Down)
    hands.press(KEY.Key_Return)
    assert desk.report.payments[2].payee == "澳莱丽"
    assert (view.currentIndex().row(), view.open_editor()) == (3, None)
    view.select_cell(2, column)
    hands.type("w")
    hands.press(KEY.Key_Escape)
    assert view.open_editor() is not None
    hands.press(KEY.Key_Escape)
    assert view.open_editor() is None
    assert desk.report.payments[2].payee == "澳莱丽"


def test_sentences_of_a_field_are_offered_at_a_key_and_replace_their_beginning(stacked, desk, hands) -> None:
    desk.write("contracts/2/note", "余额结转下年支付。待验收后付清。")
    note, _ = stacked("contracts/1/note", "contracts/1/name")
    assert isinstance(note.input, PhraseInput)
    hands.press(KEY.Key_Down, ALT)
    whole, first, second = "余额结转下年支付。待验收后付清。", "余额结转下年支付。", "待验收后付清。"
    assert offered(note.input) == [whole, first, second]
    hands.press(KEY.Key_Down)
    hands.press(KEY.Key_Return)
    assert note.input.text() == first
    hands.type("dys")
    assert not note.input.open
    hands.press(KEY.Key_Down, ALT)
    assert offered(note.input)[0] == second
    hands.press(KEY.Key_Tab)
    assert note.input.text() == first + second
    assert note.input.hasFocus()
    hands.press(KEY.Key_Down, ALT)
    hands.press(KEY.Key_Escape)
    assert not note.input.open
    desk.flush()
    assert desk.report.contracts[0].note == first + second


def test_what_was_written_elsewhere_meanwhile_is_offered_too(stacked, desk, hands, qtbot) -> None:
    (note,) = stacked("contracts/1/note")
    with qtbot.waitSignal(desk.told):
        hands.press(KEY.Key_Down, ALT)
    assert not note.input.open
    desk.write("contracts/3/note", "余额结转下年支付。")
    hands.press(KEY.Key_Down, ALT)
    assert offered(note.input) == ["余额结转下年支付。"]


def test_typing_goes_on_while_sentences_are_offered(stacked, desk, hands) -> None:
    desk.write("contracts/2/note", "余额结转下年支付。")
    (note,) = stacked("contracts/1/note")
    hands.press(KEY.Key_Down, ALT)
    hands.type("q")
    assert not note.input.open
    assert note.input.text() == "q"
    hands.press(KEY.Key_Backspace)
    hands.press(KEY.Key_Down, ALT)
    hands.compose("yu")
    assert not note.input.open
    hands.compose(commit="余额")
    hands.press(KEY.Key_Return)
    assert note.input.text() == "余额\n"


def test_texts_of_a_closed_file_are_offered_in_the_next_one(make_desk, show, hands, home) -> None:
    first = make_desk(Report(project=Project(year=2020), contracts=(Contract(1, agency="青屏招标代理"),)))
    first.close()
    assert (home / FILE).exists()
    second = make_desk(Report(contracts=(Contract(1),)))
    field = make_editor(second, "contracts/1/agency", parse_place("contracts/1/agency").entry)
    show(field)
    field.setFocus()
    hands.type("zb")
    assert isinstance(field.input, RecallInput)
    (only,) = field.input._offered
    assert (only.text, only.source) == ("青屏招标代理", "2020年")
    field.setParent(None)


def test_nothing_is_kept_of_samples_of_secret_files_and_where_it_is_not_wanted(make_desk, desk, home) -> None:
    sample = home / "samples" / "示例.jxzp"
    sample.parent.mkdir(parents=True, exist_ok=True)
    keep_texts(desk.report, sample)
    assert kept_texts().count == 0
    secret = make_desk(replace(desk.report, project=Project(secrecy="秘密")))
    secret.close()
    assert kept_texts().count == 0
    save_settings(replace(load_settings(), remembers=False))
    desk.close()
    assert kept_texts().count == 0


def test_what_is_kept_can_be_thrown_away_and_a_damaged_file_troubles_nobody(desk, home) -> None:
    path = desk.session.path
    desk.close()
    assert kept_texts().count > 5
    forget_texts()
    forget_texts()
    assert kept_texts().count == 0
    for text in ("", "[]", "{", '{"format": 1, "fields": {"a": [["x", "y"], 3, ["t", 2020]]}}'):
        (home / FILE).write_text(text, "utf-8")
        assert kept_texts().count <= 2
    with Session.open(path, read_only=True) as session:
        keep_texts(session.report, path)
    assert kept_texts().count > 5
