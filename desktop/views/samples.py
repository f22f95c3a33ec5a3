"""The samples that ship with the program, by the names an officer sees."""

from __future__ import annotations

from desktop.folders import resources

_TITLES = {"minsheng-2021": "民生诉求 2021（真实报告）", "complete": "填写完整的示例"}


def sample_names() -> tuple[str, ...]:
    """Return the samples, the real report first."""
    found = {each.parent.name for each in (resources() / "samples").glob("*/report.toml")}
    return tuple(
        sorted(
            found, key=lambda name: (name not in _TITLES, list(_TITLES).index(name) if name in _TITLES else 0)
        )
    )


def sample_title(name: str) -> str:
    """Return what a sample is called."""
    return _TITLES.get(name, name)
