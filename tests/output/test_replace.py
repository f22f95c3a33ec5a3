"""Write beside, then replace."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop.errors import OutputError
from desktop.output import replace
from desktop.output.replace import output_error, replacing


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "报告.pdf"
    target.write_bytes(b"old")
    with replacing(target) as beside:
        beside.write_bytes(b"new")
        assert target.read_bytes() == b"old"
        assert beside.parent == tmp_path
        assert beside.suffix == ".pdf"
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["报告.pdf"]


def fail_half_way(beside: Path, raised: type[BaseException]) -> None:
    beside.write_bytes(b"half")
    raise raised


@pytest.mark.parametrize("raised", [ValueError, KeyboardInterrupt])
def test_whatever_is_raised_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, raised) -> None:
    target = tmp_path / "报告.pdf"
    target.write_bytes(b"old")
    with pytest.raises(raised), replacing(target) as beside:
        fail_half_way(beside, raised)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["报告.pdf"]


def test_a_full_disk_is_said_in_chinese(tmp_path: Path) -> None:
    target = tmp_path / "报告.pdf"
    with pytest.raises(OutputError) as caught, replacing(target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert caught.value.message == "无法写入“报告.pdf”：存储空间不足。"
    assert not names(tmp_path)


def test_a_missing_folder_is_found_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="文件夹不存在"), replacing(tmp_path / "无" / "报告.pdf"):
        pytest.fail("the block must not run")


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "报告.pdf").mkdir()
    with pytest.raises(OutputError, match="同名的文件夹"), replacing(tmp_path / "报告.pdf"):
        pytest.fail("the block must not run")


def test_a_read_only_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "报告.pdf"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(OutputError, match="只读"), replacing(target):
        pytest.fail("the block must not run")
    assert target.read_bytes() == b"old"


def test_another_file_at_fault_is_named() -> None:
    error = FileNotFoundError(errno.ENOENT, "", "/资料/发票.pdf")
    assert output_error(error, Path("/a/报送包.zip")).message == "无法写入“报送包.zip”：“发票.pdf”找不到。"


def held(code: int) -> OSError:
    error = PermissionError(errno.EACCES, "")
    error.winerror = code  # pyright: ignore[reportAttributeAccessIssue]  # as on Windows
    return error


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_open_elsewhere_keeps_the_new_content_beside_it(tmp_path: Path, monkeypatch, code) -> None:
    target = tmp_path / "报告.pdf"
    target.write_bytes(b"old")
    (tmp_path / "报告（2）.pdf").write_bytes(b"earlier")

    def refuse(*_) -> None:
        raise held(code)

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(replace.time, "sleep", lambda _: None)
    with pytest.raises(OutputError) as caught, replacing(target) as beside:
        beside.write_bytes(b"new")
    assert "正被其他程序打开" in caught.value.message
    assert "“报告（3）.pdf”" in caught.value.message
    assert target.read_bytes() == b"old"
    assert (tmp_path / "报告（3）.pdf").read_bytes() == b"new"
    assert names(tmp_path) == ["报告.pdf", "报告（2）.pdf", "报告（3）.pdf"]


def test_a_file_held_for_a_moment_is_replaced_after_all(tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "报告.pdf"
    original, refusals = Path.replace, [32, 32]

    def refuse_twice(self: Path, to: Path) -> Path:
        if refusals:
            raise held(refusals.pop())
        return original(self, to)

    monkeypatch.setattr(Path, "replace", refuse_twice)
    monkeypatch.setattr(replace.time, "sleep", lambda _: None)
    with replacing(target) as beside:
        beside.write_bytes(b"new")
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    target = tmp_path / "报告.pdf"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link = tmp_path / "链接.pdf"
    link.symlink_to(target)
    with replacing(link) as beside:
        beside.write_bytes(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
