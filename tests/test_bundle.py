"""What makes the packaged program: its self test, and the recipe that it is built by."""

from __future__ import annotations

import ast
import json
import runpy
from pathlib import Path

from desktop import selftest

ROOT = Path(__file__).parents[1]


def outcome(folder: Path) -> dict:
    return json.loads((folder / "result.json").read_text("utf-8"))


def test_every_part_of_the_program_works(qapp, tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "自检 结果"
    code = selftest.run(folder)
    assert {name: each["result"] for name, each in outcome(folder)["parts"].items()} == dict.fromkeys(
        selftest.PARTS, "ok"
    )
    assert code == 0
    assert not home.exists()
    assert selftest.run(folder) == 0  # and once more into the same folder


def test_a_part_that_fails_is_told_and_the_others_go_on(tmp_path: Path, monkeypatch) -> None:
    def broken(_folder: Path) -> None:
        raise selftest.Failed("字体缺失")

    monkeypatch.setattr(selftest, "PARTS", {"fonts": broken, "paper": lambda _: None})
    assert selftest.run(tmp_path) == 1
    assert outcome(tmp_path)["ok"] is False
    assert outcome(tmp_path)["parts"]["fonts"]["result"] == "Failed: 字体缺失"
    assert outcome(tmp_path)["parts"]["paper"]["result"] == "ok"


def excluded() -> list[str]:
    """Return the modules that build.spec leaves out."""
    tree = ast.parse((ROOT / "build.spec").read_text("utf-8"))
    assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
    (value,) = [node.value for node in assigned if ast.unparse(node.targets[0]) == "EXCLUDED"]
    return eval(compile(ast.Expression(value), "build.spec", "eval"))


def imported() -> set[str]:
    """Return every module that the program imports, and every name it takes from one, dotted."""
    names = set()
    for path in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom):
                names |= {f"{node.module}.{each.name}" for each in node.names}
    return names


def test_nothing_that_the_program_imports_is_left_out() -> None:
    left_out = [f"{module}." for module in excluded()]
    assert "ssl." in left_out
    assert not [name for name in imported() if f"{name}.".startswith(tuple(left_out))]


def test_windows_gets_the_locked_libraries_of_its_own(capsys) -> None:
    runpy.run_path(str(ROOT / "packaging" / "windows" / "requirements.py"), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    assert all("--hash=sha256:" in line for line in lines)
    wanted = {line.split("==")[0] for line in lines}
    assert {"pyside6-essentials", "pypdfium2", "pyinstaller", "pefile"} <= wanted
    assert not {"pytest", "pyright"} & wanted
    assert len(wanted) == len(lines)


def test_the_icon_has_the_sizes_that_windows_asks_for() -> None:
    from PIL import Image

    with Image.open(ROOT / "resources" / "icons" / "jixiao.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= set(icon.info["sizes"])
