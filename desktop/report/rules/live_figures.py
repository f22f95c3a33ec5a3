"""Rules over the live figures in passages (活数字)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.checks import Issue, Severity
from desktop.models.figures import Reckoning
from desktop.report.rules.text_rules import PASSAGES, text_rule
from desktop.report.rules.texts import Written


@text_rule("R03", Severity.MUST, source="数文一致", texts=PASSAGES)
def unresolved(_: Reckoning, passage: Written) -> Iterator[Issue]:
    """正文里的活数字要有对应的数。数据删了、还没有填，或者写法不对，都会印成【？】，请补数据或改正文。"""
    loose = {span.place: passage.text[span.start : span.end] for span in passage.spans if not span.ok}
    if loose:
        told = f"正文里有 {len(loose)} 处活数字没有对应的数：{'、'.join(loose.values())}"
        yield Issue((passage.place, *loose), told, {"活数字": "、".join(loose)})
