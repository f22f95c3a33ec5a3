"""The self-evaluation form as data: its cells, its formulas and what it says of a report."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import DataError
from desktop.models.figures import Reckoning
from desktop.models.records import Report
from desktop.models.scoring import score
from desktop.report.form import Cell, Formula, Grid, Layout, compose_form, parse_layout
from desktop.report.form.grid import letter, number
from desktop.report.form.measure import height, line_count
from desktop.report.form.paging import UPRIGHT
from tests.report.drawn import reports
from tests.report.reports import RESOURCES, library, pack, reckoned, report, sample

FORMS = sorted((RESOURCES / "forms").glob("*.toml"))
NATIONAL = RESOURCES / "forms" / "national-2020.toml"


def _data(form: str = "national-2020") -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "forms" / f"{form}.toml").read_text("utf-8"))


def _grid(made: Report, form: str = "national-2020") -> Grid:
    return compose_form(reckoned(made), parse_layout(_data(form)))


def _at(grid: Grid, address: str) -> Any:
    return next(cell.value for cell in grid.cells if cell.address == address)


def _block(grid: Grid, value: str) -> Cell:
    return next(cell for cell in grid.cells if cell.value == value)


def _last(grid: Grid) -> int:
    """The row of 总分."""
    return _block(grid, "总分").row


def _indicator(**fields: Any) -> dict[str, Any]:
    return {"level1": "产出指标", "level2": "数量指标", "name": "册数", "operator": "≥", **fields}


def test_the_national_form_has_the_published_grid() -> None:
    grid = _grid(library())
    merges = {
        cell.address: f"{letter(cell.last_column)}{cell.last_row}" for cell in grid.cells if cell.merged
    }
    asked = {
        "A1": "I1",
        "A2": "I2",
        "A3": "B3",
        "C3": "I3",
        "A4": "B4",
        "C4": "E4",
        "F4": "G4",
        "H4": "I4",
        "A5": "B9",
        "A10": "A11",
        "B10": "E10",
        "F10": "I10",
        "B11": "E11",
        "F11": "I11",
        "A12": "A20",
        "B13": "B17",
        "B18": "B19",
        "C13": "C14",
        "A21": "F21",
    }
    assert asked.items() <= merges.items()
    assert grid.widths == (6, 9, 11, 20, 12, 12, 7, 8, 17)
    assert grid.heads == 12
    heads = [_at(grid, f"{column}12") for column in "BCDEFGHI"]
    assert heads == [
        *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
        "偏差原因分析及改进措施",
    ]
    assert [_at(grid, f"{column}5") for column in "CDEFGHI"] == [
        *(None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    ]


def test_money_is_exact_and_live() -> None:
    grid = _grid(library())
    assert _at(grid, "D6") == Formula("SUM(D7:D9)", Decimal(30))
    assert _at(grid, "F6") == Formula("SUM(F7:F9)", Decimal("26.16"))
    assert [_at(grid, f"{column}7") for column in "DEFG"] == [Decimal(30), Decimal(28), Decimal("26.16"), "—"]
    assert [_at(grid, f"{column}8") for column in "DEF"] == [None, None, None]
    rate = _at(grid, "H6")
    assert rate.text == 'IF(OR(E6="",F6=""),"",IF(E6>0,F6/E6,"—"))'
    assert rate.cached == Decimal("0.934285714285714")
    assert _at(grid, "H8").cached == ""  # nothing is said of a source that the project does not have
    assert _at(grid, "H9").cached == "—"  # of one with nothing in it, that it has no rate
    points = _at(grid, "I6")
    assert "ROUND(MIN(1,F6/E6)*G6,2)" in points.text
    assert points.cached == Decimal("9.34")


def test_the_total_is_the_score() -> None:
    grid = _grid(library())
    assert _at(grid, "G21") == Formula('IF(COUNT(G6,G13:G20)<9,"",G6+SUM(G13:G20))', Decimal(100))
    assert _at(grid, "H21") == Formula('IF(COUNT(I6,H13:H20)<9,"",I6+SUM(H13:H20))', Decimal("97.67"))


def test_nothing_is_added_up_while_something_is_missing() -> None:
    grid = _grid(sample())
    last = _last(grid)
    assert score(reckoned(sample())).total is None
    assert _at(grid, f"H{last}").cached == ""
    assert _at(grid, f"G{last}").cached == ""
    assert {_at(grid, f"G{row}") for row in range(13, last)} == {None}  # weights are not invented
    assert _at(grid, "I6").cached == Decimal("9.99")
    assert _at(grid, "E6") == Decimal("519.61")  # no sources of funds are entered, so no sum of them


def test_full_points_only_where_everything_was_spent() -> None:
    budget = [{"name": "甲", "initial": 5196100000, "adjusted": 5196100000}]
    payments = [{"item": "付款", "amount": 5196099999, "budget": 1}]
    grid = _grid(report(budget=budget, payments=payments))
    assert _at(grid, "I6").cached == Decimal("9.99")
    shown = next(cell.look.format for cell in grid.cells if cell.address == "H6")
    assert shown == "0.00000000%"  # so many decimals that it does not read 100 %


def test_sources_of_funds_find_their_lines() -> None:
    funding = [
        {"name": "其他资金", "initial": 100, "adjusted": 100},
        {"name": "专项债券资金", "initial": 200, "adjusted": 300},
        {"name": "财政拨款", "initial": 400, "adjusted": 400},
        {"name": "其他收入", "initial": 0, "adjusted": 1},
    ]
    grid = _grid(report(funding=funding, budget=[{"name": "甲", "initial": 700, "adjusted": 1000}]))
    assert [_at(grid, f"C{row}") for row in range(6, 11)] == [
        *("年度资金总额", "其中：当年财政拨款", "上年结转资金", "专项债券资金", "其他资金")
    ]
    assert _at(grid, "D10") == Decimal("0.0001")
    assert _at(grid, "D6") == Formula("SUM(D7:D10)", Decimal("0.0007"))
    assert _at(grid, "E6") == Decimal("0.001")  # the lines come to another sum: no formula says they do not
    assert grid.heads == 13


def test_what_a_source_paid_is_open_while_payments_name_no_source() -> None:
    funding = [{"name": "财政拨款", "adjusted": 100}, {"name": "结转", "adjusted": 100}]
    payments = [{"item": "甲", "amount": 5, "funding": 1}, {"item": "乙", "amount": 6}]
    grid = _grid(report(funding=funding, payments=payments, budget=[{"name": "甲", "adjusted": 200}]))
    assert [_at(grid, f"F{row}") for row in (6, 7, 8)] == [Decimal("0.000011"), Decimal("0.000005"), None]


def test_levels_are_blocks_wherever_the_indicators_stand() -> None:
    rows = [
        _indicator(weight=10, target=1, actual=1),
        _indicator(level1="效益指标", level2="社会效益", name="人次", weight=20, target=1, actual=1),
        _indicator(level2="质量指标", name="合格率", weight="12.5", target=100, unit="%", actual="99.5"),
        _indicator(name="书架", weight=5, target=42, unit="组", actual=42),
    ]
    grid = _grid(report(indicators=rows))
    assert [_at(grid, f"D{row}") for row in range(13, 17)] == ["册数", "书架", "合格率", "人次"]
    level = _block(grid, "产出指标\n（27.5分）")
    assert (level.row, level.last_row) == (13, 15)
    assert (_block(grid, "数量指标").row, _block(grid, "数量指标").last_row) == (13, 14)
    assert [_at(grid, f"{column}15") for column in "EFGH"] == [
        *("≥100%", "99.5%", Decimal("12.5"), Decimal("12.44"))
    ]


def test_an_indicator_that_does_not_apply_has_no_points() -> None:
    rows = [
        _indicator(weight=10, target=1, actual=1),
        _indicator(name="书架", weight=80, target=1, na_reason="场地未移交"),
    ]
    grid = _grid(report(indicators=rows, budget=[{"name": "甲", "adjusted": 0}]))
    assert [_at(grid, f"{column}14") for column in "GHI"] == ["—", "—", "不适用：场地未移交"]
    assert _at(grid, "G13") == Decimal(90)
    assert _at(grid, "G15").text == 'IF(COUNT(G6,G13:G14)<2,"",G6+SUM(G13:G14))'


def test_qualitative_indicators_say_their_band_and_reasons_stand_beside() -> None:
    band = "部分达成年度指标并具有一定效果"
    row = _indicator(operator="定性", target_text="健全", actual_text="两项制度已印发", band=band, weight=10)
    row |= {"points": 7, "points_reason": "缺一项", "reason": "起草晚", "measure": "三月前\n印发"}
    grid = _grid(report(indicators=[row]))
    assert [_at(grid, f"{column}13") for column in "EFGH"] == [
        *("健全", f"两项制度已印发（{band}）", Decimal(10), Decimal(7))
    ]
    assert _at(grid, "I13") == "偏差原因：起草晚\n改进措施：三月前印发\n定分理由：缺一项"


def test_goals_are_numbered_where_there_are_several() -> None:
    grid = _grid(library())
    assert _at(grid, "B11") == "1.更新图书\n2.安装书架"
    assert str(_at(grid, "F11")).endswith("2.书架安装完成，较计划工期晚12天（部分完成）")
    single = _grid(report(goals=[{"text": "更新图书"}]))
    assert (_at(single, "B11"), _at(single, "F11")) == ("更新图书", None)


def test_the_foot_names_who_filled_it_in() -> None:
    project = {"responsible": "林知远", "author": "苏明朗", "phone": "66550126", "report_date": "2022-03-05"}
    texts = {cell.value for cell in _grid(report(project=project)).cells}
    assert {"项目负责人：林知远", "财务负责人：", "填报人：苏明朗", "联系电话：66550126"} <= texts
    assert {"填报日期：2022年3月5日", "填报单位（盖章）：某某局", "（2021年度）"} <= texts


def test_an_empty_report_gives_a_form_to_fill_in_by_hand() -> None:
    grid = _grid(Report())
    assert _at(grid, "A2") == "（　　　　年度）"
    assert _at(grid, "H14").cached == ""
    amounts = [_at(grid, f"{column}{row}") for column in "DEF" for row in (6, 7, 8, 9)]
    assert set(amounts) == {None}


def test_variants_say_what_their_places_ask_for() -> None:
    sichuan = _grid(library(), "sichuan")
    heads = [cell.value for cell in sichuan.cells if cell.row == sichuan.heads]
    assert {"指标性质", "度量单位", "权重", "未完成原因分析"} <= set(heads)
    first = {cell.value for cell in sichuan.cells if cell.row == sichuan.heads + 1}
    assert {"≥", Decimal(6000), "册", Decimal(6240)} <= first
    assert {"评价结论", "存在问题", "改进措施"} <= {cell.value for cell in sichuan.cells}
    hubei = _grid(report(project={"kind": "常年"}), "hubei")
    assert "☑常年性项目　□延续性项目　□一次性项目" in {cell.value for cell in hubei.cells}
    transfer = _grid(library(), "transfer")
    assert not {"分值", "得分", "总分"} & {cell.value for cell in transfer.cells}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_shipped_layouts_leave_no_gap(path: Any) -> None:
    grid = _grid(library(), path.stem)
    _assert_whole(grid, parse_layout(_data(path.stem)))


@settings(max_examples=40)
@given(reports(), st.sampled_from([path.stem for path in FORMS]))
def test_any_report_fills_every_form(made: Report, form: str) -> None:
    reckoning = Reckoning(made, pack())
    layout = parse_layout(_data(form))
    grid = compose_form(reckoning, layout)
    _assert_whole(grid, layout)
    assert grid == compose_form(Reckoning(made, pack()), layout)
    if layout.total:
        last = _block(grid, layout.total)
        shown = [
            cell.value for cell in grid.cells if cell.row == last.row and isinstance(cell.value, Formula)
        ]
        total = score(reckoning).total
        assert shown[-1].cached == ("" if total is None else total)


def _assert_whole(grid: Grid, layout: Layout) -> None:
    """No two cells overlap; between the head and the foot none is left out; no row is too high for Excel."""
    seen: set[tuple[int, int]] = set()
    for cell in grid.cells:
        covered = {
            (row, column)
            for row in range(cell.row, cell.last_row + 1)
            for column in range(cell.column, cell.last_column + 1)
        }
        assert not covered & seen
        seen |= covered
    rows, columns = len(grid.heights), len(grid.widths)
    foot = rows - len(layout.foot)
    assert {(row, column) for row in range(3, foot + 1) for column in range(1, columns + 1)} <= seen
    assert max(row for row, _ in seen) == rows
    assert max(grid.heights) <= 409


def test_long_texts_take_several_rows() -> None:
    text = "因场地移交晚于计划，安装顺延。" * 40
    rows = [_indicator(weight=90, target=1, actual=1, reason=text), _indicator(name="书架", target=1)]
    grid = _grid(report(indicators=rows, goals=[{"text": text * 3}]))
    cell = _block(grid, f"偏差原因：{text}")
    tall = sum(grid.heights[cell.row - 1 : cell.last_row])
    assert cell.last_row > cell.row
    assert tall >= line_count(f"偏差原因：{text}", 16) * 12
    assert max(grid.heights) <= 409


def test_labels_are_not_cut_by_the_end_of_a_page() -> None:
    rows = [_indicator(name=f"指标{n}", target=1, actual=1, weight=1) for n in range(30)]
    grid = _grid(report(indicators=rows))
    assert sum(grid.heights) > UPRIGHT
    assert _block(grid, "绩效指标").look.valign == "bottom"
    assert _block(grid, "数量指标").look.valign == "top"
    assert _block(_grid(library()), "绩效指标").look.valign == "center"


def test_texts_are_measured_as_they_break() -> None:
    assert line_count("", 10) == 1
    assert line_count("实际完成", 8) == 1
    assert line_count("实际完成值", 8) == 2
    assert line_count("实际完成，", 8) == 2  # a closing mark takes the character before it along
    assert line_count("甲\n乙\n", 8) == 3
    assert line_count("a" * 25, 10) == 3
    assert line_count("完成abcdefg", 8) == 2
    assert height("甲", 10, 9) < height("甲\n乙", 10, 9) < height("甲\n乙", 10, 18)


def test_columns_have_letters() -> None:
    assert [letter(n) for n in (1, 26, 27, 702)] == ["A", "Z", "AA", "ZZ"]
    assert [number(letters) for letters in ("A", "Z", "AA", "ZZ")] == [1, 26, 27, 702]


@pytest.mark.parametrize(
    ("section", "change"),
    [
        ("widths", "不是列表"),
        ("title", "项目/自评表"),
        ("title", "长" * 32),
        ("head", [{"cells": [{"to": "J"}]}]),
        ("head", [{"cells": [{"to": "B"}, {"to": "A"}]}]),
        ("head", [{"cells": [{"to": "B", "text": "{secret}"}]}]),
        ("funding", {"label": "资金", "to": "B", "whole": "总额", "columns": [{"to": "C", "key": "name"}]}),
        ("goals", {"label": "目标", "to": "1", "columns": []}),
        ("goals", {"label": "目标", "to": "A", "columns": [{"to": "B", "key": "sum"}]}),
        ("goals", {"label": "目标", "to": "A", "columns": [{"to": n, "key": "text"} for n in "BC"]}),
        ("indicators", {"label": "指标", "to": "A", "columns": [{"to": "B", "key": "points"}]}),
        ("notes", [{"label": "说明", "to": "I"}]),
        ("notes", ["说明"]),
    ],
)
def test_a_wrong_layout_is_refused(section: str, change: object) -> None:
    with pytest.raises(DataError) as caught:
        parse_layout({**_data(), section: change})
    assert caught.value.advice


def test_a_total_asks_for_points() -> None:
    data = _data("transfer")
    data["indicators"] = {**data["indicators"], "total": "总分"}
    with pytest.raises(DataError, match="不能有总分"):
        parse_layout(data)


def test_the_form_is_of_the_reports_year_alone() -> None:
    made = library()
    other = replace(made, project=replace(made.project, year=0))
    assert _at(_grid(other), "A2") == "（　　　　年度）"
    assert _grid(made).cells[2:] == _grid(other).cells[2:]
