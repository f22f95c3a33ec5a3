"""The composition root: dress and words of the application, and what becomes of errors nobody caught."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialog, QLabel

from desktop.app import HEAVY, Errors, keep_report, make_application
from desktop.errors import KnownError, StoreError
from desktop.folders import home
from desktop.views.dialogs.about import VERSION, AboutDialog
from desktop.views.dialogs.error import BugDialog, ErrorDialog, sentence
from desktop.views.theme import COLOURS

ROOT = Path(__file__).parents[3]


def caught(errors: Errors, error: BaseException) -> None:
    try:
        raise error
    except BaseException as raised:  # noqa: BLE001 - as the hook gets it
        errors.caught(type(raised), raised, raised.__traceback__)


@pytest.fixture
def shown(monkeypatch) -> list[QDialog]:
    """Gather the dialogs that would be shown."""
    made: list[QDialog] = []
    for kind in (ErrorDialog, BugDialog):
        monkeypatch.setattr(kind, "exec", lambda self: made.append(self) or 0)
    return made


def words(dialog: QDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


def test_a_known_error_is_shown_with_its_advice(window, shown) -> None:
    caught(Errors(window), StoreError("U 盘 E: 写不进去：磁盘已满。", "在 U 盘上删掉不要的文件。"))
    (dialog,) = shown
    assert isinstance(dialog, ErrorDialog)
    assert "磁盘已满" in words(dialog)
    assert "删掉不要的文件" in words(dialog)
    assert "已保存的内容都在" in words(dialog) or "之前保存的内容都在" in words(dialog)


def test_a_name_without_a_gap_makes_no_dialog_wider_than_it_is(window, qtbot) -> None:
    dialog = ErrorDialog(window, StoreError(f"找不到“{'b' * 250}.jxzp”。", "它可能被移走了。"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() <= 560
    assert dialog._area is None


def test_anything_else_is_a_bug_whose_record_is_kept(window, shown) -> None:
    caught(Errors(window), ZeroDivisionError("nine"))
    (dialog,) = shown
    assert isinstance(dialog, BugDialog)
    (record,) = (home() / "bug-reports").glob("*.txt")
    assert "ZeroDivisionError: nine" in record.read_text("utf-8")
    assert str(record) in words(dialog)


def test_one_dialog_at_a_time(window, monkeypatch) -> None:
    errors, count = Errors(window), []

    def show(_dialog) -> int:
        count.append(1)
        caught(errors, KnownError("再来", "一次"))
        return 0

    monkeypatch.setattr(ErrorDialog, "exec", show)
    caught(errors, KnownError("先来", "一次"))
    assert len(count) == 1
    caught(errors, KnownError("后来", "一次"))
    assert len(count) == 2


def test_few_records_are_kept(home) -> None:
    folder = home / "bug-reports"
    folder.mkdir(parents=True)
    for number in range(30):
        (folder / f"20200101-0000{number:02}.txt").touch()
    keep_report("x")
    assert len(list(folder.glob("*.txt"))) == 20


def test_a_record_that_cannot_be_written_is_said(monkeypatch) -> None:
    def refuse() -> Path:
        raise StoreError("不能建立文件夹", "检查权限")

    monkeypatch.setattr("desktop.app.home", refuse)
    assert "没有写成" in keep_report("x")


def test_qt_speaks_chinese(qapp) -> None:
    application = make_application()
    assert application is qapp
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QLocale().language() == QLocale.Language.Chinese


def test_what_is_warmed_up_is_there() -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import {', '.join(HEAVY)}"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_version_is_that_of_the_project() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION


def test_about_says_that_nothing_leaves_the_computer(window) -> None:
    dialog = AboutDialog(window)
    assert "不联网" in words(dialog)
    dialog.deleteLater()


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(front: str, back: str) -> float:
    light, dark = sorted((_luminance(COLOURS[front]), _luminance(COLOURS[back])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("front", "back"),
    [
        *((tone, "surface") for tone in ("text", "text2", "muted", "accent", "err", "warn", "ok", "last")),
        *((tone, f"{tone}_soft") for tone in ("accent", "err", "warn", "ok", "last")),
        ("err", "err_badge"), ("warn", "warn_badge"), ("white", "accent"), ("muted", "nav"),
        ("warn", "select"),
    ],
)  # fmt: skip
def test_words_can_be_read_on_their_ground(front, back) -> None:
    assert contrast(front, back) >= 4.5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("磁盘已满（还差 1.2 MB）", "磁盘已满（还差 1.2 MB）。"),
        ("请再试。", "请再试。"),
        ("等一下…", "等一下…"),
    ],
)
def test_what_went_wrong_is_told_in_sentences(text: str, said: str) -> None:
    assert sentence(text) == said
