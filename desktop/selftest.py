"""Every shipped part, tried once: proves on the very computer that a packaged program is whole.

A part is a function of the folder it may write in, registered by ``@part``; what it raises is its failure.
"""

from __future__ import annotations

import csv
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

Trial = Callable[[Path], None]

PARTS: dict[str, Trial] = {}
"""The parts by name, in the order in which they are tried; a later one may use the files of an earlier."""

SAMPLE = "示例 民生诉求（自检）.jxzp"  # a name such as officers give: Chinese, a space, full-width brackets
REPORT = "自评报告（自检）.pdf"
LIBRARIES = (
    *("reportlab", "openpyxl", "pandas", "python_calamine", "pypdfium2", "defusedxml"),
    *("sqlite3", "PIL.Image", "PySide6.QtWidgets", "PySide6.QtPrintSupport", "PySide6.QtSvg"),
)
LEDGER = (
    ("支付日期", "收款单位", "摘要", "支付金额（元）"),
    ("2021-03-05", "深圳市某科技有限公司", "平台运维服务费首期款", "300000.00"),
    ("2021-09-17", "深圳市某科技有限公司", "平台运维服务费二期款", "1592800.50"),
)
PAID = 300_000_00 + 1_592_800_50  # 分


class Failed(Exception):
    """A part did not do what it should; the text says what."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a part came out: *problem* is empty where it did."""

    problem: str
    seconds: float


def part(name: str) -> Callable[[Trial], Trial]:
    """Register a part under *name*."""

    def register(trial: Trial) -> Trial:
        PARTS[name] = trial
        return trial

    return register


def run(folder: Path) -> int:
    """Try every part in *folder* and write ``result.json`` there; return 0 where all is well, else 1.

    Settings and backups go below *folder* too, so that the user's own stay untouched. Raises OutputError where
    the folder cannot be made.
    """
    from desktop.errors import OutputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"文件夹“{folder}”建不起来", "请换一个可以写的文件夹") from error
    with _apart(folder):
        results = {name: _tried(trial, folder) for name, trial in PARTS.items()}
    well = not any(each.problem for each in results.values())
    outcome = {
        "ok": well,
        "system": platform.platform(),
        "python": platform.python_version(),
        "packaged": bool(getattr(sys, "frozen", False)),
        "parts": {
            name: {"result": each.problem or "ok", "seconds": each.seconds} for name, each in results.items()
        },
    }
    text = json.dumps(outcome, ensure_ascii=False, indent=2)
    (folder / "result.json").write_text(text + "\n", "utf-8")
    return 0 if well else 1


def _tried(trial: Trial, folder: Path) -> Result:
    begun = time.perf_counter()
    try:
        trial(folder)
        problem = ""
    except Exception as error:  # noqa: BLE001 - whatever a part raises is its result; the others go on
        problem = f"{type(error).__name__}: {error}"
    return Result(problem, round(time.perf_counter() - begun, 3))


@contextmanager
def _apart(folder: Path) -> Iterator[None]:
    """Keep to *folder*, and on Linux to no screen: a server or a build machine has none."""
    wanted = {"JIXIAO_HOME": str(folder / "home")}
    if sys.platform == "linux":
        wanted["QT_QPA_PLATFORM"] = "offscreen"
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def _expect(actual: object, expected: object, what: str) -> None:
    if actual != expected:
        raise Failed(f"{what}: {actual!r}, not {expected!r}")


@part("libraries")
def _libraries(_folder: Path) -> None:
    """Every library the program brings can be loaded."""
    for name in LIBRARIES:
        import_module(name)


@part("resources")
def _resources(_folder: Path) -> None:
    """Fonts, outlines, rule packs and icons are there, and every face has the characters of our name."""
    from desktop.folders import resources
    from desktop.output.pdf.face import Face

    for wanted in (
        "fonts/*.ttf",
        "outlines/*.toml",
        "rulepacks/*.toml",
        "samples/*/report.toml",
        "icons/*.png",
    ):
        if not any(resources().glob(wanted)):
            raise Failed(f"no {wanted}")
    for path in (resources() / "fonts").glob("*.ttf"):
        face = Face(path)
        if not all(face.glyph(ord(character)) for character in "绩评"):
            raise Failed(f"{path.name} lacks 绩评")


@part("store")
def _store(folder: Path) -> None:
    """A sample is written, edited, closed, and read again with the edit in it."""
    from desktop.session import Session
    from desktop.tasks.files import write_sample

    path = folder / SAMPLE
    write_sample("minsheng-2021", path)
    with Session.open(path) as session:
        session.write("project/1/name", "自检项目𠮷")
    with Session.open(path, read_only=True) as session:
        _expect(session.report.project.name, "自检项目𠮷", "project name")


