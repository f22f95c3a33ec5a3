"""The gate before every reader: what a foreign file is by its content, and that it is safe to parse."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop.errors import ImportRefused

FileKind = Literal["xlsx", "xls", "text"]

LIMIT_BYTES = 80 << 20
RESAVE = "请用 Excel 或 WPS 打开它，另存为 .xlsx 再导入"
AGAIN = "请核对选的文件，或者从原系统重新导出一份"

_BLOCK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|table|meta|head)\b", re.IGNORECASE)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml")
# What begins like this is no ledger, whatever its name says: (first bytes, what it is, what to do).
_OTHERS = (
    (b"%PDF-", "PDF 文件", "台账请给 Excel 或 csv 文件"),
    (b"SQLite format 3\0", "本程序的报告文件或别的数据库", "接着上年做请用“接着上年做”，不从台账导入"),
    (b"MZ", "程序文件", "它不是台账，请不要打开来路不明的程序"),
    (b"\x7fELF", "程序文件", "它不是台账，请不要打开来路不明的程序"),
    (b"Rar!", "压缩包", "请先解压，再导入里面的台账"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包", "请先解压，再导入里面的台账"),
    (b"\x1f\x8b", "压缩包", "请先解压，再导入里面的台账"),
    (b"\xff\xd8\xff", "图片", "台账请给 Excel 或 csv 文件"),
    (b"\x89PNG", "图片", "台账请给 Excel 或 csv 文件"),
    (b"{\\rtf", "Word 文档", "台账请给 Excel 或 csv 文件"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that passed: its kind by content, its size in bytes and its SHA-256."""

    path: Path
    kind: FileKind
    size: int
    sha256: str


def check(path: Path) -> Checked:
    """Pass a ledger file that may be parsed; raises ImportRefused saying what is wrong with any other.

    The content decides, not the ending: an ``.xls`` that holds tab text or an xlsx is common in exports.
    It reads the file once in blocks, and the parts of an xlsx once more, unpacked but never kept.
    """
    size = _size(path)
    try:
        with path.open("rb") as file:
            head = file.read(4096)
            kind = _kind(path, head)
            digest, suspicious = _scan(file.read, head, _signs(kind, head))
    except OSError as error:
        raise _unreadable(path, error) from error
    if suspicious:
        raise ImportRefused(*_refusal(kind, path.name))
    if kind == "xlsx":
        from desktop.exchange.archives import check_workbook

        check_workbook(path)
    return Checked(path, kind, size, digest)


def _size(path: Path) -> int:
    try:
        size = path.stat().st_size if path.is_file() else -1
        folder = path.is_dir()
    except OSError as error:
        raise _unreadable(path, error) from error
    if folder:
        raise ImportRefused(
            f"“{path.absolute().name}”是文件夹，不是文件", "请选其中的台账文件：xlsx、xls 或 csv"
        )
    if size < 0:
        raise ImportRefused(f"没有“{path.name}”这个文件", "请核对路径；文件在 U 盘上时先插上 U 盘")
    if size == 0:
        raise ImportRefused(f"“{path.name}”是空文件", AGAIN)
    if size > LIMIT_BYTES:
        raise ImportRefused(
            f"“{path.name}”有 {size >> 20} MB，超过 {LIMIT_BYTES >> 20} MB 的上限",
            "请只保留这个项目的支付记录再导入",
        )
    return size


def _unreadable(path: Path, error: OSError) -> ImportRefused:
    if isinstance(error, PermissionError):
        return ImportRefused(
            f"“{path.name}”正被别的程序占用，或者没有读它的权限", "请在 Excel 或 WPS 里关掉它再导入"
        )
    return ImportRefused(f"读不了“{path.name}”：{error.strerror or error}", "请核对文件还在不在、能不能打开")


def _kind(path: Path, head: bytes) -> FileKind:
    for magic, what, advice in _OTHERS:
        if head.startswith(magic):
            raise ImportRefused(f"“{path.name}”其实是{what}", advice)
    if head.startswith(b"PK"):
        return "xlsx"
    if head.startswith(_OLE):
        return "xls"
    if _HTML.match(head) or _XML.match(head):
        raise ImportRefused(f"“{path.name}”其实是网页格式的表格", RESAVE)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        raise ImportRefused(
            f"“{path.name}”不是 Excel 文件，只是取了这样的后缀",
            f"如果它是文本，请把后缀改成 .csv；否则{AGAIN[1:]}",
        )
    return "text"


def _signs(kind: FileKind, head: bytes) -> tuple[bytes, ...]:
    """Bytes that must not occur in a file of the kind."""
    match kind:
        case "xls":
            return ("EncryptedPackage".encode("utf-16le"),)
        case "text" if head[:2] not in _UTF16:
            return (b"\0",)
        case _:
            return ()


def _refusal(kind: FileKind, name: str) -> tuple[str, str]:
    if kind == "xls":
        return f"“{name}”设了打开密码", "请在 Excel 或 WPS 里去掉密码后再导入"
    return f"“{name}”不是文本，也不是认得的表格", RESAVE


def _scan(read: Callable[[int], bytes], head: bytes, signs: tuple[bytes, ...]) -> tuple[str, bool]:
    """The SHA-256 of a file of which *head* is read already, and whether one of *signs* occurs."""
    digest = hashlib.sha256()
    found, tail, block = False, b"", head
    while block:
        digest.update(block)
        found = found or any(sign in tail + block for sign in signs)
        tail = block[-64:]
        block = read(_BLOCK)
    return digest.hexdigest(), found
