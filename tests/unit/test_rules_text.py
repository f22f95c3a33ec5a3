from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.models.checks import Finding, Severity
from desktop.models.plain import plain_report
from desktop.report.review import review
from tests.report.reports import reckoned, report, sample
from tests.unit.rule_case import Data
from tests.unit.rules_text import WRITTEN, budget, compared, measure, own, paid, passage, result


def found(rule_id: str, data: Data) -> list[Finding]:
    return [each for each in review(reckoned(report(**data))) if each.rule == rule_id]


_TWO = {"budget": [*budget(), {"name": "乙项", "initial": "20万元", "adjusted": "20.01万元"}]}
_MADE = {
    "indicators": [{"name": "更新图书册数", "operator": "≥", "target": "600", "unit": "册", "actual": "650"}]
}
_PRICE = {
    "indicators": [{"name": "每册图书均价", "operator": "≤", "target": "36", "unit": "元", "actual": "35"}]
}
_AGREED = {
    "contracts": [{"name": "甲合同", "amount": "10万元"}],
    "payments": [{"item": "付", "payee": "甲", "amount": "4万元", "contract": 1}],
}
_RATE = {"budget": budget(), "payments": paid("9.5万元")}
_ANSWERED = {
    "indicators": [
        {"name": "报修24小时响应率", "operator": "≥", "target": "98", "unit": "%", "actual": "98.6"}
    ]
}
_DYKE = {
    "indicators": [
        {"name": "每公里堤防造价", "operator": "≤", "target": "460", "unit": "万元/公里", "actual": "452.6"}
    ]
}


def _about(section: str, text: str) -> Data:
    return {"passages": [{"section": section, "text": text}]}


def _surveyed(source: str) -> Data:
    row = {"level1": "满意度指标", "level2": "服务对象满意度", "name": "学员满意度", "operator": "≥"}
    return {"indicators": [{**row, "target": "90", "actual": "95", "unit": "%", "data_source": source}]}


_TABLED = {"payments": paid("1万元")}
MUST, HINT = Severity.MUST, Severity.HINT

