"""Rules of one's own in the rule pack: checked in every file that uses it, kept with it, undone in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import DataError
from desktop.models.checks import check
from desktop.models.records import Project, Report, UserRule
from desktop.models.rulepack_rules import rule_place
from desktop.session import Session
from desktop.store.own_rulepacks import checked, copied
from desktop.store.rulepacks import installed, own_folder
from desktop.tasks.last_year import next_year
from desktop.tasks.pack_rules import keep_rules, shelf
from desktop.tasks.rulepacks import use_pack

RULE = UserRule(0, "1", "=", "2", severity="强制性", note="本市要求")


def begun(path: Path, pack: str = "mine") -> Session:
    return Session.create(path, Report(project=Project(name="甲", year=2021, rule_pack=pack)))


def found(session: Session) -> list[tuple[str, str]]:
    return [(each.place, each.message) for each in check(session.reckoning) if each.rule == "U01"]


def test_a_rule_of_the_pack_is_checked_in_every_file_that_uses_it(tmp_path: Path) -> None:
    copied("shenzhen", "mine", "本市")
    with begun(tmp_path / "a.jxzp") as session:
        own = (UserRule(1, "3", "=", "4"),)
        keep_rules(session, own, (RULE,))
        assert session.report.user_rules == own
        first, second = sorted(found(session))
        assert first[0] == rule_place(RULE)
        assert first[1].startswith("规则包“本市”：“1 = 2”不成立")
        assert second[0] == "user_rules/1"
        session.undo()
        assert found(session) == []
        session.redo()
        assert len(found(session)) == 2
    assert checked(installed("mine"), "mine").rules[0].note == "本市要求"
    with begun(tmp_path / "b.jxzp") as other:
        assert [where for where, _ in found(other)] == [rule_place(RULE)]
        (own_folder() / "mine.toml").unlink()
        assert "不在这台电脑上" in shelf(other).lock
        assert len(found(other)) == 1
    next_year(tmp_path / "b.jxzp", 2022, tmp_path / "c.jxzp")
    with Session.open(tmp_path / "c.jxzp") as following:
        assert following.pack.name == "本市"
        assert len(found(following)) == 1


def test_rules_go_only_into_a_pack_that_may_be_changed(tmp_path: Path) -> None:
    with begun(tmp_path / "a.jxzp", "shenzhen") as session:
        assert "随程序" in shelf(session).lock
        with pytest.raises(DataError, match="随程序"):
            keep_rules(session, (), (RULE,))
        copied("shenzhen", "mine", "本市")
        use_pack(session, "mine")
        assert shelf(session).lock == ""
        path = own_folder() / "mine.toml"
        path.write_text(path.read_text("utf-8").replace("value = 90", "value = 91"), "utf-8")
        assert "换用新版" in shelf(session).lock
        before = path.read_text("utf-8")
        with pytest.raises(DataError, match="换用新版"):
            keep_rules(session, (), (RULE,))
        assert path.read_text("utf-8") == before


def test_a_rule_that_is_half_written_goes_into_no_pack(tmp_path: Path) -> None:
    copied("shenzhen", "mine", "本市")
    before = installed("mine")
    with begun(tmp_path / "a.jxzp") as session:
        with pytest.raises(DataError, match="缺少右边"):
            keep_rules(session, (), (UserRule(0, "1", "=", "", severity="提示"),))
        assert session.report.user_rules == ()
    assert installed("mine") == before
