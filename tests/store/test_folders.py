from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop import folders
from desktop.errors import StoreError


def test_what_ships_lies_beside_the_program() -> None:
    assert folders.resources() == Path(__file__).parents[2] / "resources"


def test_in_the_packaged_program_it_lies_in_the_bundle(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert folders.resources() == tmp_path / "resources"


def test_the_users_folder_is_made_on_demand(home: Path) -> None:
    assert folders.home_path() == home
    assert not home.exists()
    assert folders.home() == home
    assert folders.backups_folder("ab") == home / "backups" / "ab"
    assert (home / "backups" / "ab").is_dir()
    assert folders.recent_file().parent == home


def test_a_users_folder_that_cannot_be_made_is_told(home: Path) -> None:
    home.write_text("in the way")
    with pytest.raises(StoreError, match="数据文件夹") as caught:
        folders.home()
    assert "JIXIAO_HOME" in caught.value.advice


@pytest.mark.parametrize(
    ("platform", "variable", "expected"),
    [
        ("linux", "XDG_DATA_HOME", "jixiao"),
        ("win32", "APPDATA", "jixiao"),
    ],
)
def test_without_a_wish_it_lies_where_the_system_keeps_such_things(
    platform: str, variable: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JIXIAO_HOME")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert folders.home_path() == tmp_path / expected
    monkeypatch.delenv(variable)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "me")
    assert folders.home_path().is_relative_to(tmp_path / "me")
    assert folders.home_path().name == "jixiao"


@pytest.mark.skipif(sys.platform == "win32", reason="the Linux desktop's own file")
def test_documents_are_where_the_desktop_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert folders.documents() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert folders.documents() == tmp_path / "Documents"
    (tmp_path / "user-dirs.dirs").write_text('# x\nXDG_DOCUMENTS_DIR="$HOME/我的文档"\n', "utf-8")
    assert folders.documents() == tmp_path / "Documents"  # what it names is not there
    (tmp_path / "我的文档").mkdir()
    assert folders.documents() == tmp_path / "我的文档"
