"""No class of ours has two of Qt's beneath it: PySide 6.9 would take memory that nobody has set for a pointer."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import shiboken6

import desktop.output
import desktop.views

SHIBOKEN = shiboken6.Object
ROOMS = (desktop.views, desktop.output)


def classes() -> Iterator[type]:
    """Yield every class of ours that is one of Qt's."""
    for room in ROOMS:
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            module = import_module(found.name)
            for each in vars(module).values():
                ours = isinstance(each, type) and each.__module__ == module.__name__
                if ours and issubclass(each, SHIBOKEN):
                    yield each


def test_every_class_has_one_of_qts_beneath_it() -> None:
    found = list(classes())
    assert len(found) > 100
    twofold = [each for each in found if sum(issubclass(base, SHIBOKEN) for base in each.__bases__) > 1]
    assert not twofold
