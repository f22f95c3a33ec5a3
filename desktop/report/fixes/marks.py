"""Fixes for punctuation and for the ways of writing: full-width marks, 〔〕, spaces, words (标点和写法)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.models.checks import Finding
from desktop.models.figures import Reckoning
from desktop.models.fixes.registry import Fix, fix
from desktop.report.fixes.plain_words import mending

_HAN = "\u4e00-\u9fff"
_FULL = str.maketrans(",:;!?", "，：；！？")
_MARKS = re.compile(rf"(?<=[{_HAN}”》）])[,;:!?]|[,;!?](?=[{_HAN}“《（])")
_BRACKETS = re.compile(rf"(?<=[{_HAN}])\(([^()\n]{{0,40}})\)|\(([^()\n]{{0,40}}[{_HAN}])\)")
_NUMBER = re.compile(rf"(?<=[{_HAN}]) ?[\[［【（(〔](\d{{4}})[\]］】）)〕] ?第?0*([1-9]\d{{0,4}})号")
_HALF = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_STRAIGHT = re.compile('["＂]')
_PLAIN = (
    (re.compile(r"\.{3,}|。{3,}|(?<!…)…(?!…)"), "……"),
    (re.compile(r"([，。；：、！？])\1+"), r"\1"),
    (re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}])"), ""),
    (re.compile(r"(?<=\d) +(?=万?元|[%％年月日])|(?<=年) +(?=\d)"), ""),
)
_TYPING = (
    (re.compile("签定"), "签订"),
    (re.compile("帐(?=户|务|目|簿|号|面)"), "账"),
    (re.compile(rf"(?<![{_HAN}])其它"), "其他"),
    (re.compile(r"截止(?:到|至)?(?=\d{4}年|目前|年底)"), "截至"),
)


@fix("T08")
def full_width(reckoning: Reckoning, finding: Finding) -> Iterator[Fix]:
    """Offer full-width marks between Chinese characters; what is not paired is for the officer to mend."""
    yield from mending(reckoning, finding, "改用全角标点", _full_width)


def _full_width(text: str) -> str:
    text = _BRACKETS.sub(lambda found: f"（{found[1] or found[2] or ''}）", text)
    return _MARKS.sub(lambda found: found[0].translate(_FULL), text)


@fix("X03")
def document_number(reckoning: Reckoning, finding: Finding) -> Iterator[Fix]:
    """Offer 〔2020〕10号 for [2020]10号, （2020）第10号 and 〔2020〕010号; a short year is not guessed."""
    yield from mending(reckoning, finding, "改文号写法", _document_number)


def _document_number(text: str) -> str:
    return _NUMBER.sub(r"〔\1〕\2号", text)


@fix("X04")
def tidy(reckoning: Reckoning, finding: Finding) -> Iterator[Fix]:
    """Offer the text without doubled marks, spaces, full-width digits, straight quotes and half ellipses."""
    yield from mending(reckoning, finding, "改正写法", _tidy)


def _tidy(text: str) -> str:
    for pattern, better in _PLAIN:
        text = pattern.sub(better, text)
    text = _HALF.sub(lambda found: chr(ord(found[0]) - 0xFEE0), text)
    return "\n".join(_quoted(line) for line in text.split("\n"))


def _quoted(line: str) -> str:
    """Straight quotes of a paragraph as pairs; left alone where one has no partner."""
    if len(_STRAIGHT.findall(line)) % 2:
        return line
    parts = _STRAIGHT.split(line)
    return parts[0] + "".join(f"{'”' if at % 2 else '“'}{part}" for at, part in enumerate(parts[1:]))


@fix("X10")
def typing_errors(reckoning: Reckoning, finding: Finding) -> Iterator[Fix]:
    """Offer the words that were meant where there is one for certain: 签订, 账户, 其他, 截至."""
    told = finding.numbers.get("用词", "").split("、")

    def change(text: str) -> str:
        for pattern, better in _TYPING:
            text = pattern.sub(lambda found, word=better: word if found[0] in told else found[0], text)
        return text

    yield from mending(reckoning, finding, "改正错字", change)
