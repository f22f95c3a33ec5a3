from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from desktop.errors import DataError, KnownError, StoreError
from desktop.models.figures import Reckoning
from desktop.models.plain import report_from
from desktop.models.records import Project, Report
from desktop.models.scoring import score
from desktop.session import Session
from desktop.store.own_rulepacks import OWN, SHIPPED, available, checked, copied
from desktop.store.rulepacks import installed, own_folder
from tests.report.reports import RESOURCES, reckoned

PACKS = sorted(path.stem for path in (RESOURCES / "rulepacks").glob("*.toml"))
BASED = 'base = "national-2020"\nid = "mine"\nname = "我的"\n'


def own(text: str, name: str = "mine") -> Path:
    own_folder().mkdir(parents=True, exist_ok=True)
    path = own_folder() / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


@cache
def complete() -> Report:
    text = (RESOURCES / "samples" / "complete" / "report.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return report_from({key: value for key, value in data.items() if key not in {"evidence", "last"}})


@pytest.mark.parametrize("name", PACKS)
def test_every_shipped_pack_scores_the_sample(name: str) -> None:
    pack = checked(installed(name), name)
    made = score(Reckoning(complete(), pack))
    assert made.total is None or 0 < made.total <= 120
    assert made.execution.weight == pack.limit("execution_weight")
    assert pack.profile is not None
    assert sum(pack.profile.points.values()) == 100


def test_the_shipped_packs_are_known_by_name() -> None:
    packs = available()
    assert [each.id for each in packs] == PACKS
    assert len({each.name for each in packs}) == len(packs)
    assert {each.origin for each in packs} == {SHIPPED}
    assert [each.problem for each in packs if each.problem] == []


def test_a_pack_says_what_its_place_says() -> None:
    hubei = checked(installed("hubei"), "hubei")
    assert (hubei.limit("execution_weight"), hubei.limit("band_part_pct")) == (20, 50)
    assert hubei.profile is not None
    assert hubei.profile.points["open"] == 80
    sichuan = checked(installed("sichuan"), "sichuan")
    assert sichuan.settings["execution_low"].confidence == "A"
    assert (sichuan.limit("goal_text_max"), sichuan.limit("measures_text_max")) == (100, 200)
    assert sichuan.choice("form") == "sichuan"
    (cap,) = checked(installed("national-2020-caps"), "national-2020-caps").caps
    assert cap.text == "若执行率＜80%，得分上限 89"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("national-2020-nosat", {"execution": 10, "output": 50, "benefit": 40}),
        (
            "national-2021-cost",
            {"execution": 10, "cost": 20, "output": 40, "benefit": 20, "satisfaction": 10},
        ),
        ("national-2021-cost-nosat", {"execution": 10, "cost": 20, "output": 40, "benefit": 30}),
    ],
)
def test_profiles_are_those_of_the_national_rules(name: str, parts: dict[str, int]) -> None:
    profile = checked(installed(name), name).profile
    assert profile is not None
    assert {part: points for part, points in profile.points.items() if points} == parts


def test_what_a_file_keeps_is_complete(tmp_path: Path) -> None:
    own(BASED + "[limits]\nexecution_low = { source = '待定', confidence = 'C' }\n")
    with Session.create(tmp_path / "甲.jxzp", Report(project=Project(rule_pack="mine"))) as session:
        (own_folder() / "mine.toml").unlink()
        assert session.pack.name == "我的"
        assert session.pack.limit("execution_low") is None
        assert session.pack.limit("over_achieve_pct") == Decimal(30)
        assert session.pack.grades[0].name == "优"
        assert "base" not in tomllib.loads(installed("hubei"))


