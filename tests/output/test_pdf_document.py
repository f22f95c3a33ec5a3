"""The file: text, fonts, outline, links, information, the preview's pages, and what cannot be written."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from desktop.errors import OutputError
from desktop.output.pdf import Typesetter, Written, write_pdf
from desktop.output.pdf.style import GREY, MM, SHEET
from desktop.report.blocks import Block, Column, Document, Heading, Paragraph, Signature, Table, Title
from tests.output.pdf_documents import TITLE, of, payments, sample


def texts(source: Path | bytes) -> list[str]:
    """Return each page's text as PDFium reads it."""
    document = pypdfium2.PdfDocument(source)
    found = []
    for page in document:
        reader = page.get_textpage()
        found.append(reader.get_text_bounded().replace("\r", ""))
        reader.close()
        page.close()
    document.close()
    return found


def picture(source: Path | bytes, page: int, scale: float = 1.0) -> bytes:
    document = pypdfium2.PdfDocument(source)
    image = document[page].render(scale=scale, grayscale=True)
    data = bytes(image.buffer)
    document.close()
    return data


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Written]:
    path = tmp_path_factory.mktemp("pdf") / "自评报告.pdf"
    return path, write_pdf(sample(), path, bundled=True)


@pytest.fixture(scope="module")
def reader(written: tuple[Path, Written]) -> pypdf.PdfReader:
    return pypdf.PdfReader(written[0])


def test_what_was_written_is_told(written: tuple[Path, Written], reader: pypdf.PdfReader) -> None:
    told = written[1]
    assert told.pages == len(reader.pages) > 6
    assert told.missing == ()
    assert "FandolFang-Regular" in told.faces
    assert len(told.faces) == 5


def test_every_paragraph_can_be_read_back(written: tuple[Path, Written]) -> None:
    pages = texts(written[0])
    numbers = re.compile(r"—\s*\d+\s*—")
    whole = plain("".join(numbers.sub("", page) for page in pages))
    for block in sample().blocks:
        if isinstance(block, Paragraph):
            assert plain(block.text) in whole
        if isinstance(block, Heading):
            assert plain(block.number + block.text) in whole
    assert plain(TITLE) in plain(pages[0])
    assert "目　录" in pages[0]


def test_each_page_has_its_number(written: tuple[Path, Written]) -> None:
    for number, text in enumerate(texts(written[0]), 1):
        assert f"— {number} —" in text


def test_continued_tables_say_so(written: tuple[Path, Written]) -> None:
    pages = [plain(page) for page in texts(written[0])]
    first = [
        page for page in pages if "表1-1智慧服务平台项目支出明细表序号" in page.replace("金额单位：万元", "")
    ]
    again = [page for page in pages if "表1-1智慧服务平台项目支出明细表（续表）" in page]
    assert len(first) == 1
    assert again
    assert all("支出事项" in page and "金额单位：万元" in page for page in first + again)
    assert all("458.92" in page for page in pages if "合计" in page)
    goals = [page for page in pages if "三级指标" in page]
    assert len(goals) > 1
    assert all("指标（" in page for page in goals)


def test_the_page_number_stands_as_the_standard_says(written: tuple[Path, Written]) -> None:
    document = pypdfium2.PdfDocument(written[0])
    for index in (0, 1):
        page = document[index]
        reader = page.get_textpage()
        last = reader.count_chars() - 1
        boxes = [reader.get_charbox(k) for k in range(last - 4, last + 1)]
        dash = boxes[0]
        assert SHEET.bottom - dash[3] == pytest.approx(7 * MM, abs=0.3)
        if index % 2:
            assert dash[0] == pytest.approx(SHEET.left + 14, abs=2)
        else:
            assert boxes[-1][2] == pytest.approx(SHEET.left + SHEET.text_width - 14, abs=2)
        reader.close()
        page.close()
    document.close()


def fonts(reader: pypdf.PdfReader) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            found[font.get_object()["/BaseFont"]] = font.get_object()
    return found


