"""Rules over the live figures in passages (活数字)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.models.checks import Issue, Severity, rule
from desktop.models.figures import Reckoning
from desktop.models.outline import TABLES
from desktop.models.places import place
from desktop.models.slots import render
from desktop.report.tables import SECTION_OF


@rule("R03", Severity.MUST, source="数文一致", scope="text")
def unresolved(reckoning: Reckoning) -> Iterator[Issue]:
    """正文里的活数字要有对应的数。数据删了、还没有填，或者写法不对，都会印成【？】，请补数据或改正文。"""
    tables = _printable(reckoning)
    for passage in reckoning.report.passages:
        shown, spans = render(reckoning, passage.text, tables)
        loose = {span.place: shown[span.start : span.end] for span in spans if not span.ok}
        if loose:
            told = f"正文里有 {len(loose)} 处活数字没有对应的数：{'、'.join(loose.values())}"
            places = (place("passages", passage.id, "text"), *loose)
            yield Issue(places, told, {"活数字": "、".join(loose)})


def _printable(reckoning: Reckoning) -> Mapping[str, str]:
    """The tables that have rows; their numbers do not matter here."""
    return {key: key for key in TABLES if reckoning.report.rows(SECTION_OF[key])}
