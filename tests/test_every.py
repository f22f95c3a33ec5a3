"""What holds for every one of a kind: a rule or a figure that nobody tests is found here."""

from __future__ import annotations

from desktop.models.checks import rules
from desktop.models.formats import FORMATS
from desktop.models.outline import TABLES
from desktop.models.reckoning.catalogue import CATALOGUE, definition_of
from desktop.report.review import DECLARED
from desktop.report.tables import SECTION_OF
from tests.report.reports import reckoned, report
from tests.unit.test_figures import EXACT
from tests.unit.test_rules import CASES


def test_every_rule_has_a_report_that_passes_and_one_that_fails() -> None:
    assert len(DECLARED) > 0
    assert {each.id for each in rules()} == set(CASES)


def test_every_rule_says_why_and_on_what_it_rests() -> None:
    assert [each.id for each in rules() if not each.why or not each.source] == []


def test_every_figure_is_tested_with_its_exact_value() -> None:
    tested = {
        found[0].pattern for _, name, value, _ in EXACT if value is not None if (found := definition_of(name))
    }
    assert set(CATALOGUE) - tested == set()


def test_every_figure_has_a_label_and_of_an_empty_report_a_value_or_none() -> None:
    assert [each.pattern for each in CATALOGUE.values() if not each.label] == []
    assert all(figure.text or figure.value is None for figure in reckoned(report()).figures().values())


def test_every_format_can_be_asked_for_by_name() -> None:
    assert all(name == name.strip() and "|" not in name and "}" not in name for name in FORMATS)


def test_every_table_knows_where_its_rows_are() -> None:
    assert set(SECTION_OF) == set(TABLES)
