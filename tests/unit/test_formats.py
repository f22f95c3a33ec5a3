from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models import formats

WAN = 1_000_000


@pytest.mark.parametrize(
    ("fen", "shown", "always"),
    [
        (50 * WAN, "50万元", "50.00万元"),
        (24_820_000, "24.82万元", "24.82万元"),
        (13_200_000, "13.20万元", "13.20万元"),
        (49_999_900, "50.00万元", "50.00万元"),
        (85_600, "856元", "0.09万元"),
        (4_999, "49.99元", "49.99元"),
        (5_000, "50元", "0.01万元"),
        (1, "0.01元", "0.01元"),
        (0, "0万元", "0.00万元"),
        (-2_490_000, "2.49万元", "2.49万元"),
        (12_345_670_000, "12345.67万元", "12345.67万元"),
        (159_275_000, "159.28万元", "159.28万元"),
        (159_284_999, "159.28万元", "159.28万元"),
    ],
)
def test_amounts(fen: int, shown: str, always: str) -> None:
    assert formats.wan(fen) == shown
    assert formats.wan(fen, always=True) == always


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("99.9442", "99.94%"),
        ("99.998", "99.998%"),
        ("99.99999", "不足100%"),
        ("100.000001", "略高于100%"),
        ("0.004", "0.004%"),
        ("0.00001", "不足0.01%"),
        ("0", "0%"),
        ("100", "100%"),
        ("-0.79077", "0.79%"),
        ("60.925", "60.93%"),
    ],
)
def test_rates_never_round_to_nothing_or_to_all(value: str, shown: str) -> None:
    assert formats.rate(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("name", "unit", "shown"),
    [
        ("更新图书册数", "册", "更新图书"),
        ("年借阅人次", "人次", "年借阅"),
        ("抽检案件数", "宗", "抽检案件"),
        ("参加人数", "人", "参加"),
        ("工单数量", "件", "工单"),
        ("人工接通率", "%", "人工接通率"),
        ("次数", "次", "次数"),
        ("景气指数", "点", "景气指数"),
        ("责任投诉量", "件", "责任投诉量"),
        ("政府采购金额", "万元", "政府采购金额"),
        ("无单位数", "", "无单位数"),
    ],
)
def test_an_indicators_name_before_a_number(name: str, unit: str, shown: str) -> None:
    assert formats.label(name, unit) == shown


@pytest.mark.parametrize(
    ("unit", "word"),
    [
        ("深圳市坪山区政务服务数据管理局", "我局"),
        ("某区发展和改革委员会", "我委"),
        ("某市卫健委", "我委"),
        ("某区人民政府办公室", "我办"),
        ("某省民政厅", "我厅"),
        ("青屏区文化服务中心", "我中心"),
        ("某区图书馆", "我馆"),
        ("某市人民医院", "我院"),
        ("某某研究院", "我院"),
        ("某区第一小学", "我校"),
        ("某区城管执法大队", "我队"),
        ("坪山街道", "我街道"),
        ("某某街道办事处", "我街道"),
        ("某区疾控所（某区卫生监督所）", "我所"),
        ("某某集团有限公司", "我单位"),
        ("", "我单位"),
    ],
)
def test_what_a_unit_calls_itself(unit: str, word: str) -> None:
    assert formats.called(unit) == word


def test_names_in_quotes_and_book_title_marks() -> None:
    assert formats.project("民生诉求") == "“民生诉求”项目"
    assert formats.project("道路改造工程") == "“道路改造工程”"
    assert formats.project("“一网统管”建设") == "“‘一网统管’建设”项目"
    assert formats.titled("财务管理制度（试行）") == "《财务管理制度（试行）》"
    assert formats.titled("《财务管理制度》") == "《财务管理制度》"
    assert formats.titled("关于印发《办法》的通知") == "《关于印发〈办法〉的通知》"
    assert formats.contract("图书采购") == "《图书采购》合同"
    assert formats.contract("《图书采购合同》") == "《图书采购合同》"
    assert formats.contract("安装协议（补充）") == "《安装协议（补充）》"


def test_lists_of_names() -> None:
    assert formats.names(("甲",)) == "甲"
    assert formats.names(("甲", "乙")) == "甲和乙"
    assert formats.names(("甲", "乙", "丙")) == "甲、乙和丙"
    assert formats.names(("民情联系", "宣传推广和培训")) == "民情联系、宣传推广和培训"
    assert formats.names(("咨询、汇编", "宣传")) == "“咨询、汇编”“宣传”"


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("元", 85_600, "856元"),
        ("万元.00", 3 * WAN, "3.00万元"),
        ("百分点", Decimal("-1.50"), "1.5个百分点"),
        ("分", Decimal("9.3429"), "9.34分"),
        ("分", Decimal("29.00"), "29分"),
        ("倍", Decimal("38.444"), "38.44倍"),
        ("倍", Decimal(12), "12倍"),
        ("汉字", 2, "两"),
        ("汉字", 3, "三"),
        ("汉字", 11, "11"),
        ("数", Decimal("94.20"), "94.2"),
        ("数", 23, "23"),
        ("日期", date(2021, 3, 29), "2021年3月29日"),
        ("期间", (date(2023, 6, 20), date(2023, 8, 20)), "2023年6月20日至8月20日"),
        ("期间", "2021年4月1日至2022年3月31日", "2021年4月1日至2022年3月31日"),
        ("年", 2021, "2021年"),
        ("年", date(2021, 3, 29), "2021年"),
        ("年度", 2021, "2021年度"),
    ],
)
def test_every_other_format(form: str, value: object, shown: str) -> None:
    assert formats.FORMATS[form](value) == shown


@pytest.mark.parametrize(
    ("form", "more", "less", "none"),
    [
        ("调增减", "调增", "调减", "未调整"),
        ("增降", "增长", "下降", "持平"),
        ("增减", "增加", "减少", "持平"),
        ("升降", "上升", "下降", "持平"),
        ("长短", "延长", "缩短", "持平"),
        ("高低", "高于", "低于", "持平"),
    ],
)
def test_words_by_sign(form: str, more: str, less: str, none: str) -> None:
    shown = [formats.FORMATS[form](value) for value in (Decimal("0.44"), Decimal("-0.44"), 0)]
    assert shown == [more, less, none]
    assert form in formats.SIGNED


def test_a_format_fits_only_what_it_can_show() -> None:
    assert formats.fits("money", "万元.00")
    assert not formats.fits("money", "数")
    assert not formats.fits("number", "万元")
    assert not formats.fits("text", "没有这种格式")


def test_an_officers_words_inside_a_sentence() -> None:
    assert formats.clause("  年中承接临时任务。\n") == "年中承接临时任务"
    assert formats.clause("一；二；") == "一；二"


@given(st.integers(-(10**15), 10**15))
def test_no_amount_prints_a_sign_or_odd_decimals(fen: int) -> None:
    for shown in (formats.wan(fen), formats.wan(fen, always=True)):
        number = shown.removesuffix("万元").removesuffix("元")
        assert shown.endswith("元")
        assert not number.startswith("-")
        assert len(number.partition(".")[2]) in ({0, 2} if "万元" in shown else {0, 1, 2})
        assert fen == 0 or number.strip("0.") != ""