TYPED: list[tuple[Data, list[Severity], str]] = [
    (passage("全年预算数30.02万元。", **_TWO), [HINT], "与全年预算数合计 30.01万元 相差 0.01万元，是四舍五入的尾差"),
    (passage("全年预算数30.03万元。", **_TWO), [MUST], "相差 0.02万元"),
    (passage("全年预算数30万元。", **_TWO), [MUST], "相差 0.01万元"),
    (passage("全年预算数30.0万元。", **_TWO), [HINT], "可以转为活数字"),
    (passage("全年预算数300100元。", **_TWO), [HINT], "“300100元”与全年预算数合计相同"),
    (passage("全年预算数{{figures/adjusted|万元.00}}。", **_TWO), [], ""),
    (passage("乙项全年预算数10万元。", **_TWO), [MUST], "数据里乙项全年预算数是 20.01万元"),
    (passage("乙项按期完成，全年预算数20.01万元。", **_TWO), [HINT], "可以转为活数字"),
    (passage("上年全年预算数18万元。2020年，全年预算数16万元。", **_TWO), [], ""),
    (passage("执行率100%。", **_RATE), [MUST], "相差 5个百分点"),
    (passage("执行率为95%。", **_RATE), [HINT], "“95%”与预算执行率相同，可以转为活数字"),
    (passage("采购执行率100%。执行率不低于90%。执行率较上年提高2%。", **_RATE), [HINT], "“2%”数据里没有"),
    (passage("到位率100%，覆盖率100%，30万元以上的须审议。", **_RATE), [], ""),
    (passage("更新图书650册，按季度轮换。", **_MADE), [HINT], "与更新图书册数相同"),
    (passage("更新图书640册，按季度轮换。", **_MADE), [MUST], "“绩效评价结论”写“更新图书640册”，数据里更新图书册数是 650册"),
    (passage("各类更新图书640册次。各社区更新图书640套。", **_MADE), [], ""),
    ({**_MADE, "goals": [{"text": "甲", "achieved": "更新图书640册"}]}, [MUST], "绩效目标 第 1 行 实现情况"),
    ({**_MADE, "goals": [{"text": "甲", "achieved": "更新图书650册，比例30%"}]}, [], ""),
    (passage("《甲合同》余额6.50万元。", **_AGREED), [MUST], "数据里《甲合同》余额是 6万元"),
    (passage("《甲合同》已付4万元，余额6.00万元。", **_AGREED), [HINT], "可以转为活数字"),
    (passage("专家费用，年初预算3.3万元，共计支出3.2万元。", **_RATE), [HINT], "“3.3万元”数据里没有"),
    (passage("2021年，项目共发生支出1笔，共计支出9.4万元。", **_RATE), [MUST], "数据里全年执行数合计是 9.5万元"),
    (passage("甲项按时实施，执行率95.00%，某街道执行率80%。", **_RATE), [HINT], "可以转为活数字"),
    (passage("每册图书均价40元。", **_PRICE), [MUST], "数据里每册图书均价是 35元，相差 5元"),
    (passage("每册图书均价35元，调减2.00万元。", **_PRICE, budget=budget(adjusted="8万元")), [HINT], "“2.00万元”与预算调整额合计相同"),
    (passage("2021年共支出1笔，合计9.4万元，执行率95%。", **_RATE), [MUST, HINT], "写“合计9.4万元”，数据里全年执行数合计是 9.5万元"),
    (passage("2021年共支出1笔，合计9.5万元，执行率93%。", **_RATE), [MUST, HINT], "数据里预算执行率是 95%"),
    (passage("甲公司支出1笔，合计9.4万元。", **_RATE), [HINT], "“9.4万元”数据里没有"),
    (passage("报修24小时响应率97%。", **_ANSWERED), [MUST], "数据里报修24小时响应率是 98.6%"),
    (passage("报修24小时响应率应达到99%。", **_ANSWERED), [HINT], "“99%”数据里没有"),
    (passage("每公里堤防造价452.60万元。", **_DYKE), [HINT], "“452.60万元”与每公里堤防造价相同"),
    (passage("每公里堤防造价470万元。", **_DYKE), [MUST], "数据里每公里堤防造价是 452.6万元"),
    (passage("单价33.50元。", **_PRICE), [HINT], "“33.50元”数据里没有"),
    (passage("调整额超过年初预算数的10%。", budget=budget()), [HINT], "“10%”与预算调整须说明的幅度相同"),
    (passage("受理89000宗。", **result(name="受理", value="8.9", unit="万宗")), [], ""),
    (passage("受理事件总量8.9万宗。", **result(name="受理事件总量", value="89000")), [HINT], "可以转为活数字"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "severities", "said"), TYPED)
def test_numbers_typed_into_the_text(data: Data, severities: list[Severity], said: str) -> None:
    findings = found("T01", data)
    assert [each.severity for each in findings] == severities
    assert said in "".join(each.message for each in findings)


def _said(figure: str, value: str) -> Data:
    return {"stated": [{"figure": figure, "value": value}]}


def _grown(new: str, net: str) -> Data:
    rows = (("新增粉丝", new), ("净增粉丝", net))
    return {"results": [{"name": name, "value": value, "unit": "人"} for name, value in rows]}


_FINAL = {"project": {"state": "定稿", "outline": "simple"}}

