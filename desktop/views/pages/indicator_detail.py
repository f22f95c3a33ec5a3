"""Beneath the indicators: what is said of the one selected, in tabs — reasons, measures, sources, bands, proofs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.errors import DataError
from desktop.models.adjusting_words import told_of_deviation
from desktop.models.entries import entry_of
from desktop.models.joined import is_qualitative
from desktop.models.numbers import plain
from desktop.models.places import parse_place, place
from desktop.models.reckoning.ledger import as_judged
from desktop.models.reckoning.performance import is_over
from desktop.models.records import Indicator
from desktop.views.bands import BandBox
from desktop.views.editors import Editor, make_editor
from desktop.views.editors.counting import show_length
from desktop.views.editors.memo import MemoInput
from desktop.views.form import RecordForm
from desktop.views.page_stack import PageStack
from desktop.views.pages.indicator_foot import Foot
from desktop.views.pages.indicator_parts import CappedTag
from desktop.views.pages.indicator_proofs import ProofLine
from desktop.views.pages.indicator_tabs import Tab, Tabs
from desktop.views.pages.indicator_words import asked, deviation
from desktop.views.parts import Elided, button, column, row
from desktop.views.room import Room
from desktop.views.shapes import ORIGINS
from desktop.views.tables.memory import remember, remembered
from desktop.views.theme import H2

SECTION = "indicators"
TITLES: Mapping[str, str] = {
    "band": "档次", "facts": "依据", "reason": "偏差原因", "measure": "改进措施",
    "source": "数据来源", "marks": "定分/不适用", "proofs": "佐证",
}  # fmt: skip
FORMS = {
    "facts": (("actual_text",),),
    "source": (("data_source", "calculation", ("base", 1)),),
    "marks": ((("points", 1), ("points_reason", 3), ("na_reason", 3)),),
}
TEXTS = ("reason", "measure")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "band": ("band", "points"), "facts": ("actual_text",), "reason": ("reason",), "measure": ("measure",),
    "source": ("data_source", "calculation", "base"), "marks": ("points", "points_reason", "na_reason"),
    "proofs": (),
}  # fmt: skip
OF_WORDS = ("band", "facts")  # Tabs that only what is judged by words has
_HIGH, _TALL, _ROOMY = (
    54,
    110,
    640,
)  # px: of a tab, of one where there is room, of the page from which on there is
_NAME, _LEAST_TAG, _AROUND = (
    56,
    60,
    56,
)  # px: of the name at least, of the tag, between the parts of the title
_WHERE = (SECTION, "detail")
_INVITATIONS = {
    "reason": "写明差在哪里、为什么、差多少；Alt+↓ 取用写过的句子",
    "measure": "写下一步怎么做、什么时候做到；Alt+↓ 取用写过的句子",
}
_NOT_ASKED = "这一项可以不写"


class _TabStack(PageStack):
    """As high as the tab in sight."""

    def sizeHint(self) -> QSize:
        current = self.currentWidget()
        return current.sizeHint().expandedTo(current.minimumSize()) if current else super().sizeHint()


class IndicatorDetail(QFrame):
    """The editor of one indicator; it can be folded to its title. focused(place) when a field is entered."""

    focused = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.setObjectName("card")
        self.room, self.desk = room, room.desk
        self._id, self._wanted, self._over = 0, "", False
        self._of_words = 0  # An indicator of which a band was asked for although it has a number
        self._findings: Mapping[str, tuple[str, str]] = {}
        self._name, self.tag = Elided("", H2, bold=True, fill=False), CappedTag()
        self.tabs = Tabs("这项指标的说明", tuple(TITLES))
        self.tabs.chosen.connect(self._turned)
        self._fold = button("", "icon", "down", clicked=lambda: self.unfold(on=not self.is_open))
        self.bands, self.proofs = BandBox(self.desk), ProofLine(room)
        self.texts = {name: self._text(name) for name in TEXTS}
        self.forms = {name: RecordForm(self.desk, SECTION, 0, rows) for name, rows in FORMS.items()}
        self.foot = Foot(room)
        self.ticks, self.advice = self.foot.ticks, self.foot.advice
        for each in (self.bands, *self.forms.values()):
            each.focused.connect(self.focused)
        self._stack = _TabStack()
        self._lay_out()
        self.unfold(on=remembered(*_WHERE).get("open") is not False)

    def _text(self, name: str) -> Editor:
        made = make_editor(self.desk, "", entry_of(Indicator, name), lines=2)
        made.tells = False  # the foot says it
        made.focused.connect(self.focused)
        made.counted.connect(lambda length: self._counted(name, length))
        made.refreshed.connect(self._show_origin)
        made.input.typed.connect(lambda _text: self._judge())
        return made

    def _lay_out(self) -> None:
        self._pages: dict[str, QWidget] = {
            **self.texts,
            **self.forms,
            "band": self.bands,
            "proofs": self.proofs,
        }
        for key in TITLES:
            self._pages[key].setMinimumHeight(_HIGH)
            self._stack.addWidget(self._pages[key])
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        title = row(self._name, self.tag, None, self.tabs, self._fold)
        self.setLayout(column(title, self._stack, self.foot, gap=4, margins=(12, 6, 8, 4)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    # What is shown

    @property
    def id(self) -> int:
        """The id of the indicator shown, 0 for none."""
        return self._id

    @property
    def keys(self) -> tuple[str, ...]:
        """The tabs in sight."""
        return self.tabs.keys

    @property
    def is_open(self) -> bool:
        """Whether more than the title is shown."""
        return not self._stack.isHidden()

    def editor(self, name: str) -> Editor:
        """Return the editor of a field."""
        found = self.texts.get(name)
        return found or next(each for each in self.forms.values() if name in each.fields).editor(name)

    def set_indicator(self, id_: int) -> None:
        """Show another indicator, 0 for none."""
        self._id = id_
        for name, editor in self.texts.items():
            editor.set_place(place(SECTION, id_, name) if id_ else "")
        for form in self.forms.values():
            form.set_record(id_)
        self.advice.show_indicator(id_)
        self.renew(fresh=True)

    def renew(self, *, fresh: bool = False) -> None:
        """Show the indicator as it stands in the report; *fresh*: another one than before."""
        indicator = self._indicator()
        self.setEnabled(indicator is not None)
        self.proofs.show_indicator(self._id if indicator else 0)
        self._name.show_text((" ".join(indicator.name.split()) or "未命名的指标") if indicator else "")
        if indicator is None:
            self.tag.show_word("")
            return
        self._over = is_over(self.desk.reckoning.ledger, indicator)
        self.bands.show_indicator(indicator)
        word, tone = deviation(indicator, over=self._over)
        self.tag.show_word(word, tone, "sev_warn" if tone == "warn" else "")
        self._show_tabs(indicator, fresh=fresh)

    def _indicator(self) -> Indicator | None:
        return self.desk.report.find(SECTION, self._id) if self._id and self.desk.is_open else None

    def _show_tabs(self, indicator: Indicator, *, fresh: bool) -> None:
        of_words = is_qualitative(indicator) or bool(indicator.band) or self._of_words == indicator.id
        due = asked(indicator, over=self._over)
        shown = {
            key: Tab(title, key in due, self.proofs.count if key == "proofs" else None)
            for key, title in TITLES.items()
            if of_words or key not in OF_WORDS
        }
        self.tabs.show_tabs(shown)
        self._cap_tag()
        self._invite(due)
        self._turn(self._due_tab(indicator, fresh=fresh))

    def _invite(self, due: frozenset[str]) -> None:
        """Say in an empty text whether it has to be written."""
        lock = self.desk.locked(SECTION)
        for name, editor in self.texts.items():
            if isinstance(editor.input, MemoInput):
                words = _INVITATIONS[name] if name in due else _NOT_ASKED
                editor.input.setPlaceholderText("" if lock else words)

    def _due_tab(self, indicator: Indicator, *, fresh: bool) -> str:
        """The tab that stays, or that a *fresh* indicator begins with: the bands where one is to be chosen."""
        keys = self.tabs.keys
        if not fresh and self.tabs.key in keys:
            return self.tabs.key
        to_choose = is_qualitative(indicator) and not indicator.band
        return self._wanted if self._wanted in keys and not to_choose else keys[0]

    def choose(self, key: str) -> None:
        """Turn to a tab that is in sight, and unfold."""
        if key in self.keys:
            self._wanted = key
            self._turn(key)
            self.unfold(on=True)

    def _turned(self, key: str) -> None:
        self.choose(key)

    def _turn(self, key: str) -> None:
        self.tabs.choose(key)
        self._stack.setCurrentWidget(self._pages[key])
        self._stack.updateGeometry()
        self._judge()
        self._show_origin()
        editor = self.texts.get(key)
        if editor is not None:
            editor.show_count()
        else:
            show_length(self.foot.count, None)

    def step(self, by: int) -> None:
        """Turn to the next (1) or the one before (-1) of the tabs, and go into it."""
        if self._id:
            self.choose(self.tabs.step(by))
            self.focus_tab()

    def unfold(self, *, on: bool) -> None:
        """Show everything or the title alone; it is remembered."""
        for each in (self._stack, self.foot):
            each.setVisible(on)
        said = "收起，表格多几行" if on else "展开偏差原因等各栏"
        self._fold.setIcon(button("", "icon", "down" if on else "up").icon())
        self._fold.setToolTip(said)
        self._fold.setAccessibleName(said)
        if remembered(*_WHERE).get("open", True) is not on:
            remember(*_WHERE, {"open": on})

    # What is said beneath

    def show_findings(self, findings: Mapping[str, tuple[str, str]]) -> None:
        """Show findings, place → class and message."""
        self._findings = findings
        for each in self.texts.values():
            each.show_finding(*findings.get(each.place, ("", "")))
        for form in self.forms.values():
            form.show_findings(findings)
        self._judge()

    def _judge(self) -> None:
        """Tick what reason and measure tell, as they stand or are being typed, else say what is found."""
        found = self._indicator()
        if found is None:
            return
        indicator = as_judged(found)
        on_text = self.tabs.key in TEXTS and bool(asked(found, over=self._over))
        if on_text and indicator.actual is not None and indicator.target is not None:
            gap = plain(abs(indicator.actual - indicator.target))
            self.ticks.show_told(told_of_deviation(self._typed("reason"), self._typed("measure"), gap))
            self.foot.say("", "", ticks=True)
        else:
            self.foot.say(*self._finding())

    def _typed(self, name: str) -> str:
        """A text as it is being typed, else as it stands."""
        pending = self.desk.pending_text(place(SECTION, self._id, name))
        return getattr(self._indicator(), name) if pending is None else pending

    def _finding(self) -> tuple[str, str]:
        """What is found of the tab in sight, else of the indicator: class and message, empty for nothing."""
        whole = place(SECTION, self._id)
        own = self._findings.get(f"{whole}/{self.tabs.key}")
        begins = f"{whole}/"
        others = (
            found for where, found in self._findings.items() if where == whole or where.startswith(begins)
        )
        return own or next(others, ("", ""))

    def _counted(self, name: str, length: object) -> None:
        if self.tabs.key == name:
            show_length(self.foot.count, length)  # type: ignore[arg-type] # Length or None, by a signal

    def _show_origin(self) -> None:
        editor = self.texts.get(self.tabs.key)
        word, tone = ORIGINS.get(editor.standing.origin, ("", "")) if editor else ("", "")
        self.foot.show_origin(word, tone)

    # The focus

    def focus_place(self, where: str) -> bool:
        """Put the focus into the field of a place; False where it is none of the indicator shown."""
        try:
            known = parse_place(where)
        except DataError:
            return False
        holding = [key for key in TITLES if known.field in FIELDS[key]]
        if (known.section, known.id) != (SECTION, self._id) or not holding:
            return False
        key = next((key for key in holding if key in self.keys), holding[0])
        if key not in self.keys:
            self._of_words = known.id
            self.renew()
        self._turn(key)
        self.unfold(on=True)
        page = self._pages[key]
        if isinstance(page, BandBox | RecordForm):
            return page.focus_place(where)
        page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def focus_tab(self) -> None:
        """Put the focus into the tab in sight."""
        if not self._id:
            return
        self.unfold(on=True)
        key = self.tabs.key
        if key == "proofs":
            self.proofs.focus_first()
        else:
            self.focus_place(place(SECTION, self._id, FIELDS[key][0]))

    def give_room(self, high: int) -> None:
        """Let texts grow in a page *high* px high; in a low one they scroll, so that the rows stay in sight."""
        for each in self.texts.values():
            if isinstance(each.input, MemoInput):
                each.input.most = _TALL if high > _ROOMY else _HIGH
                each.input.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cap_tag()

    def _cap_tag(self) -> None:
        """Give the tag what tabs and the beginning of the name leave."""
        margins = self.contentsMargins().left() + self.contentsMargins().right() + _AROUND
        room = self.width() - margins - self.tabs.sizeHint().width() - self._fold.sizeHint().width()
        self.tag.most = max(_LEAST_TAG, room - _NAME)
