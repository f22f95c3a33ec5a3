from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.errors import DataError, ImportRefused
from desktop.exchange.library_sheets import load_library
from desktop.models.library import Library, learned
from desktop.session import Session
from desktop.tasks.library import (
    export_library,
    import_library,
    insert_indicators,
    keep,
    learn,
    learn_from_files,
    own_library,
)
from tests.report.reports import library as library_report
from tests.report.reports import sample


def test_the_library_grows_with_every_report_and_is_kept(home: Path) -> None:
    assert own_library() == Library()
    held = learn(library_report())
    assert own_library() == held == learned(library_report())
    assert learn(library_report()) == held
    assert len(learn(sample()).indicators) > len(held.indicators)
    assert [each.name for each in (home / "library").iterdir()] == ["library.json"]


def test_it_learns_from_project_files(tmp_path: Path) -> None:
    Session.create(tmp_path / "去年.jxzp", library_report()).close()
    assert learn_from_files(tmp_path / "去年.jxzp") == learned(library_report())


def test_a_damaged_library_is_told_and_left_alone(home: Path) -> None:
    keep(Library())
    path = home / "library" / "library.json"
    path.write_text("{", "utf-8")
    with pytest.raises(DataError, match="读不出来"):
        own_library()
    with pytest.raises(DataError, match="读不出来"):
        learn(library_report())
    assert path.read_text("utf-8") == "{"


def test_it_goes_into_a_workbook_and_back(tmp_path: Path) -> None:
    held = learn(library_report(), sample())
    path = tmp_path / "指标库.xlsx"
    export_library(path)
    assert load_library(path) == held
    keep(Library())
    assert import_library(path) == held == own_library()


def test_a_wrong_row_is_named_and_nothing_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "指标库.xlsx"
    book = Workbook()
    sheet = book.create_sheet("指标")
    sheet.append(["三级指标", "分值"])
    sheet.append(["甲", 10])
    sheet.append(["乙", "十来分"])
    book.save(path)
    with pytest.raises(ImportRefused, match="指标!第3行 分值"):
        import_library(path)
    assert own_library() == Library()
    sheet.delete_rows(3)
    book.create_sheet("词句").append(["用在", "词句"])
    book["词句"].append(["别处", "一句话"])
    book.save(path)
    with pytest.raises(ImportRefused, match="不认识“别处”"):
        load_library(path)


def test_a_workbook_without_our_sheets_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "别的.xlsx")
    with pytest.raises(ImportRefused, match="没有“指标”"):
        load_library(tmp_path / "别的.xlsx")


def test_indicators_are_inserted_as_one_step(tmp_path: Path) -> None:
    held = learned(library_report())
    with Session.create(tmp_path / "今年.jxzp") as session:
        ids = insert_indicators(session, ("新增书架", "读者满意度"), held)
        assert len(ids) == 2
        rows = {row.name: row for row in session.report.indicators}
        assert rows["新增书架"].unit == "组"
        assert rows["新增书架"].target is None
        assert session.undo_text == "撤销 从指标库添加 2 项指标"
