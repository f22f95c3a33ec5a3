"""The report on the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage

from desktop.output import pdfium, preview
from desktop.output.preview import Preview
from desktop.report.blocks import Block, Column, Document, Heading, PageBreak, Paragraph, Table, Title

COLUMNS = (Column("序号", 1, "center"), Column("内容", 6), Column("金额", 2, "right"))
ROWS = tuple((str(n), f"第 {n} 笔费用", f"{n}.00") for n in range(1, 91))
BLOCKS: tuple[Block, ...] = (
    Title("民生诉求项目支出绩效自评报告"),
    Heading("一、", "项目概况", 1),
    Paragraph("本项目全年预算 322.88 万元。", place="passages/1/text"),
    PageBreak(),
    Heading("二、", "资金情况", 1),
    Table(
        "表1 支出明细", COLUMNS, ROWS, places=tuple(f"payments/{n}" for n in range(1, 91)), place="payments"
    ),
    PageBreak(),
    Heading("三、", "结论", 1),
    Paragraph("自评结果为优。", place="passages/2/text"),
)


@pytest.fixture
def shown() -> Preview:
    made = Preview(bundled=True)
    made.show(document(BLOCKS))
    return made


def document(blocks: tuple[Block, ...]) -> Document:
    return Document("报告", "某局", "自评", blocks)


def with_text(index: int, text: str) -> Document:
    block = BLOCKS[index]
    assert isinstance(block, Paragraph)
    return document((*BLOCKS[:index], replace(block, text=text), *BLOCKS[index + 1 :]))


def ink(image: QImage) -> int:
    """Return how many of the points of a coarse grid are dark."""
    points = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    return sum(image.pixelColor(*point).lightness() < 128 for point in points)


def test_before_anything_is_shown(qapp) -> None:
    empty = Preview()
    assert (empty.page_count, empty.page_of("payments"), list(empty.headings)) == (0, None, [])
    with pytest.raises(IndexError):
        empty.image(1, 1)


def test_pages_headings_and_places(qapp, shown: Preview) -> None:
    assert shown.page_count >= 5
    assert [(each.text, each.level) for each in shown.headings] == [
        ("一、项目概况", 1),
        ("二、资金情况", 1),
        ("三、结论", 1),
    ]
    assert [each.page for each in shown.headings] == [1, 2, shown.page_count]
    assert shown.page_of("passages/1/text") == 1
    assert shown.page_of("payments/1") == 2
    assert 2 < (shown.page_of("payments/90/amount") or shown.page_of("payments/90") or 0) < shown.page_count
    assert shown.page_of("goals/1") is None


def test_a_page_is_a_picture_for_its_screen(qapp, shown: Preview) -> None:
    plain, fine = shown.image(1, 1.0), shown.image(1, 1.0, ratio=2.0)
    assert (plain.width(), plain.height()) == (596, 842)
    assert (fine.width(), fine.height()) == (1191, 1684)
    assert fine.devicePixelRatio() == 2.0
    assert plain.pixelColor(2, 2) == QColor("white")
    assert ink(plain) > 50
    assert "322.88" in pdfium.page_text(shown.page_pdf(1), 1)


@pytest.mark.parametrize("n", [0, -1, 99])
def test_a_page_that_is_not_there(qapp, shown: Preview, n: int) -> None:
    with pytest.raises(IndexError):
        shown.image(n, 1)


def test_an_edit_shows_and_other_pages_are_not_rendered_again(qapp, shown: Preview, monkeypatch) -> None:
    rendered = []

    def counting(data: bytes, n: int, scale: float) -> pdfium.Bitmap:
        rendered.append(n)
        return pdfium.render(data, n, scale)

    monkeypatch.setattr(preview, "render", counting)
    before = [shown.image(n, 0.5) for n in (1, 2)]
    shown.show(with_text(2, "本项目全年预算 400.00 万元，另有追加。"))
    after = [shown.image(n, 0.5) for n in (1, 2)]
    assert before[0] != after[0]
    assert before[1] == after[1]
    assert len(rendered) == 3


def test_only_so_many_pictures_are_kept(qapp, shown: Preview, monkeypatch) -> None:
    monkeypatch.setattr(preview, "_KEPT", 1_000_000)
    for n in range(1, shown.page_count + 1):
        shown.image(n, 0.5)
    assert 0 < sum(each.sizeInBytes() for each in shown._images.values()) <= 1_000_000
    large = shown.image(1, 2.0)
    assert large.sizeInBytes() > 1_000_000
    assert len(shown._images) == 1
