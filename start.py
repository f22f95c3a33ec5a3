"""Start 绩评 from its source: ``python3 start.py`` on Linux, ``py start.py`` on Windows.

It makes ``.venv`` beside itself, installs the locked libraries into it, sees to the system libraries
that Qt needs, and opens the program on a sample. ``start.py test`` runs every check of the project,
``start.py prepare`` only installs what they need; all other arguments go to the program.
Standard library only, and written so that Python 3.6 can still read it and be told that it is too old.
"""

import ctypes
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable, Dict, List, Mapping, Optional, Tuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PROGRAM = "requirements.lock"
TESTS = "requirements-test.lock"  # holds everything of PROGRAM, in the same versions
SAMPLE = "示例-民生诉求"
PYTHONS = ("3.13", "3.12", "3.11")
BITS = 64

# What Qt itself loads, and what it loads to show a window: library → Debian package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libcups.so.2": "libcups2",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class Trouble(Exception):
    """Something the user can mend: *what* happened and what to *do*, one line each."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what = what
        self.do = do


# --- Python itself -------------------------------------------------------------------------------


def check_python(version: Tuple[int, int], bits: int, found: List[str]) -> None:
    """Raise ``Trouble`` unless *version* is 3.11–3.13 on 64 *bits*; *found* are commands here that fit."""
    if (3, 11) <= version <= (3, 13) and bits == BITS:
        return
    what = "本程序需要 64 位的 Python 3.11、3.12 或 3.13，当前是 %d 位的 %d.%d。" % (bits, *version)
    if found:
        raise Trouble(what, "请改用本机已有的版本运行：%s start.py" % found[0])
    raise Trouble(what, "请从 https://www.python.org/downloads/ 安装 Python 3.12，再运行本文件。")


def suitable_pythons() -> List[str]:
    """Return the commands on this PC that start a Python the program can use."""
    if os.name == "nt":
        return []
    return ["python" + version for version in PYTHONS if shutil.which("python" + version)]


def venv_python(venv: Path, *, windows: bool) -> Path:
    """Return where the Python of *venv* lies."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


PYTHON = venv_python(VENV, windows=os.name == "nt")


# --- packages of the system ----------------------------------------------------------------------


def apt_line(packages: List[str]) -> str:
    """Return the line that installs the Debian *packages*."""
    return "sudo apt-get install -y " + " ".join(packages)


def missing_packages(libraries: Dict[str, str], loads: Callable[[str], bool]) -> List[str]:
    """Return the packages of those *libraries* (library → package) for which *loads* says no, sorted."""
    return sorted({package for library, package in libraries.items() if not loads(library)})


def loads(library: str) -> bool:
    """Tell whether the system can load *library*."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages: List[str], what: str) -> None:
    """Install Debian *packages* where we may; else raise ``Trouble`` that says *what* and how to do it."""
    if not shutil.which("apt-get"):
        raise Trouble(
            what, "请用系统的软件管理器安装它们（Debian 中的名称：%s），再运行一次。" % " ".join(packages)
        )
    if os.geteuid() != 0:
        raise Trouble(what, "请执行：%s  然后再运行一次。" % apt_line(packages))
    say("正在安装系统部件：" + " ".join(packages))
    if not apt_get("install", packages) and not (apt_get("update", []) and apt_get("install", packages)):
        raise Trouble(what + "自动安装没有成功。", "请执行：%s  然后再运行一次。" % apt_line(packages))


def apt_get(action: str, packages: List[str]) -> bool:
    """Run apt-get without questions; tell whether it succeeded."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    options = ["--no-install-recommends"] if packages else []
    return call(["apt-get", action, "-qq", "-y", *options, *packages], environment) == 0


def ensure_libraries(libraries: Dict[str, str]) -> None:
    """See to the system *libraries* (library → package) that Qt needs; Windows has them all."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing_packages(libraries, loads)
    if packages:
        install_packages(packages, "缺少显示窗口所需的系统部件。")


# --- .venv and the locked libraries --------------------------------------------------------------


def lock_hash(lock: Path) -> str:
    """Return what tells one state of *lock* from another, whatever the line ends of the checkout."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def mark(venv: Path, lock: str) -> Path:
    """Return the file in *venv* that says with its hash that all of *lock* is installed."""
    return venv / ("installed-" + lock)


def is_installed(venv: Path, lock: Path) -> bool:
    """Tell whether all of *lock*, as it is now, was installed into *venv*."""
    written = mark(venv, lock.name)
    return written.is_file() and written.read_text() == lock_hash(lock)


