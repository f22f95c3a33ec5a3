"""What the window remembers of itself between two starts; what cannot be read is as at the first start."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass, replace

from desktop.errors import StoreError
from desktop.folders import home

SCALES = (100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """geometry: Qt's own form, as base64. preview: whether it stands beside the pages.

    scale: how large everything is drawn, in per cent. enter_moves: Enter in a form.
    remembers: whether the texts of a file are kept for later ones when it is closed.
    learn_final: whether the own library learns from every report that becomes 定稿.
    contrast: high contrast as in ``contrast.CHOICES``.
    """

    geometry: str = ""
    preview: bool = False
    scale: int = 100
    enter_moves: bool = True
    remembers: bool = True
    learn_final: bool = False
    contrast: str = "auto"

    @property
    def geometry_bytes(self) -> bytes:
        """The geometry as Qt takes it; nothing where it is not base64."""
        try:
            return base64.b64decode(self.geometry, validate=True)
        except (ValueError, binascii.Error):
            return b""


def load_settings() -> Settings:
    """Return the settings; first-start ones where the file is missing, damaged or of another make."""
    try:
        held = json.loads((home() / "window.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError, StoreError):
        return Settings()
    if not isinstance(held, dict):
        return Settings()
    example = asdict(Settings())
    known = {name: value for name, value in held.items() if type(value) is type(example.get(name))}
    read = Settings(**known)
    return read if read.scale in SCALES else replace(read, scale=100)


def save_settings(settings: Settings) -> None:
    """Keep the settings; that they cannot be written troubles nobody."""
    try:
        target = home() / "window.json"
        beside = target.with_suffix(".new")
        beside.write_text(json.dumps(asdict(settings)), "utf-8")
        beside.replace(target)
    except (OSError, StoreError):
        return  # A comfort, not data
