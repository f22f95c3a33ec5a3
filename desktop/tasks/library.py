"""The officer's own library in the user's folder: kept, learned from reports, to and from a workbook."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from desktop.errors import DataError, KnownError
from desktop.exchange.library_sheets import (
    COMPANIES,
    INDICATOR_HEADS,
    INDICATORS,
    PAYEE_HEADS,
    PHRASE_HEADS,
    WORDS,
    read_library,
)
from desktop.folders import home, home_path
from desktop.models.entries import entry_of
from desktop.models.library import (
    KEPT,
    KnownEntry,
    Library,
    learned,
    library_from,
    library_of,
    merged,
    plain_library,
)
from desktop.models.library_words import field_label
from desktop.models.records import Indicator, Report
from desktop.output.listing import Cell, Sheet, write_sheets
from desktop.output.replace import replacing
from desktop.session import Session

FILE = "library.json"
_read: dict[tuple[str, int, int], Library] = {}  # What stands in the file of a path, time and size


def own_library() -> Library:
    """Return the library of this user, empty where there is none yet; cheap while the file stays the same.

    A damaged file is set aside under another name, never lost, and told as DataError; the next call finds
    an empty library. One of a later version of the program stays where it is and is told each time.
    """
    path = _path()
    try:
        held = path.stat()
        known = (str(path), held.st_mtime_ns, held.st_size)
        if known not in _read:
            data = json.loads(path.read_text("utf-8"))
            _read.clear()
            _read[known] = library_from(data)
        return _read[known]
    except FileNotFoundError:
        return Library()
    except OSError as error:
        raise DataError(
            f"指标和词句库“{path}”读不出来：{error.strerror}", "请看这个文件是不是被别的程序占用"
        ) from error
    except (ValueError, RecursionError) as error:
        raise _set_aside(path) from error
    except DataError as error:
        raise error if "别的版本" in error.message else _set_aside(path) from error


def known_library() -> Library:
    """Return the library for suggestions while typing: an empty one where it cannot be read.

    That it is damaged is told where it is opened (``own_library``), not at every key.
    """
    try:
        return own_library() if home_path().is_dir() else Library()
    except KnownError:
        return Library()


def keep(library: Library) -> None:
    """Write the library of this user, wholly or not at all; raises OutputError."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(plain_library(library), ensure_ascii=False, indent=1)
    with replacing(path) as beside:
        beside.write_text(text, "utf-8")
    _read.clear()


def take(entries: Iterable[KnownEntry]) -> Library:
    """Take some entries into the library of this user and return it. DataError, OutputError."""
    before = own_library()
    after = merged(before, library_of(entries))
    if after != before:
        keep(after)
    return after


def learn(*reports: Report) -> Library:
    """Take what some reports teach into the library of this user and return it.

    The same report learned twice counts once: what counts are the years. DataError, OutputError.
    """
    return take(each for report in reports for each in learned(report).entries)


def learn_from_files(*paths: Path) -> Library:
    """Take what some project files teach into the library; raises StoreError for one that cannot be read."""
    return take([each for path in paths for each in taught_by(path).entries])


def taught_by(path: Path) -> Library:
    """Return what a project file teaches; it is only read. Raises StoreError."""
    with Session.open(path, read_only=True) as session:
        return learned(session.report, path.name)


def export_library(path: Path, library: Library | None = None) -> None:
    """Write the library (this user's unless given) as a workbook (.xlsx); raises OutputError."""
    library = own_library() if library is None else library
    indicators = [(*_shown(each.values), each.target, *_told(each)) for each in library.indicators]
    phrases = [(field_label(each.where), each.text, *_told(each)) for each in library.phrases]
    payees = [(each.name, each.credit_code, *_told(each)) for each in library.payees]
    write_sheets(
        path,
        [
            Sheet(INDICATORS, INDICATOR_HEADS, indicators),
            Sheet(WORDS, PHRASE_HEADS, phrases),
            Sheet(COMPANIES, PAYEE_HEADS, payees),
        ],
    )


def import_library(path: Path) -> Library:
    """Take a workbook's entries into the library of this user and return it.

    Raises ImportRefused naming the row that is wrong; nothing is taken over then.
    """
    return take(read_library(path).entries)


def _path() -> Path:
    return home() / "library" / FILE


def _set_aside(path: Path) -> DataError:
    """Give a damaged library another name; return what is to be told."""
    stamp = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    names = (
        path.with_name(f"library（损坏 {stamp}{more}）.json") for more in ("", *map("-{}".format, range(99)))
    )
    aside = next(each for each in names if not each.exists())
    try:
        path.replace(aside)
    except OSError as error:
        return DataError(
            f"指标和词句库“{path}”读不出来，也不能改名：{error.strerror}",
            "请把它移开，再从以前的文件学习一遍",
        )
    return DataError(
        f"指标和词句库读不出来，已改名为“{aside.name}”放在一边，没有删除",
        "现在从空的库开始；用“从我的文件学习”可以再学一遍",
    )


def _shown(values: dict[str, object]) -> tuple[Cell, ...]:
    return tuple(entry_of(Indicator, name).kind.show(values[name]) for name in KEPT)


def _told(each: KnownEntry) -> tuple[str, str]:
    return "、".join(map(str, each.years)), each.source
