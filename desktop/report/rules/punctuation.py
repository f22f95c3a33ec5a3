"""Rules over punctuation: pairs, half-width marks, doubled marks, spaces (标点)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.models.checks import Issue, Severity
from desktop.models.figures import Reckoning
from desktop.report.rules.text_rules import ALL, text_rule
from desktop.report.rules.texts import BLANK, Written, listed

STANDARD = "GB/T 15834-2011《标点符号用法》"
NAMED = (
    ("contracts", "name"),
    ("basis", "title"),
    ("duties", "duty"),
    ("goals", "text"),
    ("budget", "reason"),
)
_PAIRS = {"”": "“", "）": "（", "》": "《", "〉": "〈", "】": "【", "〕": "〔", "」": "「"}
_MARK = re.compile("[“”（）《》〈〉【】〔〕「」\n]")
_ITEM = re.compile(r"(?:^|[\n。；：，、 ])[0-9a-zA-Z一二三四五六七八九十]{1,2}$")
_HALF = re.compile(
    r"(?<=[\u4e00-\u9fff”》）])[,;:!?]|[,;!?](?=[\u4e00-\u9fff“《（])"
    r"|(?<=[\u4e00-\u9fff])\((?=[^()\n]{0,40}\))|\([^()\n]{0,40}[\u4e00-\u9fff]\)"
    r"|(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff])"
)
_ASCII = re.compile("[,;:!?().]")
_SUSPECT = re.compile(r"[，。；：、！？（《“][，。；：、！？）》”]| |[０-９Ａ-Ｚａ-ｚ\"＂…]|\.\.\.")
_FAULTS = (
    (re.compile(r"[，。；：、！？]{2,}"), "标点叠用"),
    (re.compile(r"[（《“][，。；：、]|[，、；：][）》”]"), "括号或引号里外多了标点"),
    (
        re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])|\d +(?=万?元|[%％年月日])|年 +(?=\d)"),
        "多了空格",
    ),
    (re.compile("[０-９Ａ-Ｚａ-ｚ]+"), "数字或字母是全角"),
    (re.compile(r"[\"＂]"), "引号是直引号，写“ ”"),
    (re.compile(r"(?:\.{3,}|。{3,}|(?<!…)…(?!…))"), "省略号写“……”"),
)


@text_rule("T08", Severity.HINT, source=STANDARD, texts=(*ALL, *NAMED), reads="")
def unbalanced(_: Reckoning, text: Written) -> Iterator[Issue]:
    """引号、括号、书名号要成对；汉字之间用全角标点。"""
    quotes = [*_unpaired(text), *_half(text)]
    if quotes:
        told = f"“{text.title}”的标点不对：{listed(quotes)}"
        yield Issue((text.place,), told, {"处": "、".join(dict.fromkeys(quotes))})


def _unpaired(text: Written) -> Iterator[str]:
    """Quote what stands around a mark that has no partner in its paragraph."""
    opened: list[tuple[str, int]] = []
    for found in _MARK.finditer(text.own):
        mark, position = found[0], found.start()
        if mark in _PAIRS:
            if opened and opened[-1][0] == _PAIRS[mark]:
                opened.pop()
            elif mark != "）" or not _ITEM.search(text.own[max(0, position - 4) : position]):
                yield _around(text, position)
        elif mark != "\n":
            opened.append((mark, position))
        else:
            yield from (_around(text, at) for _, at in opened)
            opened.clear()
    yield from (_around(text, at) for _, at in opened)


def _half(text: Written) -> Iterator[str]:
    if _ASCII.search(text.own):
        yield from (_around(text, found.start()) for found in _HALF.finditer(text.own))


def _around(text: Written, position: int, words: int = 5) -> str:
    return " ".join(text.text[max(0, position - words) : position + words + 1].split())


@text_rule(
    "X04",
    Severity.HINT,
    source=f"{STANDARD}、GB/T 15835-2011《出版物上数字用法》",
    suspect=_SUSPECT,
    reads="",
)
def untidy(_: Reckoning, text: Written) -> Iterator[Issue]:
    """标点不叠用，汉字之间、数字和单位之间不空格，数字和字母用半角，引号用“ ”。"""
    told = {
        why: _around(text, found[0].start(), 4)
        for pattern, why in (_FAULTS if _SUSPECT.search(text.own) else ())
        if (found := [each for each in pattern.finditer(text.own) if BLANK not in each[0]])
    }
    if told:
        said = "；".join(f"{why}（“{quote}”）" for why, quote in told.items())
        yield Issue((text.place,), f"“{text.title}”{said}", {"处": "、".join(told)})
