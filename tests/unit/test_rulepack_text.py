from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DataError
from desktop.models.rulepack_text import overlaid, written


def test_a_setting_is_taken_whole_and_the_rest_by_table() -> None:
    base = {
        "id": "a",
        "limits": {"x": {"value": 1, "source": "甲"}, "y": {"value": 2}},
        "grades": {"from": {"优": 90, "良": 80}},
    }
    own = {
        "base": "a",
        "id": "b",
        "limits": {"x": {"source": "乙"}, "z": {"value": 3}},
        "grades": {"from": {"好": 60}},
    }
    assert overlaid(base, own) == {
        "id": "b",
        "limits": {"x": {"source": "乙"}, "y": {"value": 2}, "z": {"value": 3}},
        "grades": {"from": {"好": 60}},
    }
    assert base["limits"] == {"x": {"value": 1, "source": "甲"}, "y": {"value": 2}}


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(texts, values, max_size=5))
def test_what_is_written_reads_back(data: dict[str, Any]) -> None:
    assert tomllib.loads(written(data)) == data


def test_a_value_that_no_pack_has_is_refused() -> None:
    with pytest.raises(DataError, match="不能写"):
        written({"limits": {"x": None}})


def test_a_day_and_a_list_of_tables_are_written_as_such() -> None:
    data = {"rules": [{"left": "甲"}, {"left": "乙"}], "limits": {"x": [{"from": date(2021, 7, 1)}]}}
    assert tomllib.loads(written(data)) == data
    assert "[[rules]]\nleft" in written(data)
