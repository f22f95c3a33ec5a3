"""Records as plain paragraphs, for a section of the outline that has no text of its own yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from desktop.models.dates import chinese_date
from desktop.models.formats import clause, inline, titled
from desktop.models.numerals import chinese_number
from desktop.models.places import place
from desktop.models.records import Basis, Duty, Measure, Merit, Problem, Record, Report
from desktop.report.blocks import Paragraph


def listed(report: Report, section: str) -> tuple[Paragraph, ...]:
    """Return the records of a section (one of ``outline.LISTS``) as paragraphs, without empty ones."""
    sentences = [(row, inline(_SENTENCES[section](report, row))) for row in report.rows(section)]
    told = [(row, text) for row, text in sentences if text]
    numbered = section in {"merits", "problems", "measures"} and len(told) > 1
    return tuple(
        Paragraph(f"{chinese_number(order)}是{text}" if numbered else text, place(section, row.id))
        for order, (row, text) in enumerate(told, 1)
    )


def _joined(*parts: str) -> str:
    """Sentences in a row, each closed by one 。."""
    return "".join(f"{clause(part)}。" for part in parts if clause(part))


def _basis(_: Report, row: Basis) -> str:
    if not row.title.strip():
        return ""
    details = "，".join(each for each in (row.number, chinese_date(row.date) if row.date else "") if each)
    return f"{titled(row.title)}{f'（{details}）' if details else ''}。{_joined(row.note)}"


def _duty(_: Report, row: Duty) -> str:
    return _joined(f"{row.body}负责{clause(row.duty)}") if row.body and row.duty else ""


def _merit(_: Report, row: Merit) -> str:
    return _joined(row.title, row.text)


def _problem(_: Report, row: Problem) -> str:
    cause = f"主要原因是{clause(row.cause)}" if clause(row.cause) else ""
    return _joined(row.title, row.text, cause)


def _measure(report: Report, row: Measure) -> str:
    problem = report.find("problems", row.problem)
    aim = f"针对{clause(problem.title)}的问题，" if problem and problem.title else ""
    due = f"，{chinese_date(row.due)}前完成" if row.due else ""
    owner = f"该项由{row.owner}负责{due}" if row.owner else ""
    return _joined(f"{aim}{clause(row.text)}", owner) if clause(row.text) else ""


_SENTENCES: Mapping[str, Callable[[Report, Record], str]] = MappingProxyType(
    {"basis": _basis, "duties": _duty, "merits": _merit, "problems": _problem, "measures": _measure}
)
