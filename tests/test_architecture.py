"""The house plan as a test: which way imports point, which room may use which library, how long things are."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
LAYERS = {"errors", "folders", "progress", "models", "store", "session", "report", "output", "exchange"}
EVERYTHING = LAYERS | {"tasks", "views", "cli", "app", "selftest"}

# room: the other rooms it may import
ROOMS = {
    "__init__": set[str](),
    "errors": set[str](),
    "progress": {"errors"},
    "folders": {"errors"},
    "models": {"errors"},
    "store": {"errors", "folders", "models", "progress"},
    "session": {"errors", "folders", "models", "store", "progress"},
    "report": {"errors", "models"},
    "output": {"errors", "folders", "models", "report", "progress"},
    "exchange": {"errors", "folders", "models", "report"},
    "tasks": LAYERS,
    "views": LAYERS | {"tasks"},
    "cli": EVERYTHING,
    "app": EVERYTHING,
    "selftest": EVERYTHING,
    "__main__": EVERYTHING,
}
# module: what it may import beyond its room's rule
EXCEPTIONS = {"exchange/readers/own": {"store"}}

FILES = {"exchange", "output"}
# library: the rooms or modules that may import it; a library that is not named here is not used
LIBRARIES = {
    "PySide6": {"views", "app", "output/preview", "output/printing"},
    "shiboken6": {"views", "app"},
    "sqlite3": {"store", "exchange/readers/own"},
    "reportlab": {"output/pdf"},
    "pandas": FILES,
    "numpy": FILES,
    "openpyxl": FILES,
    "python_calamine": FILES,
    "pypdfium2": FILES,
    "pdfplumber": FILES,
    "docx": FILES,
    "pikepdf": FILES,
    "PIL": FILES,
    "defusedxml": FILES,
}
# slow to import, so only inside functions: the window opens without them
LATE = set(LIBRARIES) - {"PySide6", "shiboken6", "sqlite3", "reportlab"}
NETWORK = {
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib"),
    "PySide6.QtNetwork",
}
# they keep the program to one instance and never leave the machine
MAY_NETWORK = {f"PySide6.QtNetwork.{name}": {"views"} for name in ("QLocalServer", "QLocalSocket")}
MAY_PRINT = {"cli"}
FORBIDDEN_WORDS = ("manager", "helper", "util")


class Source(NamedTuple):
    """One file of the program: its *module* is the path below desktop/ without ending, as in the tables above."""

    path: Path
    module: str
    lines: list[str]
    tree: ast.Module

    @property
    def room(self) -> str:
        """The first part of the module."""
        return self.module.split("/")[0]

    def within(self, rooms: set[str]) -> bool:
        """Tell whether the file is one of *rooms* or lies in one."""
        return any(self.module == room or self.module.startswith(room + "/") for room in rooms)

    def at(self, node: ast.stmt | ast.expr, what: str) -> str:
        """Say *what* is wrong and where."""
        return f"{self.path.relative_to(ROOT)}:{node.lineno} {what}"


class Import(NamedTuple):
    """One imported module, dotted and absolute; *late* inside a function or for the type checker only."""

    node: ast.Import | ast.ImportFrom
    name: str
    late: bool


@cache
def sources() -> tuple[Source, ...]:
    """Read every file of the program once."""
    return tuple(map(_read, sorted((ROOT / "desktop").rglob("*.py"))))


def _read(path: Path) -> Source:
    text = path.read_text("utf-8")
    module = path.relative_to(ROOT / "desktop").with_suffix("").as_posix().removesuffix("/__init__")
    return Source(path, module, text.splitlines(), ast.parse(text))


def imports(source: Source) -> Iterator[Import]:
    """Yield every module that *source* imports, wherever the import stands."""
    late = {inner for node in ast.walk(source.tree) if _defers(node) for inner in ast.walk(node)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (Import(node, each.name, node in late) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(filter(None, [_package(source, node.level), node.module]))
            yield from (Import(node, f"{base}.{each.name}", node in late) for each in node.names)


def _defers(node: ast.AST) -> bool:
    only_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
    return only_types or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def _package(source: Source, level: int) -> str:
    parts = source.path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-level]) if level else ""


def functions() -> Iterator[tuple[Source, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function and method of the program."""
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield source, node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function, those of its docstring left out."""
    documented = ast.get_docstring(node) is not None
    docstring = node.body[0] if documented else None
    shown = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - shown


def uses() -> Iterator[tuple[Source, Import]]:
    """Yield every import of the program."""
    for source in sources():
        for each in imports(source):
            yield source, each


def is_in(name: str, modules: Iterable[str]) -> bool:
    """Tell whether the dotted *name* is one of *modules* or lies in one."""
    return any(f"{name}.".startswith(f"{module}.") for module in modules)


def test_every_room_is_in_the_plan() -> None:
    assert {source.room for source in sources()} <= set(ROOMS)


def test_imports_between_rooms_point_one_way() -> None:
    wrong = [
        source.at(each.node, f"imports {each.name}")
        for source, each in uses()
        if each.name.startswith("desktop.")
        and each.name.split(".")[1]
        not in {source.room} | ROOMS[source.room] | EXCEPTIONS.get(source.module, set())
    ]
    assert not wrong


def test_relative_imports_stay_in_their_package() -> None:
    assert not [
        source.at(each.node, "relative import leaves its package")
        for source, each in uses()
        if isinstance(each.node, ast.ImportFrom) and each.node.level > 1
    ]


def test_libraries_stay_in_their_rooms() -> None:
    free = sys.stdlib_module_names - set(LIBRARIES) | {"desktop"}
    assert not [
        source.at(each.node, f"imports {each.name}")
        for source, each in uses()
        if (library := each.name.split(".")[0]) not in free
        if not source.within(LIBRARIES.get(library, set()))
    ]


def test_heavy_libraries_are_imported_inside_functions() -> None:
    assert not [
        source.at(each.node, f"imports {each.name} at once")
        for source, each in uses()
        if is_in(each.name, LATE) and not each.late
    ]


def test_the_program_has_no_network() -> None:
    assert not [
        source.at(each.node, f"imports {each.name}")
        for source, each in uses()
        if is_in(each.name, NETWORK) and not source.within(MAY_NETWORK.get(each.name, set()))
    ]


def test_only_the_command_line_prints() -> None:
    wrong = [
        source.at(node, "prints")
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        if not source.within(MAY_PRINT)
    ]
    assert not wrong


def test_files_are_short() -> None:
    lengths = {source.module: len(source.lines) for source in sources()}
    assert not {module: lines for module, lines in lengths.items() if lines > 400}
    assert median(lengths.values()) <= 120
    assert quantiles(lengths.values(), n=10)[-1] <= 250


def test_functions_are_short() -> None:
    lengths = {source.at(node, node.name): length(node) for source, node in functions()}
    assert not {name: lines for name, lines in lengths.items() if lines > 40}
    assert median(lengths.values()) <= 6
    assert quantiles(lengths.values(), n=10)[-1] <= 20


def test_lines_are_short() -> None:
    written = [ROOT / "start.py", *(ROOT / "desktop").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in written
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert not wrong


def test_modules_and_classes_are_documented() -> None:
    wrong = [
        f"{source.module} {getattr(node, 'name', '')}"
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Module | ast.ClassDef) and not ast.get_docstring(node)
    ]
    assert not wrong


def test_public_functions_are_documented() -> None:
    # Qt's own virtual functions (camelCase) are documented by Qt.
    public = [node for _, node in functions() if not node.name.startswith("_") and node.name.islower()]
    bare = [node.name for node in public if not ast.get_docstring(node)]
    assert len(bare) <= len(public) // 10, bare


def test_names_say_what_a_thing_is() -> None:
    classes = [
        node for source in sources() for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef)
    ]
    names = [*(node.name for node in classes), *(source.module for source in sources())]
    assert not [name for name in names if any(word in name.lower() for word in FORBIDDEN_WORDS)]
