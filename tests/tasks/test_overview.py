from __future__ import annotations

import csv
from pathlib import Path

from desktop.models.checks import Severity
from desktop.models.records import Report
from desktop.session import Session
from desktop.store.backups import SECOND
from desktop.tasks.files import write_sample
from desktop.tasks.overview import HEADS, export, overview, project_files


def test_every_file_is_a_line_and_a_foreign_one_says_why(tmp_path: Path) -> None:
    write_sample("complete", tmp_path / "乙 完整.jxzp")
    Session.create(tmp_path / "甲 空白.jxzp", Report()).close()
    (tmp_path / "丙.jxzp").write_bytes(b"PK\x03\x04 no project")
    lines = {each.path.name: each for each in overview([tmp_path, tmp_path / "没有"])}
    complete = lines["乙 完整.jxzp"]
    assert (complete.year, complete.state, complete.problem) == (2023, "草稿", "")
    assert complete.percent == 100
    assert complete.rate.endswith("%")
    assert set(complete.open) == set(Severity)
    assert complete.changed is not None
    assert (lines["甲 空白.jxzp"].percent, lines["甲 空白.jxzp"].rate) == (0, "")
    assert "不是绩评的项目文件" in lines["丙.jxzp"].problem
    assert "U 盘" in lines["没有"].problem


def test_looking_changes_no_file(tmp_path: Path) -> None:
    Session.create(tmp_path / "甲.jxzp", Report()).close()
    before = [(each.name, each.stat().st_mtime_ns) for each in sorted(tmp_path.iterdir())]
    assert len(list(overview([tmp_path]))) == 1
    assert [(each.name, each.stat().st_mtime_ns) for each in sorted(tmp_path.iterdir())] == before


def test_a_file_that_is_open_is_read_all_the_same(tmp_path: Path) -> None:
    with Session.create(tmp_path / "甲.jxzp", Report()) as session:
        session.write("project/1/name", "正在填")
        (line,) = overview([tmp_path])
        assert line.name == "正在填"


def test_backups_hidden_and_deep_folders_are_left_out(tmp_path: Path) -> None:
    for name in ("甲.jxzp", "下/乙.JXZP", f"{SECOND}/丙.jxzp", ".藏/丁.jxzp", "~$戊.jxzp", "1/2/3/4/己.jxzp"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert [each.name for each in project_files([tmp_path, tmp_path / "下"])] == ["甲.jxzp", "乙.JXZP"]


def test_the_list_is_exported(tmp_path: Path) -> None:
    Session.create(tmp_path / "甲.jxzp", Report()).close()
    assert export(overview([tmp_path]), tmp_path / "一览.csv") == 1
    head, row = csv.reader((tmp_path / "一览.csv").read_text("utf-8-sig").splitlines())
    assert tuple(head) == HEADS
    assert len(row) == len(HEADS)
    assert row[0] == "甲.jxzp"
