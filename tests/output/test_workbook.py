"""The form and the list of findings as workbooks: what openpyxl, calamine and the raw parts say of them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import DataError, OutputError
from desktop.models.figures import Reckoning
from desktop.models.records import Report
from desktop.models.scoring import score
from desktop.output.workbook import form_names, write_findings, write_form
from desktop.output.workbook.text import LONGEST, looks_typed, number_xml, text_xml
from desktop.report.review import review
from desktop.session import Session
from desktop.tasks.files import write_sample
from tests.report.drawn import reports
from tests.report.reports import library, pack, reckoned, report, sample

HOSTILE = [
    "=1+1",
    "+86 755 12345678",
    "@坪山",
    "-1",
    "'0012",
    "<b>&amp;</b>",
    '="x"&A1',
    "{{project/1/name}}",
]


def _written(made: Report, folder: Path, **choices: Any) -> Path:
    path = folder / "自评表.xlsx"
    write_form(reckoned(made), path, **choices)
    return path


def _values(path: Path) -> dict[str, Any]:
    """The cached values by address, as calamine reads them; the empty cells left out."""
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return {
        f"{chr(65 + column)}{row}": value
        for row, cells in enumerate(rows, 1)
        for column, value in enumerate(cells)
        if value != ""
    }


def _sheet(path: Path, *, data_only: bool = False) -> Any:
    return openpyxl.load_workbook(path, data_only=data_only).worksheets[0]


def _part(path: Path, name: str = "xl/worksheets/sheet1.xml") -> str:
    with ZipFile(path) as archive:
        return archive.read(name).decode()


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The sample with everything filled in."""
    path = tmp_path_factory.mktemp("sample") / "complete.jxzp"
    write_sample("complete", path)
    with Session.open(path, read_only=True) as session:
        return session.report


def test_the_sample_of_the_real_report(tmp_path: Path) -> None:
    path = _written(sample(), tmp_path)
    values = _values(path)
    asked = {
        "A1": "项目支出绩效自评表",
        "A2": "（2021年度）",
        "C3": "民生诉求",
        "D6": 322.88,
        "E6": 519.605,
        "F6": 519.315,
        "G6": 10,
        "I6": 9.99,
        "B13": "产出指标",
        "D13": "政府采购金额",
        "E13": "294.72万元",
        "F13": "293.23万元",
    }
    exact = reckoned(sample()).ledger
    asked |= {"E6": (exact.adjusted or 0) / 1e6, "F6": exact.spent / 1e6}
    assert asked.items() <= values.items()
    assert not {"G13", "H13", "D7", "E7", "F7"} & set(values)
    sheet = _sheet(path)
    assert sheet["E6"].number_format == "0.00"
    assert sheet["H6"].number_format == "0.00%"
    assert round(values["H6"], 4) == 0.9994


def test_the_complete_sample_shows_its_score(complete: Report, tmp_path: Path) -> None:
    path = tmp_path / "complete.xlsx"
    reckoning = Reckoning(complete, pack("national-2020"))
    write_form(reckoning, path)
    values, sheet = _values(path), _sheet(path)
    total = next(row for row in range(13, 80) if sheet.cell(row, 1).value == "总分")
    assert values[f"G{total}"] == 100
    assert values[f"H{total}"] == float(score(reckoning).total or 0)
    points = [values[f"H{row}"] for row in range(13, total)]
    assert values["I6"] + sum(points) == pytest.approx(values[f"H{total}"])
    assert values["D6"] == sum(values[f"D{row}"] for row in (7, 8, 9))
    assert values["F6"] == pytest.approx(sum(values[f"F{row}"] for row in (7, 8, 9)))


def test_formulas_are_live_and_hold_their_values(tmp_path: Path) -> None:
    path = _written(library(), tmp_path)
    live, cached = _sheet(path), _sheet(path, data_only=True)
    formulas = {cell.coordinate: cell.value for row in live for cell in row if cell.data_type == "f"}
    assert formulas["I6"].startswith("=IF(")
    assert "ROUND(MIN(1,F6/E6)*G6,2)" in formulas["I6"]
    assert formulas["D6"] == "=SUM(D7:D9)"
    assert set(formulas) == {"D6", "E6", "F6", "H6", "H7", "H8", "H9", "I6", "G21", "H21"}
    values = {address: cached[address].value for address in formulas}
    assert (values["I6"], values["G21"], values["H21"]) == (9.34, 100, 97.67)
    assert values["H9"] == "—"
    assert all(value == _values(path).get(address) for address, value in values.items() if value)
    assert not re.search(r"</f></c>", _part(path))  # none without its value


