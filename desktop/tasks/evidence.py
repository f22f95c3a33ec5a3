"""Evidence in and out of a project file: copied in with its hash, copied out under a safe name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from desktop.errors import DataError
from desktop.models.evidence import FILE_LIMIT, MEGABYTE, TOTAL_LIMIT, shown_size, size_of
from desktop.models.file_names import safe_name
from desktop.models.places import parse_place, place, record_at
from desktop.models.records import Evidence
from desktop.output.replace import replacing
from desktop.progress import forget
from desktop.session import Session

ADVICE = "请压缩、拆分，或只放关键的几页；原件可以另存在文件夹里"
GONE = "请重新放入原件；放入后用途和名称保持不变"
SPOILT = "请重新放入原件换掉它；没有原件，就从更早的备份恢复"


def attach(session: Session, path: Path, places: Iterable[str] = (), title: str = "") -> int:
    """Copy a file in as evidence for some places, as one edit, and return its id.

    A file that is already there, byte for byte, only gains the places. DataError where the file cannot be
    read, is empty or too large, or a place names nothing; StoreError and Locked as ``Session.edit``.
    """
    wanted = tuple(dict.fromkeys(places))
    for each in wanted:
        record_at(session.report, parse_place(each))
    content, digest = session.patience(f"正在放入 {path.name}", lambda: _read(path), abandon=forget)
    held = next((row for row in session.report.evidence if row.sha256 == digest), None)
    if held is None:
        _check_total(size_of(session.report) + len(content), path)
        name = safe_name(path.name)
        held = Evidence(session.new_id("evidence"), title or path.stem, name, digest, len(content))
    row = replace(held, places=tuple(dict.fromkeys((*held.places, *wanted))))
    report = session.report.with_record("evidence", row)
    # The bytes may be missing or spoilt although the record stands; then this is how they come back
    blobs = {} if session.blob(digest) == content else {digest: content}
    session.edit(report, "添加佐证材料", place=place("evidence", row.id), blobs=blobs)
    return row.id


def extract(session: Session, id_: int, folder: Path) -> Path:
    """Copy a piece of evidence out to *folder* and return where it lies; never over another file.

    DataError where it or its bytes are missing or no longer what was put in, OutputError where it cannot
    be written.
    """
    row = record_at(session.report, parse_place(place("evidence", id_)))
    content = session.patience(f"正在取出 {row.file_name}", lambda: session.blob(row.sha256))
    if content is None:
        raise DataError(f"佐证材料“{row.title or row.file_name}”的文件内容不在项目文件里", GONE)
    if sha256(content).hexdigest() != row.sha256:
        raise DataError(f"佐证材料“{row.title or row.file_name}”的内容和放入时不一样了，没有打开", SPOILT)
    target = _free(folder / safe_name(row.file_name, f"佐证材料{id_}"), content)
    if not target.exists():
        with replacing(target) as beside:
            beside.write_bytes(content)
    return target


def missing(session: Session) -> tuple[Evidence, ...]:
    """Return the evidence whose bytes are not in the file: listed, but not to be opened or packed."""
    held = session.blobs()
    return tuple(row for row in session.report.evidence if row.sha256 not in held)


def _read(path: Path) -> tuple[bytes, str]:
    """Return what a file holds, and its SHA-256."""
    content = _content(path)
    return content, sha256(content).hexdigest()


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise DataError(f"“{path.name}”不是文件", "文件夹请先压缩成一个文件，或逐个放入")
        size = path.stat().st_size
        if size > FILE_LIMIT:
            raise _too_large(path, size)
        with path.open("rb") as file:
            content = file.read(FILE_LIMIT + 1)
    except OSError as error:
        reason = error.strerror or "读写出错"
        raise DataError(
            f"“{path.name}”读不出来：{reason}", "请检查文件是否被占用，U 盘或网络盘是否断开"
        ) from error
    if not content:
        raise DataError(f"“{path.name}”是空文件", "请检查后放入有内容的文件")
    if len(content) > FILE_LIMIT:  # It has grown since it was measured
        raise _too_large(path, len(content))
    return content


def _too_large(path: Path, size: int) -> DataError:
    return DataError(
        f"“{path.name}”有 {shown_size(size)}，一份佐证材料最多 {FILE_LIMIT // MEGABYTE} MB", ADVICE
    )


def _check_total(total: int, path: Path) -> None:
    if total > TOTAL_LIMIT:
        limit = TOTAL_LIMIT // MEGABYTE
        raise DataError(f"放入“{path.name}”后佐证材料共 {shown_size(total)}，一个项目最多 {limit} MB", ADVICE)


def _free(target: Path, content: bytes) -> Path:
    """Return *target* or the next numbered name where no file stands, or the very same one does."""
    numbered = (target.with_name(f"{target.stem}（{number}）{target.suffix}") for number in range(2, 10_000))
    for each in (target, *numbered):
        if not each.exists() or (each.is_file() and each.read_bytes() == content):
            return each
    raise DataError(f"“{target.parent.name}”里同名的文件太多", "请换一个文件夹")
