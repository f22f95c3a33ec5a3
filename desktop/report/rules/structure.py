"""Rules over the report's structure: typed headings, sections that must be written, counted lists (结构)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from desktop.models.checks import Issue, Severity, rule
from desktop.models.figures import Reckoning
from desktop.models.numerals import chinese_number, read_chinese_number
from desktop.models.outline import LISTS
from desktop.models.places import place
from desktop.report.rules.text_rules import PASSAGES, text_rule
from desktop.report.rules.texts import TITLES, Written

LAYOUT = "GB/T 9704-2012《党政机关公文格式》7.3.3"
ALWAYS = ("conclusion", "problems", "measures")  # What every outline asks for in some form
_LEVELS = (
    re.compile(r"^([一二三四五六七八九十]{1,3})、"),
    re.compile(r"^（([一二三四五六七八九十]{1,3})）"),
    re.compile(r"^(\d{1,2})[.．](?!\d)"),
    re.compile(r"^（(\d{1,2})）"),
)
_CLOSED = re.compile(r"[。；：，！？）”…]$")
_COUNTED = re.compile(
    r"(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})(?P<noun>个|项|份|类|方面|种|家|条)"
    r"[^，。；：、\d\n（]{0,10}?(?:如下|包括|分别是|分别为)?：(?P<list>[^。\n]+)"
)
_MARKED = re.compile(r"（(\d{1,2}|[一二三四五六七八九十]{1,2})）|[一二三四五六七八九十]是")


@text_rule("T11", Severity.MUST, source=LAYOUT, texts=PASSAGES)
def broken_headings(_: Reckoning, text: Written) -> Iterator[Issue]:
    """正文里手写的序号要从一开始、依次不缺；标题下面要有内容。"""
    lines = [line.strip() for line in text.text.split("\n") if line.strip()]
    for fault in (*_out_of_order(lines), *_empty(lines)):
        yield Issue((text.place,), f"“{text.title}”{fault}", {"序号": fault})


def _out_of_order(lines: list[str]) -> Iterator[str]:
    """Yield the numbers that leave one out; a run may begin anywhere and stand inside a paragraph."""
    counts = [0] * len(_LEVELS)
    for position, line in enumerate(lines):
        level, number = _heading(line)
        if level < 0:
            continue
        before = counts[level]
        if before and number not in {before + 1, 1}:
            mark = _LEVELS[level].match(line)
            left_out = mark[0].replace(mark[1], _as(mark[1], before + 1)) if mark else ""
            if not any(left_out in each for each in lines[:position]):
                yield f"的“{line[:16]}”序号不连续，前面是第 {before} 个"
        counts[level] = number
        counts[level + 1 :] = [0] * (len(_LEVELS) - level - 1)


def _as(written: str, number: int) -> str:
    return str(number) if written.isdecimal() else chinese_number(number)


def _heading(line: str) -> tuple[int, int]:
    """The level (from 0) and number of a line that begins with one; −1 for any other."""
    for level, pattern in enumerate(_LEVELS):
        if found := pattern.match(line):
            return level, int(found[1]) if found[1].isdecimal() else _number(found[1])
    return -1, 0


def _number(words: str) -> int:
    try:
        return read_chinese_number(words)
    except ValueError:
        return 0


def _empty(lines: list[str]) -> Iterator[str]:
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        level, below = _heading(line)[0], _heading(following)[0]
        is_title = level >= 0 and len(line) <= 30 and not _CLOSED.search(line)
        is_last = not following or (0 <= below <= level and not _CLOSED.search(following))
        if is_title and is_last:
            yield f"的标题“{line}”下面没有内容"


@rule("T12", Severity.MUST, source="报告提纲的必写部分", scope="text")
def unwritten(reckoning: Reckoning) -> Iterator[Issue]:
    """提纲里必写的部分从送审起都要有内容；草稿里没写的只计入完成度。"""
    report = reckoning.report
    if report.project.state == "草稿":
        return
    written = {row.section for row in report.passages if row.text.strip()}
    asked = reckoning.asked
    written |= {section for section in (asked.listed if asked else LISTS) if report.rows(section)}
    lacking = [each for each in (asked.required if asked else ALWAYS) if each not in written]
    if lacking:
        titles = {section: topic.title for section, topic in asked.topics.items()} if asked else {}
        named = "、".join(TITLES.get(section) or titles.get(section, section) for section in lacking)
        rows = {row.section: place("passages", row.id, "text") for row in report.passages}
        places = dict.fromkeys(rows.get(section, "passages") for section in lacking)
        yield Issue(tuple(places), f"有 {len(lacking)} 个必写部分没有写：{named}", {"未写": named})


@text_rule("T13", Severity.HINT, source="文内数与所列项数一致", texts=PASSAGES)
def miscounted(_: Reckoning, text: Written) -> Iterator[Issue]:
    """说“三个子项目：”，后面就要列三个。项目增减以后容易忘记改。"""
    every = list(_COUNTED.finditer(text.text))
    for found, following in zip_longest(every, every[1:]):
        end = following.start() if following else len(text.text)
        said = int(found["count"]) if found["count"].isdecimal() else _count(found["count"])
        counts = _items(text.text[found.start("list") : end].split("\n")[0], found["list"])
        if said > 1 and counts and said not in counts:
            quoted = found[0][: found.start("list") - found.start()].rstrip("：")
            told = f"“{text.title}”说“{quoted}”，后面列了 {min(counts)} 个"
            yield Issue((text.place,), told, {"所说": str(said), "所列": str(min(counts))})


def _count(words: str) -> int:
    return 2 if words == "两" else _number(words)


def _items(paragraph: str, listed: str) -> set[int]:
    """How many items a list may be read as having: marked ones, clauses, or names parted by 、 and 和."""
    if _MARKED.match(listed.strip()):
        return {len(_MARKED.findall(paragraph))}
    if "；" in listed:
        return {listed.rstrip("；").count("；") + 1}
    if "，" in listed:
        return set()
    parted = listed.count("、") + 1
    return {parted, parted + listed.count("和")} if parted > 1 or "和" in listed else set()
