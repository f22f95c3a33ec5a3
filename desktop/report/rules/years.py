"""Rules over the years that are written in the text and in what is carried from last year's file (年份)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.models.checks import Issue, Severity, rule
from desktop.models.figures import Reckoning
from desktop.report.rules.text_rules import text_rule
from desktop.report.rules.texts import Written, fields

_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?=年|\.\d{1,2}\.\d{1,2}(?!\d)|-\d\d-\d\d(?!\d))")
_CITED = re.compile(r"《[^《》]*》|〔\d{4}〕|（[^（）]{0,16}年版）")
_TELLS = re.compile(r"上年|去年|往年|以前年度|历年|起|自|至|跨|下一年|结转|续|同期|以来|版|比|较")
_AHEAD = 5  # Years that plans reach into; a text of last year's file names none of them
_HISTORY = ("background", "basis", "decision")  # What they tell happened before the year
_CLOSING = re.compile("截[至止]到?$")
_EVENT = re.compile(
    r"年(?:\d|.{0,2}(?:印发|出台|制定|施行|实施|设立|成立|启动|开工|建成|批复|立项|购置|投入|移交|开始))"
)
CARRIED = (
    ("goals", "text"),
    ("indicators", "name"),
    ("indicators", "target_text"),
    ("indicators", "data_source"),
    ("indicators", "calculation"),
    ("budget", "purpose"),
)


def _years(text: Written) -> Iterator[tuple[int, int, int]]:
    """Yield (year, start, end) of the years typed outside titles and document numbers."""
    if not _YEAR.search(text.own):
        return
    bare = _CITED.sub(lambda found: "·" * len(found[0]), text.own)
    for found in _YEAR.finditer(bare):
        yield int(found[1]), found.start(), found.end()


@text_rule("T02", Severity.HINT, source="GB/T 15835-2011 及年度一致性", reads="project")
def other_years(reckoning: Reckoning, text: Written) -> Iterator[Issue]:
    """正文写的年份应当是评价年度。写到别的年份，可能是上年的文字没有改，也可能确实在说往年，请看一看。"""
    year = reckoning.report.project.year
    found: dict[int, list[str]] = {}
    for other, start, end in _years(text) if year else ():
        if other != year and not _is_told(text, other, start, end, year):
            found.setdefault(other, []).append(text.around(start, end))
    if found:
        counted = "、".join(f"{other}年 {len(quotes)} 处" for other, quotes in sorted(found.items()))
        first = next(iter(found.values()))[0]
        told = f"评价年度是 {year}年，“{text.title}”出现 {counted}（例：“{first}”）"
        yield Issue((text.place, "project/1/year"), told, {"评价年度": str(year), "年份": counted})


def _is_told(text: Written, other: int, start: int, end: int, year: int) -> bool:
    """Tell whether the words about a year say that another is meant: a plan, a comparison, how it all began."""
    planned = text.place.startswith(("measures", "problems")) or text.section in {"measures", "problems"}
    ahead = _AHEAD if planned else 1
    if year < other <= year + ahead and (planned or text.section):
        return True
    if f"{year}年" in text.before(start) + re.split(r"[。；？！\n]", text.text[end:])[0]:
        return True  # Both years in one sentence: a comparison, or a course of events
    before = _CLOSING.sub("", text.text[max(0, start - 6) : start])
    is_closing = _CLOSING.search(text.text[max(0, start - 4) : start])
    if text.section in _HISTORY and not is_closing:
        is_dated = other < year and bool(_EVENT.match(text.text[end : end + 5]))
        if other < year - 1 or is_dated:
            return True
    return bool(_TELLS.search(before + text.text[end + 1 : end + 12]))


@rule(
    "X05",
    Severity.HINT,
    source="由上年文件带入的内容须更新年份",
    scope="text",
    reads="project goals indicators budget",
)
def left_over(reckoning: Reckoning) -> Iterator[Issue]:
    """目标、指标和数据来源常由上年文件带入。里面还写着上年年份的，多半忘了改。"""
    year = reckoning.report.project.year
    texts = (text for text in fields(reckoning, CARRIED) if str(year - 1) in text.text)
    rows = [text for text in texts if _has(text, year - 1)]
    if year and rows:
        first = rows[0]
        told = f"目标和指标里有 {len(rows)} 处写着上年年份 {year - 1}年，例：{first.title}“{first.text}”"
        yield Issue(
            tuple(each.place for each in rows), told, {"年份": f"{year - 1}年", "处数": str(len(rows))}
        )


def _has(text: Written, year: int) -> bool:
    return any(
        other == year and not _TELLS.search(text.text[max(0, start - 4) : start] + text.text[end : end + 8])
        for other, start, end in _years(text)
    )
