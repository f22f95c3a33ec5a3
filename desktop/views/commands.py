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
    Command("export_form", "导出自评表 Excel…", (), "grid"),
    Command("export_findings", "导出审核清单 Excel…", (), "list"),
    Command("print_findings", "打印审核情况说明…", (), "print"),
    Command("undo", "撤销", ("Ctrl+Z",), "undo", "edit"),
    Command("redo", "重做", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", "edit"),
    Command("audit", "全审", ("F9",), "check"),
    Command("own_rules", "自定义审核…", (), "edit"),
    Command("rule_packs", "本地规则…", (), "grid", ""),
    Command("library", "我的指标与词句…", (), "list", ""),
    Command("learn", "从我的文件学习…", (), "carry", ""),
    Command("pick_indicators", "从指标库选…", ("Ctrl+Shift+L",), "plus", "edit"),
    Command("keep_indicators", "选中的指标收进指标库", (), "save"),
    Command("insert_phrase", "插入词句…", ("Ctrl+'",), "edit", "edit"),
    Command("keep_phrase", "收进词句库", (), "save"),
    Command("preview", "预览", ("F7",), "eye"),
    Command("score", "得分计算", ("Ctrl+J",), "sigma"),
    Command("findings", "审核结果", ("F6",), "list"),
    Command("next_finding", "下一个问题", ("F8",), "down"),
    Command("previous_finding", "上一个问题", ("Shift+F8",), "up"),
    Command("find", "查找…", ("Ctrl+K",), "search"),
    Command("replace", "查找和替换…", ("Ctrl+H",), "swap"),
    Command("same_next", "同一个数的下一处", ("F4",), "jump"),
    Command("same_back", "同一个数的上一处", ("Shift+F4",), "jump"),
    Command("journal", "修改记录…", ("Ctrl+Shift+H",), "clock"),
    Command("help", "字段说明", ("F1",), "help"),
    Command("note", "待核实…", ("Ctrl+M",), "flag"),
    Command("notes", "待核实清单", ("Ctrl+Shift+M",), "flag"),
    Command("confirm", "确认这个值", ("Alt+Return",), "check", "edit"),
    Command("confirm_page", "确认本页全部上年数…", (), "check", "edit"),
    Command("state", "草稿、送审、定稿…", (), "lock"),
    Command("backup", "现在备份", (), "save"),
    Command("restore", "从备份恢复…", (), "clock"),
    Command("second_backup", "第二备份文件夹…", (), "usb", ""),
    Command("find_lost", "找回丢失的文件…", (), "clock", ""),
    Command("settings", "设置…", ("Ctrl+,",), "list", ""),
    Command("file_folder", "项目文件所在的文件夹", (), "folder"),
    Command("data_folder", "程序的数据文件夹", (), "folder", ""),
    Command("about", "关于", (), "help", ""),
    Command("quit", "退出", ("Ctrl+Q",), "close", ""),
)
MENU = (
    "last_year", "new", "open", "recent", "save_as", "close_file", "", "import_ledger", "paper", "", "undo",
    "redo", "preview", "", "looks", "rules", "library", "tools", "safe", "", "settings", "about", "quit",
)  # fmt: skip
TOOLS = (
    *("find", "replace", "same_next", "same_back", "journal"),
    *("help", "note", "notes", "confirm", "confirm_page"),
)
OF_FIELD = ("same_next", "note", "confirm", "help", "insert_phrase", "keep_phrase")  # In the menu of a field
SAFE = ("state", "backup", "restore", "second_backup", "find_lost", "", "file_folder", "data_folder")
RULES = ("rule_packs", "own_rules")
LIBRARY = ("library", "learn", "", "pick_indicators", "keep_indicators", "", "insert_phrase", "keep_phrase")
FINDINGS = ("audit", "findings", "next_finding", "previous_finding", "", "score")
EXPORTS = ("export", "export_form", "export_findings")
PAPER = ("print", "print_findings", "", *EXPORTS)
SUBMENUS = {
    "paper": ("打印和导出", PAPER),
    "looks": ("审核和得分", FINDINGS),
    "rules": ("规则", RULES),
    "library": ("指标与词句", LIBRARY),
    "tools": ("查找和标记", TOOLS),
    "safe": ("备份和状态", SAFE),
}
REPEATING = ("undo", "redo", "next_finding", "previous_finding", "same_next", "same_back")
CHECKABLE = ("preview", "score", "findings", "help", "notes")


def make_actions(window: QWidget) -> dict[str, QAction]:
    """Make the window's actions; their shortcuts work anywhere in it."""
    made: dict[str, QAction] = {}
    for each in COMMANDS:
        action = QAction(icon(each.icon), each.text, window)
        action.setShortcuts([QKeySequence(keys) for keys in each.keys])
        action.setToolTip(tooltip(each, each.text))
        action.setCheckable(each.name in CHECKABLE)
        action.setAutoRepeat(each.name in REPEATING)
        action.setProperty("field", each.name if each.name in OF_FIELD else "")
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
            case _ if name in SUBMENUS:
                title, names = SUBMENUS[name]
                inner = QMenu(title, menu)
                menu.addMenu(inner)
                for each in names:
                    if each:
                        inner.addAction(actions[each])
                    else:
                        inner.addSeparator()
            case _:
                menu.addAction(actions[name])


def export_menu(parent: QWidget, actions: Mapping[str, QAction]) -> QMenu:
    """Return the menu of what the report can be exported as."""
    made = QMenu("导出", parent)
    for each in EXPORTS:
        made.addAction(actions[each])
    return made


def shortcuts(actions: Mapping[str, QAction]) -> Iterator[tuple[str, str]]:
    """Yield every key with the name of its command."""
    for name, action in actions.items():
        yield from ((each.toString(), name) for each in action.shortcuts())