def ensure_installed(lock: str) -> None:
    """Make ``.venv`` hold all of *lock*.

    The marks go before anything is changed and come back last, so that an interrupted installation
    has none and the next start begins afresh.
    """
    if runs(PYTHON) and is_installed(VENV, ROOT / lock):
        return
    if not (runs(PYTHON) and any(VENV.glob("installed-*"))):
        make_venv()
    for old in VENV.glob("installed-*"):
        old.unlink()
    install(lock)
    for each in {lock, PROGRAM}:
        mark(VENV, each).write_text(lock_hash(ROOT / each))


def runs(python: Path) -> bool:
    """Tell whether *python* still starts: the Python that it was made from may be gone."""
    return python.exists() and call([str(python), "-c", ""]) == 0


def make_venv() -> None:
    """Make an empty ``.venv`` of the running Python, in place of any other."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        what = "这个 Python 缺少 venv 部件，无法准备运行环境。"
        install_packages(["python%d.%d-venv" % sys.version_info[:2]], what)
    say("正在准备运行环境 .venv …")
    if call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise Trouble("没能在 %s 建立运行环境。" % VENV, "请确认该文件夹可写、磁盘有 1 GB 空余，再运行一次。")


def install(lock: str) -> None:
    """Install exactly what *lock* names; pip's own configuration says from where."""
    say("正在安装所需部件（只在第一次和更新后需要，约几分钟）…")
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    exact = ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(ROOT / lock)]
    if call(pip + exact) != 0:
        raise Trouble("所需部件没有装全。", "请检查网络或 pip 的软件源设置，再运行一次，会重新安装。")


# --- the program ---------------------------------------------------------------------------------


def program(arguments: List[str]) -> int:
    """Run the program with *arguments*; return its exit code."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return call([str(PYTHON), "-m", "desktop", *arguments], dict(os.environ, PYTHONPATH=path))


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown."""
    return not platform.startswith("linux") or bool(
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    )


def documents() -> Path:
    """Return the user's documents folder, or the current one where there is none."""
    usual = [Path.home() / name for name in ("Documents", "文档")]
    return next((folder for folder in usual if folder.is_dir()), Path.cwd())


def open_sample() -> int:
    """Open the sample, made first where missing; without a display, write its report as PDF."""
    sample = documents() / (SAMPLE + ".jxzp")
    if not sample.exists():
        code = program(["sample", "-o", str(sample)])
        if code != 0:
            return code
    if has_display(sys.platform, os.environ):
        ensure_libraries(dict(QT_LIBRARIES, **WINDOW_LIBRARIES))
        say("正在打开 %s" % sample)
        return program([str(sample)])
    report = sample.with_suffix(".pdf")
    code = program(["report", str(sample), "-o", str(report)])
    if code == 0:
        say("这里没有可用的显示器，打不开窗口；示例的自评报告已写到：%s" % report)
    return code


# --- the checks of the project -------------------------------------------------------------------


def run_checks(arguments: List[str]) -> int:
    """Run linter, formatter, type checker and tests (*arguments* go to pytest); 1 if any of them fails."""
    steps = {
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "pyright": ["pyright"],
        "pytest": ["pytest", "-n", "2", *arguments],
    }
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    failed = []
    for name, command in steps.items():
        say("—— %s" % name)
        if call([str(PYTHON), "-m", *command], environment, ROOT) != 0:
            failed.append(name)
    if failed:
        say("未通过：" + "、".join(failed))
    return 1 if failed else 0


def prepare_checks() -> None:
    """Install what the checks need."""
    ensure_installed(TESTS)
    ensure_libraries(QT_LIBRARIES)


# --- beginning and end ---------------------------------------------------------------------------


def call(
    command: List[str], environment: Optional[Mapping[str, str]] = None, folder: Optional[Path] = None
) -> int:
    """Run *command* and return its exit code; one that can't be started at all counts as failed."""
    try:
        return subprocess.call(command, env=environment, cwd=folder)
    except OSError as error:
        print(error, file=sys.stderr)
        return 1


def say(text: str) -> None:
    """Show *text* at once, before what a child process prints."""
    print(text, flush=True)


def main(arguments: List[str]) -> int:
    """Do what *arguments* ask; return the exit code, 2 where something is for the user to mend."""
    try:
        check_python(sys.version_info[:2], sys.maxsize.bit_length() + 1, suitable_pythons())
        return run(arguments)
    except Trouble as trouble:
        print(trouble.what, trouble.do, sep="\n", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("已中断。", "再运行一次即可，会接着做完。", sep="\n", file=sys.stderr)
        return 130


def run(arguments: List[str]) -> int:
    """Install what is missing, then open the sample, run the checks or hand *arguments* to the program."""
    if arguments[:1] in (["test"], ["prepare"]):
        prepare_checks()
        return run_checks(arguments[1:]) if arguments[0] == "test" else 0
    ensure_installed(PROGRAM)
    return program(arguments) if arguments else open_sample()


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that can't show Chinese must not stop us
    sys.exit(main(sys.argv[1:]))
