"""What the first hundred bytes of a file tell, read before SQLite touches it (SQLite file format, 1.3)."""

from __future__ import annotations

from pathlib import Path

from desktop.errors import StoreError
from desktop.store.failures import failure, restoring
from desktop.store.migrations import APPLICATION_ID, MIGRATIONS

SIZE = 100
MAGIC = b"SQLite format 3\0"
_USER_VERSION, _APPLICATION_ID = 60, 68  # Offsets of four bytes, big-endian
OTHERS = (
    (b"PK\x03\x04", "Word、Excel 或压缩文件"),
    (b"%PDF", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 Excel 文件"),
)
IMPORT_ADVICE = "请选择扩展名为 .jxzp 的文件；Word、Excel、PDF 请用“导入”"


def check_header(path: Path) -> int:
    """Return the version of the report file at *path*; raises StoreError for what is no such file.

    Reads only: the file and its time stamps stay as they are.
    """
    head = _head(path)
    if not head:
        raise StoreError(f"“{path.name}”是空文件", "它可能没有复制完整，请重新复制，或从备份打开")
    if not head.startswith(MAGIC):
        raise StoreError(f"“{path.name}”不是绩评的项目文件{_what(head)}", IMPORT_ADVICE)
    if len(head) < SIZE:
        raise damaged(path)
    version, application = (
        int.from_bytes(head[at : at + 4], "big") for at in (_USER_VERSION, _APPLICATION_ID)
    )
    if application != APPLICATION_ID:
        raise StoreError(f"“{path.name}”是其他软件的数据库，不是绩评的项目文件", IMPORT_ADVICE)
    if version > len(MIGRATIONS):
        raise StoreError(
            f"“{path.name}”是用更新版本的绩评保存的（文件版本 {version}，本程序认得 {len(MIGRATIONS)}）",
            "请升级绩评后再打开，文件没有改动",
        )
    if version < 1:
        raise damaged(path)
    return version


def damaged(path: Path) -> StoreError:
    """Return the error for a file that is ours and cannot be read any more."""
    return StoreError(f"“{path.name}”已损坏，读不出来", f"文件没有改动。{restoring()}")


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise StoreError(f"“{path.name}”是文件夹，不是文件", IMPORT_ADVICE)
    try:
        with path.open("rb") as file:
            return file.read(SIZE)
    except FileNotFoundError:
        raise StoreError(f"找不到“{path.name}”", f"它可能被移走或改名了，原来在：{path.parent}") from None
    except OSError as error:
        raise failure(path, error, "打开") from error


def _what(head: bytes) -> str:
    return next((f"，而是 {name}" for start, name in OTHERS if head.startswith(start)), "")
