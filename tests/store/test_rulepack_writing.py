"""An own rule pack is written whole or not at all, keeps its notes and its base."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from desktop.errors import DataError, StoreError
from desktop.models.records import Project, Report
from desktop.models.rulepack_draft import closed, opened, with_text
from desktop.models.rulepack_lines import lines
from desktop.session import Session
from desktop.store.own_rulepacks import available, checked, copied
from desktop.store.rulepack_writing import keep, remove
from desktop.store.rulepacks import installed, own_folder, tables
from desktop.tasks.rulepacks import News, choice_words, news, use_pack

LOW = ("limits", "execution_low", "value")


def draft(name: str, text: str) -> dict[str, object]:
    data = opened(tables(installed(name), name))
    return closed(with_text(data, next(each for each in lines(data) if each.at == LOW), "value", text))


def test_what_is_kept_is_read_back_under_its_notes() -> None:
    path = copied("shenzhen", "mine", "我的")
    assert keep("mine", draft("mine", "77.5")) == path
    text = path.read_text("utf-8")
    assert text.startswith("# 复制自随程序的规则包 shenzhen\n# 深圳规则包")
    assert float(checked(installed("mine"), "mine").limit("execution_low") or 0) == 77.5
    assert [each.name for each in own_folder().iterdir()] == ["mine.toml"]


def test_a_pack_that_rests_on_another_goes_on_resting_on_it() -> None:
    own_folder().mkdir(parents=True)
    path = own_folder() / "hubei.toml"
    path.write_text('# 本市\nbase = "hubei"\nid = "hubei"\nname = "湖北某市"\n', "utf-8")
    data = draft("hubei", "81")
    keep("hubei", data)
    held = tomllib.loads(path.read_text("utf-8"))
    assert (held["base"], held["limits"].keys()) == ("hubei", {"execution_low"})
    assert closed(opened(tables(installed("hubei"), "hubei"))) == data


def test_a_pack_that_is_not_sound_changes_nothing() -> None:
    path = copied("shenzhen", "mine")
    before = path.read_text("utf-8")
    with pytest.raises(DataError, match="应当是数字"):
        keep("mine", draft("mine", "很低"))
    with pytest.raises(DataError, match="文件名是“other"):
        keep("other", draft("mine", "80"))
    assert path.read_text("utf-8") == before


def test_a_failure_leaves_the_file_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    path = copied("shenzhen", "mine")
    before = path.read_text("utf-8")

    def fail(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StoreError, match="磁盘已满"):
        keep("mine", draft("mine", "80"))
    assert path.read_text("utf-8") == before
    assert [each.name for each in own_folder().iterdir()] == ["mine.toml"]


def test_a_pack_is_deleted_once() -> None:
    copied("shenzhen", "mine")
    remove("mine")
    assert "mine" not in [each.id for each in available()]
    with pytest.raises(StoreError, match="找不到"):
        remove("mine")


def test_a_report_takes_a_pack_and_then_its_new_text(tmp_path: Path) -> None:
    copied("shenzhen", "mine", "我的")
    with Session.create(tmp_path / "甲.jxzp", Report(project=Project(rule_pack="shenzhen"))) as session:
        use_pack(session, "mine")
        assert session.pack.name == "我的"
        assert news(session) is None
        session.undo()
        assert session.pack.id == "shenzhen"
        session.redo()
        keep("mine", draft("mine", "77"))
        assert news(session) == News("mine", ("执行率偏低的界限 90 → 77 %",))
        use_pack(session, "mine")
        assert news(session) is None
        assert len(session.backups()) == 1
        (own_folder() / "mine.toml").write_text("id = 1", "utf-8")
        found = news(session)
        assert found
        assert found.problem
        with pytest.raises(DataError):
            use_pack(session, "mine")
        assert session.pack.name == "我的"


def test_the_choices_are_named() -> None:
    words = choice_words(opened(tables(installed("shenzhen"), "shenzhen")))
    assert words["form"]["sichuan"] == "四川（部门预算项目）"
    assert "2020-nosat" in words["weight_profile"]
    assert {"", "本单位"} == words["self_name"].keys()
