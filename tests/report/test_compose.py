from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.models.figures import Reckoning
from desktop.models.outline import parse_outline
from desktop.models.records import Passage, Project, Report
from desktop.models.slots import render
from desktop.report.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Title,
)
from desktop.report.compose import compose
from tests.report.reports import library, outline, pack, reckoned, report, sample

VOICE = tomllib.loads((Path(__file__).parent / "voice.toml").read_text("utf-8"))
NUMBERS = {"payments": "表1-1", "goals": "表1-2"}


def composed(data: Report) -> Document:
    return compose(reckoned(data), outline())


def only(document: Document, kind: type[Block]) -> list[Any]:
    return [block for block in document.blocks if isinstance(block, kind)]


def small(*parts: dict[str, Any], title: str = "报告") -> Any:
    return parse_outline({"id": "x", "name": "x", "title": title, "parts": list(parts)})


@pytest.mark.parametrize("sentence", VOICE["minsheng"], ids=lambda each: each["shown"][:12])
def test_sentences_of_the_sample_print_as_they_should(sentence: dict[str, str]) -> None:
    assert render(reckoned(sample()), sentence["draft"], NUMBERS)[0] == sentence["shown"]


@pytest.mark.parametrize("sentence", VOICE["library"], ids=lambda each: each["shown"][:12])
def test_sentences_of_a_small_project_print_as_they_should(sentence: dict[str, str]) -> None:
    assert render(reckoned(library()), sentence["draft"], NUMBERS)[0] == sentence["shown"]


def test_the_report_begins_with_title_and_contents_and_ends_with_the_unit() -> None:
    document = composed(sample())
    first, second, third = document.blocks[:3]
    assert first == Title("2021年度“民生诉求”项目支出绩效自评报告", "project/1/name")
    assert (second, third) == (Contents(), PageBreak())
    assert document.title == "2021年度“民生诉求”项目支出绩效自评报告"
    assert document.author == sample().project.unit
    assert document.blocks[-1] == Signature(sample().project.unit, "", "project/1/report_date")


def test_headings_are_numbered_in_order() -> None:
    shown = [(each.level, each.number) for each in only(composed(sample()), Heading)]
    assert shown == [
        (1, "一、"), (2, "（一）"), (2, "（二）"), (2, "（三）"), (3, "1."), (3, "2."), (4, "（1）"), (4, "（2）"),
        (2, "（四）"), (3, "1."), (3, "2."), (1, "二、"), (2, "（一）"), (2, "（二）"), (3, "1."), (3, "2."), (3, "3."),
        (1, "三、"), (1, "四、"), (1, "五、"),
    ]  # fmt: skip


def test_nothing_of_the_sample_is_left_unresolved() -> None:
    document = composed(sample())
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph | Heading | Title)]
    assert not [text for text in texts if "【？" in text or "{{" in text or "None" in text]


def test_tables_are_numbered_by_chapter_and_the_prose_follows() -> None:
    document = composed(sample())
    captions = [each.caption for each in only(document, Table)]
    assert captions == ["表1-1 “民生诉求”项目支出明细表", "表1-2 “民生诉求”项目支出年度绩效目标表"]
    prose = "".join(each.text for each in only(document, Paragraph))
    assert "明细见表1-1。" in prose
    assert "具体指标见表1-2。" in prose


def test_a_live_figure_knows_its_characters() -> None:
    for paragraph in only(composed(sample()), Paragraph):
        for span in paragraph.spans:
            assert 0 <= span.start < span.end <= len(paragraph.text)
    first = next(each for each in only(composed(sample()), Paragraph) if "共计支出" in each.text)
    spent = next(span for span in first.spans if span.place == "figures/spent")
    assert first.text[spent.start : spent.end] == "519.32万元"


def test_an_empty_report_has_its_chapters_and_no_other_heading() -> None:
    document = composed(report())
    assert [each.level for each in only(document, Heading)] == [1, 1, 1, 1, 1]
    assert not only(document, Paragraph)
    assert not only(document, Table)


def test_a_heading_stays_for_what_stands_below_it() -> None:
    data = report(passages=[{"section": "management", "text": "按制度执行。\n\n  \n按流程审批。"}])
    document = composed(data)
    assert [(each.number, each.text) for each in only(document, Heading)][:4] == [
        ("一、", "项目概况"),
        ("（一）", "项目资金投入和使用情况"),
        ("1.", "项目资金管理和使用情况"),
        ("（1）", "项目资金管理情况"),
    ]
    assert [each.text for each in only(document, Paragraph)] == ["按制度执行。", "按流程审批。"]


