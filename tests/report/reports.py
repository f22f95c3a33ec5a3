"""Reports that tests of figures, rules and the composed report are made on."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from desktop.models.figures import Reckoning
from desktop.models.outline import Asked, Outline, parse_outline, parse_topics
from desktop.models.plain import plain_report, report_from
from desktop.models.records import Report
from desktop.models.rulepack import RulePack, parse_rulepack

RESOURCES = Path(__file__).parents[2] / "resources"


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / name).read_text("utf-8"))


@cache
def pack(name: str = "shenzhen") -> RulePack:
    return parse_rulepack(_toml(f"rulepacks/{name}.toml"))


@cache
def outline(name: str = "shenzhen") -> Outline:
    return parse_outline(_toml(f"outlines/{name}.toml"))


@cache
def asked(name: str) -> Asked | None:
    """What an outline that ships with the program asks for."""
    known = (RESOURCES / "outlines" / f"{name}.toml").is_file()
    return Asked(outline(name), parse_topics(_toml("outlines/sections.toml"))) if known else None


@cache
def sample() -> Report:
    """The sample minsheng-2021: the facts of a real report."""
    return report_from(_toml("samples/minsheng-2021/report.toml"))


def reckoned(report: Report) -> Reckoning:
    return Reckoning(report, pack(), asked)


def report(**sections: Any) -> Report:
    """A report of 2021 from data in the shape of ``build``."""
    project = {"name": "民生诉求", "year": 2021, "unit": "某某局", **sections.pop("project", {})}
    return report_from({"project": project, **sections})


@cache
def library() -> Report:
    """An invented small project: one sub-project, two contracts, three payments, a goal partly done."""
    last = report_from({"measures": [{"text": "按季度公开图书采购目录", "state": "已完成"}]})
    return report_from(
        {
            "project": {
                "name": "社区图书角更新",
                "year": 2023,
                "unit": "青屏区文化服务中心",
                "executor": "公共服务部",
            },
            "funding": [
                {"name": "当年财政拨款", "initial": "30万元", "adjusted": "28万元"},
                {"name": "其他资金", "initial": 0, "adjusted": 0},
            ],
            "budget": [{"name": "图书角", "initial": "30万元", "adjusted": "28万元", "received": "28万元"}],
            "adjustments": [
                {
                    "budget": 1,
                    "date": "2023-09-18",
                    "kind": "追减",
                    "amount": "-2万元",
                    "document": "青财预〔2023〕12号",
                    "reason": "书架数量按实际点位核减",
                }
            ],
            "contracts": [
                {
                    "name": "2023年社区图书角图书采购合同",
                    "budget": 1,
                    "method": "询价",
                    "signed": "2023-05-12",
                    "amount": "18.60万元",
                },
                {
                    "name": "社区图书角书架制作安装合同",
                    "budget": 1,
                    "method": "三方比价",
                    "signed": "2023-06-20",
                    "starts": "2023-06-20",
                    "ends": "2023-08-20",
                    "amount": "8.40万元",
                    "accepted": "2023-08-31",
                    "acceptance": "合格",
                },
            ],
            "parties": [
                {"contract": 1, "name": "青屏新知图书有限公司"},
                {"contract": 2, "name": "青屏木合家具有限公司"},
            ],
            "instalments": [
                {"contract": 1, "stage": "一次性付清", "share": 100},
                {"contract": 2, "stage": "首款", "share": 50},
                {"contract": 2, "stage": "进度款", "share": 40},
                {"contract": 2, "stage": "质保金", "share": 10, "due": "2024-08-31"},
            ],
            "payments": [
                {
                    "date": "2023-06-05",
                    "item": "付图书款",
                    "payee": "青屏新知图书有限公司",
                    "contract": 1,
                    "budget": 1,
                    "funding": 1,
                    "stage": "一次性付清",
                    "amount": "18.60万元",
                },
                {
                    "date": "2023-06-30",
                    "item": "付书架首款",
                    "payee": "青屏木合家具有限公司",
                    "contract": 2,
                    "budget": 1,
                    "funding": 1,
                    "stage": "首款",
                    "amount": "4.20万元",
                },
                {
                    "date": "2023-09-10",
                    "item": "付书架进度款",
                    "payee": "青屏木合家具有限公司",
                    "contract": 2,
                    "budget": 1,
                    "funding": 1,
                    "stage": "进度款",
                    "amount": "3.36万元",
                },
            ],
            "goals": [
                {"text": "更新图书", "achieved": "更新图书6240册，新增书架42组", "state": "完成"},
                {"text": "安装书架", "achieved": "书架安装完成，较计划工期晚12天", "state": "部分完成"},
            ],
            "indicators": _indicators(),
            "results": [
                {"name": "图书角借阅", "value": 21350, "unit": "人次", "previous": 18680},
                {"name": "读者满意度", "value": "94.2", "unit": "%", "previous": "92.7"},
                {"name": "图书角", "value": 14, "unit": "个", "previous": 14},
            ],
            "merits": [
                {"title": "完成图书集中更新", "text": "14个图书角共更新图书6240册"},
                {"title": "建立轮换机制", "text": "印发图书角图书轮换办法，每季度轮换一次。"},
            ],
            "problems": [{"title": "书架安装未按期完成", "cause": "开工前未与场地产权单位书面确认移交时间"}],
            "measures": [
                {
                    "problem": 1,
                    "text": "书架安装类合同签订前取得场地移交书面确认，并将移交时间写入合同",
                    "owner": "公共服务部",
                    "due": "2024-06-30",
                }
            ],
            "last": [{"file_name": "2022.jxzp", "year": 2022, "report": plain_report(last)}],
        }
    )


def _indicators() -> list[dict[str, Any]]:
    rows = [
        ("产出指标", "数量指标", "更新图书册数", "≥", "6000", "册", "15", "6240"),
        ("产出指标", "数量指标", "新增书架", "≥", "42", "组", "10", "42"),
        ("产出指标", "质量指标", "图书验收合格率", "=", "100", "%", "10", "100"),
        ("产出指标", "时效指标", "书架安装用时", "≤", "60", "天", "10", "72"),
        ("产出指标", "成本指标", "每册图书均价", "≤", "31", "元", "5", "29.81"),
        ("效益指标", "社会效益指标", "年借阅人次", "≥", "20000", "人次", "20", "21350"),
        ("效益指标", "可持续影响", "图书角管理制度健全性", "定性", None, "", "10", None),
        ("满意度指标", "服务对象满意度", "读者满意度", "≥", "90", "%", "10", "94.2"),
    ]
    names = ("level1", "level2", "name", "operator", "target", "unit", "weight", "actual")
    made: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in rows]
    made[3] |= {"reason": "两处点位的场地移交晚于计划", "measure": "提前确认场地"}
    made[6] |= {"target_text": "健全", "band": "达成年度指标"}
    made[7] |= {"data_source": "2023年12月读者问卷（回收有效问卷326份）"}
    return made
