"""The window's commands: their words, keys and tooltips, each said once for menu, button and shortcut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.views.icons import icon


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name in the program, words, keys and icon; what it *needs*: open, edit or nothing."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: str = "open"


COMMANDS = (
    Command("last_year", "接着上年做…", ("Ctrl+L",), "carry", ""),
    Command("new", "新建…", ("Ctrl+N",), "plus", ""),
    Command("open", "打开…", ("Ctrl+O",), "folder", ""),
    Command("save", "已自动保存，存一份副本…", ("Ctrl+S",), "save"),
    Command("save_as", "另存为…", ("Ctrl+Shift+S",), "copy"),
    Command("close_file", "回到欢迎页", ("Ctrl+W",), "left"),
    Command("import_ledger", "导入台账…", ("Ctrl+Shift+I",), "carry", "edit"),
    Command("print", "打印…", ("Ctrl+P",), "print"),
    Command("export", "导出 PDF…", ("Ctrl+E",), "export"),
    Command("undo", "撤销", ("Ctrl+Z",), "undo", "edit"),
    Command("redo", "重做", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", "edit"),
    Command("audit", "全审", ("F9",), "check"),
    Command("preview", "预览", ("F7",), "eye"),
    Command("findings", "审核结果", ("F6",), "list"),
    Command("next_finding", "下一个问题", ("F8",), "down"),
    Command("previous_finding", "上一个问题", ("Shift+F8",), "up"),
    Command("data_folder", "程序的数据文件夹", (), "folder", ""),
    Command("about", "关于", (), "help", ""),
    Command("quit", "退出", ("Ctrl+Q",), "close", ""),
)
MENU = (
    "last_year", "new", "open", "recent", "save_as", "close_file", "", "import_ledger", "print", "export", "",
    "undo", "redo", "audit", "preview", "findings", "next_finding", "previous_finding", "",
    "data_folder", "about", "quit",
)  # fmt: skip
CHECKABLE = ("preview", "findings")


def make_actions(window: QWidget) -> dict[str, QAction]:
    """Make the window's actions; their shortcuts work anywhere in it."""
    made: dict[str, QAction] = {}
    for each in COMMANDS:
        action = QAction(icon(each.icon), each.text, window)
        action.setShortcuts([QKeySequence(keys) for keys in each.keys])
        action.setToolTip(tooltip(each, each.text))
        action.setCheckable(each.name in CHECKABLE)
        action.setAutoRepeat(each.name in ("undo", "redo", "next_finding", "previous_finding"))
        window.addAction(action)
        made[each.name] = action
    return made


def connect_actions(actions: Mapping[str, QAction], slots: Mapping[str, Callable[[], object]]) -> None:
    """Say what each action does."""
    for name, slot in slots.items():
        actions[name].triggered.connect(_calling(slot))


def _calling(slot: Callable[[], object]) -> Callable[[bool], None]:
    def call(_checked: bool) -> None:  # noqa: FBT001 - Qt's own signal
        slot()

    return call


def tooltip(command: Command, text: str) -> str:
    """Return a command's words with its first key."""
    return f"{text.rstrip('…')} {command.keys[0]}" if command.keys else text.rstrip("…")


def named(name: str) -> Command:
    """Return a command by its name."""
    return next(each for each in COMMANDS if each.name == name)


def allow(actions: Mapping[str, QAction], *, is_open: bool, lock: str) -> None:
    """Let the actions be done that can be done; a locked one says why in its tooltip."""
    for each in COMMANDS:
        locked = lock if each.needs == "edit" and is_open else ""
        action = actions[each.name]
        action.setEnabled((is_open or not each.needs) and not locked)
        action.setToolTip(locked or tooltip(each, each.text))


def name_steps(actions: Mapping[str, QAction], undo: str, redo: str, lock: str) -> None:
    """Let undo and redo say which step they would take; '' for none."""
    for name, text in (("undo", undo), ("redo", redo)):
        actions[name].setEnabled(bool(text) and not lock)
        actions[name].setText(text or named(name).text)
        actions[name].setToolTip(lock or tooltip(named(name), text or named(name).text))


def fill_menu(menu: QMenu, actions: Mapping[str, QAction], recent: QMenu) -> None:
    """Fill the menu 更多 with every command, the files opened last as a menu of its own."""
    for name in MENU:
        match name:
            case "":
                menu.addSeparator()
            case "recent":
                menu.addMenu(recent)
            case _:
                menu.addAction(actions[name])


def shortcuts(actions: Mapping[str, QAction]) -> Iterator[tuple[str, str]]:
    """Yield every key with the name of its command."""
    for name, action in actions.items():
        yield from ((each.toString(), name) for each in action.shortcuts())
