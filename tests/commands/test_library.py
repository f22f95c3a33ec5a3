from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop import cli
from desktop.models.library import Library
from desktop.tasks.library import keep, own_library


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "示例 项目.jxzp"
    assert cli.run(["sample", "-o", str(path)]) == 0
    return path


def test_the_library_learns_exports_and_imports(sample: Path, tmp_path: Path, capsys) -> None:
    capsys.readouterr()
    assert cli.run(["library", "learn", str(sample), "--json"]) == 0
    taken = json.loads(capsys.readouterr().out)
    assert len(taken["indicators"]) == len(own_library().indicators) == 25
    assert taken["indicators"][0]["source"] == sample.name
    assert cli.run(["library", "learn", str(sample)]) == 0
    assert capsys.readouterr().out == "收进了 0 条\n"
    book = tmp_path / "我的.xlsx"
    assert cli.run(["library", "export", str(book)]) == 0
    held = own_library()
    keep(Library())
    capsys.readouterr()
    assert cli.run(["library", "import", str(book), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["payees"]) == len(held.payees)
    assert own_library() == held


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "a.pdf"],
        ["export", "a.xlsx", "b.xlsx"],
        ["import", "a.jxzp"],
        ["import", "没有.xlsx"],
        ["learn", "没有.jxzp"],
        ["forget", "a.xlsx"],
    ],
)
def test_what_it_cannot_do_is_told(arguments: list[str], capsys, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["library", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 2
    assert own_library() == Library()
