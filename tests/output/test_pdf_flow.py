"""Pages: the grid of 22 lines, headings with their text, tables over several pages, the closing lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.output.pdf import Pages, Typesetter
from desktop.output.pdf.pages import Piece
from desktop.output.pdf.style import SHEET, STYLES
from desktop.report.blocks import (
    Block,
    Column,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Title,
)
from tests.output.pdf_documents import goals, of, payments, sample
from tests.output.pdf_lint import faults, overruns, paragraphs, text_of

SETTER = Typesetter(bundled=True)


def laid(*blocks: Block) -> Pages:
    return SETTER.lay_out(of(*blocks))


def rows_of(pages: Pages, block: int = 0) -> list[list[Piece]]:
    """Return the pieces of a table, page by page."""
    found = [[each for each in page if each.block == block and each.role == "table"] for page in pages.pieces]
    return [page for page in found if page]


def heights(pages: Pages, piece: Piece) -> float:
    if piece.role == "table":
        grid = pages.grids[piece.block]
        above = grid.top(again=piece.again) if piece.headed else 0.0
        if piece.part:
            return above + (piece.part[1] - piece.part[0]) * STYLES["cell"].lead + 8
        return above + sum(grid.spread(piece.start, piece.end))
    lead = pages.listings[piece.block].lead if piece.role == "entry" else STYLES[piece.role].lead
    return (piece.end - piece.start) * lead


def assert_within_the_type_area(pages: Pages) -> None:
    for page in pages.pieces:
        for piece in page:
            assert piece.top <= SHEET.bottom + SHEET.text_height + 0.01
            assert piece.top - heights(pages, piece) >= SHEET.bottom - 0.5
        for above, below in pairwise(page):
            assert above.top - heights(pages, above) >= below.top - 0.5


@pytest.fixture(scope="module")
def report() -> Pages:
    return SETTER.lay_out(sample())


def test_the_report_has_no_typesetting_fault(report: Pages) -> None:
    checked = list(paragraphs(report))
    assert len(checked) > 20
    for role, lines in checked:
        glyphs = report.setter.glyphs(role)
        assert not faults(lines)
        assert not overruns(lines, glyphs.length, glyphs.size)
        assert "□" not in "".join(map(text_of, lines))


def test_no_line_of_the_report_is_torn_apart(report: Pages) -> None:
    gaps = [run[3] for _, lines in paragraphs(report) for line in lines for run in line]
    assert max(gaps) < 2.05


def test_cells_have_no_typesetting_fault(report: Pages) -> None:
    grids = list(report.grids.values())
    assert len(grids) == 2
    for grid in grids:
        for row in grid.rows:
            for j, width in enumerate(grid.shape.widths):
                glyphs = report.setter.glyphs(grid.shape.roles[j])
                assert not faults(grid.cell(row, j))
                assert not overruns(grid.cell(row, j), glyphs.length, glyphs.size, width - 8)


def test_text_pages_hold_22_lines(report: Pages) -> None:
    (page,) = laid(Paragraph("字" * 26 + "字" * 28 * 21)).pieces
    assert [(piece.start, piece.end) for piece in page] == [(0, 22)]
    assert len(laid(Paragraph("字" * 26 + "字" * 28 * 21 + "字"))) == 2
    assert_within_the_type_area(report)


def test_lines_stand_on_the_grid_after_a_table(report: Pages) -> None:
    for page in report.pieces:
        for piece in page:
            if piece.role in {"body", "h1", "h2", "h3", "h4"}:
                lines = (SHEET.bottom + SHEET.text_height - piece.top) / SHEET.lead
                assert lines == pytest.approx(round(lines), abs=0.01)


@pytest.mark.parametrize("filled", range(15, 23))
@pytest.mark.parametrize(
    "following",
    [
        (Heading("一、", "概况", 1), Paragraph("字" * 100)),
        (Heading("一、", "概况", 1), Heading("（一）", "背景", 2), Paragraph("字" * 100)),
        (Heading("（一）", "支出", 2), payments(30)),
    ],
)
def test_no_heading_ends_a_page(filled: int, following: tuple[Block, ...]) -> None:
    pages = laid(Paragraph("字" * (26 + 28 * (filled - 1))), *following)
    headed = [page for page in pages.pieces if any(piece.role.startswith("h") for piece in page)]
    assert len(headed) == 1
    last = headed[0][-1]
    assert last.role in {"body", "table"}
    assert last.end - last.start >= (2 if last.role == "body" else 1)


def test_contents_name_every_later_heading_with_its_page(report: Pages) -> None:
    expected = [b.number + b.text for b in report.document.blocks if isinstance(b, Heading)]
    listing = report.listings[1]
    assert [report.headings[entry.heading].text for entry in listing.entries if entry.numbered] == expected
    assert report.headings[0].page == 2
    assert [h.page for h in report.headings] == sorted(h.page for h in report.headings)


def test_contents_are_a_little_tighter_where_that_saves_a_page() -> None:
    def pages(count: int) -> Pages:
        headings = [Heading(f"{k}.", "标题", 3) for k in range(count)]
        return laid(Title("自评报告"), Contents(), PageBreak(), *headings)

    assert [len({p.page for p in pages(n).headings}) for n in (5, 20)] == [1, 1]
    assert pages(10).listings[1].lead == SHEET.lead
    assert pages(20).listings[1].lead < SHEET.lead
    assert pages(20).headings[0].page == 2
    assert pages(60).headings[0].page > 2


def test_page_breaks_leave_no_blank_page() -> None:
    assert (
        len(laid(PageBreak(), Paragraph("字"), PageBreak(), PageBreak(), Paragraph("字"), PageBreak())) == 2
    )
    assert len(laid()) == 1


def test_a_table_repeats_its_head_and_says_that_it_is_continued() -> None:
    pages = laid(payments(60))
    parts = rows_of(pages)
    assert len(parts) > 2
    assert all(page[0].headed for page in parts)
    assert [page[0].again for page in parts] == [False] + [True] * (len(parts) - 1)
    grid = pages.grids[0]
    assert text_of(grid.caption(again=True)[0]).endswith("（续表）")
    joined = [k for page in parts for piece in page for k in range(piece.start, piece.end)]
    assert joined == list(range(61))
    assert_within_the_type_area(pages)


@pytest.mark.parametrize("filled", range(1, 22))
def test_the_total_is_never_alone(filled: int) -> None:
    for count in (3, 12, 22, 35):
        pages = laid(Paragraph("字" * 28 * filled), payments(count))
        last = rows_of(pages, 1)[-1][-1]
        assert last.end - last.start >= 2
        assert_within_the_type_area(pages)


def test_the_note_begins_on_the_page_of_the_last_row() -> None:
    for filled in range(1, 22):
        pages = laid(Paragraph("字" * 28 * filled), payments(9))
        numbers = {piece.role: page for page, pieces in enumerate(pages.pieces) for piece in pieces}
        assert numbers["note"] == numbers["table"]


def test_merged_labels_stand_on_every_page_and_fit() -> None:
    pages = laid(goals(6))
    grid = pages.grids[0]
    for page in rows_of(pages):
        for piece in page:
            spread = grid.spread(piece.start, piece.end)
            k = piece.start
            while k < piece.end:
                stop = grid.run_end(k, 0, piece.end)
                label = len(grid.cell(grid.rows[k], 0)) * STYLES["cell"].lead + 8
                assert sum(spread[k - piece.start : stop - piece.start]) >= label - 0.01
                k = stop
    assert len(rows_of(pages)) > 1


def test_a_long_merged_label_makes_its_rows_higher() -> None:
    columns = (Column("一级", 60, "center"), Column("二级", 300))
    (page,) = rows_of(laid(Table("", columns, (("很长的一级指标名称" * 3, "甲"),), merged=1)))
    grid = laid(Table("", columns, (("很长的一级指标名称" * 3, "甲"),), merged=1)).grids[0]
    assert sum(grid.spread(page[0].start, page[0].end)) > 5 * STYLES["cell"].lead


def test_a_row_taller_than_a_page_is_parted_between_lines() -> None:
    rows = (("1", "说明" * 2000, "1.00"), ("2", "其他", "2.00"))
    pages = laid(payments(2, rows=rows, places=()))
    parts = [piece.part for page in rows_of(pages) for piece in page if piece.part]
    assert len(parts) > 2
    assert all(a is not None and b is not None and a[1] == b[0] for a, b in pairwise(parts))
    assert_within_the_type_area(pages)


def test_a_small_table_is_not_parted() -> None:
    for filled in range(10, 22):
        pages = laid(Paragraph("字" * 28 * filled), payments(2, note=""))
        assert len(rows_of(pages, 1)) == 1


def test_the_signature_is_set_by_the_standard() -> None:
    from desktop.output.pdf.signature import sign_lines

    glyphs = SETTER._setter.glyphs("sign")
    right = SHEET.text_width - 2 * SHEET.pitch
    (unit, name), (date, _) = sign_lines(SETTER._setter, Signature("青溪市财政局绩效处", "2024年3月5日"))
    assert unit + glyphs.length(name) == pytest.approx(right)
    assert date == pytest.approx(unit + 2 * SHEET.pitch)
    (unit, _), (date, day) = sign_lines(SETTER._setter, Signature("我局", "2024年12月15日"))
    assert date + glyphs.length(day) == pytest.approx(right)
    assert unit == pytest.approx(date - 2 * SHEET.pitch)
    assert sign_lines(SETTER._setter, Signature("", "")) == []


@pytest.mark.parametrize("filled", range(18, 22))
def test_the_signature_never_stands_alone(filled: int) -> None:
    pages = laid(Paragraph("字" * 28 * filled), Signature("青溪市财政局", "2024年3月5日"))
    last = pages.pieces[-1]
    assert [piece.role for piece in last] == ["body", "sign"]
    assert last[0].end - last[0].start >= 2


def test_places_lead_to_their_pages(report: Pages) -> None:
    assert report.page_of("project/1/name") == 1
    assert report.page_of("outline/1") == 2
    first, last = report.page_of("payments/1"), report.page_of("payments/40")
    assert first is not None
    assert last is not None
    assert report.page_of("payments") == first < last
    assert report.page_of("figures/spent") is not None
    assert report.page_of("figures") == report.page_of("figures/spent")
    assert report.page_of("project/1/unit") == len(report)
    assert report.page_of("payments/4000") is None
    assert report.page_of("payment") is None


def test_memory_is_bounded() -> None:
    setter = Typesetter(bundled=True)
    for k in range(30):
        setter.lay_out(of(Paragraph(f"第{k}次修改" * 20), payments(20, caption=f"表{k}")))
    memory = setter._setter
    assert len(memory.lines_known) <= 3 * 90
    assert len(memory.heights_known) <= 3 * 20
    setter.lay_out(of())
    setter.lay_out(of())
    assert len(memory.lines_known) == len(memory.heights_known) == len(memory.tables_known) == 0


@given(st.data())
def test_heights_follow_every_edit_of_a_table(data: st.DataObject) -> None:
    setter = Typesetter(bundled=True)
    rows = list(payments(12).rows)
    for _ in range(4):
        kind, k = data.draw(st.sampled_from(["edit", "insert", "remove"])), data.draw(st.integers(0, 5))
        if kind == "remove":
            del rows[k]
        else:
            rows[k : k + (kind == "edit")] = [("x", "改写" * data.draw(st.integers(1, 60)), "1")]
        table = payments(rows=tuple(rows), places=())
        kept, fresh = setter.lay_out(of(table)), Typesetter(bundled=True).lay_out(of(table))
        assert kept.grids[0].heights == fresh.grids[0].heights
        assert kept.pieces == fresh.pieces


cells = st.text("绩效自评资金，。（）“”123.%万元\n ", max_size=60)


@given(st.data())
def test_any_table_is_laid_out_whole(data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 6))
    columns = tuple(Column(data.draw(cells), data.draw(st.floats(-1, 100))) for _ in range(count))
    rows = tuple(data.draw(st.lists(st.lists(cells, max_size=7).map(tuple), max_size=40)))
    total = ("", "合计") if data.draw(st.booleans()) else ()
    table = Table(
        "表1", columns, rows, merged=data.draw(st.integers(0, 3)), total=total, note=data.draw(cells)
    )
    pages = laid(Paragraph("字" * data.draw(st.integers(1, 600))), table)
    shown = {k for page in rows_of(pages, 1) for piece in page for k in range(piece.start, piece.end)}
    assert shown == set(range((len(rows) + bool(total)) if columns else 0))
    assert_within_the_type_area(pages)


def test_a_merged_label_stands_once_on_a_page() -> None:
    for filled in range(1, 22):
        pages = laid(Paragraph("字" * 28 * filled), goals(1))
        assert all(len(page) == 1 for page in rows_of(pages, 1))


def test_the_total_is_not_alone_behind_a_parted_row() -> None:
    for length in range(850, 1500, 30):
        pages = laid(payments(1, rows=(("1", "字" * length, "1.00"),), places=(), note=""))
        last = rows_of(pages)[-1]
        assert sum(piece.end - piece.start for piece in last) == 2
        assert_within_the_type_area(pages)


def test_a_label_taller_than_a_page_is_parted() -> None:
    columns = (Column("一级", 60, "center"), Column("二级", 300))
    pages = laid(Table("", columns, (("名称" * 200, "甲"),), merged=1))
    assert len(rows_of(pages)) > 1
    assert_within_the_type_area(pages)
