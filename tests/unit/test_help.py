from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.errors import DataError
from desktop.models.checks import rules
from desktop.models.entries import entries
from desktop.models.help import PROGRAM_ONLY, help_at, parse_help, rules_at
from desktop.models.records import SECTIONS
from desktop.report.review import DECLARED
from desktop.tasks.field_help import field_help, help_for

FIELDS = {
    f"{name}/{each.name}": each
    for name, section in SECTIONS.items()
    if name not in PROGRAM_ONLY
    for each in entries(section.record)
}


def test_every_field_an_officer_sees_has_help() -> None:
    assert set(field_help()) == set(FIELDS)


def test_every_rule_that_is_named_is_there() -> None:
    assert len(DECLARED) > 0
    known = {each.id for each in rules()}
    assert {rule for each in field_help().values() for rule in each.rules} <= known


def test_every_required_field_names_the_rule_that_asks_for_it() -> None:
    assert [name for name, each in field_help().items() if each.required and "R01" not in each.rules] == []


def test_every_example_reads_as_its_field_would_read_it() -> None:
    for name, each in FIELDS.items():
        example = field_help()[name].example
        if each.kind.section or example.startswith("（") or name.endswith("/credit_code"):
            continue
        value = each.kind.read(example)
        assert value not in (None, "", 0, ()), name
        if isinstance(value, Decimal | int):
            assert each.kind.show(value), name


def test_help_is_found_by_place() -> None:
    found = help_for("payments/7/amount")
    assert found is not None
    assert (found.label, found.unit, found.required) == ("金额", "万元", True)
    assert "C02" in rules_at(field_help(), "payments/7/amount")
    assert help_for("payments/7") is None
    assert rules_at(field_help(), "payments") == ()
    with pytest.raises(DataError):
        help_at(field_help(), "nothing/1/at_all")


def test_what_belongs_in_a_field_is_its_hint_unless_more_is_said() -> None:
    assert help_for("project/1/level") == field_help()["project/level"]
    assert field_help()["project/level"].what == "例：区级"
    assert "算式" in field_help()["payments/amount"].what


@pytest.mark.parametrize(
    "data",
    [
        {"nothing": {"x": {"where": "a", "example": "b"}}},
        {"project": {"nothing": {"where": "a", "example": "b"}}},
        {"project": {"name": {"where": "a"}}},
        {"project": {"name": {"where": "a", "example": "b", "color": "c"}}},
        {"project": {"name": {"where": "a", "example": 5}}},
        {"project": {"name": "text"}},
        {"project": []},
    ],
)
def test_a_file_that_is_wrong_is_told(data: dict[str, object]) -> None:
    with pytest.raises(DataError, match="字段说明"):
        parse_help(data)
