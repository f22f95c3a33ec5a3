from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.entries import entries
from desktop.models.reckoning.groupings import MOST, Groupings
from desktop.models.records import SECTIONS, Payment, Report
from tests.report.drawn import edited, reports
from tests.report.reports import library, sample

SUMMED = ("contract", "budget", "funding", "stage")
BASES = st.sampled_from([sample, library]) | reports().map(lambda held: lambda: held)


def everything(made: Groupings) -> list[object]:
    """All that can be asked for, with the order that it comes in."""
    grouped = [
        [(value, list(rows)) for value, rows in made.groups(name, each.name).items()]
        for name, section in SECTIONS.items()
        for each in entries(section.record)
        if each.name != "places" and each.kind.name != "places"
    ]
    sums = [{value: sum_ for value, sum_ in made.sums(field).items() if sum_} for field in SUMMED]
    indexes = [(list(made.index(name).items()), list(made.orders(name).items())) for name in SECTIONS]
    return [*grouped, sums, indexes, made.spent()]


@settings(max_examples=60)
@given(st.data(), BASES)
def test_what_is_mended_by_difference_is_what_would_be_made_anew(data, base) -> None:
    held = base()
    made = Groupings(held)
    everything(made)
    for _ in range(data.draw(st.integers(1, 4))):
        held = data.draw(edited(held))
        made = Groupings(held, made.made)
        if data.draw(st.booleans()):
            assert everything(made) == everything(Groupings(held))
    assert everything(made) == everything(Groupings(held))


def test_groups_of_unchanged_rows_are_the_very_same() -> None:
    rows = tuple(Payment(n, amount=n, contract=n % 2) for n in range(1, 9))
    before = Groupings(Report(payments=rows))
    groups, _order = before.groups("payments", "contract"), before.orders("payments")
    changed = (replace(rows[0], amount=100), *rows[1:])
    after = Groupings(Report(payments=changed), before.made)
    assert after.groups("payments", "contract")[0] is groups[0]
    assert after.groups("payments", "contract")[1][0] is changed[0]
    assert groups[1][0] is rows[0]
    assert after.orders("payments") is before.orders("payments")


def test_many_changes_are_reckoned_anew() -> None:
    rows = tuple(Payment(n, amount=n, contract=1) for n in range(1, MOST + 2))
    before = Groupings(Report(payments=rows))
    assert before.sums("contract")[1] == before.spent()
    changed = tuple(replace(row, amount=1) for row in rows)
    after = Groupings(Report(payments=changed), before.made)
    assert after.spent() == after.sums("contract")[1] == len(rows)
