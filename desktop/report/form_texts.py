"""Every text and figure of the self-evaluation form in its order, ready to be copied into 一体化.

Order and names: 《项目支出绩效自评表》（财预〔2020〕10号附件1）; limits: the rule pack of the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.formats import inline
from desktop.models.money import show_exact
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.records import Indicator
from desktop.models.scoring import score
from desktop.models.word_count import sign_count, word_count
from desktop.report.form.words import actual, noted, remark
from desktop.report.tables import target

HEAD, MONEY, GOALS, INDICATORS, CLOSING = "表头", "项目资金（万元）", "年度总体目标", "绩效指标", "结论和改进"


@dataclass(frozen=True, slots=True)
class FormText:
    """One box of the form: where it stands, the text to copy, and how long it is against the limit.

    place: where it is edited. limit: in 字, 0 where the place sets none. count: 字数. signs: 字符数 without blanks.
    """

    part: str
    label: str
    place: str
    text: str
    limit: int = 0

    @property
    def count(self) -> int:
        """The 字数, as WPS counts."""
        return word_count(self.text)

    @property
    def signs(self) -> int:
        """The signs without blanks; a web form may count these instead."""
        return sign_count(self.text)

    @property
    def over(self) -> int:
        """How many 字 it is too long."""
        return max(self.count - self.limit, 0) if self.limit else 0

    @property
    def length(self) -> str:
        """Say the length: 86 / 100 字; without a limit 86 字."""
        return f"{self.count} / {self.limit} 字" if self.limit else f"{self.count} 字"


def form_texts(reckoning: Reckoning) -> tuple[FormText, ...]:
    """Return what goes into the form, from the head to the measures; '' where it is still empty."""
    return (
        *_head(reckoning),
        *_money(reckoning),
        *_goals(reckoning),
        *_indicators(reckoning),
        *_closing(reckoning),
    )


def all_text(texts: tuple[FormText, ...]) -> str:
    """Return everything as one text: a heading for each part, then label and text."""
    lines: list[str] = []
    for before, each in zip((None, *texts), texts, strict=False):
        if before is None or before.part != each.part:
            lines.append(f"【{each.part}】")
        lines.append(f"{each.label}：{each.text}")
    return "\n".join(lines)


def _head(reckoning: Reckoning) -> Iterator[FormText]:
    project = reckoning.report.project
    for label, field in (
        ("项目名称", "name"),
        ("主管部门", "department"),
        ("实施单位", "unit"),
        ("项目负责人", "responsible"),
        ("联系电话", "phone"),
    ):
        yield FormText(HEAD, label, place("project", 1, field), inline(getattr(project, field)))


def _money(reckoning: Reckoning) -> Iterator[FormText]:
    for label, name in (("年初预算数", "initial"), ("全年预算数", "adjusted"), ("全年执行数", "spent")):
        yield FormText(MONEY, f"年度资金总额 {label}", f"figures/{name}", _amount(reckoning, name))
    rate = reckoning.figure("execution_rate")
    execution = score(reckoning).execution
    yield FormText(MONEY, "执行率", "figures/execution_rate", rate.text if rate else "")
    yield FormText(MONEY, "预算执行率 分值", "rule_pack/execution_weight", _points(execution.weight))
    yield FormText(MONEY, "预算执行率 得分", "figures/execution_rate", _points(execution.points))
    for row in reckoning.report.funding:
        for label, field in (("年初预算数", "initial"), ("全年预算数", "adjusted")):
            amount = getattr(row, field)
            text = "" if amount is None else show_exact(amount)
            yield FormText(MONEY, f"{row.name} {label}", place("funding", row.id, field), text)
        name = f"funding/{row.id}/executed"
        yield FormText(MONEY, f"{row.name} 全年执行数", f"figures/{name}", _amount(reckoning, name))


def _goals(reckoning: Reckoning) -> Iterator[FormText]:
    limit = _limit(reckoning, "goal_text_max")
    goals = reckoning.report.goals
    for label, texts in (
        ("预期目标", [inline(each.text) for each in goals]),
        ("实际完成情况", [inline(each.achieved) for each in goals]),
    ):
        yield FormText(GOALS, label, "goals", numbered(texts), limit)


def _indicators(reckoning: Reckoning) -> Iterator[FormText]:
    result = score(reckoning)
    for row in _in_order(reckoning.report.indicators):
        item = result.item(row.id)
        where = place("indicators", row.id)
        boxes = (
            ("年度指标值", "target", target(row)),
            ("实际完成值", "actual", actual(row)),
            ("分值", "weight", _points(item.weight if item else None)),
            ("得分", "points", _points(item.points if item else None)),
            ("偏差原因分析及改进措施", "reason", remark(row)),
        )
        for label, field, text in boxes:
            most = _limit(reckoning, "reason_text_max") if field == "reason" else 0
            yield FormText(INDICATORS, f"{inline(row.name)} {label}", f"{where}/{field}", text, most)
    yield FormText(INDICATORS, "总分", "figures/score", _points(result.total))


def _closing(reckoning: Reckoning) -> Iterator[FormText]:
    for label, key, section in (
        ("评价结论", "conclusion", "passages"),
        ("存在问题", "problems", "problems"),
        ("改进措施", "measures", "measures"),
    ):
        text = noted(key, reckoning)
        yield FormText(CLOSING, label, section, text, _limit(reckoning, f"{key}_text_max"))


def _in_order(rows: tuple[Indicator, ...]) -> list[Indicator]:
    """The indicators as the form prints them: those of one 一级, and in it of one 二级, together."""
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        first.setdefault(row.level1, number)
        first.setdefault(f"{row.level1}\n{row.level2}", number)
    return sorted(rows, key=lambda row: (first[row.level1], first[f"{row.level1}\n{row.level2}"]))


def _amount(reckoning: Reckoning, name: str) -> str:
    """An amount in 万元 as a bare exact number, as a box for numbers takes it."""
    figure = reckoning.figure(name)
    return show_exact(figure.value) if figure and isinstance(figure.value, int) else ""


def _points(points: Decimal | None) -> str:
    return "" if points is None else plain(points)


def _limit(reckoning: Reckoning, key: str) -> int:
    return int(reckoning.pack.limit(key) or 0)


def numbered(texts: list[str]) -> str:
    """Return the texts of one box, numbered where there are several; empty ones are left out."""
    held = [text for text in texts if text]
    return "".join(held) if len(held) < 2 else "\n".join(f"{n}.{text}" for n, text in enumerate(held, 1))