def test_every_font_is_embedded_and_cut(written: tuple[Path, Written], reader: pypdf.PdfReader) -> None:
    found = fonts(reader)
    assert len(found) == 5
    for name, font in found.items():
        assert re.match(r"/[A-Z]{6}\+", name)
        assert "/ToUnicode" in font
        descendant = font["/DescendantFonts"][0].get_object()
        descriptor = descendant["/FontDescriptor"].get_object()
        file = descriptor["/FontFile2"].get_data()
        assert file.startswith(b"\0\1\0\0")
        assert len(file) < 400_000
        assert "/CIDSet" in descriptor
        assert "/CIDToGIDMap" in descendant
    data = written[0].read_bytes()
    assert not re.search(rb"Helvetica|Times-Roman|/Subtype\s*/Type1", data)


def test_outline_is_nested_and_leads_to_its_pages(reader: pypdf.PdfReader) -> None:
    pages = Typesetter(bundled=True).lay_out(sample())
    tops = [item for item in reader.outline if not isinstance(item, list)]
    assert [item.title for item in tops] == [h.text for h in pages.headings if h.level == 1]
    for item, heading in zip(tops, (h for h in pages.headings if h.level == 1), strict=True):
        assert reader.get_destination_page_number(item) == heading.page - 1
    assert isinstance(reader.outline[1], list)
    assert reader.root_object["/PageMode"] == "/UseOutlines"
    root: Any = reader.root_object
    assert root["/Outlines"]["/First"]["/Count"] > 0  # shown open


def test_contents_link_to_their_pages(reader: pypdf.PdfReader) -> None:
    pages = Typesetter(bundled=True).lay_out(sample())
    first: Any = reader.pages[0]
    links = [each.get_object() for each in first["/Annots"]]
    assert len(links) == len(pages.headings)
    numbers = [reader.get_page_number(link["/Dest"][0].get_object()) + 1 for link in links]
    assert numbers == [heading.page for heading in pages.headings]


def test_faces_and_sizes_are_those_of_the_standard(reader: pypdf.PdfReader) -> None:
    def shown(page: int) -> set[str]:
        content = reader.pages[page].get_contents()
        assert content is not None
        return set(re.findall(r"/(\w+ [\d.]+) Tf", content.get_data().decode("latin-1")))

    assert {"xbs 22", "hei 15.75", "song 14"} <= shown(0)  # 二号小标宋, 三号黑体, 四号宋体
    assert {"hei 15.75", "kai 15.75", "fang 15.75"} <= shown(1)
    assert {"hei 14", "hei 12", "fang 12"} <= shown(2)  # caption, head, cells


def test_information(reader: pypdf.PdfReader) -> None:
    told = reader.metadata
    assert told is not None
    assert told.title == TITLE
    assert told.author == "青溪市文化广电旅游体育局"
    assert told.subject == "项目支出绩效自评报告"
    assert told.creator == "绩评"
    root: Any = reader.root_object
    assert root["/Lang"] == "zh-CN"
    assert str(root["/ViewerPreferences"]["/DisplayDocTitle"]).lower() == "true"
    assert reader.pages[0].mediabox.width == pytest.approx(210 * MM, abs=0.01)


def test_a_watermark_is_opaque_grey_below_the_text(tmp_path: Path) -> None:
    write_pdf(sample(watermark="草稿"), tmp_path / "a.pdf", bundled=True)
    for page in pypdf.PdfReader(tmp_path / "a.pdf").pages:
        content = page.get_contents()
        assert content is not None
        assert f"{GREY:g} g".encode() in content.get_data()[:40].strip()
        assert "/ExtGState" not in page["/Resources"]  # type: ignore[operator]
    assert all("草稿" in text for text in texts(tmp_path / "a.pdf"))


def test_the_preview_shows_the_same_pages(written: tuple[Path, Written]) -> None:
    setter = Typesetter(bundled=True)
    pages = setter.lay_out(sample())
    full = texts(written[0])
    assert len(pages) == len(full)
    for number in range(1, len(pages) + 1):
        single = setter.write_page(pages, number)
        assert texts(single) == [full[number - 1]]
        if number in (1, 3, 5):
            assert picture(single, 0) == picture(written[0], number - 1)


def test_editing_again_and_again_shows_the_latest() -> None:
    setter = Typesetter(bundled=True)
    for word in ("起初", "改后", "起初"):
        pages = setter.lay_out(of(Paragraph(f"{word}的文字"), payments(3)))
        assert f"{word}的文字" in texts(setter.write_page(pages, 1))[0]


