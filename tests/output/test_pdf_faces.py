"""Faces: read where they lie, cut, found on the system; broken ones are passed over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.errors import OutputError
from desktop.folders import resources
from desktop.output.pdf import Typesetter, fonts, system, write_pdf
from desktop.output.pdf.face import Face, FaceError
from desktop.output.pdf.fonts import BUNDLED, Fonts
from desktop.output.pdf.ink import Ink
from desktop.output.pdf.subset import subset
from desktop.report.blocks import Paragraph
from tests.output.pdf_documents import of

FOLDER = resources() / "fonts"


@pytest.mark.parametrize("name", BUNDLED.values())
def test_bundled_faces_hold_what_reports_need(name: str) -> None:
    face = Face(FOLDER / name)
    assert all(
        face.glyph(ord(c)) for c in "国务院绩效自评报告，。、；：？！（）《》“”〔〕％≥≤①②③〇□0123456789"
    )
    assert face.width(ord("国")) == 1000
    assert face.glyph(0x10FFFF) == 0
    assert face.name.isascii()


def test_every_face_has_its_licence() -> None:
    names = {path.name for path in FOLDER.iterdir()}
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert {name for name in names if name.endswith(".ttf")} == set(BUNDLED.values())
    assert all(name in readme for name in names if name != "README.md")


def test_a_subset_holds_its_glyphs_and_the_parts_of_composites() -> None:
    face = Face(FOLDER / BUNDLED["song"])
    data, glyphs = subset(face, [ord(c) for c in "国é国Å"])
    assert data[:4] == b"\0\1\0\0"
    assert len(set(glyphs.values())) == 3
    assert int.from_bytes(data[4:6]) >= 6
    assert len(data) < 20_000


def test_codes_beyond_the_first_plane_are_private() -> None:
    ink = Ink()
    assert ink.hex("rare", "国𠮷𬱖𠮷") == "56fdd800d801d800"
    assert ink["rare"].private == {"𠮷": 0xD800, "𬱖": 0xD801}


def broken(folder: Path) -> None:
    whole = (FOLDER / BUNDLED["fang"]).read_bytes()
    (folder / "fzfsjw.ttf").write_bytes(whole[:5000])
    (folder / "fzfs_gbk.ttf").write_bytes(b"OTTO" + whole[4:20_000])
    (folder / "fangsong_gb2312.ttf").write_bytes(b"")
    (folder / "仿宋_GB2312.ttf").write_bytes(b"not a font at all")


def test_faces_are_found_by_file_name_and_broken_ones_passed_over(tmp_path: Path) -> None:
    broken(tmp_path)
    assert system.find("fang", [tmp_path]) is None
    deep = tmp_path / "truetype" / "win"
    deep.mkdir(parents=True)
    shutil.copy(FOLDER / BUNDLED["kai"], deep / "SimFang.TTF")
    found = system.find("fang", [tmp_path, deep])
    assert found is not None
    assert found.path == deep / "SimFang.TTF"
    assert system.find("hei", [tmp_path, deep]) is None


def test_faces_are_found_by_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(FOLDER / BUNDLED["kai"], tmp_path / "x01.ttf")
    monkeypatch.setitem(system.NAMES, "kai", ("没有的字体", "LXGW WenKai"))
    found = system.find("kai", [tmp_path])
    assert found is not None
    assert found.path.name == "x01.ttf"


def test_forbidden_to_embed_is_passed_over(tmp_path: Path) -> None:
    data = bytearray((FOLDER / BUNDLED["hei"]).read_bytes())
    at = Face(FOLDER / BUNDLED["hei"]).tables["OS/2"][0]
    data[at + 8 : at + 10] = b"\0\2"
    (tmp_path / "simhei.ttf").write_bytes(data)
    with pytest.raises(FaceError):
        Face(tmp_path / "simhei.ttf")
    assert system.find("hei", [tmp_path]) is None


def test_a_system_face_is_preferred_with_its_own_digits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(FOLDER / BUNDLED["kai"], tmp_path / "simfang.ttf")
    monkeypatch.setattr(system, "folders", lambda: (tmp_path,))
    own = Fonts()
    assert [own.find("fang", c) for c in "国8㙍𠮷"] == ["fang+", "fang+", "fang+", "rare"]
    assert Fonts(bundled=True).find("fang", "国") == "fang"
    told = write_pdf(of(Paragraph("国8")), tmp_path / "a.pdf")
    assert "LXGWWenKai-Regular" in told.faces
    assert len(Typesetter().lay_out(of(Paragraph("国8")))) == 1


def test_a_lost_bundled_face_is_a_known_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path)
    with pytest.raises(OutputError, match="字体"):
        write_pdf(of(Paragraph("字")), tmp_path / "a.pdf", bundled=True)
