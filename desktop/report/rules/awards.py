"""The rule over 成交: the word belongs to the statutory methods other than tenders (采购用语)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.models.checks import Issue, Severity
from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.report.rules.sentences import contracts_in, sentences_of
from desktop.report.rules.text_rules import PASSAGES, text_rule
from desktop.report.rules.texts import Written

_CLOSED = re.compile(r"(?<!未)成交(?:供应商|单位|金额|价|通知书|，|。|；|$)")
_STATUTORY = frozenset({"竞争性谈判", "竞争性磋商", "单一来源", "询价", "框架协议", "合作创新采购"})
_TENDERS = frozenset({"公开招标", "邀请招标"})


@text_rule("X07", Severity.HINT, source="《中华人民共和国政府采购法》关于采购方式的规定", texts=PASSAGES)
def wrong_award(reckoning: Reckoning, text: Written) -> Iterator[Issue]:
    """谈判、磋商、询价、单一来源的结果叫成交；招标的写中标，限额以下的比价和直接采购写选定、承担。"""
    for sentence in sentences_of(reckoning, text):
        if not _CLOSED.search(sentence.typed):
            continue
        named = contracts_in(reckoning, sentence)
        methods = {each.method for each in named}
        if methods and not methods & {"", *_STATUTORY}:
            how = "、".join(sorted(methods))
            better = "中标" if methods <= _TENDERS else "选定、承担"
            told = f"正文写“成交”，采购方式是{how}，写“{better}”"
            places = (sentence.place, *(place("contracts", each.id, "method") for each in named))
            yield Issue(places, told, {"采购方式": how})
