"""The pages of the window in the order of the section list, and which page a place is edited on."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.views.pages.page import PageWidget
    from desktop.views.room import Room


@dataclass(frozen=True, slots=True)
class Page:
    """One entry of the section list.

    where: its place in the report. sections: what is edited on it, the first one decides its state.
    build: ``module:Class`` below ``desktop.views.pages``, imported when the page is first visited.
    """

    key: str
    title: str
    group: str
    where: str
    sections: tuple[str, ...]
    build: str


PAGES: tuple[Page, ...] = (
    Page(
        "project", "项目概况", "概况", "报告第一部分（一）· 自评表表头", ("project",), "project:ProjectPage"
    ),
    Page("basis", "立项依据", "概况", "报告第一部分（一）", ("basis",), "lists:BasisPage"),
    Page("duties", "组织与职责", "概况", "报告第一部分（二）", ("duties",), "lists:DutiesPage"),
    Page(
        "budget",
        "资金预算",
        "资金",
        "报告第一部分（三）1 · 自评表资金栏",
        ("budget", "funding", "adjustments", "stated"),
        "budget:BudgetPage",
    ),
    Page(
        "contracts",
        "合同",
        "资金",
        "报告第一部分（三）1 · 2",
        ("contracts", "parties", "instalments"),
        "contracts:ContractsPage",
    ),
    Page(
        "payments",
        "支付明细",
        "资金",
        "报告第一部分（三）2 · 支出明细表",
        ("payments",),
        "payments:PaymentsPage",
    ),
    Page("goals", "绩效目标", "绩效", "报告第一部分（四）· 年度目标表", ("goals",), "lists:GoalsPage"),
    Page(
        "indicators",
        "绩效指标",
        "绩效",
        "报告第二部分（二）· 自评表指标栏",
        ("indicators",),
        "indicators:IndicatorsPage",
    ),
    Page("results", "成果数据", "绩效", "报告第二部分（一）", ("results",), "lists:ResultsPage"),
    Page("prose", "报告正文", "正文", "报告各部分的文字", ("passages",), "prose:ProsePage"),
    Page(
        "problems",
        "问题与整改",
        "正文",
        "报告第三、四、五部分",
        ("problems", "measures", "merits"),
        "problems:ProblemsPage",
    ),
    Page("compare", "与上年对比", "成稿", "报告各部分与上年的比较", ("last",), "compare:ComparePage"),
    Page("evidence", "佐证材料", "成稿", "报告附件 · 佐证材料目录", ("evidence",), "evidence:EvidencePage"),
    Page("audit", "审核", "成稿", "全部审核结果", ("explanations", "user_rules"), "audit:AuditPage"),
    Page("portal", "一体化填报", "成稿", "自评表的每一栏，逐栏复制到系统", (), "portal:PortalPage"),
    Page("preview", "报告预览", "成稿", "印出来的样子", (), "proof:ProofPage"),
)
GROUPS = tuple(dict.fromkeys(page.group for page in PAGES))
WITHOUT_STATE = ("audit", "portal", "preview")  # They hold nothing to fill
_FIGURES = {
    "contracts": "contracts", "payments": "payments", "funding": "budget", "budget": "budget",
    "goals": "goals", "indicators": "indicators", "results": "results",
}  # fmt: skip


def page_of(key: str) -> Page:
    """Return the page with a key; raises StopIteration where there is none."""
    return next(page for page in PAGES if page.key == key)


def page_for(place: str) -> Page:
    """Return the page on which the value at a place is edited; a figure's is where it comes from."""
    section, _, rest = place.partition("/")
    if section == "figures":
        return page_of(_FIGURES.get(rest.partition("/")[0], "budget"))
    if section == "rule_pack":  # Rules of one's own that stand in the rule pack
        return page_of("audit")
    return next((page for page in PAGES if section in page.sections), page_of("prose"))


def build_page(page: Page, room: Room) -> PageWidget:
    """Import the page's module and build its widget."""
    module, _, name = page.build.partition(":")
    made: Any = getattr(import_module(f"desktop.views.pages.{module}"), name)
    return made(page, room)
