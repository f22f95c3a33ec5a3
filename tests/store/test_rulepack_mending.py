"""A rule pack that was spoilt by hand: where it goes wrong, mended as text, put aside, begun anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import DataError, StoreError
from desktop.store.own_rulepacks import available, checked, copied, exported, taken_in
from desktop.store.rulepack_mending import begin_anew, mend, origin, own_text, put_aside, trouble
from desktop.store.rulepacks import installed, own_folder


@pytest.mark.parametrize(
    ("old", "new", "begins", "said"),
    [
        ("value = 90,", "value = 很低,", "execution_low", "等号后面应当是数字"),
        ("[limits]\n", "[limits\n", "[limits", "表名后面少了 ]"),
        ('id = "mine"', "id", "id", "英文等号"),
        ('id = "mine"', 'id = "mine', "id", "英文双引号"),
        ("value = 90, source", "value = -3, source", "execution_low", "不能是负数"),
        ("execution = 10\noutput = 50", "execution = 10\noutput = 5", "[weights.2020]", "应为 100 分"),
        ('"良" = 80', '"良" = 95', "[grades]", "从高到低"),
        ("execution_low", "execution_lo", "execution_lo", "不认识的限额"),
        ('source = "审核惯例", ', "", "near_limit_pct", "缺少出处"),
        ('"2020-nosat", source', '"2019", source', "weight_profile", "没有分值方案“2019”"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, begins: str, said: str) -> None:
    copied("shenzhen", "mine")
    text = own_text("mine")
    assert trouble("mine", text) is None
    spoilt = text.replace(old, new, 1)
    assert spoilt != text
    found = trouble("mine", spoilt)
    assert found is not None
    assert said in found.text
    assert spoilt.splitlines()[found.line - 1].startswith(begins)
    with pytest.raises((DataError, StoreError)):
        mend("mine", spoilt)
    assert own_text("mine") == text


def test_a_mended_text_takes_the_place_of_the_torn_one() -> None:
    path = copied("shenzhen", "mine")
    text = own_text("mine")
    path.write_text(text.replace("[limits]", "[limits", 1), "utf-8")
    assert next(each for each in available() if each.id == "mine").problem
    mend("mine", text)
    assert checked(installed("mine"), "mine").limit("execution_low") == 90
    assert [each.name for each in own_folder().iterdir()] == ["mine.toml"]


def test_a_text_that_rests_on_another_pack_is_judged_with_it() -> None:
    own_folder().mkdir(parents=True)
    text = 'base = "hubei"\nid = "mine"\nname = "某市"\n'
    (own_folder() / "mine.toml").write_text(text + "[limits", "utf-8")
    assert trouble("mine", text) is None
    found = trouble("mine", text.replace("hubei", "nowhere"))
    assert found is not None
    assert (found.line, "nowhere" in found.text) == (1, True)
    assert origin("mine") == "hubei"


def test_a_pack_is_put_aside_and_begun_anew_from_where_it_came() -> None:
    path = copied("sichuan", "chengdu", "成都")
    text = own_text("chengdu").replace("[limits]", "[limits", 1)
    path.write_text(text, "utf-8")
    assert origin("chengdu") == "sichuan"
    aside = begin_anew("chengdu")
    assert aside.read_text("utf-8") == text
    pack = checked(installed("chengdu"), "chengdu")
    assert (pack.name, pack.limit("goal_text_max")) == ("成都", 100)
    again = put_aside("chengdu")
    assert aside.exists()
    assert again != aside
    assert "chengdu" not in [each.id for each in available()]


def test_a_pack_that_nobody_knows_the_source_of_is_only_put_aside() -> None:
    own_folder().mkdir(parents=True)
    path = own_folder() / "mine.toml"
    path.write_bytes("规则".encode("gb18030"))
    assert origin("mine") == ""
    with pytest.raises(StoreError, match="不知道"):
        begin_anew("mine")
    assert path.exists()
    with pytest.raises(StoreError, match="读不出来"):
        own_text("mine")
    assert put_aside("mine").name == "mine.toml.1.bak"


def test_the_source_is_guessed_from_the_name_where_it_is_not_written() -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "shenzhen-own.toml").write_text("x", "utf-8")
    assert origin("shenzhen-own") == "shenzhen"


def test_a_pack_goes_to_another_computer_as_one_file(tmp_path: Path) -> None:
    copied("hubei", "mine", "本市")
    path = exported("mine", tmp_path / "x.toml")
    (own_folder() / "mine.toml").unlink()
    assert taken_in(path) == "mine"
    assert checked(installed("mine"), "mine").name == "本市"
    with pytest.raises(StoreError, match="已经有"):
        taken_in(path)
    path.write_text(path.read_text("utf-8").replace("mine", "../x"), "utf-8")
    with pytest.raises(DataError):
        taken_in(path)
    path.write_text("id = 'other'\nname = 3", "utf-8")
    with pytest.raises(DataError):
        taken_in(path)
    assert [each.name for each in own_folder().iterdir()] == ["mine.toml"]
