"""Where a path is asked for, one that no system takes is no fault of the program's."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.views.dialogs.export import ExportReport
from desktop.views.dialogs.starting import NewProject, NextYear

ODD = [f"/tmp/{'很长' * 200}.pdf", f"/{'长' * 300}/a.pdf", "a\tb\n" * 400, "/tmp/a\0b.pdf", ""]


@pytest.mark.parametrize("text", ODD)
def test_an_odd_path_is_only_refused(dressed, qtbot, tmp_path: Path, text) -> None:
    export = ExportReport(None, tmp_path / "报告.pdf", (), "")
    last, new = NextYear(None, tmp_path, None), NewProject(None, tmp_path)
    for each in (export, last, new):
        qtbot.addWidget(each)
    export._where.setText(text)
    last.last.edit.setText(text)
    new.where.edit.setText(text)
    for each in (last, new):
        each._try()
        assert not each.result()
