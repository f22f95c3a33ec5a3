"""Which faces a document is set in, and which of them shows a given character.

A role (仿宋 fang, 楷体 kai, 黑体 hei, 宋体 song, 小标宋 xbs) has a chain of faces: the system's own where it
is wanted and there, the bundled one, then every other bundled face and last the full 霞鹜文楷, which
holds the rare characters of names and places; it is opened only when such a character comes.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.errors import OutputError
from desktop.folders import resources
from desktop.output.pdf import system
from desktop.output.pdf.face import Face, FaceError

BUNDLED = {
    "fang": "FandolFang-subset.ttf",
    "kai": "LXGWWenKai-subset.ttf",
    "hei": "NotoSansSC-400-subset.ttf",
    "song": "NotoSerifSC-400-subset.ttf",
    "xbs": "NotoSerifSC-900-subset.ttf",
    "rare": "LXGWWenKai-Regular.ttf",
}
MISSING = "□"
"""What stands for a character that no face has."""

# The bundled 仿宋 is good for these only: its Latin letters are odd, its ≥ leans, and its ￥ shows a dollar.
_HAN = "\u3400"
_MARKS = frozenset("，。、；：？！（）《》〈〉「」『』【】〔〕〖〗“”‘’…—·々〇")
_FORMS = "\uff00"  # full-width letters, digits and signs begin here

_TAIL = ("fang", "song", "kai", "hei", "rare")


class Fonts:
    """The faces of one kind of output: *bundled* only, or the system's where it has them.

    Every face has a short key (``fang``, ``fang+`` for the system's), by which lines name it.
    Raises OutputError where a bundled face is gone.
    """

    def __init__(self, *, bundled: bool = False) -> None:
        self.bundled = bundled
        self._faces: dict[str, Face | None] = {}

    def face(self, key: str) -> Face:
        """Return the face of *key*."""
        face = self._open(key)
        if face is None:
            raise KeyError(key)
        return face

    def find(self, role: str, character: str) -> str | None:
        """Return the key of the first face of the role's chain that has *character*."""
        code = ord(character)
        for key in self._chain(role, character):
            face = self._open(key)
            if face is not None and face.glyph(code):
                return key
        return None

    def _chain(self, role: str, character: str) -> Iterator[str]:
        own = role + "+"
        if not self.bundled and self._open(own):
            yield own
        elif role == "fang" and character not in _MARKS and not _HAN <= character < _FORMS:
            yield "song"
        yield role
        yield from (key for key in _TAIL if key != role)

    def _open(self, key: str) -> Face | None:
        if key not in self._faces:
            if key.endswith("+"):
                self._faces[key] = system.find(key[:-1])
            else:
                self._faces[key] = _bundled(BUNDLED[key])
        return self._faces[key]


def _bundled(name: str) -> Face:
    try:
        return Face(resources() / "fonts" / name)
    except (OSError, FaceError) as error:
        raise OutputError(
            f"程序自带的字体“{name}”缺失或已损坏，无法排版。", "请重新安装本程序后再试。"
        ) from error
