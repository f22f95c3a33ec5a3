"""A window with a copy of the sample in it."""

from __future__ import annotations

from tests.window_fixtures import empty_window, sample, sample_file, window

__all__ = ["empty_window", "sample", "sample_file", "window"]
