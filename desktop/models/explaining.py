"""Explanations of findings: what a good one holds, which are refused, and how one is kept (核实性说明)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop.errors import DataError
from desktop.models.checks import Finding, Severity, numbers_text
from desktop.models.records import Explanation, Report
from desktop.models.rulepack import RulePack

TICKS = ("原因", "事项", "依据")
"""What a good explanation holds: a cause, the matter at issue, a document."""

REASON_GAP, DOCUMENT_GAP = "【原因待填】", "【依据待填】"
"""What the program leaves open where it writes down the facts: it never invents a cause or a document."""

_GAP = re.compile(r"【[^【】]*待填】")
_LEFT_OPEN = re.compile(rf"(?:主要)?(?:原因|依据)(?:是|：)?{_GAP.pattern}")
_EMPTY = re.compile(
    r"(?:经|已|现)?(?:核实|核对|核查|审核|检查|复核|确认)?(?:后)?(?:过)?(?:数据|情况|填报|金额|数字)?(?:核实)?"
    r"(?:无误|属实|正确|正常|一致|真实|准确|无异议|没有问题|无问题|无异常|未发现问题)?"
)
_HOLLOW = re.compile(
    r"(?:暂时?)?(?:无|没有|未有)(?:此项|原因|说明|问题|偏差|需要说明的)?|不详|略|同上|同前|是|否|好|有|可以|不涉及|不适用|待[补填]充?|待核实"
    r"|(?:详?见|参见|请见|如)(?:附件|上|上述|合同|报告|正文|备注|说明|附表|凭证)"
    r"|(?:因|由于|属|系|是)?(?:正常|实际|工作|业务|客观|历史|特殊|其他|其它|系统|统计|政策)?"
    r"(?:工作)?(?:需要|原因|情况|调整|变化|因素)(?:所致|导致|影响|造成)?"
    r"|按(?:规定|要求|实际)(?:执行|办理|填报|填写)?|(?:ok|na|n/a|none|null)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s，。；：、！？,.;:!?…·\-—/\\~～*_“”\"'（）()]+")
_CAUSE = re.compile(
    r"因|由于|原因|所致|导致|为了|鉴于|按照|根据|受.{1,20}影响|约定|尚未|推迟|提前|调整为|系|属于"
)
_DOCUMENT = re.compile(
    r"《[^》]+》|〔\d{4}〕|文号|批复|纪要|通知|发票|凭证|协议|补充合同|合同(?!款)|验收单|验收报告|文件|复函|证明|台账|清单|章程"
)
_NAMED = re.compile(r"[“《]([^”》]{2,40})[”》]")
_WORDS = re.compile(
    r"合同|支付|付款|尾款|质保金|余额|预算|调整|追加|资金|采购|供应商|收款|指标|目标|问卷|满意度|日期|采购方式"
)
_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "B08": "因市局临时交办流程优化任务，依据区财政局批复（青财预〔2023〕12号）追加12万元",
        "B09": "增加的12万元由上级专项下达，依据《关于追加项目经费的通知》，已补登追加记录",
        "C01": "零星采购，单笔不足1万元，按财务管理制度第十条凭发票报销，未签合同",
        "C03": "余额4.70万元为质保金，按合同第八条在验收满一年后支付",
        "C04": "合同跨年，余额按合同约定在2022年3月验收后支付，已列入下一年度预算",
        "C11": "按联合体协议第五条，首款由成员单位收取，协议已附在合同后",
        "C15": "合同期跨两个年度，本年度只支付一半，其余列入下一年度预算",
        "I04": "因上级新增专项行动，抽检范围由4个街道扩大到6个街道，依据行动方案",
    }
)
_EXAMPLE = "因供应商开票推迟，尾款按合同第八条在2022年1月支付"
NewId = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Quality:
    """What a text holds (cause, matter, document), and why it is refused ('' where it is accepted)."""

    cause: bool
    matter: bool
    document: bool
    refused: str = ""

    @property
    def ticks(self) -> tuple[tuple[str, bool], ...]:
        """The three ticks with their labels, in the order in which they are shown."""
        return tuple(zip(TICKS, (self.cause, self.matter, self.document), strict=True))


def is_empty_answer(text: str) -> bool:
    """Tell whether a text says nothing: 无, 暂无, 核实无误, 因工作需要, marks alone, a gap still open."""
    words = _MARKS.sub("", text)
    return bool(_EMPTY.fullmatch(words) or _HOLLOW.fullmatch(words) or gaps(text))


def gaps(text: str) -> tuple[str, ...]:
    """Return what a text leaves to be filled in (【原因待填】), each as it stands."""
    return tuple(_GAP.findall(text))


def least_words(pack: RulePack) -> int:
    """Return how many characters (字) an explanation must have, 0 where the pack leaves it open."""
    return int(pack.limit("explanation_min") or 0)


def quality(finding: Finding, text: str, *, least: int = 0) -> Quality:
    """Judge a text as the explanation of a finding; *least* is the number of characters (字) asked for."""
    words, said = _MARKS.sub("", text), _LEFT_OPEN.sub("", text)
    return Quality(
        cause=bool(_CAUSE.search(said)) and REASON_GAP not in text,
        matter=_tells_the_matter(finding, text),
        document=bool(_DOCUMENT.search(said)) and DOCUMENT_GAP not in text,
        refused=_refused(finding, text, len(words), least),
    )


def _refused(finding: Finding, text: str, length: int, least: int) -> str:
    if not length:
        return f"还没有写说明，{what_to_write(finding)}"
    if left := gaps(text):
        return f"{'、'.join(dict.fromkeys(left))}还没有填，{what_to_write(finding)}"
    if is_empty_answer(text):
        return f"“{text.strip()}”没有说明原因，{what_to_write(finding)}"
    if length < least:
        return f"说明只有 {length} 个字，至少 {least} 个字，{what_to_write(finding)}"
    return ""


def what_to_write(finding: Finding) -> str:
    """Say what an explanation of this finding should tell, with an example."""
    return f"请写明原因，例：{_EXAMPLES.get(finding.rule, _EXAMPLE)}"


def _tells_the_matter(finding: Finding, text: str) -> bool:
    """Tell whether a text names a number or a name of the finding, or at least its subject."""
    numbers = [value for value in finding.numbers.values() if len(value) > 1]
    names = [name for named in _NAMED.findall(finding.message) for name in (named, named[:6])]
    told = text, text.replace(",", "")  # Numbers may be written with separators, as they are shown
    return any(each in words for each in (*numbers, *names) for words in told) or bool(_WORDS.search(text))


def explain(report: Report, finding: Finding, text: str, new_id: NewId, *, least: int = 0) -> Report:
    """Return *report* with the explanation of a finding; one for other numbers is replaced.

    *new_id* gives an id for a section. Raises DataError for a 强制性 finding, which is mended and never
    explained, and for a text that says nothing.
    """
    if finding.severity is Severity.MUST:
        raise DataError("强制性问题不能用说明代替", "请改正数据；改正后这条问题自然消失")
    refused = quality(finding, text, least=least).refused
    if refused:
        problem, _, advice = refused.partition("，请写明")
        raise DataError(problem, f"请写明{advice}")
    given = _given(report, finding)
    if given is None:
        given = Explanation(new_id("explanations"), finding.rule, finding.place)
    numbers = numbers_text(finding.numbers)
    made = replace(given, fingerprint=finding.fingerprint, text=text.strip(), numbers=numbers)
    return report.with_record("explanations", made)


def unexplain(report: Report, finding: Finding) -> Report:
    """Return *report* without the explanation of a finding; the same report where there is none."""
    given = _given(report, finding)
    return report.without("explanations", (given.id,)) if given else report


def expired(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings whose explanation was given for other numbers (已失效)."""
    return tuple(each for each in findings if each.expired)


def _given(report: Report, finding: Finding) -> Explanation | None:
    """The explanation that holds for a finding, else the expired one that it shows."""
    rows = [row for row in report.explanations if (row.rule, row.place) == (finding.rule, finding.place)]
    holds = next((row for row in rows if row.fingerprint == finding.fingerprint), None)
    return holds or next((row for row in rows if finding.expired and row.text == finding.explanation), None)