OTHERS: list[tuple[str, Data, str]] = [
    ("T02", passage("2022年计划增加两处。"), ""),
    ("T02", passage("2023年运行平稳。"), "2023年 1 处"),
    ("T02", {"project": {"year": 0}, **passage("2020年运行平稳。")}, ""),
    ("T02", {"merits": [{"title": "完成", "text": "2019年建成平台"}]}, "成效 第 1 行 内容"),
    ("T02", _about("background", "2011年购置，2019年8月改造，2020年6月报废。"), ""),
    ("T02", _about("background", "截至2020年12月31日已办结。"), "2020年 1 处"),
    ("T02", _about("background", "2020年，项目按计划实施。"), "2020年 1 处"),
    ("T02", _about("background", "2020年起按年度招标。区政府2020年印发办法。"), ""),
    ("T02", passage("2020年执行率97.8%，2021年执行率99.33%。"), ""),
    ("T02", passage("2020年执行率97.8%。2021年执行率99.33%。"), "2020年 1 处"),
    ("T02", _about("measures", "列入2023年维修预算申报。"), ""),
    ("T03", {**result(), **_said("results/1/change_rate", "25%")}, ""),
    ("T03", {**result(previous="200"), **_said("results/1/change_rate", "下降50%")}, ""),
    ("T03", {**result(previous="200"), **_said("figures/results/1/change", "减少90宗")}, "-100"),
    ("T04", _grown("90", "100"), "对不上"),
    ("T04", _grown("90", "60"), ""),
    ("T05", passage("见表1-1。表演12场。"), "报告里没有表"),
    ("T05", passage("填报附表1，发放调查表326份，见表1。", project={"outline": "x"}, **_TABLED), ""),
    ("T05", passage("见表1、表2。", project={"outline": "x"}, **_TABLED), "写了“表2”，报告里只有表1"),
    ("T06", measure(), ""),
    ("T06", _surveyed("2021年11月电话回访"), ""),
    ("T06", _surveyed("全年无投诉"), "未取得满意度数据（I14）"),
    ("T06", {"problems": [{"title": "支出偏慢"}]}, "问题“支出偏慢”没有对应的整改措施"),
    ("T06", measure(problem=None), "没有对应的整改措施整改措施“按月比对支出进度”没有选对应的问题"),
    ("T07", {"basis": [{"title": "甲", "number": "某府〔2021〕9号"}]}, "《甲》缺日期"),
    ("T07", passage("印发《图书轮换清单》和《某某专报》。"), ""),
    ("T08", passage("（一）甲。见《乙。"), "“一）甲。见《乙。”"),
    ("T08", passage("“甲《乙”丙》"), "“甲《乙”丙》"),
    ("T08", passage("甲{{project/1/name}}（乙）。http://a.cn:80，12:30，(a+b)，3.5"), ""),
    ("T08", {"contracts": [{"name": "“甲服务合同"}]}, "合同 第 1 行 合同名称"),
    ("T09", {**result(name="宣传纸杯", unit="个")}, ""),
    ("T09", passage("浏览人数33685人次。"), "人数33685人次"),
    ("T09", passage("参加人次1200人次，参加人数1200人。"), ""),
    ("T11", passage("（一）背景\n（二）依据\n有依据。"), "标题“（一）背景”下面没有内容"),
    ("T11", passage("（一）背景"), "下面没有内容"),
    ("T11", passage("二、背景\n有内容。"), ""),
    ("T11", passage("如下：（1）甲；\n（2）乙；（3）丙；\n（4）丁。\n1.戊。\n1.己。"), ""),
    ("T11", passage("1.甲。\n2.乙。\n2.丙。"), "“2.丙。”序号不连续，前面是第 2 个"),
    ("T11", passage("1.甲。\n2.乙。\n3.丙。"), ""),
    ("T12", {"passages": WRITTEN[:3]}, ""),
    ("T12", {**_FINAL, "passages": WRITTEN}, "整改措施"),
    ("T12", {**_FINAL, "passages": WRITTEN, "measures": [{"text": "甲"}]}, ""),
    ("T13", passage("设6项目标：（1）甲、乙；（2）丙。"), "说“6项目标”，后面列了 2 个"),
    ("T13", passage("分两个方面：一是甲。二是乙。\n三是丙。"), ""),
    ("T14", {"project": {"secrecy": "机密"}}, "密级是“机密”"),
    ("T14", passage("身份证110101199003071234，邮箱 a.b@c.cn。"), "身份证号（110…34）、电子邮箱"),
    ("T14", passage("收款账号：6222020200112233445。"), "银行账号（账号：…45）"),
    ("T14", {"payments": [{"item": "付张某13900001111讲课费"}]}, "支付明细 第 1 行 支出事项"),
    ("T15", {"project": {"report_date": "2021-11-05"}}, "在评价年度结束（2021年12月31日）以前"),
    ("X01", {"budget": [{"name": "甲", "reason": "因工作需要"}]}, "写的是“因工作需要”"),
    ("X01", {"measures": [{"text": "见附件"}]}, "写的是“见附件”"),
    ("X02", passage("环境明显改善。"), "“明显改善”"),
    ("X02", passage("共印发300份左右，左右两侧各一块。"), "“左右”，"),
    ("X03", {"basis": [{"title": "甲", "number": "某府（2021）9号"}]}, "某府（2021）9号"),
    ("X03", {"contracts": [{"name": "甲", "minutes": "某纪〔2021〕第03号"}]}, "〔2021〕第03号"),
    ("X04", passage('共１２个，"甲"。'), "数字或字母是全角"),
    ("X06", passage("时长减少2倍，满意度提高3%。"), "减少2倍"),
    ("X07", compared("《读者问卷调查服务合同》由甲公司成交。", "公开招标"), "写“中标”"),
    ("X07", compared("《读者问卷调查服务合同》由甲公司承担，日成交量12笔。", "公开招标"), ""),
    ("X08", measure(text="完善《图书采购管理办法》第三章，明确验收时限"), ""),
    ("X09", passage("投入12万，补助150000元，余3.125万元。"), "金额缺“元”"),
    ("X10", passage("双方签定合同，帐户已销。"), "写“签订”"),
]  # fmt: skip


