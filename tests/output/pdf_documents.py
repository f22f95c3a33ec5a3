"""A report of our own for the tests of the PDF: several pages, both kinds of table, every kind of block."""

from __future__ import annotations

from desktop.report.blocks import (
    Block,
    Column,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Span,
    Table,
    Title,
)

TITLE = "青溪市公共图书馆智慧服务平台项目2023年度项目支出绩效自评报告"

_BACKGROUND = (
    "青溪市公共图书馆智慧服务平台项目是我市“书香青溪”三年行动计划（2022—2024年）的重点任务。2022年11月，"
    "市政府印发《青溪市公共文化服务提升方案》（青府办〔2022〕18号），要求在2023年12月31日前建成覆盖12个镇街、"
    "86个基层服务点的统一借阅平台。为落实上述要求，我局于2023年2月15日完成立项，项目编号为QXWL-2023-007，"
    "绩效目标随部门预算一并报送市财政局备案。"
)
_DUTIES = (
    "本项目由市文化广电旅游体育局统筹，公共服务科具体负责，其职责包括：拟定实施方案，组织需求论证、招标采购和合同签订；"
    "督促承建单位按月报送进度；会同财务科审核支付申请；组织初步验收、试运行和最终验收；汇总各服务点的意见，提出改进措施。"
    "市图书馆负责日常运行，承担数据迁移、人员培训和读者服务工作。"
)
_MONEY = (
    "项目年初预算486.50万元，年中调减21.35万元，调整后预算数465.15万元，其中：软件开发198.00万元，设备购置"
    "172.65万元，数据迁移54.50万元，培训与宣传40.00万元。截至2023年12月31日，实际支出458.92万元，预算执行率98.66%，"
    "结余6.23万元已按规定交回市财政。与2022年相比，支出增加103.4万元，增长29.08%，主要原因是新增自助借还设备64台。"
)
_RESULT = (
    "平台于2023年9月28日上线试运行，同年12月20日通过验收。试运行期间，日均访问量由1.2万人次升至3.46万人次，"
    "平均响应时间≤0.8秒，系统可用率≥99.95%；新增注册读者27,318人，图书外借量同比增长41.6%，通借通还比例达63%～68%。"
    "问卷调查共发放1,500份，收回有效问卷1,436份，满意度为94.7%。由此可见，项目达到了“一证通借、一网通办”的预期目标，"
    "基本解决了群众反映的“借书难、还书远”问题……但个别镇街的设备利用率偏低——其中3个服务点月均不足40人次。"
)
_PROBLEM = (
    "一是预算编制不够精细，培训经费按2021年的标准测算，未考虑线上培训占比提高的因素，导致调减12.00万元；二是个别合同"
    "的付款条件与验收节点衔接不紧，2023年第三季度支出进度仅为46.2%，低于序时进度28.8个百分点；三是绩效指标中"
    "“群众阅读习惯明显改善”等表述难以量化，佐证材料不足。"
)
_ADVICE = (
    "下一步，我局将按照《项目支出绩效评价管理办法》（财预〔2020〕10号）的要求，进一步完善项目储备和预算编制，"
    "以近3年实际支出为依据测算；把付款节点写进合同，按季度通报进度；对设备利用率低于60%的服务点逐一分析原因，"
    "必要时调整布点，让每一台设备都用在读者身边。"
)

_ITEMS = (
    "付智慧服务平台软件开发合同首付款",
    "付青溪联合信息技术有限公司数据迁移服务合同款（含历史书目校验）",
    "付自助借还设备采购合同进度款",
    "付基层服务点网络改造工程款",
    "付平台安全等级保护测评费",
    "付馆员线上培训课程制作费",
    "付“书香青溪”宣传片制作费",
    "付读者满意度调查服务费",
)

