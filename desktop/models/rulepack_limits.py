"""What a rule pack may set: limits with label and unit, choices, in the groups that an officer reads them in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
        "reason_text_max": ("偏差原因和改进措施文字上限", "字"),
        "conclusion_text_max": ("评价结论文字上限", "字"),
        "problems_text_max": ("存在问题文字上限", "字"),
        "measures_text_max": ("改进措施文字上限", "字"),
        "sentence_max": ("一句话的长度上限", "字"),
        "paragraph_max": ("一段话的长度上限", "字"),
        "explanation_min": ("核实性说明的最少字数", "字"),
        "output_execution_pct": ("产出全部达到时执行率的下限", "%"),
    }
)
DATED = ("goods_limit", "works_limit", "tender_limit")
"""Limits that change from a day on (国办发〔2019〕55号 and its local like); each may be given several times."""

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "预算和执行": ("adjust_explain_pct", "execution_low", "unspent_warn_pct", "output_execution_pct"),
        "计分": ("total_points", "execution_weight", "over_achieve_pct", "score_alarm_pct"),
        "定性档次（占分值的比例）": ("band_full_pct", "band_part_pct"),
        "合同": (
            "max_contract_months",
            "sign_within_days",
            "supplement_pct",
            "first_payment_pct",
            "near_limit_pct",
        ),
        "采购限额": DATED,
        "文字": (
            "goal_text_max",
            "reason_text_max",
            "conclusion_text_max",
            "problems_text_max",
            "measures_text_max",
            "sentence_max",
            "paragraph_max",
            "explanation_min",
        ),
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
