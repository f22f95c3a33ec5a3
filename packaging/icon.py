"""Draw the program's icon (绩, white on blue) as resources/icons/jixiao.png and jixiao.ico.

Run ``python packaging/icon.py`` after a change here and commit the two files. The character is set in the
bundled 宋体 (Noto Serif SC Black).
"""

# ruff: noqa: INP001 - a script, no part of a package

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[1]
FACE = ROOT / "resources" / "fonts" / "NotoSerifSC-900-subset.ttf"
ICONS = ROOT / "resources" / "icons"
SIZE = 1024  # pixels; drawn large, then reduced
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # pixels, as Windows asks for them at 100 to 250 %
BLUE, WHITE = "#1F5C99", "#FFFFFF"


def draw() -> Image.Image:
    """Return the icon: the character on a blue square with round corners."""
    icon = Image.new("RGBA", (SIZE, SIZE))
    pen = ImageDraw.Draw(icon)
    pen.rounded_rectangle((32, 32, SIZE - 32, SIZE - 32), radius=180, fill=BLUE)
    face = ImageFont.truetype(FACE, 740)
    pen.text((SIZE / 2, SIZE / 2), "绩", font=face, fill=WHITE, anchor="mm")
    return icon


def main() -> None:
    """Write both files."""
    ICONS.mkdir(exist_ok=True)
    icon = draw().resize((256, 256), Image.Resampling.LANCZOS)
    icon.save(ICONS / "jixiao.png", optimize=True)
    draw().save(ICONS / "jixiao.ico", sizes=[(size, size) for size in SIZES])


if __name__ == "__main__":
    main()
