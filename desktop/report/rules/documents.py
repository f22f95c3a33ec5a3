"""Rules over documents that the report rests on or cites: titles, numbers, dates, table numbers (引用文件)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from desktop.models.checks import Issue, Severity, rule
from desktop.models.figures import Reckoning
from desktop.models.outline import TABLES, OutlineHeading, OutlineTable
from desktop.models.places import place
from desktop.models.records import Basis
from desktop.report.numbering import table_numbers
from desktop.report.rules.text_rules import ALL, PASSAGES, text_rule
from desktop.report.rules.texts import Written, listed, passages
from desktop.report.tables import SECTION_OF

LAYOUT = "GB/T 9704-2012《党政机关公文格式》"
_CITED = re.compile(r"《([^《》]{3,60})》")
_REGULATION = re.compile(r"(条例|办法|规定|通知|意见|法|细则|制度|决定|批复|函|规程|标准)(（[^（）]*）)?$")
_EDITION = re.compile(r"（第.{1,3}版）|（\d{4}年版）|（试行）|（修订.{0,4}）")
_TABLE = re.compile(r"(?<![附报年季月])表 ?\d+(?:[-—–]\d+)?(?![\d.年月日份张个项套册本次页家户人笔])")
_NUMBERED = re.compile(
    r"[\u4e00-\u9fff]{1,10} ?(?:\[\d{4}\]|［\d{4}］|【\d{4}】|（\d{4}）|\(\d{4}\)) ?第?\d{1,5}号"
    r"|〔\d{2}〕 ?\d{1,5}号|〔\d{4}〕 ?(?:第\d{1,5}|0\d{0,4})号"
)
_SUSPECT = re.compile(r"[\[［【（(]\d{4}[\]］】）)]|〔\d\d〕|〔\d{4}〕 ?[第0]")
_LABELS = {"number": "文号", "date": "日期"}
_NUMBERS = (
    ("basis", "number"),
    ("adjustments", "document"),
    ("contracts", "minutes"),
    ("contracts", "note"),
    ("stated", "document"),
    ("budget", "reason"),
)


@text_rule("T05", Severity.VERIFY, source=f"{LAYOUT} 附表编号须与正文相符", texts=PASSAGES)
def unanswered_table(reckoning: Reckoning, text: Written) -> Iterator[Issue]:
    """正文说“见表1-3”，报告里就要有这张表。表的编号由程序给出，手写的编号请换成活数字。"""
    printed = reckoning.kept(_printed)
    typed = [found[0] for found in _TABLE.finditer(text.own) if _plain(found[0]) not in printed]
    if typed:
        held = f"报告里只有{'、'.join(printed)}" if printed else "报告里没有表"
        told = f"“{text.title}”写了{listed(typed)}，{held}，没有这个编号"
        yield Issue((text.place,), told, {"表号": "、".join(dict.fromkeys(typed)), "表": str(len(printed))})


def _printed(reckoning: Reckoning) -> tuple[str, ...]:
    """The numbers of the tables that the outline prints; of one that is not known, of all there can be."""
    asked = reckoning.asked
    parts = asked.outline.parts if asked else tuple(OutlineTable(key, "", "") for key in TABLES)
    kept: list[tuple[int, str]] = []
    for part in parts:
        match part:
            case OutlineHeading(level=level):
                kept.append((level, ""))
            case OutlineTable(key=key) if reckoning.report.rows(SECTION_OF[key]):
                kept.append((0, key))
            case _:
                pass
    return tuple(table_numbers(kept).values())


def _plain(number: str) -> str:
    return re.sub("[—–]", "-", number.replace(" ", ""))


@rule("T07", Severity.HINT, source="引用文件的名称、文号、日期须齐全", scope="text")
def unsupported_citation(reckoning: Reckoning) -> Iterator[Issue]:
    """立项依据要写文号和日期；正文引用的法规、办法应当在立项依据里，名称一字不差，并且现行有效。"""
    rows = [row for row in reckoning.report.basis if row.title.strip()]
    yield from _incomplete(rows)
    yield from _editions(rows)
    yield from _foreign(reckoning, rows)


def _incomplete(rows: list[Basis]) -> Iterator[Issue]:
    lacking = [(row, absent) for row in rows if (absent := _absent(row))]
    if lacking:
        named = "、".join(f"《{row.title}》缺{'和'.join(absent.values())}" for row, absent in lacking[:3])
        told = f"立项依据有 {len(lacking)} 份没有写全：{named}"
        places = tuple(place("basis", row.id, field) for row, absent in lacking for field in absent)
        yield Issue(places, told, {"份数": str(len(lacking))})


def _absent(row: Basis) -> dict[str, str]:
    """The fields that are not filled in, with what officers call them."""
    held = {"number": row.number.strip(), "date": row.date}
    return {field: _LABELS[field] for field, value in held.items() if not value}


def _editions(rows: list[Basis]) -> Iterator[Issue]:
    """Two editions of what seems one document should bear one name."""
    named = [(row, _EDITION.sub("", row.title)) for row in rows if _EDITION.search(row.title)]
    for (one, first), (other, second) in combinations(named[:20], 2):
        if first != second and SequenceMatcher(None, first, second).ratio() >= 0.85:
            told = f"《{one.title}》和《{other.title}》像是同一文件的两版，名称不一样"
            places = tuple(place("basis", row.id, "title") for row in (one, other))
            yield Issue(places, told, {"一": one.title, "二": other.title})


def _foreign(reckoning: Reckoning, rows: list[Basis]) -> Iterator[Issue]:
    named = [*(row.title for row in rows), reckoning.report.project.finance_rule]
    named += [each.document for each in (*reckoning.report.adjustments, *reckoning.report.stated)]
    bare = "\n".join(_EDITION.sub("", each) for each in named)
    for text in passages(reckoning):
        cited = [each for each in _CITED.findall(text.own) if _REGULATION.search(each)]
        foreign = [f"《{each}》" for each in cited if _EDITION.sub("", each) not in bare]
        if foreign:
            told = f"“{text.title}”引用了{'、'.join(dict.fromkeys(foreign))}，立项依据里没有，请核对名称、文号和效力"
            yield Issue((text.place, "basis"), told, {"文件": "、".join(dict.fromkeys(foreign))})


@text_rule(
    "X03",
    Severity.HINT,
    source=f"{LAYOUT} 7.2.5 发文字号",
    texts=(*ALL, *_NUMBERS),
    suspect=_SUSPECT,
    reads="",
)
def wrong_number(_: Reckoning, text: Written) -> Iterator[Issue]:
    """发文字号写作 财预〔2020〕10号：年份用六角括号写全，编号不加“第”，不编虚位。"""
    suspect = _SUSPECT.search(text.own)
    if suspect and (quotes := [found[0] for found in _NUMBERED.finditer(text.own)]):
        told = f"“{text.title}”的文号{listed(quotes)}，应写作“〔2020〕10号”的样子"
        yield Issue((text.place,), told, {"文号": "、".join(dict.fromkeys(quotes))})