GOALS = (
    ("产出指标（50分）", "数量指标", "购置自助借还设备", "64台"),
    ("产出指标（50分）", "数量指标", "覆盖基层服务点", "86个"),
    ("产出指标（50分）", "质量指标", "系统可用率", "≥99.95%"),
    ("产出指标（50分）", "质量指标", "历史书目迁移准确率", "≥99.9%"),
    ("产出指标（50分）", "时效指标", "平台上线时间", "2023年9月30日前"),
    ("产出指标（50分）", "成本指标", "项目总成本", "≤486.50万元"),
    ("效益指标（40分）", "社会效益指标", "方便群众就近借阅，减少往返，通借通还比例稳步提高", "≥60%"),
    ("效益指标（40分）", "社会效益指标", "带动镇街开展阅读推广活动", "≥120场"),
    ("效益指标（40分）", "可持续影响指标", "建立长效运维机制", "持续发挥作用"),
    ("满意度指标（10分）", "服务对象满意度指标", "读者满意度", "≥90%"),
)


def payments(count: int = 40, **changed: object) -> Table:
    """Return a 支出明细表 with *count* rows."""
    rows = tuple(
        (str(k + 1), _ITEMS[k % 8] + f"（第{k + 1}笔）", f"{k * 3.17 + 1:.2f}") for k in range(count)
    )
    given: dict[str, object] = {
        "caption": "表1-1 智慧服务平台项目支出明细表",
        "columns": (Column("序号", 42, "center"), Column("支出事项", 328), Column("金额", 72, "right")),
        "rows": rows,
        "unit": "金额单位：万元",
        "total": ("", "合计", "458.92"),
        "note": "注：金额按实际支付日期归集，保留两位小数。",
        "places": tuple(f"payments/{k + 1}" for k in range(count)),
        "place": "payments",
    }
    return Table(**(given | changed))  # type: ignore[arg-type] - the test gives what a table takes


def goals(times: int = 1) -> Table:
    """Return a 绩效目标表 with its levels merged."""
    columns = (
        Column("一级指标", 78, "center"),
        Column("二级指标", 84, "center"),
        Column("三级指标", 196),
        Column("指标值", 84, "center"),
    )
    rows = tuple(row for row in GOALS for _ in range(times))
    return Table("表1-2 年度绩效目标表", columns, rows, merged=2, place="indicators")


def sample(*, watermark: str = "", rows: int = 40) -> Document:
    """Return the report."""
    spans = (Span(_MONEY.index("458.92"), _MONEY.index("458.92") + 8, "figures/spent"),)
    blocks: tuple[Block, ...] = (
        Title(TITLE, "project/1/name"),
        Contents(),
        PageBreak(),
        Heading("一、", "项目概况", 1, "outline/1"),
        Heading("（一）", "项目背景及立项依据", 2, "outline/1/1"),
        Paragraph(_BACKGROUND, "passages/background"),
        Heading("（二）", "组织架构和职责分工", 2),
        Paragraph(_DUTIES, "passages/duties"),
        Heading("（三）", "资金投入和使用情况", 2),
        Heading("1.", "预算安排", 3),
        Paragraph(_MONEY, "passages/money", spans),
        Heading("2.", "资金使用", 3),
        Paragraph("2023年，本项目共计支出458.92万元，具体支付明细如下表："),
        payments(rows),
        Heading("（四）", "绩效目标", 2),
        Paragraph("年度绩效目标及指标值见表1-2。"),
        goals(3),
        Heading("二、", "绩效评价结论", 1, "outline/2"),
        *(Paragraph(text, f"passages/result/{k}") for k, text in enumerate((_RESULT, _DUTIES, _MONEY))),
        Heading("（1）", "主要成效", 4),
        Paragraph(_RESULT),
        Heading("三、", "存在的问题及原因分析", 1),
        Paragraph(_PROBLEM),
        Heading("四、", "改进措施", 1),
        Paragraph(_ADVICE),
        Signature("青溪市文化广电旅游体育局", "2024年3月15日", "project/1/unit"),
    )
    return Document(TITLE, "青溪市文化广电旅游体育局", "项目支出绩效自评报告", blocks, watermark)


def of(*blocks: Block) -> Document:
    """Return a document of *blocks*."""
    return Document("试排", "", "", blocks)
