"""The texts of earlier files in the user's folder (memory.json): kept when a file is closed, cleared at will."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from desktop.errors import StoreError
from desktop.folders import home, home_path
from desktop.models.kept_texts import KeptTexts, plain_texts, texts_from, with_report
from desktop.models.records import Report
from desktop.session import Session

FILE = "memory.json"
SAMPLES = "samples"  # Where the copies of samples lie: what stands in them is nobody's own


def kept_texts() -> KeptTexts:
    """Return what is kept on this computer; nothing where there is none yet or it cannot be read."""
    try:
        return texts_from(json.loads((home() / FILE).read_text("utf-8")))
    except (OSError, ValueError, RecursionError, StoreError):
        return KeptTexts()


def keep_texts(report: Report, path: Path) -> KeptTexts:
    """Keep the texts of the report in the file *path*, unless it is a copy of a sample; return what is kept.

    That they cannot be written troubles nobody: they are a comfort, not data.
    """
    before = kept_texts()
    try:
        after = before if _is_sample(path) else with_report(before, report)
        if after == before:
            return before
        target = home() / FILE
        beside = target.with_suffix(".new")
        beside.write_text(json.dumps(plain_texts(after), ensure_ascii=False), "utf-8")
        beside.replace(target)
    except (OSError, StoreError):
        return before
    return after


def keep_from_files(paths: Iterable[Path]) -> tuple[int, list[Path]]:
    """Keep the texts of project files; return how many were read, and those that could not be."""
    read, unread = 0, list[Path]()
    for path in paths:
        try:
            with Session.open(path, read_only=True) as session:
                keep_texts(session.report, path)
            read += 1
        except StoreError:  # It is told with its name
            unread.append(path)
    return read, unread


def _is_sample(path: Path) -> bool:
    return (home_path() / SAMPLES).resolve() in path.resolve().parents


def forget_texts() -> None:
    """Throw away what is kept; raises StoreError where the file cannot be removed."""
    target = home() / FILE
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"记住的词句没有清除：{error.strerror}", f"可以自己删除“{target}”这个文件"
        ) from error
