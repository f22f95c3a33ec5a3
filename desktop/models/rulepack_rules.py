"""The checks that a rule pack brings along for every file that uses it (规则包里的自定义审核)::

[[rules]]
left = "全年执行数"
operator = "≤"
right = "全年预算数"
severity = "核实性"
note = "…"
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.errors import DataError
from desktop.models.records import UserRule
from desktop.models.rulepack_reading import ADVICE, listed, only, text

OPERATORS = ("=", "≠", "≥", ">", "≤", "<")
CLASSES = ("强制性", "核实性", "提示")
PLACE = "rule_pack/rules"
_KEYS = ("left", "operator", "right", "tolerance", "severity", "note")
_LABEL = "自定义审核"


def parse_rules(data: object) -> tuple[UserRule, ...]:
    """Read ``rules`` of a rule pack, numbered from 1; raises DataError."""
    return tuple(_rule(n, each) for n, each in enumerate(listed(data, _LABEL), 1))


def _rule(number: int, held: Mapping[str, Any]) -> UserRule:
    only(held, _KEYS, _LABEL)
    for key in held:
        if not isinstance(held[key], str):
            raise DataError(f"规则包的“{_LABEL}”第 {number} 条的“{key}”应当是文字", ADVICE)
    for key, words in (("left", "左边"), ("right", "右边")):
        if not held.get(key, "").strip():
            raise DataError(f"规则包的“{_LABEL}”第 {number} 条缺少{words}（{key}）", ADVICE)
    for key, options in (("operator", OPERATORS), ("severity", CLASSES)):
        if text(held, key, f"{_LABEL}第 {number} 条") not in options:
            raise DataError(f"规则包的“{_LABEL}”第 {number} 条的“{key}”只能是{'、'.join(options)}", ADVICE)
    return UserRule(number, **{key: held.get(key, "") for key in _KEYS})


def rule_tables(rules: Iterable[UserRule]) -> list[dict[str, str]]:
    """Return rules as a pack holds them; what is empty is left out."""
    return [{key: value for key in _KEYS if (value := getattr(each, key))} for each in rules]


def rule_place(rule: UserRule) -> str:
    """Return where a rule of the pack stands: the same place while its two sides and operator are the same."""
    said = f"{rule.left.strip()}|{rule.operator}|{rule.right.strip()}"
    return f"{PLACE}/{hashlib.sha256(said.encode()).hexdigest()[:8]}"
