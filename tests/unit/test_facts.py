"""The numbers of a finding and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.models.facts import Fact, facts, name_at, stored_place
from desktop.models.figures import Reckoning
from desktop.models.places import parse_place
from desktop.models.records import Stated, UserRule
from desktop.models.rules.picking import choices
from desktop.models.rules.user_rules import trial
from desktop.report.review import review
from desktop.session import Session
from desktop.tasks.files import write_sample


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reckoning]:
    path = tmp_path_factory.mktemp("facts") / "sample.jxzp"
    write_sample("minsheng-2021", path)
    with Session.open(path, read_only=True) as session:
        yield session.reckoning


def of_rule(sample: Reckoning, rule: str) -> tuple[Fact, ...]:
    return facts(sample, next(each for each in review(sample) if each.rule == rule))


def test_numbers_are_found_at_fields_and_at_figures(sample) -> None:
    assert of_rule(sample, "C03")[:3] == (
        Fact("合同金额", "47.00", "contracts/5/amount"),
        Fact("累计支付", "42.30", "figures/contracts/5/paid_all"),
        Fact("余额", "4.70"),
    )
    budget = {each.name: each.place for each in of_rule(sample, "B08")}
    assert budget["年初预算数"] == "figures/initial"
    assert budget["调整率"] == ""


def test_a_rate_is_never_found_at_an_amount(sample) -> None:
    assert Fact("最高", "50.00%") in of_rule(sample, "C14")


def test_every_place_of_every_finding_can_be_gone_to(sample) -> None:
    for finding in review(sample):
        made = facts(sample, finding)
        assert {each.place for each in made} >= set(finding.places)
        for each in made:
            if each.place:
                assert parse_place(stored_place(sample, each.place))
                assert 0 < len(name_at(sample, each.place)) < 60


def test_what_a_rule_may_name_is_offered_once_and_can_be_read(sample) -> None:
    offered = choices(sample)
    assert len({each.place for each in offered}) == len(offered) > 100
    named = {each.text: each for each in offered}
    assert named["全年预算数"].value == "519.61万元"
    for each in offered:
        tried = trial(sample, UserRule(1, each.text, "=", each.text))
        assert tried.holds is True or "还没有填" in tried.text, (each, tried)


@pytest.mark.parametrize(
    ("rule", "holds", "told"),
    [
        (UserRule(1, "全年执行数", "≤", "全年预算数"), True, "左边 519.32，右边 519.61，相差 0.29"),
        (UserRule(1, "全年执行数", "=", "全年预算数"), False, "相差 0.29"),
        (UserRule(1, "全年执行数", "=", "全年预算数", "0.3"), True, "相差 0.29"),
        (UserRule(1, "没有的数", "=", "1"), None, "左边没有“没有的数”这个数"),
        (UserRule(1, "全年执行数", "=", ""), None, "左右两边都写上才能比"),
        (UserRule(1, "1", "=", "1", "很小"), None, "读不懂"),
    ],
)
def test_a_rule_is_tried_before_it_is_kept(sample, rule, holds, told) -> None:
    tried = trial(sample, rule)
    assert tried.holds is holds
    assert told in tried.text


def test_a_table_as_a_whole_is_told_by_its_rows_and_a_stated_total_by_its_label(sample) -> None:
    assert Fact("预算调整", "0 条", "adjustments") in of_rule(sample, "B08")
    report = sample.report.with_record("stated", Stated(7, "spent", "500"))
    assert name_at(Reckoning(report, sample.pack), "stated/7/value") == "全年执行数合计 数值"
