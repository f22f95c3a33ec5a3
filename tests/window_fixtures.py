"""A window with a copy of the sample in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtWidgets import QApplication

from desktop.tasks.files import write_sample
from desktop.views.main_window import MainWindow
from tests.windows import opened_window


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample, written once."""
    path = tmp_path_factory.mktemp("sample") / "民生诉求2021.jxzp"
    write_sample("minsheng-2021", path)
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample that may be changed."""
    return Path(copyfile(sample_file, tmp_path / sample_file.name))


@pytest.fixture
def window(qapp: QApplication, sample: Path) -> Iterator[MainWindow]:
    """Return a window with the sample in it."""
    with opened_window(qapp, sample) as made:
        yield made


@pytest.fixture
def empty_window(qapp: QApplication) -> Iterator[MainWindow]:
    """Return a window that shows the welcome page."""
    with opened_window(qapp) as made:
        yield made