@part("checks")
def _checks(folder: Path) -> None:
    """The rules run over the sample."""
    from desktop.models.checks import rules
    from desktop.report.review import review
    from desktop.session import Session

    with Session.open(folder / SAMPLE, read_only=True) as session:
        review(session.reckoning)
    if not rules():
        raise Failed("no rules")


@part("report")
def _report(folder: Path) -> None:
    """The report is written as a PDF whose text can be read back."""
    from desktop.output.pdfium import opened
    from desktop.session import Session
    from desktop.tasks.reporting import write_report

    with Session.open(folder / SAMPLE, read_only=True) as session:
        write_report(session, folder / REPORT, bundled=True)
    with opened(folder / REPORT) as pdf:
        text = "".join(pdf.text(n) for n in range(1, pdf.page_count + 1))
    if "自检项目" not in text.replace("\n", ""):
        raise Failed("the project's name is not in the report")


@part("preview")
def _preview(folder: Path) -> None:
    """The first page is shown as a picture that is not blank."""
    from desktop.output.preview import Preview
    from desktop.session import Session
    from desktop.tasks.reporting import document_of

    preview = Preview(bundled=True)
    with Session.open(folder / SAMPLE, read_only=True) as session:
        preview.show(document_of(session))
    image = preview.image(1, 96 / 72)
    if len(set(bytes(image.constBits())[::4])) < 2:  # paper and ink
        raise Failed("the page is blank")
    if not image.save(str(folder / "预览.png")):
        raise Failed("the picture could not be saved")


@part("window")
def _window(folder: Path) -> None:
    """The window opens the sample, Chinese down to Qt's own buttons, in two sizes; it is left as a picture."""
    from desktop.app import make_application
    from desktop.views.appearance import show_scale
    from desktop.views.desk import Desk
    from desktop.views.magnify import drawn
    from desktop.views.main_window import MainWindow

    application = make_application()
    _expect(application.translate("QPlatformTheme", "Cancel"), "取消", "Qt's Cancel")
    window = MainWindow(Desk)
    window.show()
    window.open_path(folder / SAMPLE)
    application.processEvents()
    opened = window.desk.is_open
    saved = window.grab().save(str(folder / "窗口.png"))
    before = drawn()
    resized = [show_scale(scale) for scale in (before * 2, before)]
    window.close()
    window.deleteLater()
    if not (opened and saved):
        raise Failed("the sample did not open")
    _expect(resized, [True, True], "another size at once")


@part("form")
def _form(folder: Path) -> None:
    """The official form is written as .xlsx and read again."""
    from desktop.exchange.readers.workbook import read_workbook
    from desktop.session import Session
    from desktop.tasks.reporting import write_report

    written = folder / "自评表（自检）.xlsx"
    with Session.open(folder / SAMPLE, read_only=True) as session:
        write_report(session, written)
    if not any(519.32 in row for row in read_workbook(written).tables[0].rows):
        raise Failed("the total is not in the form")


@part("printing")
def _printing(folder: Path) -> None:
    """The report is printed, page by page by a worker process, into a PDF."""
    from desktop.output.pdfium import page_count
    from desktop.output.printing import print_to_file

    printed = folder / "打印（自检）.pdf"
    print_to_file(folder / REPORT, printed, dpi=100)
    _expect(page_count(printed), page_count(folder / REPORT), "printed pages")


@part("ledgers")
def _ledgers(folder: Path) -> None:
    """A ledger is taken over from .xlsx and from .csv in the coding of Chinese Excel, to the last 分."""
    for ledger in (_workbook(folder / "支付台账.xlsx"), _delimited(folder / "支付台账.csv")):
        _take_over(ledger, folder / f"导入{ledger.suffix[1:]}.jxzp")


def _workbook(path: Path) -> Path:
    workbook = import_module("openpyxl").Workbook()
    for row in LEDGER:
        workbook.active.append(row)
    workbook.save(path)
    return path


def _delimited(path: Path) -> Path:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(LEDGER)
    return path


def _take_over(ledger: Path, output: Path) -> None:
    from desktop.models.records import Report
    from desktop.session import Session
    from desktop.tasks.ledgers import import_ledgers

    output.unlink(missing_ok=True)
    Session.create(output, Report()).close()
    import_ledgers([ledger], output, "all")
    with Session.open(output, read_only=True) as session:
        _expect(sum(each.amount or 0 for each in session.report.payments), PAID, ledger.name)


@part("next year")
def _next_year(folder: Path) -> None:
    """Next year's file is made from the sample."""
    from desktop.session import Session
    from desktop.tasks.last_year import next_year

    output = folder / "下年.jxzp"
    output.unlink(missing_ok=True)
    next_year(folder / SAMPLE, 2022, output)
    with Session.open(output, read_only=True) as session:
        _expect(session.report.project.year, 2022, "year")
