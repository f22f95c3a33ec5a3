import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DataError
from desktop.models.entries import Entry, entries
from desktop.models.plain import plain_report, report_from
from desktop.models.records import SECTIONS, Report

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def values(each: Entry) -> st.SearchStrategy:
    kind = each.kind
    match kind.name:
        case "money":
            return st.none() | st.integers(-(10**14), 10**14)
        case "number":
            return st.none() | st.decimals(-(10**9), 10**9, places=4).map(lambda d: d.normalize() + 0)
        case "count":
            return st.integers(0, 10**6)
        case "date":
            return st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1))
        case "choice":
            return st.sampled_from(("", *kind.options))
        case "reference":
            return st.none()
        case "places":
            return st.tuples(TEXT, TEXT)
        case "document":
            return st.just('{"format": 1}')
        case _:
            return TEXT


def records(name: str) -> st.SearchStrategy:
    record = SECTIONS[name].record
    made = st.fixed_dictionaries({each.name: values(each) for each in entries(record)})
    if SECTIONS[name].single:
        return made.map(lambda fields: (record(id=1, **fields),))
    numbered = st.lists(made, max_size=2)
    return numbered.map(lambda rows: tuple(record(id=n, **fields) for n, fields in enumerate(rows, 1)))


@pytest.mark.parametrize("name", SECTIONS)
@given(data=st.data())
def test_every_record_comes_back_from_its_plain_form(name, data):
    report = Report().with_rows(name, data.draw(records(name)))
    assert report_from(json.loads(json.dumps(plain_report(report)))) == report


def test_texts_are_read_as_the_form_reads_them():
    report = report_from(
        {
            "project": {"name": "民生诉求", "year": 2021},
            "budget": [{"key": "hotline", "name": "热线", "initial": "314.88万元", "adjusted": 312_390_000}],
            "contracts": [{"id": 5, "name": "合同", "budget": "hotline", "signed": "2021年3月29日"}],
            "payments": [{"item": "首款", "amount": "66.98", "contract": 5}],
            "results": [{"name": "事件", "value": "8.9"}, {"name": "信", "value": 112}],
        }
    )
    assert report.budget[0].initial == 314_880_000
    assert report.contracts[0].budget == report.budget[0].id == 1
    assert report.contracts[0].signed == date(2021, 3, 29)
    assert report.payments[0].amount == 66_980_000
    assert [row.value for row in report.results] == [Decimal("8.9"), Decimal(112)]


def test_what_is_derived_is_ignored_and_remarks_too():
    assert report_from({"format": 1, "figures": {"spent": 1}, "scores": {}, "_remark": "…"}) == Report()


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"paymants": []}, "paymants"),
        ({"payments": [{"amont": 1}]}, "amont"),
        ({"payments": [{"contract": 3}]}, "payments/1/contract"),
        ({"payments": [{"contract": "hotline"}]}, "hotline"),
        ({"payments": [{"amount": "30余万元"}]}, "payments/1/amount"),
        ({"payments": [{"amount": 1.5}]}, "payments/1/amount"),
        ({"payments": [{"id": 1}, {"id": 1}]}, "payments"),
        ({"payments": [{"id": 0}]}, "payments"),
        ({"payments": ["x"]}, "payments"),
        ({"project": [{"id": 1}, {"id": 2}]}, "project"),
        ({"format": 2}, "2"),
    ],
)
def test_what_is_not_known_is_named(data, named):
    with pytest.raises(DataError) as error:
        report_from(data)
    assert named in error.value.message
    assert error.value.advice
