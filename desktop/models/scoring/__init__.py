"""The score of a report: points of every item with their arithmetic, total, grade and caps (得分计算)."""

from __future__ import annotations

from desktop.models.scoring.bands import Band, band_of
from desktop.models.scoring.caps import Cap
from desktop.models.scoring.items import ItemScore
from desktop.models.scoring.shown import lines, plain_scores
from desktop.models.scoring.total import LevelScore, Score, score, score_of

__all__ = [
    "Band", "Cap", "ItemScore", "LevelScore", "Score",
    "band_of", "lines", "plain_scores", "score", "score_of",
]  # fmt: skip