def test_the_same_report_gives_the_same_file(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desktop.output.pdf import write_pdf;"
        "from tests.output.pdf_documents import sample;"
        "write_pdf(sample(rows=5), Path(sys.argv[1]), bundled=True)"
    )
    sums = set()
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.pdf"
        environment = os.environ | {"PYTHONHASHSEED": seed}
        root = Path(__file__).parents[2]
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, env=environment, cwd=root)
        sums.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(sums) == 1


def test_importing_the_preview_does_not_load_reportlab() -> None:
    code = "import sys, desktop.output.pdf; sys.exit('reportlab' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_a_failing_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(b"old")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError) as caught:
        write_pdf(of(Paragraph("正文")), path, bundled=True)
    assert "空间" in caught.value.message
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_pdf(of(), tmp_path / "没有" / "报告.pdf", bundled=True)
    assert "报告.pdf" in caught.value.message


CORPUS = {
    "markup": '<b>粗体</b><font color="red">红<img src="/etc/passwd"/>&amp;',
    "comparison": "A<B 且 C>D，R&D",
    "parentheses": r"(\)(\\) Tj ET <</Type/Catalog>> endstream",
    "controls": "甲\x00乙\x01\x0b\x1b丙\ufffe\x7f",
    "surrogate": "甲\ud800乙",
    "bidi": "金额\u202e00.1\u202c元",
    "emoji": "好😀👨‍👩‍👧",
    "rare": "㙍𠮷𬱖䶮𰻞",
    "endless": "A" * 3000,
    "endless Chinese": "长" * 5000,
    "marks": "，" * 200 + "（" * 200,
    "digits": "1" * 2000,
    "blank": " \u3000\t\n ",
    "empty": "",
    "lines": "第一行\n第二行\r\n第三行\u2028第四行",
    "combining": "e\u0301\u0302\u0303字\ufe0f\u200d",
    "private": "\ue000\uf8ff\U000f0000\U0010ffff",
}


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS)
def test_whatever_was_typed_is_set(text: str, tmp_path: Path) -> None:
    blocks: tuple[Block, ...] = (
        Title(text),
        Heading("一、", text, 1),
        Paragraph(text),
        Table(text, (Column(text, 1), Column("金额", 1)), ((text, text), ("短",)), unit=text, merged=1),
        Table(text, (), ((text,),), note=text, total=(text,)),
        Table("空表", (Column("甲", 0),), (), note=text),
        Signature(text, text),
    )
    document = Document(text, text, text, blocks, watermark=text)
    told = write_pdf(document, tmp_path / "a.pdf", bundled=True)
    assert told.pages == len(texts(tmp_path / "a.pdf"))


@pytest.mark.parametrize("key", ["markup", "comparison", "parentheses", "rare", "endless Chinese"])
def test_text_is_read_back_as_typed(key: str, tmp_path: Path) -> None:
    write_pdf(of(Paragraph(CORPUS[key])), tmp_path / "a.pdf", bundled=True)
    whole = "".join(re.sub(r"—\s*\d+\s*—", "", page) for page in texts(tmp_path / "a.pdf"))
    assert plain(CORPUS[key]) in plain(whole)


def test_rare_characters_are_drawn(tmp_path: Path) -> None:
    write_pdf(of(Paragraph("𠮷")), tmp_path / "a.pdf", bundled=True)
    write_pdf(of(Paragraph("　。")), tmp_path / "b.pdf", bundled=True)
    ink = [sum(255 - v for v in picture(tmp_path / name, 0)) for name in ("a.pdf", "b.pdf")]
    assert ink[0] > 1.2 * ink[1]


def test_missing_characters_are_named_before_the_export(tmp_path: Path) -> None:
    document = of(Paragraph("好😀"), payments(1, note="𓀀"))
    assert Typesetter(bundled=True).missing_characters(document) == ("𓀀", "😀")
    told = write_pdf(document, tmp_path / "a.pdf", bundled=True)
    assert told.missing == ("𓀀", "😀")
    assert "好□" in texts(tmp_path / "a.pdf")[0]


def test_a_level_left_out_keeps_the_outline(tmp_path: Path) -> None:
    headings = (
        Heading("（1）", "甲", 4),
        Heading("一、", "乙", 1),
        Heading("1.", "丙", 3),
        Heading("", "丁", 2),
    )
    write_pdf(of(*headings), tmp_path / "a.pdf", bundled=True)
    assert len(pypdf.PdfReader(tmp_path / "a.pdf").outline) > 0