def test_merges_borders_and_print_set_up(tmp_path: Path) -> None:
    path = _written(library(), tmp_path)
    sheet = _sheet(path)
    merges = {str(each) for each in sheet.merged_cells.ranges}
    assert {"A1:I1", "A5:B9", "A10:A11", "B11:E11", "F11:I11", "A12:A20", "B13:B17", "A21:F21"} <= merges
    styles = re.findall(r"<xf [^>]*borderId=\"(\d)\" xfId", _part(path, "xl/styles.xml"))
    cells = dict(re.findall(r"<c r=\"([A-Z]+\d+)\" s=\"(\d+)\"", _part(path)))
    within = [f"{column}{row}" for row in range(3, 22) for column in "ABCDEFGHI"]
    assert {styles[int(cells[each])] for each in within} == {"1"}  # each cell of a merged block has its own
    assert styles[int(cells["A22"])] == "0"
    assert sheet["A12"].alignment.textRotation == 255
    assert sheet["C3"].alignment.wrap_text
    assert (sheet["A1"].font.name, sheet["A3"].font.name) == ("黑体", "宋体")
    assert sheet.print_title_rows == "$12:$12"
    assert sheet.print_area == "'项目支出绩效自评表'!$A$1:$I$23"
    setup = sheet.page_setup
    assert (int(setup.paperSize), setup.orientation) == (9, "portrait")
    assert (int(setup.fitToWidth), int(setup.fitToHeight)) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_options.horizontalCentered
    assert "&P" in _part(path).replace("&amp;", "&")
    assert sheet.row_dimensions[11].height >= 60
    assert [sheet.column_dimensions[each].width for each in "ADI"] == [6, 20, 17]
    assert sheet.sheet_view.selection[0].activeCell == "A1"


def test_the_workbook_says_what_it_is_and_has_no_macros(tmp_path: Path) -> None:
    path = _written(library(), tmp_path)
    book = openpyxl.load_workbook(path)
    assert (book.properties.title, book.properties.creator) == ("社区图书角更新项目支出绩效自评表", "绩评")
    assert book.sheetnames == ["项目支出绩效自评表"]
    with ZipFile(path) as archive:
        assert not [
            name for name in archive.namelist() if "vba" in name.lower() or "external" in name.lower()
        ]
        assert archive.testzip() is None


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    first = _written(library(), tmp_path).read_bytes()
    assert _written(library(), tmp_path).read_bytes() == first


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_never_becomes_a_formula(text: str, tmp_path: Path) -> None:
    row = {"level1": text, "level2": text, "name": text, "actual_text": text, "reason": text}
    made = report(
        project={"name": text, "unit": text, "department": text, "phone": text},
        funding=[{"name": text}],
        goals=[{"text": text, "achieved": text}],
        indicators=[row],
    )
    path = _written(made, tmp_path)
    sheet = _sheet(path)
    held = [cell for cells in sheet for cell in cells if cell.value == text]
    assert len(held) >= 8
    assert {cell.data_type for cell in held} == {"s"}
    assert all(cell.quotePrefix for cell in held if looks_typed(text))
    assert _values(path)["C3"] == text
    own = {cell.coordinate for cells in sheet for cell in cells if cell.data_type == "f"}
    assert own == {"H6", "H7", "H8", "H9", "H10", "I6", "G15", "H15"}


def test_what_xml_forbids_is_left_out(tmp_path: Path) -> None:
    made = report(project={"name": "民生\x00诉\x0b求\ufffe\ud800", "unit": "甲\r\n乙"})
    values = _values(_written(made, tmp_path))
    assert (values["C3"], values["H4"]) == ("民生诉求", "甲乙")
    assert text_xml("_x000D_") == "_x005F_x000D_"
    assert text_xml("长" * 40_000).endswith("）")
    assert len(text_xml("长" * 40_000)) < LONGEST
    assert number_xml(Decimal("519.605")) == "519.605"
    assert number_xml(Decimal("1E+3")) == "1000"


def test_numbers_have_no_noise(tmp_path: Path) -> None:
    made = report(
        funding=[{"name": "其他资金", "initial": 10, "adjusted": 20}],
        budget=[{"name": "甲", "initial": 159275_12, "adjusted": 30_000_000}],
        payments=[{"item": "付款", "amount": 10_000_000, "budget": 1}],
    )
    numbers = re.findall(r"<v>([^<]*)</v>", _part(_written(made, tmp_path)))
    assert "15.927512" in numbers
    assert "0.333333333333333" in numbers
    assert max(len(each) for each in numbers) <= 17


