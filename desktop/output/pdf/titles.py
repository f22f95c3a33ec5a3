"""The title's lines: cut where the sense allows, of even lengths (GB/T 9704-2012, 7.3.1: 梯形 or 菱形)."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from desktop.output.pdf.charset import ATOM
from desktop.output.pdf.glyphs import Glyphs
from desktop.output.pdf.lines import Line, break_lines

_MOST_CUTS = 4000
_SENSE = re.compile(
    r"(?<=项目)(?!支出)|(?=\d{4}年)|(?<=年度)|(?<=局|委|办|处|部|厅|市|区|县)(?=[^局委办处部厅])|(?<=关于)|(?<=》)|(?<=的)"
)
_WORDS = re.compile(r"(?<=平台|系统|中心|工程|服务|建设|工作|经费|专项)")
_WHOLE = re.compile(r"[《“（〔][^《》“”（）〔〕]*[》”）〕]|项目支出|绩效自评|绩效评价|自评报告|评价报告")


def title_lines(text: str, glyphs: Glyphs, width: float) -> tuple[Line, ...]:
    """Return the lines of a title; a line end in *text* is kept, a long part is cut evenly."""
    shown = glyphs.shown(text)
    parts = [part.strip() for part in shown.split("\n") if part.strip()]
    return tuple(line for part in parts for line in _part(part, glyphs, width))


def _part(text: str, glyphs: Glyphs, width: float) -> tuple[Line, ...]:
    plain = break_lines(text, glyphs, width)
    if len(plain) == 1:
        return plain
    cuts = _best_cuts(text, len(plain), glyphs, width)
    if not cuts:
        return plain
    edges = [0, *cuts, len(text)]
    return tuple(break_lines(text[a:b], glyphs, 2 * width)[0] for a, b in pairwise(edges))


def _best_cuts(text: str, count: int, glyphs: Glyphs, width: float) -> tuple[int, ...]:
    """Return the *count* - 1 cuts that cost least, none where no choice fits or there are too many."""
    barred = {
        k for pattern in (ATOM, _WHOLE) for m in pattern.finditer(text) for k in range(m.start() + 1, m.end())
    }
    worth = {m.start(): 4 for m in _WORDS.finditer(text)} | {m.start(): 8 for m in _SENSE.finditer(text)}
    places = [k for k in range(2, len(text) - 1) if k not in barred and _may_break(text, k, glyphs)]
    if len(places) ** (count - 1) > _MOST_CUTS:
        return ()
    widths = [sum(glyphs[c].advance for c in text[:k]) for k in range(len(text) + 1)]
    best: tuple[float, tuple[int, ...]] = (1e9, ())
    for cuts in combinations(places, count - 1):
        spans = [widths[b] - widths[a] for a, b in pairwise((0, *cuts, len(text)))]
        if max(spans) > width:
            continue
        uneven = (max(spans) - min(spans)) / glyphs.size
        best = min(best, (uneven - sum(worth.get(k, 0) for k in cuts), cuts))
    return best[1]


def _may_break(text: str, k: int, glyphs: Glyphs) -> bool:
    return not glyphs[text[k]].no_start and not glyphs[text[k - 1]].no_end
