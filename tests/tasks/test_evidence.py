from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.errors import DataError, Locked
from desktop.models.records import Contract, Evidence, Project, Report
from desktop.session import Session
from desktop.tasks import evidence
from desktop.tasks.evidence import attach, extract, missing


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    held = Report(project=Project(name="图书角"), contracts=(Contract(4, name="图书"),))
    with Session.create(tmp_path / "项目.jxzp", held) as created:
        yield created


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "会议 纪要.pdf"
    path.write_bytes(b"%PDF minutes")
    return path


def test_a_file_is_copied_in_as_one_edit(session: Session, paper: Path) -> None:
    id_ = attach(session, paper, ["contracts/4/minutes", "contracts/4/minutes"])
    digest = sha256(paper.read_bytes()).hexdigest()
    assert session.report.find("evidence", id_) == Evidence(
        id_, "会议 纪要", "会议 纪要.pdf", digest, 12, ("contracts/4/minutes",)
    )
    assert session.blob(digest) == b"%PDF minutes"
    assert session.undo_text == "撤销 添加佐证材料"
    session.undo()
    assert session.report.evidence == ()
    session.redo()
    assert missing(session) == ()


def test_the_same_file_again_only_gains_the_places(session: Session, paper: Path) -> None:
    first = attach(session, paper, ["contracts/4/minutes"], "纪要")
    assert attach(session, paper, ["project/1"], "别的名称") == first
    (row,) = session.report.evidence
    assert (row.title, row.places) == ("纪要", ("contracts/4/minutes", "project/1"))


def test_limits_are_said_in_plain_words(
    session: Session, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "FILE_LIMIT", 5)
    with pytest.raises(DataError, match="有 12 字节，一份佐证材料最多"):
        attach(session, paper)
    monkeypatch.setattr(evidence, "FILE_LIMIT", 20)
    monkeypatch.setattr(evidence, "TOTAL_LIMIT", 20)
    attach(session, paper)
    other = paper.with_name("另一份.pdf")
    other.write_bytes(b"123456789")
    with pytest.raises(DataError, match="共 21 字节，一个项目最多"):
        attach(session, other)
    assert len(session.report.evidence) == 1


def test_what_is_no_file_with_contents_is_refused(session: Session, tmp_path: Path) -> None:
    (tmp_path / "空.pdf").touch()
    for path, said in (
        (tmp_path, "不是文件"),
        (tmp_path / "无.pdf", "不是文件"),
        (tmp_path / "空.pdf", "空文件"),
    ):
        with pytest.raises(DataError, match=said):
            attach(session, path)
    with pytest.raises(DataError, match="编号 9"):
        attach(session, tmp_path / "空.pdf", ["contracts/9"])


def test_a_report_that_is_final_takes_no_evidence(session: Session, paper: Path) -> None:
    session.write("project/1/state", "定稿")
    with pytest.raises(Locked):
        attach(session, paper)


def test_it_comes_out_under_a_safe_name_and_never_over_another(
    session: Session, paper: Path, tmp_path: Path
) -> None:
    id_ = attach(session, paper)
    session.write(f"evidence/{id_}/file_name", "../会议:纪要.pdf")
    folder = tmp_path / "取出"
    folder.mkdir()
    first = extract(session, id_, folder)
    assert first == folder / "_会议_纪要.pdf"
    assert extract(session, id_, folder) == first
    first.write_bytes(b"edited")
    second = extract(session, id_, folder)
    assert (second.name, second.read_bytes()) == ("_会议_纪要（2）.pdf", b"%PDF minutes")
    assert first.read_bytes() == b"edited"


def test_evidence_without_its_bytes_is_told_and_comes_back(session: Session, paper: Path) -> None:
    digest = sha256(paper.read_bytes()).hexdigest()
    session.edit(session.report.with_rows("evidence", [Evidence(3, "纪要", "纪要.pdf", digest, 12)]), "造")
    assert [row.id for row in missing(session)] == [3]
    with pytest.raises(DataError, match="不在项目文件里"):
        extract(session, 3, paper.parent)
    assert attach(session, paper) == 3
    assert missing(session) == ()


def test_evidence_that_is_no_longer_what_was_put_in_is_told_and_mended(
    session: Session, paper: Path, tmp_path: Path
) -> None:
    id_ = attach(session, paper)
    digest = sha256(paper.read_bytes()).hexdigest()
    session.edit(session.report, "坏", blobs={digest: b"%PDF FORGED!"})
    assert session.blob(digest) == b"%PDF FORGED!"
    with pytest.raises(DataError, match="和放入时不一样了"):
        extract(session, id_, tmp_path)
    assert attach(session, paper) == id_
    assert extract(session, id_, tmp_path).read_bytes() == b"%PDF minutes"