def test_sixty_indicators(tmp_path: Path) -> None:
    rows = [
        {
            "level1": f"{'产出效益'[n // 30 * 2 :][:2]}指标",
            "level2": f"第{n // 7}类指标",
            "name": f"第{n + 1}项指标的名称比较长，需要折成两行以上才能排下",
            "operator": "≥",
            "target": 100,
            "unit": "人次",
            "weight": "1.5",
            "actual": 90 + n,
        }
        for n in range(60)
    ]
    made = report(indicators=rows, budget=[{"name": "甲", "adjusted": 100}])
    path = _written(
        replace(made, payments=report(payments=[{"item": "付", "amount": 100}]).payments), tmp_path
    )
    values = _values(path)
    assert values["G73"] == 100
    assert values["H73"] == float(score(reckoned(made)).earned) + 10
    merges = {str(each) for each in _sheet(path).merged_cells.ranges}
    assert {"A12:A72", "B13:B42", "B43:B72", "C13:C19", "A73:F73"} <= merges


def test_an_empty_report(tmp_path: Path) -> None:
    path = _written(Report(), tmp_path)
    values = _values(path)
    assert values["A13" if "A13" in values else "A14"] == "总分"
    assert not [value for value in values.values() if isinstance(value, float) and value != 10]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports(), st.sampled_from(sorted(form_names())))
def test_any_report_opens_everywhere(tmp_path: Path, made: Report, form: str) -> None:
    path = _written(made, tmp_path, form=form)
    cached, live = _sheet(path, data_only=True), _sheet(path)
    values = _values(path)
    assert {cell.coordinate for row in cached for cell in row if cell.value not in {None, ""}} == set(values)
    assert all(values[cell.coordinate] == cell.value for row in cached for cell in row if cell.value)
    assert not [cell for row in live for cell in row if cell.data_type == "e"]


def test_the_form_is_the_projects_then_the_rule_packs(tmp_path: Path) -> None:
    made = library()
    chosen = replace(made, project=replace(made.project, form="transfer"))
    assert _values(_written(chosen, tmp_path))["A1"] == "绩效目标自评表"
    assert _values(_written(chosen, tmp_path, form="hubei"))["A1"] == "项目自评表"
    unsaid = replace(made, project=replace(made.project, form=""))
    assert _values(_written(unsaid, tmp_path))["A1"] == "项目支出绩效自评表"


def test_every_form_that_ships_has_a_name() -> None:
    assert list(form_names()) == ["hubei", "national-2020", "sichuan", "transfer"]
    assert all(form_names().values())


@pytest.mark.parametrize("name", ["atlantis", "../rulepacks/shenzhen", "。", "national-2020.toml"])
def test_an_unknown_form_is_a_known_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        write_form(reckoned(library()), tmp_path / "x.xlsx", form=name)
    assert name in caught.value.message
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_form(reckoned(library()), tmp_path / "absent" / "x.xlsx")
    with pytest.raises(OutputError):
        write_findings((), Report(), tmp_path)


def test_findings_as_a_list(tmp_path: Path) -> None:
    path = tmp_path / "审核清单.xlsx"
    found = review(reckoned(sample()))
    write_findings(found, sample(), path)
    sheet, values = _sheet(path), _values(path)
    assert [values[f"{column}3"] for column in "ABCDEFGHI"] == [
        *("序号", "类别", "问题", "位置", "涉及的数", "依据", "状态", "说明", "规则")
    ]
    assert sheet.max_row == 3 + len(found)
    assert [values[f"C{row}"] for row in range(4, 4 + len(found))] == [each.message for each in found]
    assert values["B4"] == found[0].severity.value
    assert f"共 {len(found)} 条" in values["A2"]
    assert not any("payments/" in str(value) for value in values.values())
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == f"A3:I{sheet.max_row}"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    many = max(found, key=lambda each: len(each.places))
    row = found.index(many) + 4
    assert values[f"D{row}"].endswith(f"等 {len(many.places)} 处")


def test_explained_findings_stand_in_the_list_with_their_words(tmp_path: Path) -> None:
    first, second, third, *_ = review(reckoned(sample()))
    held = (
        replace(first, explained=True, explanation="=已经说明"),
        replace(second, expired=True, explanation="数已变"),
        third,
    )
    path = tmp_path / "list.xlsx"
    write_findings(held, sample(), path)
    values = _values(path)
    assert [values[f"G{row}"] for row in (4, 5, 6)] == ["已说明", "说明已失效", "待处理"]
    assert [values.get(f"H{row}") for row in (4, 5, 6)] == ["=已经说明", "数已变", None]
    assert "已说明 1 条" in values["A2"]


def test_no_findings_are_said_as_such(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_findings((), Report(), path)
    assert _values(path)["A2"] == "审核没有发现问题"
    assert _sheet(path).auto_filter.ref is None