def test_a_table_without_rows_has_no_number() -> None:
    data = report(
        passages=[{"section": "goals", "text": "见{{table/goals}}，{{table/payments}}。"}],
        indicators=[{"level1": "产出指标", "name": "甲", "target": 1}],
    )
    document = composed(data)
    assert [each.caption[:4] for each in only(document, Table)] == ["表1-1"]
    assert only(document, Paragraph)[0].text == "见表1-1，【？table/payments】。"


def test_records_stand_in_for_a_passage_that_is_not_written() -> None:
    parts = small({"level": 1, "title": "成效"}, {"passage": "merits"}, {"records": "merits"})
    merits = [{"title": "建成平台", "text": "接入三家。"}, {"title": ""}, {"title": "印发办法。"}]
    own = report(merits=merits)
    listed = [each.text for each in compose(reckoned(own), parts).blocks if isinstance(each, Paragraph)]
    assert listed == ["一是建成平台。接入三家。", "二是印发办法。"]
    written = own.with_rows("passages", [Passage(1, "merits", "已写。", "")])
    again = [each.text for each in compose(reckoned(written), parts).blocks if isinstance(each, Paragraph)]
    assert again == ["已写。"]


def test_every_kind_of_record_can_be_listed() -> None:
    keys = ("basis", "duties", "problems", "measures")
    parts = small(*({"records": key} for key in keys))
    data = report(
        basis=[
            {"title": "某某通知", "number": "青财预〔2023〕12号", "date": "2023-09-18", "note": "第三条"},
            {"title": ""},
        ],
        duties=[{"body": "民情联系部", "duty": "组织实施；"}, {"body": "空"}],
        problems=[{"title": "进度偏慢", "text": "执行率80%", "cause": "开工推迟。"}],
        measures=[
            {"problem": 1, "text": "按月比对", "owner": "民情联系部", "due": "2022-06-30"},
            {"problem": 1, "text": "列入计划"},
            {"problem": 1},
        ],
    )
    assert [each.text for each in compose(reckoned(data), parts).blocks if isinstance(each, Paragraph)] == [
        "《某某通知》（青财预〔2023〕12号，2023年9月18日）。第三条。",
        "民情联系部负责组织实施。",
        "进度偏慢。执行率80%。主要原因是开工推迟。",
        "一是针对进度偏慢的问题，按月比对。该项由民情联系部负责，2022年6月30日前完成。",
        "二是针对进度偏慢的问题，列入计划。",
    ]


def test_the_word_draft_stands_until_nothing_must_be_mended() -> None:
    assert composed(sample()).watermark == "草稿"
    ready = library()
    lacking = replace(ready, project=replace(ready.project, department="青屏区文体局"))
    filled = lacking.with_rows(
        "indicators", [replace(row, reason="已说明", measure="已改进") for row in lacking.indicators]
    )
    assert composed(ready).watermark == "草稿"
    assert composed(filled).watermark == ""
    assert compose(reckoned(sample()), outline(), draft=False).watermark == ""


def test_an_edit_changes_only_what_shows_it() -> None:
    before = composed(sample())
    row = sample().payments[4]
    after = compose(
        Reckoning(sample().with_record("payments", replace(row, item="改过的事项")), pack()), outline()
    )
    changed = [(old, new) for old, new in zip(before.blocks, after.blocks, strict=True) if old != new]
    assert len(changed) == 1
    old, new = changed[0]
    assert isinstance(old, Table)
    assert isinstance(new, Table)
    kept = [a is b for a, b in zip(old.rows, new.rows, strict=True)]
    assert kept.count(False) == 1
    assert new.rows[4][1] == "改过的事项"


@pytest.mark.parametrize(
    ("project", "title"),
    [
        (Project(), "【评价年度待填】【项目名称待填】支出绩效自评报告"),
        (Project(year=2021), "2021年度【项目名称待填】支出绩效自评报告"),
        (Project(name="民生诉求", year=2021), "2021年度“民生诉求”项目支出绩效自评报告"),
    ],
)
def test_the_title_says_what_is_not_filled_in_yet(project: Project, title: str) -> None:
    assert composed(Report(project=project)).title == title
