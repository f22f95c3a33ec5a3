"""Ticks of the boxes copied into 一体化: kept by file, gone where the list is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.folders import home
from desktop.report.form_texts import FormText
from desktop.tasks.copying import FILES, key_of, load_ticks, mark_of, save_ticks

BOX = FormText("表头", "项目名称", "project/1/name", "民生诉求")


def test_ticks_are_kept_by_file() -> None:
    save_ticks(Path("/a.jxzp"), {key_of(BOX): mark_of(BOX)})
    save_ticks(Path("/b.jxzp"), {})
    assert load_ticks(Path("/a.jxzp")) == {"表头/项目名称": mark_of(BOX)}
    assert load_ticks(Path("/b.jxzp")) == {}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"/a.jxzp": 3}'])
def test_a_damaged_list_is_an_empty_one(text: str) -> None:
    (home() / "copied.json").write_text(text, "utf-8")
    assert load_ticks(Path("/a.jxzp")) == {}
    save_ticks(Path("/a.jxzp"), {"表头/项目名称": "x"})
    assert load_ticks(Path("/a.jxzp")) == {"表头/项目名称": "x"}


def test_the_file_copied_from_longest_ago_is_forgotten_first() -> None:
    for number in range(FILES + 1):
        save_ticks(Path(f"/{number}.jxzp"), {"a": "b"})
    assert load_ticks(Path("/0.jxzp")) == {}
    assert load_ticks(Path(f"/{FILES}.jxzp")) == {"a": "b"}
