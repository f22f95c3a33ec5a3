"""The local rules as data: limits, weights, grades and forms of one place, each with its source (规则包)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, cast

from desktop.errors import DataError
from desktop.models.caps import CapRule, parse_caps

ADVICE = "请改正规则包后再换用；原来的规则包不受影响"
CONFIDENCES = ("A", "B", "C")

LIMITS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "adjust_explain_pct": ("预算调整须说明的幅度", "%"),
        "execution_low": ("执行率偏低的界限", "%"),
        "unspent_warn_pct": ("未执行比例预警线", "%"),
        "over_achieve_pct": ("超过指标值须说明的幅度", "%"),
        "score_alarm_pct": ("指标得分与执行得分的差距预警线", "%"),
        "total_points": ("总分", "分"),
        "execution_weight": ("预算执行率分值", "分"),
        "band_full_pct": ("“达成年度指标”的下限", "%"),
        "band_part_pct": ("“部分达成”的下限", "%"),
        "max_contract_months": ("合同（含续签）最长期限", "个月"),
        "sign_within_days": ("中标、成交后签订合同的期限", "天"),
        "supplement_pct": ("补充合同占原合同的上限", "%"),
        "first_payment_pct": ("首付款比例提示线", "%"),
        "near_limit_pct": ("接近限额的比例", "%"),
        "goods_limit": ("货物、服务分散采购限额", "万元"),
        "works_limit": ("工程分散采购限额", "万元"),
        "tender_limit": ("公开招标数额标准", "万元"),
        "goal_text_max": ("目标文字上限", "字"),
        "conclusion_text_max": ("评价结论文字上限", "字"),
        "problems_text_max": ("存在问题文字上限", "字"),
        "measures_text_max": ("改进措施文字上限", "字"),
        "sentence_max": ("一句话的长度上限", "字"),
        "paragraph_max": ("一段话的长度上限", "字"),
        "explanation_min": ("核实性说明的最少字数", "字"),
        "output_execution_pct": ("产出全部达到时执行率的下限", "%"),
    }
)
CHOICES: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "form": ("自评表样式", ()),
        "outline": ("报告提纲", ()),
        "self_name": ("单位自称", ("", "本单位")),
        "reverse_scoring": ("反向指标计分", ("ratio", "linear")),
        "weight_profile": ("分值方案", ()),
    }
)
PARTS = ("execution", "cost", "output", "benefit", "satisfaction", "open")
"""Parts of a weight profile; open: points of indicators whose levels the place leaves to the unit."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of a rule pack; None or '' where the place leaves it open. confidence: A, B or C."""

    key: str
    label: str
    unit: str
    value: Decimal | str | None
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Grade:
    """等级: the printed total from which it is given."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Weights:
    """分值方案: points of 预算执行率, of the four levels and those left open; together 100."""

    name: str
    points: Mapping[str, Decimal]
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class RulePack:
    """A rule pack: settings by key, weight profiles by name and grades from the best down."""

    id: str = "empty"
    name: str = ""
    settings: Mapping[str, Setting] = field(default_factory=dict[str, Setting])
    weights: Mapping[str, Weights] = field(default_factory=dict[str, Weights])
    grades: tuple[Grade, ...] = ()
    grades_source: str = ""
    caps: tuple[CapRule, ...] = ()

    def limit(self, key: str) -> Decimal | None:
        """Return a limit, None where the pack leaves it open; KeyError for a key that no pack has."""
        if key not in LIMITS:
            raise KeyError(key)
        setting = self.settings.get(key)
        return setting.value if setting and isinstance(setting.value, Decimal) else None

    def choice(self, key: str) -> str:
        """Return a choice (form, outline, self_name …), '' where it is open; KeyError for an unknown key."""
        if key not in CHOICES:
            raise KeyError(key)
        setting = self.settings.get(key)
        return setting.value if setting and isinstance(setting.value, str) else ""

    @property
    def profile(self) -> Weights | None:
        """The weight profile in use, or None."""
        return self.weights.get(self.choice("weight_profile"))


def parse_rulepack(data: Mapping[str, Any]) -> RulePack:
    """Build a rule pack from parsed TOML; raises DataError naming the key that is unknown or wrong."""
    _only(data, ("id", "name", "limits", "choices", "weights", "grades", "caps"), "规则包")
    name = _text(data, "id", "规则包")
    settings = {
        each.key: each for each in (*_limits(_table(data, "limits")), *_choices(_table(data, "choices")))
    }
    weights = {each.name: each for each in _weights(_table(data, "weights"))}
    chosen = settings.get("weight_profile")
    if chosen and chosen.value and chosen.value not in weights:
        raise DataError(f"规则包没有分值方案“{chosen.value}”", ADVICE)
    grades = _table(data, "grades")
    return RulePack(
        name,
        _text(data, "name", name),
        settings,
        weights,
        _grades(grades),
        _text(grades, "source", "等级"),
        parse_caps(data.get("caps", {})),
    )


def _limits(table: Mapping[str, Any]) -> Iterator[Setting]:
    for key, held in table.items():
        if key not in LIMITS:
            raise DataError(f"规则包有不认识的限额“{key}”", ADVICE)
        label, unit = LIMITS[key]
        yield Setting(
            key, label, unit, _amount(_mapping(held, label).get("value"), label), *_traced(held, label)
        )


def _choices(table: Mapping[str, Any]) -> Iterator[Setting]:
    for key, held in table.items():
        if key not in CHOICES:
            raise DataError(f"规则包有不认识的选项“{key}”", ADVICE)
        label, options = CHOICES[key]
        value = _mapping(held, label).get("value", "")
        if not isinstance(value, str) or (options and value not in options):
            raise DataError(f"规则包的“{label}”不能是“{value}”", ADVICE)
        yield Setting(key, label, "", value, *_traced(held, label))


def _traced(held: Any, label: str) -> tuple[str, str]:
    """The source and confidence that every value of a pack must carry."""
    table = _mapping(held, label)
    _only(table, ("value", "source", "confidence"), label)
    return _text(table, "source", label), _confidence(table, label)


def _weights(table: Mapping[str, Any]) -> Iterator[Weights]:
    for name, held in table.items():
        profile = _mapping(held, name)
        _only(profile, (*PARTS, "source", "confidence"), name)
        points = {part: _amount(profile.get(part, 0), name) or Decimal(0) for part in PARTS}
        if sum(points.values()) != 100:
            raise DataError(f"分值方案“{name}”合计 {sum(points.values())} 分，应为 100 分", ADVICE)
        yield Weights(name, points, _text(profile, "source", name), _confidence(profile, name))


def _grades(table: Mapping[str, Any]) -> tuple[Grade, ...]:
    _only(table, ("source", "confidence", "from"), "等级")
    _confidence(table, "等级")
    bounds = _mapping(table.get("from"), "等级")
    grades = tuple(Grade(name, _amount(least, name) or Decimal(0)) for name, least in bounds.items())
    if not grades or [each.least for each in grades] != sorted({each.least for each in grades}, reverse=True):
        raise DataError("规则包的等级应当从高到低写，界限不能相同", ADVICE)
    return grades


def _confidence(table: Mapping[str, Any], label: str) -> str:
    if table.get("confidence") not in CONFIDENCES:
        raise DataError(f"规则包的“{label}”没有写明依据是否可靠（A、B 或 C）", ADVICE)
    return str(table["confidence"])


def _mapping(held: Any, label: str) -> Mapping[str, Any]:
    if not isinstance(held, Mapping):
        raise DataError(f"规则包的“{label}”写法不对", ADVICE)
    return cast("Mapping[str, Any]", held)


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    return _mapping(data.get(key, {}), key)


def _only(table: Mapping[str, Any], known: tuple[str, ...], label: str) -> None:
    for key in table:
        if key not in known:
            raise DataError(f"“{label}”里有不认识的“{key}”", ADVICE)


def _text(table: Mapping[str, Any], key: str, label: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise DataError(f"“{label}”缺少“{key}”", ADVICE)
    return value


def _amount(value: Any, label: str) -> Decimal | None:
    """A number of a pack as an exact decimal; a blank ('' or nothing) is None."""
    match value:
        case None | "":
            return None
        case bool():
            raise DataError(f"规则包的“{label}”应当是数字", ADVICE)
        case int() | float():
            return Decimal(repr(value))
        case _:
            raise DataError(f"规则包的“{label}”应当是数字", ADVICE)
