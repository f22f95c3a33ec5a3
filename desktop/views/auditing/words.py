"""How findings and their places are called on the page 审核."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.models.facts import name_at
from desktop.models.places import describe
from desktop.tasks.topics import topics
from desktop.views.pages.catalogue import page_for

if TYPE_CHECKING:
    from desktop.models.checks import Finding
    from desktop.models.figures import Reckoning

WHOLE = "整份报告"
_NAMED = re.compile("(?<=《)[^《》]+(?=》)|(?<=“)[^“”]+(?=”)")
MEANINGS = {
    "强制性": "必须改正才能定稿",
    "核实性": "确认无误要写说明",
    "提示": "仅供参考",
    "已说明": "数字变了会重新打开",
}


def where_words(reckoning: Reckoning, where: str, *, field: bool = True) -> str:
    """Say a place with its page: 资金预算 › 宣传推广和培训 调整说明; without the field where that is told already."""
    if not where:
        return WHOLE
    if where.startswith("rule_pack/"):
        return f"审核 › {describe(reckoning.report, where)}"
    title, name = page_for(where).title, _passage(reckoning, where) or name_at(reckoning, where, field=field)
    return title if name in ("", title) else f"{title} › {name}"


def _passage(reckoning: Reckoning, where: str) -> str:
    """The title of the passage that a place lies in, '' for every other place."""
    section, _, rest = where.partition("/")
    id_ = rest.partition("/")[0]
    row = reckoning.report.find("passages", int(id_)) if section == "passages" and id_.isdecimal() else None
    topic = topics().get(row.section) if row else None
    return topic.title if topic else ""


def where_of(reckoning: Reckoning, finding: Finding) -> str:
    """Say where a finding is, with the number of its places where it has several."""
    first = where_words(reckoning, finding.places[0] if finding.places else "")
    return f"{first} 等 {len(finding.places)} 处" if len(finding.places) > 1 else first


def short(text: str, most: int = 24) -> str:
    """Return the first words of a sentence, for a message or a menu."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def brief(text: str, most: int) -> str:
    """Return a sentence with the names that are quoted in it shortened to *most* characters each."""
    return _NAMED.sub(lambda found: short(found[0], most), text)
