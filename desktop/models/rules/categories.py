"""The rule that an indicator stands in the category its name speaks of (指标归类)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.records import Indicator
from desktop.models.rules.health import short
from desktop.models.rules.registry import Issue, Severity, row_rule

_PROCESS = re.compile("(?:政府采购|预算|资金|支出|项目)执行率|支出进度|预算完成率")
_TIME = re.compile("及时|按时|准时|按期|时长|用时|耗时|时限|工期|完成时间|响应时间|等待时间")
_COST = re.compile("金额|成本|单价|均价|造价|费用|控制数|节约率|节约额")
_GIVEN = re.compile("发放|补助|补贴|补偿|资助|奖励|贷款|募集|捐赠|投资|带动|交易|成交|销售|收入|追回|挽回")
_QUALITY = re.compile("合格率|准确率|达标率|优良率|完好率|通过率|差错率|返工率|验收率")
_COUNT = re.compile("(?:人次|人数|次数|场数|个数|册数|份数|件数|宗数|户数|数量)$")
_COUNTED_QUALITY = re.compile(
    "投诉|差错|事故|违规|违法|缺陷|故障|扣分|退|错|漏|问题|获|优秀|表彰|示范|达标|合格|整改"
)
_GIVEN_TIME = re.compile("(?:培训|服务|开放|播出|授课|志愿|值守|运行|工作|巡查|飞行|课程)时(?:长|间)")
_SATISFIED = re.compile("(?:满意度|满意率|好评率|认可度|认可率)$")
_ECONOMIC = re.compile(
    "经济|收入|税|产值|利润|节支|节约|节省|降本|成本|增收|投资|消费|产业|企业|市场|贸易|价格|资产|收益"
)
_ECOLOGICAL = re.compile(
    "生态|可持续|环境|环保|排放|能耗|节能|节水|减排|绿|污染|垃圾|循环|回收|再利用|水质|空气|大气|土壤|碳|"
    "资源|植被|森林|林木|湿地|噪声|扬尘|清洁|水土|河|湖|海"
)
_OTHER_ENVIRONMENT = re.compile(
    "(?:营商|投资|政务|消费|法治|市场|人文|社会|服务|学习|阅读|网络)环境|资源(?:整合|共享|配置)"
)
_SOCIAL = re.compile("社会|公众|群众|市民|居民|百姓|民生|民有|政民|服务型|治理|信访|矛盾|秩序|参与")

_TAUGHT = "按名称应列"


@row_rule(
    "I07",
    Severity.VERIFY,
    source="财预〔2021〕101号 关于指标分类的规定",
    section="indicators",
    reads="",
)
def other_category(_: Reckoning, indicator: Indicator) -> Iterator[Issue]:
    """数量、质量、时效、成本和各类效益指标各有所指：及时率、时长属时效，金额、单价属成本，满意度属满意度。"""
    if why := misplaced(indicator):
        told = f"“{short(indicator.name)}”列在{indicator.level2}，{why}"
        where = place("indicators", indicator.id, "level2")
        yield Issue((where,), told, {"二级指标": indicator.level2})


def misplaced(indicator: Indicator) -> str:
    """Say where an indicator belongs by the words of its name; '' where it may well stand where it does."""
    level, name = indicator.level2 or indicator.level1, indicator.name
    if _SATISFIED.search(name):
        return "" if "满意" in f"{indicator.level1}{level}" else f"{_TAUGHT}满意度指标"
    if "成本" in level and re.search("社会|生态", level):
        return ""  # 社会成本、生态环境成本 are harms that may be counted in any way
    for word, judge in _JUDGES.items():
        if word in level:
            return judge(name, word)
    return ""


def _as_output(name: str, level: str) -> str:
    """Judge an output indicator (产出) of the category *level*: 数量, 质量, 时效, 成本."""
    if _PROCESS.search(name):
        return "说的是预算执行过程，执行率另行计分，不作产出"
    named = _named(name)
    return "" if not named or level in named else f"{_TAUGHT}{named[0]}指标"


def _named(name: str) -> list[str]:
    """The categories that a name speaks of, the most telling first; it may stand in any of them."""
    cues = (
        ("时效", _TIME.search(name) and not _GIVEN_TIME.search(name)),
        ("质量", _QUALITY.search(name)),
        ("成本", _COST.search(name) and not _GIVEN.search(name)),
        ("数量", _COUNT.search(name) and not _COUNTED_QUALITY.search(name)),
    )
    return [category for category, spoken in cues if spoken]


def _as_economic(name: str, _: str) -> str:
    social = _SOCIAL.search(name) and not _ECONOMIC.search(name)
    return f"{_TAUGHT}社会效益指标" if social else ""


def _as_ecological(name: str, _: str) -> str:
    social = _SOCIAL.search(name) and not _ECOLOGICAL.search(_OTHER_ENVIRONMENT.sub("", name))
    return f"{_TAUGHT}社会效益指标" if social else ""


def _as_social(name: str, _: str) -> str:
    return f"{_TAUGHT}经济效益指标" if re.search("税收|产值|利润|营业收入", name) else ""


_JUDGES: Mapping[str, Callable[[str, str], str]] = {
    **dict.fromkeys(("数量", "质量", "时效", "成本"), _as_output),
    "经济": _as_economic,
    "生态": _as_ecological,
    "社会": _as_social,
}
