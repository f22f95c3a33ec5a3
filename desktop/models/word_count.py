"""How long a text is in 字, as the word count of WPS and Word tells it, and what a limit allows."""

from __future__ import annotations

import re

# One 字 each: Chinese characters, kana, full-width signs and the quotes, dashes and dots of Chinese text
_WIDE = (
    r"\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u2e80-\u2fff\u3001-\u303f\u3040-\u30ff\u3100-\u31ff"
    r"\u3200-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
)
_SIGNS = re.compile(rf"[{_WIDE}]|[^\s{_WIDE}]+")


def word_count(text: str) -> int:
    """字数: every Chinese character and sign counts one, a run of letters or digits (2021, GB/T) counts one."""
    return sum(1 for _ in _SIGNS.finditer(text))


def sign_count(text: str) -> int:
    """字符数（不计空格）: every sign counts one, which is how a web form that cuts texts counts them."""
    return len("".join(text.split()))
