"""A report that passes and one that fails for every rule over text and layout, and for rules of one's own."""

from __future__ import annotations

from typing import Any

from tests.unit.rule_case import Case, Data


def passage(text: str, /, **data: Any) -> Data:
    return {"passages": [{"section": "conclusion", "text": text}], **data}


def budget(**values: Any) -> list[Data]:
    return [{"name": "甲项", "initial": "10万元", "adjusted": "10万元", **values}]


def result(**values: Any) -> Data:
    return {"results": [{"name": "受理事件", "value": "100", "unit": "宗", **values}]}


def paid(amount: str) -> list[Data]:
    return [{"item": "付", "payee": "甲公司", "amount": amount}]


def measure(**values: Any) -> Data:
    row = {"problem": 1, "text": "按月比对支出进度", "owner": "财务室", "due": "2022-06-30", **values}
    return {"problems": [{"title": "支出偏慢"}], "measures": [row]}


def compared(text: str, method: str) -> Data:
    contract = {"name": "读者问卷调查服务合同", "method": method, "amount": "2万元"}
    return passage(text, contracts=[contract])


def own(**values: Any) -> Data:
    row = {"left": "全年执行数", "operator": "≤", "right": "全年预算数", **values}
    return {"user_rules": [row], "budget": budget(), "payments": paid("11万元")}


def last_results(lost: str, net: str) -> Data:
    rows = (("新增关注", "100"), ("取消关注", lost), ("净增关注", net))
    return {"results": [{"name": name, "value": value, "unit": "人"} for name, value in rows]}


WRITTEN = [
    {"section": section, "text": "本节内容。"}
    for section in (
        *("background", "basis", "duties", "allocation", "management", "execution", "goals", "achieved"),
        *("conclusion", "decision", "process", "performance", "merits", "problems"),
    )
]
_MEASURES = {"section": "measures", "text": "逐项落实。"}
_OVER = {
    "budget": budget(adjusted="12万元"),
    "problems": [{"title": "采购偏晚"}],
    "measures": [{"problem": 1}],
}
_STATED = {"figure": "results/1/change_rate", "value": "同比上升25%"}

