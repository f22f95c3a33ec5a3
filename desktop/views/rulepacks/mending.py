"""A rule pack that cannot be read: its text with the line at fault, mended here, put aside or begun anew."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from desktop.errors import StoreError
from desktop.store.own_rulepacks import new_id_problem
from desktop.store.rulepack_mending import Trouble, begin_anew, mend, origin, own_text, put_aside, trouble
from desktop.views.dialogs.ask import confirmed
from desktop.views.parts import button, column, label, picture, row, set_tone
from desktop.views.theme import BODY, SMALL, color, font

_NO_ORIGIN = "不知道它是从哪个随程序的规则复制来的，可以先搁置，再复制一份"


class PackText(QWidget):
    """Shows the text of an own pack; edited() while it is typed in, gone() when it has been put aside."""

    edited = Signal()
    gone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self._before = ""
        self.trouble: Trouble | None = None
        self.input = QPlainTextEdit()
        self.input.setFont(font(BODY))
        self.input.setAccessibleName("规则包的文字")
        self.input.setProperty("own_undo", True)
        self.input.setTabChangesFocus(True)
        self._shape = picture("sev_err", "err")
        self.told = label("", bold=True, tone="err", wrap=True)
        self._where = label("", SMALL, tone="muted")
        self.go = button("到出错的那一行", "link", "jump", clicked=self.go_to_line)
        self.aside = button(
            "搁置…", "", "", "改名放在原处，不再是规则包", small=True, clicked=self._put_aside
        )
        self.anew = button("恢复…", "", "undo", small=True, clicked=self._begin_anew)
        said = row(self._shape, (self.told, 1), gap=6)
        foot = row(self.go, self._where, None, self.aside, self.anew, gap=8)
        self.setLayout(column(said, (self.input, 1), foot, gap=6))
        self.input.textChanged.connect(self._look)
        self.input.cursorPositionChanged.connect(self._say_where)

    @property
    def changed(self) -> bool:
        """Whether the text differs from its file."""
        return bool(self._id) and self.input.toPlainText() != self._before

    @property
    def problem(self) -> str:
        """What keeps the text from being a rule pack, or ''."""
        return self.trouble.text if self.trouble else ""

    def show_pack(self, id_: str, problem: str) -> None:
        """Show the text of an own pack, with its *problem* where it cannot be read as text either."""
        self._id = ""
        try:
            text = own_text(id_)
        except StoreError:
            text = None
        self._before = text or ""
        hopeless = text is None or bool(new_id_problem(id_))
        self.input.setReadOnly(hopeless)
        self.input.setPlainText(self._before)
        self._id = id_
        self._look()
        self._shape.setVisible(self.trouble is not None or hopeless)
        if hopeless:
            self.trouble = Trouble(0, problem)
            self.told.setText(problem)
        source = origin(id_)
        self.anew.setEnabled(bool(source))
        self.anew.setToolTip(f"搁置现在的，再从“{source}”复制一份" if source else _NO_ORIGIN)
        self.go_to_line(focus=False)

    def keep(self) -> None:
        """Put the mended text in the place of the file's; raises DataError, StoreError."""
        mend(self._id, self.input.toPlainText())

    def go_to_line(self, *, focus: bool = True) -> None:
        """Put the cursor at the line at fault."""
        if self.trouble and self.trouble.line:
            block = self.input.document().findBlockByNumber(self.trouble.line - 1)
            self.input.setTextCursor(QTextCursor(block))
            self.input.centerCursor()
        if focus:
            self.input.setFocus()

    def _look(self) -> None:
        if not self._id:
            return
        self.trouble = trouble(self._id, self.input.toPlainText())
        self.told.setText(self.trouble.text if self.trouble else "写法对了，记下改动后就能用。")
        set_tone(self.told, "err" if self.trouble else "ok")
        self._shape.setVisible(self.trouble is not None)
        self.go.setVisible(bool(self.trouble and self.trouble.line))
        self.input.setAccessibleDescription(self.problem)
        self._mark()
        self.edited.emit()

    def _mark(self) -> None:
        """Tint the line at fault."""
        marked: list[QTextEdit.ExtraSelection] = []
        if self.trouble and self.trouble.line:
            mark = QTextEdit.ExtraSelection()
            block = self.input.document().findBlockByNumber(self.trouble.line - 1)
            mark.cursor = QTextCursor(block)  # type: ignore[attr-defined]
            mark.format.setBackground(color("err_soft"))  # type: ignore[attr-defined]
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # type: ignore[attr-defined]
            marked.append(mark)
        self.input.setExtraSelections(marked)

    def _say_where(self) -> None:
        cursor = self.input.textCursor()
        self._where.setText(f"光标在第 {cursor.blockNumber() + 1} 行第 {cursor.positionInBlock() + 1} 列")

    def _put_aside(self) -> None:
        text = "文件改名留在原来的文件夹里，想要时改回来就行。项目文件里带着的规则不受影响。"
        if confirmed(self, f"搁置“{self._id}”", text, "搁置"):
            put_aside(self._id)
            self.gone.emit()

    def _begin_anew(self) -> None:
        text = f"现在的文件改名留着，再从“{origin(self._id)}”复制一份；在它里面改过的要重新改。"
        if confirmed(self, f"恢复“{self._id}”", text, "恢复"):
            begin_anew(self._id)
            self.gone.emit()
