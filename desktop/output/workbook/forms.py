"""The layouts of the self-evaluation form that ship with the program (自评表样式)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from desktop.errors import DataError
from desktop.folders import resources
from desktop.report.form import Layout, parse_layout


def form_names() -> dict[str, str]:
    """Return what each layout is called, by id."""
    found = (layout_named(path.stem) for path in sorted(_folder().glob("*.toml")))
    return {layout.id: layout.name for layout in found}


@cache
def layout_named(name: str) -> Layout:
    """Return a layout by its id; raises DataError where there is none."""
    path = _folder() / f"{name}.toml"
    if not name.isascii() or not name.replace("-", "").isalnum() or not path.is_file():
        raise DataError(f"没有名为“{name}”的自评表样式", "请在“项目概况”里另选一个自评表样式")
    return parse_layout(tomllib.loads(path.read_text("utf-8")))


def _folder() -> Path:
    return resources() / "forms"
