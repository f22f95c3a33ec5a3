"""插入词句: what was written before into this field or others, searched and put in at the cursor."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.models.library import KnownEntry, Phrase
from desktop.models.library_words import field_label
from desktop.tasks.library import own_library
from desktop.views.library.fields import PHRASES
from desktop.views.library.picking import Picking, choice_box, offer


class PickPhrases(Picking):
    """Accepted, *text* is what is to be inserted; those of the field *where* are shown first."""

    def __init__(self, parent: QWidget | None, where: str) -> None:
        super().__init__(parent, "插入词句", PHRASES, ticks=False, words="词句里的字、拼音：空格分开")
        self.resize(900, 520)
        self._where = where
        self.used = choice_box("用在", "全部栏目")
        self.filters.addWidget(self.used)
        offer(self.used, (field_label(each.where) for each in own_library().phrases))
        self.used.setCurrentIndex(max(self.used.findText(field_label(where)), 0))
        self.used.currentIndexChanged.connect(lambda _at: self.look())
        self._lay(
            "词句库还是空的",
            "先从你做过的项目文件学一遍：偏差原因、整改措施、正文段落。也可以选中一段话，用“收进词句库”。",
        )

    @property
    def text(self) -> str:
        """What was chosen."""
        return "\n".join(each.text for each in self.chosen if isinstance(each, Phrase))

    def held(self) -> tuple[KnownEntry, ...]:
        """Return the phrases of the library, those of this field first."""
        found = own_library().phrases
        offer(self.used, (field_label(each.where) for each in found))
        others = (each for each in found if each.where != self._where)
        return (*own_library().phrases_for(self._where), *others)

    def passes(self, each: KnownEntry) -> bool:
        """Tell whether a phrase is of the chosen field."""
        chosen = self.used.currentText() if self.used.currentIndex() > 0 else ""
        return isinstance(each, Phrase) and chosen in ("", field_label(each.where))

    def renew(self) -> None:
        """Show the whole of the current phrase."""
        current = self.table.current
        self.full.setText(current.text if isinstance(current, Phrase) else "")
        self.full.setToolTip(self.full.text())
        self.go.setEnabled(current is not None)
