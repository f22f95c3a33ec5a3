from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from desktop.errors import DataError, ImportRefused
from desktop.exchange.library_sheets import load_library, load_sheets
from desktop.models.library import KnownIndicator, Library, Payee, Phrase, changed, learned, library_of
from desktop.models.library_words import fits, news, takes_words
from desktop.models.marks import note_at, origin_at
from desktop.models.records import Indicator, Report
from desktop.session import Session
from desktop.tasks.keeping import keep_folders
from desktop.tasks.learning import learn_final, own_files, read_lesson
from desktop.tasks.library import (
    export_library,
    import_library,
    keep,
    known_library,
    learn,
    learn_from_files,
    own_library,
    take,
)
from desktop.tasks.library_indicators import insert_indicators, keep_indicators
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
    assert learn_from_files(tmp_path / "去年.jxzp") == learned(library_report(), "去年.jxzp")
    assert own_library().indicators[0].source == "去年.jxzp"


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 1, "indicators": [{}]}', "\x00"])
def test_a_damaged_library_is_told_once_and_set_aside(home: Path, text: str) -> None:
    keep(Library(payees=(Payee("甲"),)))
    path = home / "library" / "library.json"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match="放在一边，没有删除"):
        own_library()
    assert own_library() == Library()
    keep(Library(payees=(Payee("乙"),)))
    aside = [each for each in path.parent.iterdir() if each != path]
    assert [each.read_text("utf-8") for each in aside] == [text]


def test_a_library_of_a_later_version_stays_where_it_is(home: Path) -> None:
    keep(Library())
    path = home / "library" / "library.json"
    path.write_text('{"format": 2}', "utf-8")
    for _ in range(2):
        with pytest.raises(DataError, match="别的版本"):
            learn(library_report())
    assert known_library() == Library()
    assert path.read_text("utf-8") == '{"format": 2}'


def test_suggestions_never_make_a_folder(home: Path) -> None:
    assert known_library() == Library()
    assert not home.exists()


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


def test_wrong_rows_are_told_and_the_others_can_be_taken(tmp_path: Path) -> None:
    path = tmp_path / "指标库.xlsx"
    book = Workbook()
    sheet = book.create_sheet("指标")
    for row in (["三级指标", "分值", "指标值"], ["甲", 10, "≥5个"], ["乙", "十来分"], ["", 3]):
        sheet.append(row)
    book.save(path)
    read = load_sheets(path)
    assert [(each.name, each.target) for each in read.library.indicators] == [("甲", "≥5个")]
    assert [each.message.partition("：")[0] for each in read.refused] == ["指标!第3行 分值"]


def test_a_text_never_becomes_a_formula(tmp_path: Path) -> None:
    keep(Library((KnownIndicator("=1+1", target="=HYPERLINK()"),), (Phrase("measures/text", "@SUM(A1)"),)))
    export_library(tmp_path / "库.xlsx")
    book = load_workbook(tmp_path / "库.xlsx")
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert load_library(tmp_path / "库.xlsx") == own_library()


def test_indicators_are_inserted_as_one_step(tmp_path: Path) -> None:
    held = learned(library_report(), "去年.jxzp")
    wanted = [each for each in held.indicators if each.name in ("新增书架", "读者满意度")]
    with Session.create(tmp_path / "今年.jxzp") as session:
        ids = insert_indicators(session, wanted)
        assert len(ids) == 2
        row = next(row for row in session.report.indicators if row.name == "新增书架")
        source = next(row for row in library_report().indicators if row.name == "新增书架")
        assert (row.operator, row.target, row.unit) == (source.operator, source.target, "组")
        assert (row.actual, row.points) == (None, None)
        where = f"indicators/{row.id}/target"
        assert note_at(session.report, where).startswith("请核对：2023年指标值是")
        origin = origin_at(session.report, where)
        assert origin is not None
        assert (origin.kind, origin.source) == ("imported", "指标库：去年")
        assert session.undo_text == "撤销 从指标库添加 2 项指标"
        session.undo()
        assert session.report == Report()


def test_an_indicator_goes_below_its_own_levels(tmp_path: Path) -> None:
    rows = (
        Indicator(1, "产出", "数量指标", "甲"),
        Indicator(2, "产出", "质量指标", "乙"),
        Indicator(3, "效益", "社会效益", "丙"),
    )
    made = [
        KnownIndicator("一", "产出指标", "数量指标"),
        KnownIndicator("二", "产出", "时效指标"),
        KnownIndicator("三", "满意度指标", "服务对象"),
        KnownIndicator("四"),
    ]
    with Session.create(tmp_path / "a.jxzp", Report(indicators=rows)) as session:
        for each in made[:3]:
            insert_indicators(session, [each], 3)
        insert_indicators(session, [made[3]], 2)
        found = [(row.name, row.level1, row.level2) for row in session.report.indicators]
    assert found == [
        ("甲", "产出", "数量指标"),
        ("一", "产出", "数量指标"),
        ("乙", "产出", "质量指标"),
        ("四", "产出", "质量指标"),
        ("二", "产出", "时效指标"),
        ("丙", "效益", "社会效益"),
        ("三", "满意度指标", "服务对象"),
    ]


def test_rows_of_the_report_are_kept(tmp_path: Path) -> None:
    with Session.create(tmp_path / "a.jxzp", library_report()) as session:
        ids = [row.id for row in session.report.indicators]
        kept = keep_indicators(session, ids[:2])
        assert own_library().indicators == library_of(kept).indicators
        with pytest.raises(DataError, match="没有三级指标"):
            keep_indicators(session, [])


def test_news_is_what_the_library_lacks(tmp_path: Path) -> None:
    path = tmp_path / "去年.jxzp"
    Session.create(path, library_report()).close()
    taught = read_lesson(path).library
    assert len(news(Library(), taught)) == len(taught.entries)
    take(taught.entries)
    assert news(own_library(), taught) == ()
    copied = learned(library_report(), "副本.jxzp")
    assert news(own_library(), copied) == ()
    newer = changed(copied, (), [replace(copied.indicators[0], years=(2024,))])
    assert [each.known for each in news(own_library(), newer)] == [True]


def test_files_come_from_the_list_and_the_folders_each_once(tmp_path: Path) -> None:
    folder = tmp_path / "项目"
    folder.mkdir()
    for name in ("甲", "乙"):
        Session.create(folder / f"{name}.jxzp", library_report()).close()
    keep_folders([str(folder)])
    found = own_files([str(folder / "甲.jxzp"), str(tmp_path / "没有.jxzp")])
    assert [each.name for each in found] == ["甲.jxzp", "乙.jxzp"]
    (folder / "甲.jxzp").write_bytes(b"x")
    assert read_lesson(folder / "甲.jxzp").problem


def test_a_final_report_is_learned_once(tmp_path: Path) -> None:
    with Session.create(tmp_path / "a.jxzp", library_report()) as session:
        assert learn_final(session) > 0
        assert learn_final(session) == 0


def test_entries_are_found_by_words_and_initials() -> None:
    each = KnownIndicator("热线接通率", "产出指标", "质量指标", target="≥99%", source="民生诉求2021.jxzp")
    assert all(fits(each, typed) for typed in ("", "接通", "rxjtl", "产出 民生", "zlzb 99"))
    assert not fits(each, "接通 水利")


def test_phrases_belong_to_fields_of_free_text() -> None:
    assert takes_words("indicators/reason")
    assert takes_words("passages/text")
    assert not takes_words("payments/amount")
    assert not takes_words("origins/place")
