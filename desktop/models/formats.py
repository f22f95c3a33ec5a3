"""How a value stands in prose: the formats behind ``|`` in a live figure, as pure functions on values.

Amounts are int 分 and print their magnitude: in prose the word beside them carries the sign
(调减、退回). Exact numbers are Decimal or int. Rounding is half up and happens here, once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from desktop.models.dates import chinese_date, period
from desktop.models.money import FEN_PER_WAN, show_wan, show_yuan
from desktop.models.numbers import half_up, percent, plain
from desktop.models.numerals import counted

_CALLED = (
    (("研究院", "医院", "院"), "我院"),
    (("委员会", "委"), "我委"),
    (("办公室", "办"), "我办"),
    (("学校", "大学", "中学", "小学"), "我校"),
    (("街道办事处", "街道"), "我街道"),
)
_CALLED_BY_LAST = ("中心", "局", "厅", "馆", "站", "所", "队", "镇")
_KEEP = ("指数", "系数", "基数", "倍数", "参数", "分数")
_AGREEMENT = re.compile(r"(合同|协议|协议书|订单|合同书)(（[^（）]*）)?$")


def wan(fen: int, *, always: bool = False) -> str:
    """An amount (分) in 万元: 50万元, 24.82万元; *always* two decimals; 元 where 万元 would show as nothing."""
    size = abs(fen)
    if 0 < size < (5_000 if always else 100_000):
        return f"{_short_yuan(size)}元"
    whole = size % FEN_PER_WAN == 0 and not always
    return f"{show_wan(size, 0 if whole else 2)}万元"


def _short_yuan(fen: int) -> str:
    text = show_yuan(fen)
    return text.rstrip("0").rstrip(".")


def rate(value: Decimal | int) -> str:
    """A computed rate (per cent) by its magnitude; rounding never makes it 0% or 100%."""
    return percent(abs(Decimal(value)))


def points_of_percent(value: Decimal | int) -> str:
    """A difference of two percentages: 1.5个百分点."""
    return f"{plain(abs(Decimal(value)))}个百分点"


def points(value: Decimal | int) -> str:
    """Points with at most two decimals: 9.34分, 29分."""
    return f"{plain(half_up(Decimal(value), 2))}分"


def times(value: Decimal | int) -> str:
    """A multiple with at most two decimals: 38.44倍."""
    return f"{plain(half_up(abs(Decimal(value)), 2))}倍"


def number(value: Decimal | int) -> str:
    """A number as typed: without trailing zeros, never padded."""
    return plain(Decimal(value))


def year_of(value: int | datetime.date) -> int:
    """The year of a year or a day."""
    return value.year if isinstance(value, datetime.date) else int(value)


def called(unit: str) -> str:
    """What a unit (项目单位) calls itself: 我局, 我委 …; 我单位 where its name tells nothing."""
    name = re.sub(r"（[^（）]*）$", "", unit.strip())
    for endings, word in _CALLED:
        if name.endswith(endings):
            return word
    return next((f"我{ending}" for ending in _CALLED_BY_LAST if name.endswith(ending)), "我单位")


def project(name: str) -> str:
    """A project's name at its first mention: “民生诉求”项目; no second 项目 after 项目 or 工程."""
    inner = name.replace("“", "‘").replace("”", "’")
    return f"“{inner}”" if name.endswith(("项目", "工程")) else f"“{inner}”项目"


def titled(name: str) -> str:
    """A document's name in 书名号; inner 《》 become 〈〉; 合同 is added to a contract's name without one."""
    inner = name.strip()
    if inner.startswith("《") and inner.endswith("》") and inner.count("《") == 1:
        inner = inner[1:-1]
    return f"《{inner.replace('《', '〈').replace('》', '〉')}》"


def contract(name: str) -> str:
    """A contract's name in 书名号: 《…服务合同》, 《某某采购》合同."""
    shown = titled(name)
    return shown if _AGREEMENT.search(shown[1:-1]) else f"{shown}合同"


def label(name: str, unit: str) -> str:
    """An indicator's name as it stands before a number with its unit: 更新图书册数, 册 → 更新图书."""
    if unit in ("", "%") or name.endswith(_KEEP):
        return name
    for end in (f"{unit}数", unit, "数量", "数"):
        if name.endswith(end) and len(name) - len(end) >= 2:
            return name[: -len(end)]
    return name


def inline(text: str) -> str:
    """A text on one line: its lines joined, as Chinese needs nothing between them."""
    return "".join(line.strip() for line in text.splitlines())


def clause(text: str) -> str:
    """An officer's words fit to stand inside a sentence: on one line, without a closing 。；，."""
    return inline(text).rstrip("。；，;,. ")


def names(items: tuple[str, ...]) -> str:
    """Names in a list: A、B和C; 和 only where no name holds a joining word, quotes where one holds 、."""
    if len(items) < 2:
        return "".join(items)
    if any("、" in item for item in items):
        return "".join(f"“{item}”" for item in items)
    if any(re.search("[和与及]", item) for item in items):
        return "、".join(items)
    return f"{'、'.join(items[:-1])}和{items[-1]}"


def word(more: str, less: str, none: str = "持平") -> Callable[[Any], str]:
    """Return the format that prints a word by the sign of its value."""

    def chosen(value: Decimal | int) -> str:
        return more if value > 0 else less if value < 0 else none

    return chosen


def _period(value: str | tuple[datetime.date, datetime.date]) -> str:
    return value if isinstance(value, str) else period(*value)


FORMATS: MappingProxyType[str, Callable[[Any], str]] = MappingProxyType(
    {
        "万元": wan,
        "万元.00": lambda fen: wan(fen, always=True),
        "元": lambda fen: f"{_short_yuan(abs(fen))}元",
        "%": rate,
        "百分点": points_of_percent,
        "分": points,
        "倍": times,
        "汉字": lambda value: counted(int(value)),
        "数": number,
        "日期": chinese_date,
        "期间": _period,
        "年": lambda value: f"{year_of(value)}年",
        "年度": lambda value: f"{year_of(value)}年度",
        "自称": called,
        "项目": project,
        "书名号": titled,
        "调增减": word("调增", "调减", "未调整"),
        "增降": word("增长", "下降"),
        "增减": word("增加", "减少"),
        "升降": word("上升", "下降"),
        "长短": word("延长", "缩短"),
        "高低": word("高于", "低于"),
    }
)
SIGNED = frozenset({"调增减", "增降", "增减", "升降", "长短", "高低"})  # Formats that read the sign
_TAKES: MappingProxyType[str, frozenset[str]] = MappingProxyType(
    {
        "money": frozenset({"万元", "万元.00", "元"}) | SIGNED,
        "number": frozenset({"%", "百分点", "分", "倍", "汉字", "数", "年", "年度"}) | SIGNED,
        "date": frozenset({"日期", "年", "年度"}),
        "text": frozenset({"自称", "项目", "书名号", "期间"}),
    }
)


def fits(sort: str, name: str) -> bool:
    """Tell whether the format *name* can show a value of the *sort* money (分), number, date or text."""
    return name in _TAKES[sort]
