"""合同—支付—预算: which sub-project paid how much on which contract, and to whom."""

from __future__ import annotations

from desktop.views.flow.contract_flow import ContractFlow

__all__ = ["ContractFlow"]
