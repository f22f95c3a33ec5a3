"""How long the box of the self-evaluation form is that a field is printed in, while the field is typed into.

Order and names of the boxes: 《项目支出绩效自评表》（财预〔2020〕10号附件1）; limits: the rule pack of the place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop.errors import DataError
from desktop.models.figures import Reckoning
from desktop.models.formats import inline
from desktop.models.places import Place, parse_place
from desktop.models.records import SECTIONS, Passage, Report
from desktop.models.slots import render
from desktop.models.word_count import word_count
from desktop.report.form.words import listed, remark
from desktop.report.form_texts import numbered

NEAR = 0.9  # Of the limit, from which on it is said that it comes near
REASONS = "偏差原因和改进措施"
# Field → (the box of the form, the key of its limit)
BOXES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "goals/text": ("预期目标", "goal_text_max"),
        "goals/achieved": ("实际完成情况", "goal_text_max"),
        "indicators/reason": (REASONS, "reason_text_max"),
        "indicators/measure": (REASONS, "reason_text_max"),
        "problems/title": ("存在问题", "problems_text_max"),
        "problems/text": ("存在问题", "problems_text_max"),
        "measures/text": ("改进措施", "measures_text_max"),
        "passages/text": ("评价结论", "conclusion_text_max"),
    }
)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is, in 字 as WPS counts. box: where the limit is set, '' for the field itself.

    limit: 0 for none. shared: more than this one text stands in the box and is counted.
    """

    count: int
    limit: int = 0
    box: str = ""
    shared: bool = False

    @property
    def over(self) -> int:
        """How many 字 are too many."""
        return max(self.count - self.limit, 0) if self.limit else 0

    @property
    def is_near(self) -> bool:
        """Whether the limit is all but reached."""
        return bool(self.limit) and not self.over and self.count >= NEAR * self.limit

    @property
    def text(self) -> str:
        """Say the length: 86 / 100 字; without a limit 86 字."""
        return f"{self.count} / {self.limit} 字" if self.limit else f"{self.count} 字"

    @property
    def told(self) -> str:
        """Say what is expected of a text that is too long; '' for any other."""
        if not self.over:
            return ""
        what = f"自评表“{self.box}”这一格" if self.box else "这一格"
        return f"多 {self.over} 字；{what}{'（几条合计）' if self.shared else ''}最多 {self.limit} 字"


def length_of(reckoning: Reckoning, where: str, text: str, limit: int = 0) -> Length:
    """Return how long the box is that the field at a place stands in, with *text* in that field.

    *limit*: the field's own, in 字, where the form sets none. A place of a record that is not there yet
    (``goals/+1/text``) and an unknown one count the text alone.
    """
    known = _known(where)
    box, key = BOXES.get(f"{known.section}/{known.field}", ("", "")) if known else ("", "")
    most = int(reckoning.pack.limit(key) or 0) if key else 0
    if known is None or not most or not _is_printed(reckoning.report, known):
        return Length(word_count(text), limit)
    whole, shared = _box(reckoning, known, text)
    return Length(word_count(whole), most, box, shared)


def _known(where: str) -> Place | None:
    try:
        return parse_place(where) if where else None
    except DataError:
        return None


def _is_printed(report: Report, known: Place) -> bool:
    """Whether a field stands in its box: of the passages only the conclusion does."""
    row = report.find(known.section, known.id)
    return known.section != "passages" or (isinstance(row, Passage) and row.section == "conclusion")


def _box(reckoning: Reckoning, known: Place, text: str) -> tuple[str, bool]:
    """The text of the whole box, and whether there is more in it than the one text."""
    report = _with(reckoning.report, known, text)
    match known.section:
        case "indicators":
            row = next((each for each in report.indicators if each.id == known.id), report.indicators[-1])
            other = row.measure if known.field == "reason" else row.reason
            return remark(row), bool(other.strip())
        case "passages":
            texts = [
                each.text for each in report.passages if each.section == "conclusion" and each.text.strip()
            ]
            return "\n".join(render(reckoning, each)[0].strip() for each in texts), len(texts) > 1
        case "goals":
            texts = [inline(str(getattr(each, known.field))) for each in report.goals]
            return numbered(texts), sum(bool(each) for each in texts) > 1
        case section:
            return listed(section, report), len(report.rows(section)) > 1


def _with(report: Report, known: Place, text: str) -> Report:
    """The report with a text in its field; a record that is not there yet stands at the end."""
    row = report.find(known.section, known.id)
    if row is None:
        made = SECTIONS[known.section].record(0, **{known.field: text})
        return report.with_rows(known.section, (*report.rows(known.section), made))
    return report.with_record(known.section, replace(row, **{known.field: text}))