@pytest.mark.parametrize(("rule_id", "data", "said"), OTHERS)
def test_the_finer_points_of_the_text_rules(rule_id: str, data: Data, said: str) -> None:
    findings = found(rule_id, data)
    assert bool(findings) == bool(said), [each.message for each in findings]
    assert said in "".join(each.message for each in findings)


_TWICE = {**own(left="甲项 年初预算数", right="1"), "budget": [*budget(), *budget()]}

USER: list[tuple[Data, Severity | None, str]] = [
    (own(operator="="), Severity.VERIFY, "“全年执行数 = 全年预算数”不成立"),
    (own(operator="=", tolerance="1万元"), None, ""),
    (own(operator="≠"), None, ""),
    (own(operator="≠", tolerance="1"), Severity.VERIFY, "（允许误差 1）"),
    (own(operator=">", tolerance="0"), None, ""),
    (own(operator="<", severity="提示"), Severity.HINT, "不成立"),
    (own(operator="≥", right="全年预算数 × 1.1 + 1元"), Severity.VERIFY, "右边 11.0001，相差 0.0001"),
    (own(left="figures/received", right="1"), None, ""),
    (own(left="没有的数"), Severity.HINT, "左边没有“没有的数”这个数"),
    (own(right="(1 + 2", severity="强制性"), Severity.HINT, "右边缺少右括号"),
    (own(operator=""), Severity.HINT, "没有选左右两边的关系"),
    (own(tolerance="一点点"), Severity.HINT, "允许误差“一点点”读不懂"),
    (own(left="", right=""), None, ""),
    (own(left="figures/received", right="没有"), Severity.HINT, "右边没有“没有”这个数"),
    (_TWICE, Severity.HINT, "有 2 个，请写位置，例：budget/1/initial"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "severity", "said"), USER)
def test_rules_of_ones_own(data: Data, severity: Severity | None, said: str) -> None:
    findings = found("U01", data)
    assert [each.severity for each in findings] == ([severity] if severity else [])
    assert said in "".join(each.message for each in findings)


def test_what_the_text_rules_say_of_the_sample() -> None:
    findings = [each for each in review(reckoned(sample())) if each.rule[0] in "TXU"]
    assert {each.rule for each in findings} == {"T01", "T06", "T07", "T09", "T10", "T15", "X08"}
    typed = [each for each in findings if each.rule == "T01"]
    assert [(each.severity, each.numbers) for each in typed] == [(HINT, {"手写的数": "73.51%"})]


def test_a_number_typed_over_a_live_figure_is_found_when_the_data_change() -> None:
    held = sample()
    first = held.passages[5]
    typed = replace(first, text="全年执行率99.94%。")
    same = [each for each in review(reckoned(held.with_record("passages", typed))) if each.rule == "T01"]
    assert {each.severity for each in same} == {HINT}
    fewer = held.with_record("passages", typed).without("payments", [13])
    other = [each for each in review(reckoned(fewer)) if each.rule == "T01"]
    assert [each.place for each in other if each.severity is MUST] == ["passages/6/text"]


def test_last_years_measures_do_not_ask_for_an_owner() -> None:
    last = plain_report(report(measures=[{"text": "加强管理"}]))
    assert found("X08", {"last": [{"file_name": "a", "year": 2020, "report": last}]}) == []
