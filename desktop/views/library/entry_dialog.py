"""One entry of the library, by hand: made anew or changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop.models.entries import Entry, entry_of
from desktop.models.library import KEPT, KnownEntry, KnownIndicator, Payee, Phrase
from desktop.models.library_words import KINDS, field_label, word_fields
from desktop.models.records import Indicator
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import button, label
from desktop.views.theme import BODY, SMALL, font

Input = QLineEdit | QComboBox | QPlainTextEdit
_OWN = {"target": "指标值", "where": "用在", "text": "词句", "credit_code": "统一社会信用代码"}
_ORDER = ("name", "level1", "level2", "target", "operator", "unit", "weight", "data_source", "calculation")


class EntryDialog(Dialog):
    """Accepted, *entry* is the entry as it is to be."""

    def __init__(self, parent: QWidget | None, entry: KnownEntry, *, new: bool = False) -> None:
        word = KINDS[type(entry)]
        super().__init__(parent, f"新增{word}" if new else f"修改{word}", width=560)
        self.entry = entry
        self.inputs: dict[str, Input] = {}
        self._wrong = label("", SMALL, tone="err", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for at, name in enumerate(_names(entry)):
            made = self.inputs[name] = _input(name, getattr(entry, name))
            made.setFont(font(BODY))
            made.setAccessibleName(_label(name))
            words = label(_label(name), SMALL, tone="text2")
            words.setBuddy(made)
            grid.addWidget(words, at, 0)
            grid.addWidget(made, at, 1)
        self.add(grid, self._wrong)
        self.close_with(button("取消", clicked=self.reject), button("记下", "primary", clicked=self._keep))
        next(iter(self.inputs.values())).setFocus()

    def _keep(self) -> None:
        values: dict[str, Any] = {}
        for name, each in self.inputs.items():
            try:
                values[name] = _read(name, each)
            except ValueError as error:
                self._wrong.setText(f"{_label(name)}：{error}")
                each.setFocus()
                return
        made = replace(self.entry, **values)
        first = "text" if isinstance(made, Phrase) else "name"
        if not str(getattr(made, first)).strip():
            self._wrong.setText(f"还没有写{_label(first)}")
            self.inputs[first].setFocus()
            return
        self.entry = made
        self.accept()


def _names(entry: KnownEntry) -> tuple[str, ...]:
    match entry:
        case KnownIndicator():
            return _ORDER
        case Phrase():
            return ("where", "text")
        case Payee():
            return ("name", "credit_code")


def _entry(name: str) -> Entry | None:
    return entry_of(Indicator, name) if name in KEPT else None


def _label(name: str) -> str:
    known = _entry(name)
    return _OWN.get(name) or (known.label if known and name != "name" else "名称")


def _input(name: str, value: Any) -> Input:
    known = _entry(name)
    if name == "where":
        box = QComboBox()
        for each in word_fields():
            box.addItem(field_label(each), each)
        box.setCurrentIndex(max(box.findData(value), 0))
        return box
    if known is not None and known.kind.options:
        box = QComboBox()
        box.addItems(["", *known.kind.options])
        box.setCurrentText(value)
        return box
    if name == "text":
        memo = QPlainTextEdit(value)
        memo.setTabChangesFocus(True)
        memo.setFixedHeight(120)
        return memo
    return QLineEdit(known.kind.show(value) if known else value)


def _read(name: str, made: Input) -> Any:
    """Return what stands in an input; ValueError says in Chinese what cannot be read."""
    if name == "where" and isinstance(made, QComboBox):
        return str(made.currentData())
    text = made.currentText() if isinstance(made, QComboBox) else _text(made)
    known = _entry(name)
    return known.kind.read(text.strip()) if known else text.strip()


def _text(made: QLineEdit | QPlainTextEdit) -> str:
    return made.toPlainText() if isinstance(made, QPlainTextEdit) else made.text()
