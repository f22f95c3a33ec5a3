"""The words that head the columns of payment ledgers, and which field each of them means."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

# Field: its words, the most telling first; where two columns mean one field, the earlier word is taken.
WORDS = {
    "amount": "支付金额 付款金额 支出金额 实付金额 实际支付金额 本次支付金额 本次付款金额 本次支付 本次付款 已付金额 拨付金额 "
    "报销金额 列支金额 交易金额 实支金额 实际支出 支付数 支出数 付款额 付款数 执行数 价税合计 含税金额 发生额 发生金额 金额 审定金额",
    "debit": "借方金额 借方发生额 借方 支出 借方本币 本币借方",
    "credit": "贷方金额 贷方发生额 贷方 收入 贷方本币 本币贷方",
    "direction": "方向 借贷方向 借贷 余额方向",
    "date": "支付日期 付款日期 记账日期 凭证日期 日期 入账日期 支付时间 付款时间 支出日期 交易日期 交易时间 拨付日期 拨款日期 "
    "列支日期 业务日期 发生日期 报销日期 转账日期 清算日期 支付完成日期 制单日期 凭证时间 付款年月日 Date",
    "year": "年",
    "month": "月",
    "day": "日",
    "item": "支出事项 摘要 凭证摘要 业务摘要 付款事项 支付事项 事项 用途 支出用途 资金用途 款项用途 支付用途 付款内容 支付内容 "
    "支出内容 款项内容 内容 事由 付款事由 支出明细 支出项目 付款说明 款项名称 费用名称 费用内容",
    "payee": "收款单位 收款人 收款方 收款单位名称 收款人名称 收款人全称 收款单位全称 供应商 供应商名称 往来单位 往来单位名称 "
    "对方单位 对方户名 对方账户名称 收款户名 收款账户名称 支付对象 收款对象 领款人 乙方 乙方单位 承接单位 中标单位 承包单位 "
    "服务商 服务单位 供货单位 合作单位 施工单位 客商 客商名称 户名 单位名称",
    "voucher": "凭证号 凭证编号 凭证字号 记账凭证号 支付凭证号 凭证号数 支付令号 支付令编号 支付申请单号 单据号 单据编号 业务单号 "
    "报销单号 交易流水号 流水号 发票号 发票号码",
    "budget": "子项目 子项目名称 预算项目 预算项目名称 明细项目 所属项目 经费项目 项目名称 项目",
    "contract": "合同名称 合同 所属合同 关联合同 对应合同",
    "contract_number": "合同编号 合同号 合同协议编号",
    "stage": "付款阶段 款项性质 款项类别 付款性质 付款节点 付款期次 期次 付款批次 阶段",
    "funding": "资金来源 资金性质 经费来源 预算来源 资金类型 财政资金性质",
    "note": "备注 附注 备注说明 说明",
    "": "序号 编号 序 行号 No 付款单位 付款人 付款方 付款账号 付款人名称 合同金额 合同总价 合同额 中标金额 累计支付 累计付款 累计金额 "
    "余额 未付金额 剩余金额 预算金额 预算数 年初预算 指标金额 税额 单价 数量 付款比例 支付比例 支付进度 账号 收款账号 收款人账号 "
    "银行账号 开户行 开户银行 收款银行 经济分类 支出经济分类 部门经济分类 功能分类 科目 科目名称 科目编码 科目代码 会计科目 预算科目 "
    "项目编码 项目代码 支付方式 付款方式 结算方式 支付类型 经办人 制单人 申请人 经手人 部门 申请部门 经办部门 经办科室 合同金额 申请金额 "
    "发票日期 开票日期 签订日期 合同日期 对方科目 审核人 复核人",
}
# A longer label is taken for the word it holds, unless it holds one of these too.
_NOT = {
    "amount": "合同 预算 累计 未付 未支付 剩余 余额 指标 税额 税率 税金 待付 申请 计划 比例 单价 上年 应付 大写",
    "debit": "累计 预算 比例 进度 分类 科目 编码",
    "credit": "累计 预算 比例 进度 分类 科目 编码",
    "date": "合同 签订 到期 开始 截止 验收 发票 开票 申请",
    "item": "科目 分类 编码 代码",
    "payee": "付款单位 账号 开户 编码 代码 电话",
    "budget": "金额 编码 代码 预算数 负责",
    "contract": "金额 总价 日期 比例 余额 期限",
}
UNIT = r"(万元|千元|元)"
_BRACKETS = re.compile(r"[(\[【].*?[)\]】]")
_LABEL_UNIT = re.compile(
    rf"[(\[【:/,、]\s*(?:金额)?(?:单位)?:?(?:人民币)?{UNIT}[)\]】]?|(?<=[额数方]){UNIT}$"
)
_NOISE = re.compile(r"[\s\u200b*★☆#:_\-/、,。.|]+")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Heading:
    """What a label means: a field ('' for a column that is known not to matter, None for an unknown one).

    rank: lower is better, exact words in their order, then labels that merely hold one. unit: 元, 千元, 万元.
    """

    field: str | None
    rank: int = 10_000
    unit: str = ""

    @property
    def exact(self) -> bool:
        """Whether the label is one of the words themselves."""
        return self.rank < _CONTAINED


_CONTAINED = 1000


@cache
def _exact_words() -> dict[str, tuple[str, int]]:
    return {
        word.casefold(): (field, rank)
        for field, words in WORDS.items()
        for rank, word in enumerate(words.split())
    }


@cache
def heading(label: str) -> Heading:
    """Return what a column's label means; spaces, brackets, marks and full-width forms do not matter."""
    text = unicodedata.normalize("NFKC", label)
    stated = _LABEL_UNIT.search(text)
    unit = next(filter(None, stated.groups()), "") if stated else ""
    if stated:
        text = text[: stated.start()] + text[stated.end() :]
    word = _NOISE.sub("", _BRACKETS.sub("", text)).casefold()
    if not word or len(word) > _LONGEST:
        return Heading(None, unit=unit)
    field, rank = _exact_words().get(word) or _contained(word)
    return Heading(field, rank, unit)


def _contained(word: str) -> tuple[str | None, int]:
    """The field of the longest known word (two characters at least) that a label holds."""
    best: tuple[str | None, int] = (None, 10_000)
    longest = 1
    for known, (field, rank) in _exact_words().items():
        if (
            len(known) > longest
            and known in word
            and not any(no in word for no in _NOT.get(field, "").split())
        ):
            best, longest = (field, _CONTAINED + rank), len(known)
    return best
