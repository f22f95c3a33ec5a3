"""Make a project file: from a sample, or from data in the shape of ``show``."""

from __future__ import annotations

import base64
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop.errors import DataError
from desktop.folders import resources
from desktop.models.evidence import FILE_LIMIT
from desktop.models.plain import report_from
from desktop.models.records import Evidence, Report
from desktop.session import Session


def samples() -> tuple[str, ...]:
    """Return the names of the sample projects that ship with the program."""
    return tuple(sorted(each.parent.name for each in (resources() / "samples").glob("*/report.toml")))


def write_sample(name: str, output: Path) -> None:
    """Write the sample *name* as a project file; DataError for an unknown name, StoreError when it cannot."""
    if name not in samples():
        raise DataError(f"没有名为“{name}”的示例", f"可选：{'、'.join(samples())}")
    build_file(resources() / "samples" / name / "report.toml", output)


def build_file(data: Path, output: Path) -> None:
    """Write a project file from JSON or TOML data; raises DataError naming what is wrong with the data."""
    plain = read_data(data)
    blobs: dict[str, bytes] = {}
    evidence = [dict(row) for row in plain.get("evidence", [])]
    for row in evidence:
        _take_content(row, data.parent, blobs)
    report = report_from({**plain, "evidence": evidence} if evidence else plain)
    Session.create(output, _measured(report, blobs), blobs=blobs).close()


def read_data(path: Path) -> Mapping[str, Any]:
    """Read a JSON or TOML file as one mapping; raises DataError where it is none."""
    try:
        text = path.read_text("utf-8-sig")
        data = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        told = f"没有“{path.name}”这个文件" if missing else f"“{path.name}”读不出来"
        raise DataError(told, "请检查路径、文件名和权限") from error
    except (ValueError, RecursionError) as error:
        raise DataError(f"“{path.name}”的写法有误：{error}", "请改正后再试") from error
    if not isinstance(data, dict):
        raise DataError(f"“{path.name}”里不是一个对象", "最外层应当是 { … }")
    return data


def _take_content(row: dict[str, Any], folder: Path, blobs: dict[str, bytes]) -> None:
    """Move a row's ``content`` (base64) or ``file`` (a path beside the data) into *blobs*."""
    content = _decoded(row.pop("content")) if "content" in row else None
    if (name := row.pop("file", None)) is not None:
        content = _beside(folder, str(name))
        row.setdefault("file_name", Path(str(name)).name)
    if content is not None:
        if len(content) > FILE_LIMIT:
            raise DataError("有一份佐证材料超过 20 MB", "请压缩或拆分后再放进来")
        row["sha256"], row["size"] = sha256(content).hexdigest(), len(content)
        blobs[row["sha256"]] = content


def _decoded(content: Any) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (ValueError, TypeError) as error:
        raise DataError("佐证材料的 content 不是 base64", "请用 show --evidence 导出的内容") from error


def _beside(folder: Path, name: str) -> bytes:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise DataError(f"佐证材料“{name}”不在数据文件旁边", "file 只能写数据文件所在文件夹里的文件")
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"佐证材料“{name}”读不出来", "请检查文件名和权限") from error


def _measured(report: Report, blobs: Mapping[str, bytes]) -> Report:
    """Give evidence whose bytes are here its true size, whatever the data said."""

    def rows() -> Iterator[Evidence]:
        for row in report.evidence:
            held = blobs.get(row.sha256)
            yield row if held is None or row.size == len(held) else replace(row, size=len(held))

    return report.with_rows("evidence", rows())