CASES = {
    "T01": Case(
        passage(
            "上年执行率92%，部门要求不低于94%。共计支出{{figures/spent}}。",
            budget=budget(),
            payments=paid("9.5万元"),
        ),
        passage("全年执行率92.10%。", budget=budget(), payments=paid("9.5万元")),
        ("passages/1/text", "figures/execution_rate"),
        "写“全年执行率92.10%”，数据里预算执行率是 95%，相差 2.9个百分点",
    ),
    "T02": Case(
        passage("项目自2019年起实施，2021年完成。按照《2020年工作方案》办理，2022年6月前再查一次。"),
        passage("2020年项目运行平稳。2020年无投诉。"),
        ("passages/1/text", "project/1/year"),
        "评价年度是 2021年，“绩效评价结论”出现 2020年 2 处",
    ),
    "T03": Case(
        {**result(previous="80"), "stated": [_STATED]},
        {**result(previous="90"), "stated": [_STATED]},
        ("stated/1/value", "results/1/value", "results/1/previous"),
        "受理事件 同比增减：上报 同比上升25%，按今年数和上年数算是 11.11%",
    ),
    "T04": Case(
        last_results("40", "60"),
        last_results("40", "70"),
        ("results/3/value", "results/1/value", "results/2/value"),
        "净增关注 70人，新增关注 100 − 取消关注 40 = 60人，对不上",
    ),
    "T05": Case(
        passage("明细见表1-1。", payments=paid("1万元")),
        passage("明细见表1-2，另见{{table/payments}}。", payments=paid("1万元")),
        ("passages/1/text",),
        "写了“表1-2”，报告里只有表1-1，没有这个编号",
    ),
    "T06": Case(
        {**_OVER, "problems": [{"title": "预算调增较多，未写明追加类别"}]},
        _OVER,
        ("problems",),
        "审核查出 2 类问题没有写进“存在的问题”：预算调整幅度较大（B08）、预算增加未写明类别（B09）",
    ),
    "T07": Case(
        passage(
            "依据《某市全民阅读办法（试行）》执行。",
            basis=[{"title": "某市全民阅读办法", "number": "某府〔2021〕9号", "date": "2021-01-05"}],
        ),
        passage("依据《某市采购条例》执行。"),
        ("passages/1/text", "basis"),
        "引用了《某市采购条例》，立项依据里没有",
    ),
    "T08": Case(
        passage("（1）“甲”定制，见《乙（试行）》。1）丙；2）丁，12:30开始，App v2.1。"),
        passage("发放@某地”定制口罩,共两批。"),
        ("passages/1/text",),
        "标点不对：“发放@某地”定制口罩,”",
    ),
    "T09": Case(
        result(name="页面浏览人次", unit="人次"),
        result(name="页面浏览人数", unit="人次"),
        ("results/1/unit",),
        "“页面浏览人数100人次”：名称是人数，单位是人次",
    ),
    "T10": Case(
        {**result(value="13.3", unit="万个"), "contracts": [{"name": "口罩合同", "amount": "13.2万元"}]},
        {**result(value="13.2", unit="万个"), "contracts": [{"name": "口罩合同", "amount": "13.2万元"}]},
        ("results/1/value", "contracts/1/amount"),
        "受理事件 13.2万个，《口罩合同》金额 13.2万元，数字相同，折合每个 1.00 元",
    ),
    "T11": Case(
        passage(
            "（一）背景\n1.起因\n本段说明。\n2.经过\n本段说明。\n（二）依据\n依据文件办理。\n21.5万人受益。"
        ),
        passage("（一）背景\n本段说明。\n（三）依据\n本段说明。"),
        ("passages/1/text",),
        "“（三）依据”序号不连续，前面是第 1 个",
    ),
    "T12": Case(
        {"project": {"state": "送审"}, "passages": [*WRITTEN, _MEASURES]},
        {"project": {"state": "送审"}, "passages": WRITTEN},
        ("passages",),
        "有 1 个必写部分没有写：相关建议和整改措施",
    ),
    "T13": Case(
        passage(
            "包括三个子项目：甲项、乙项和丙项。两项工作：（1）甲、乙；（2）丙。分三个方面：一是甲，二是乙，三是丙。"
        ),
        passage("包括三个子项目：甲项、乙项。"),
        ("passages/1/text",),
        "说“三个子项目”，后面列了 2 个",
    ),
    "T14": Case(
        passage("合同编号20210329000123，热线12345，流水138001380001。"),
        passage("联系人手机13800138000。"),
        ("passages/1/text",),
        "有手机号码（138…00）",
    ),
    "T15": Case(
        {"project": {"report_date": "2022-03-05"}},
        {},
        ("project/1/report_date",),
        "落款没有报告日期",
    ),
    "X01": Case(
        {"indicators": [{"name": "甲", "reason": "供应商印刷推迟，图书晚到12天"}]},
        {"indicators": [{"name": "甲", "reason": "经核实无误。"}]},
        ("indicators/1/reason",),
        "写的是“经核实无误。”，没有说明实际情况",
    ),
    "X02": Case(
        passage("满意度明显提高，由90%升至95%。"),
        passage("项目圆满完成，环境有所改善。"),
        ("passages/1/text",),
        "用了“圆满”“有所改善”",
    ),
    "X03": Case(
        passage("依据某财预〔2021〕10号和本办法（2021）第3条。"),
        passage("依据某财预[2021]10号。"),
        ("passages/1/text",),
        "文号“依据某财预[2021]10号”，应写作“〔2020〕10号”的样子",
    ),
    "X04": Case(
        passage("按 GB/T 9704 排版，App 上线。“甲”“乙”……"),
        passage("已完成。。共 12 个"),
        ("passages/1/text",),
        "标点叠用（“已完成。。共 1”）",
    ),
    "X05": Case(
        {"goals": [{"text": "2021年更新图书，较2020年增加"}]},
        {"goals": [{"text": "2020年更新图书6000册"}]},
        ("goals/1/text",),
        "目标和指标里有 1 处写着上年年份 2020年",
    ),
    "X06": Case(
        passage("受理量同比上升73%，满意度上升2个百分点，为上年的3倍。"),
        passage("受理量同比较上年增加10宗。"),
        ("passages/1/text",),
        "“同比较上年”",
    ),
    "X07": Case(
        compared("《读者问卷调查服务合同》由甲公司成交，成交金额2万元。", "竞争性磋商"),
        compared("《读者问卷调查服务合同》由甲公司成交。", "三方比价"),
        ("passages/1/text", "contracts/1/method"),
        "正文写“成交”，采购方式是三方比价，写“选定、承担”",
    ),
    "X08": Case(
        measure(),
        measure(text="进一步加强项目管理，提高工作效率。", due=None),
        ("measures/1/text", "measures/1/due"),
        "没有写具体做什么，没有写完成时限",
    ),
    "X09": Case(
        passage("补贴每人300元，合计7747万元，抽检8.9万宗。"),
        passage("支出1,700.00万元。"),
        ("passages/1/text",),
        "写“1,700.00”：公文里的金额不加千分位",
    ),
    "X10": Case(
        passage("截至2021年12月31日，合同截止日期为2022年3月。"),
        passage("截止2021年12月31日，合同签订。"),
        ("passages/1/text",),
        "写“截止”：时点用“截至”",
    ),
    "U01": Case(
        own(tolerance="1"),
        own(severity="强制性", note="预算法第十三条。"),
        ("user_rules/1", "figures/spent", "figures/adjusted"),
        "“全年执行数 ≤ 全年预算数”不成立：左边 11，右边 10，相差 1。预算法第十三条",
    ),
}
