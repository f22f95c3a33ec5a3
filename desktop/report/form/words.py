"""The words of the form: what an indicator came to, why, and the texts in its head, notes and foot."""

from __future__ import annotations

import datetime as dt

from desktop.models.dates import chinese_date
from desktop.models.figures import Reckoning
from desktop.models.formats import clause, inline
from desktop.models.numbers import plain
from desktop.models.records import Indicator, Project, Report
from desktop.models.slots import render
from desktop.report.form.layout import FIELD, Box

TICKED, UNTICKED = "☑", "□"
_YEAR_BLANK = "　　　　"


def actual(indicator: Indicator) -> str:
    """实际完成值 with its unit, the words beside it, and the band of a qualitative indicator."""
    words = inline(indicator.actual_text)
    if indicator.actual is not None and indicator.operator != "定性":
        number = f"{plain(indicator.actual)}{indicator.unit}"
        return f"{number}（{words}）" if words and words != number else number
    if indicator.band and words:
        return f"{words}（{indicator.band}）"
    return words or indicator.band


def remark(indicator: Indicator) -> str:
    """偏差原因分析及改进措施, with the reason for points that were set, or for not applying."""
    parts = (
        ("不适用：", indicator.na_reason),
        ("偏差原因：", indicator.reason),
        ("改进措施：", indicator.measure),
        ("定分理由：", indicator.points_reason if indicator.points is not None else ""),
    )
    return "\n".join(f"{label}{inline(text)}" for label, text in parts if text.strip())


def filled(box: Box, project: Project) -> str:
    """The text of a cell of the head or foot, with the project's fields and ticks."""
    if box.ticks:
        chosen = str(getattr(project, box.ticked)) if box.ticked else ""
        marks = (f"{TICKED if chosen and each.startswith(chosen) else UNTICKED}{each}" for each in box.ticks)
        return "　".join(marks)
    return FIELD.sub(lambda found: _shown(project, found[1]), box.text)


def titled(text: str, project: Project) -> str:
    """The line under the title; a year that is not filled in leaves room to write it."""
    return FIELD.sub(lambda found: _shown(project, found[1]) or _YEAR_BLANK, text)


def is_fixed(box: Box) -> bool:
    """Tell whether a cell holds a label only."""
    return not box.ticks and not FIELD.search(box.text)


def noted(key: str, reckoning: Reckoning) -> str:
    """What stands in a line of free text of the form; '' where it is written by hand."""
    report = reckoning.report
    match key:
        case "conclusion":
            texts = [each.text for each in report.passages if each.section == "conclusion"]
            return "\n".join(render(reckoning, text)[0].strip() for text in texts if text.strip())
        case "problems" | "measures":
            return listed(key, report)
        case "reasons" | "remarks":
            field = "reason" if key == "reasons" else "measure"
            held = [(each.name, getattr(each, field)) for each in report.indicators]
            return _listed([f"{inline(name)}：{inline(text)}" for name, text in held if text.strip()])
        case _:
            return ""


def listed(section: str, report: Report) -> str:
    """The problems or the measures of a report as one text; numbered where there are several."""
    if section == "problems":
        return _listed([f"{clause(each.title)}。{inline(each.text)}" for each in report.problems])
    return _listed([inline(each.text) for each in report.measures])


def _listed(texts: list[str]) -> str:
    return "".join(texts) if len(texts) == 1 else "\n".join(f"{n}.{text}" for n, text in enumerate(texts, 1))


def _shown(project: Project, field: str) -> str:
    value = getattr(project, field)
    if isinstance(value, dt.date):
        return chinese_date(value)
    return inline(str(value)) if value else ""