def test_the_users_own_pack_goes_first_and_may_rest_on_the_shipped_one_of_its_name() -> None:
    own('base = "hubei"\nid = "hubei"\nname = "湖北某市"\n', "hubei")
    packs = available()
    assert (packs[0].id, packs[0].name, packs[0].origin) == ("hubei", "湖北某市", OWN)
    assert len(packs) == len(PACKS)
    assert checked(installed("hubei"), "hubei").limit("execution_weight") == 20


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('base = "nowhere"\nid = "mine"\nname = "我的"', "底本“nowhere”在这台电脑上没有"),
        ('base = "mine"\nid = "mine"\nname = "我的"', "底本“mine”在这台电脑上没有"),
        ('base = "other"\nid = "mine"\nname = "我的"', "以自己为底本"),
        ('base = 3\nid = "mine"\nname = "我的"', "不认识的“base”"),
        (f"{BASED}limits = 3", "写法不对"),
        (f"{BASED}day = 2021-01-01", "不认识的“day”"),
        (f"{BASED}at = 2021-01-01T08:00:00", "不能写“2021-01-01 08:00:00”"),
        (f"{BASED}[[limits.goods_limit]]\nfrom = 3\nsource = 'x'", "应当是日期，例：2024-01-01"),
        (BASED.replace('id = "mine"', 'id = "yours"'), "id 是“yours”，文件名是“mine.toml”"),
        ("id = 'mine'\nname = x", "第 2 行第 8 列写法有误"),
        ("id = 'mine'\nname = 'x'", "等级"),
        (f"{BASED}[limits]\nnothing = {{ value = 1 }}", "nothing"),
    ],
)
def test_a_pack_that_is_wrong_is_listed_with_what_is_wrong(text: str, said: str) -> None:
    own(text)
    own('base = "mine"\nid = "other"\nname = "另一个"', "other")
    mine = next(each for each in available() if each.id == "mine")
    assert said in mine.problem
    with pytest.raises(KnownError):
        checked(installed("mine"), "mine")


def test_a_file_name_that_no_report_can_hold_is_told() -> None:
    own(BASED, "深圳2024")
    assert "文件名不能是“深圳2024.toml”" in available()[0].problem


def test_a_copy_is_whole_and_keeps_the_notes() -> None:
    path = copied("shenzhen")
    assert path == own_folder() / "shenzhen.toml"
    assert path.read_text("utf-8").startswith("# 复制自随程序的规则包 shenzhen\n# 深圳规则包")
    assert available()[0].name == "深圳（自己的）"
    made = copied("hubei", "hubei-2024", '湖北"2024\\')
    assert checked(installed("hubei-2024"), "hubei-2024").name == "湖北2024"
    assert "base" not in tomllib.loads(made.read_text("utf-8"))
    assert checked(made.read_text("utf-8"), "hubei-2024").settings.keys() == (
        checked(installed("national-2020"), "national-2020").settings.keys()
    )


def test_a_copy_scores_like_the_original() -> None:
    copied("national-2020-caps", "mine")
    mine = checked(installed("mine"), "mine")
    theirs = checked(installed("national-2020-caps"), "national-2020-caps")
    assert score(Reckoning(complete(), mine)) == score(Reckoning(complete(), theirs))


@pytest.mark.parametrize(
    ("name", "new_id", "kind", "said"),
    [
        ("nowhere", "", StoreError, "没有规则包“nowhere”"),
        ("hubei", "湖北", DataError, "id 不能是“湖北”"),
        ("hubei", "../x", DataError, "id 不能是"),
        ("hubei", "taken", StoreError, "已经有自己的规则包“taken”"),
    ],
)
def test_a_copy_that_cannot_be_made(name: str, new_id: str, kind: type[KnownError], said: str) -> None:
    own("", "taken")
    with pytest.raises(kind, match=said):
        copied(name, new_id)
    assert [path.stem for path in own_folder().glob("*")] == ["taken"]


def test_a_folder_that_cannot_be_written_is_told(home: Path) -> None:
    home.mkdir()
    (home / "rulepacks").write_text("")
    with pytest.raises(StoreError, match="写不进"):
        copied("hubei")


def test_the_sample_of_the_tests_is_a_whole_report() -> None:
    assert reckoned(complete()).report.indicators
