"""Many small ledgers: heads, units, dates, totals, refunds; each row is taken, left aside, or a fault."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import ImportRefused
from desktop.exchange.ledgers import load_ledger
from desktop.exchange.readers.ledger import read_ledger_tables
from desktop.exchange.readers.ledger_cells import read_words
from desktop.exchange.readers.ledger_head import find_head
from desktop.exchange.source import Source, SourceTable

DAY = datetime.date(2021, 3, 29)


def ledger_of(*rows, unit="", year=0, merged=(), sheet="支出"):
    return read_ledger_tables(Source((SourceTable(sheet, tuple(rows), merged),)), unit=unit, year=year)


def amounts(ledger):
    return [row.amount for row in ledger.rows]


HEAD = ("日期", "摘要", "收款单位", "金额（元）", "凭证号")


def test_a_plain_ledger(book):
    path = book([HEAD, [DAY, "热线服务首款", "甲公司", 1592800.0, "记-0012"]])
    (row,) = load_ledger(path, "", 0).ledger.rows
    assert (row.date, row.item, row.payee, row.amount, row.voucher) == (
        *(DAY, "热线服务首款", "甲公司", 159280000, "记-0012"),
    )
    assert row.where == "支出!第2行"
    assert row.sure


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_texts_in_every_encoding(text, encoding, delimiter):
    rows = [HEAD, ("2021-03-29", "䶮先生书写费", "𠮷公司", "20.50", "00123")]
    path = text("\n".join(delimiter.join(row) for row in rows), encoding=encoding)
    read = load_ledger(path, "", 0)
    assert [tuple(row)[2:7] for row in read.ledger.rows] == [(DAY, "䶮先生书写费", "𠮷公司", 2050, "00123")]
    assert read.encoding == encoding


def test_titles_above_and_a_unit_line(book):
    rows = [["“民生诉求”项目支出明细"], [], ["编制单位：某局", "", "", "单位：万元"]]
    path = book([*rows, ["序号", "支出事项", "金额"], [1, "付甲公司款", 66.98], ["合计", "", 66.98]])
    ledger = load_ledger(path, "", 0).ledger
    assert amounts(ledger) == [66980000]
    assert ledger.rows[0].number == 5
    assert ledger.units == {"支出": ("万元", True)}
    assert [each.where for each in ledger.unused] == ["支出!第1行", "支出!第3行", "支出!第4行", "支出!第6行"]
    assert not ledger.faults


@pytest.mark.parametrize(
    ("label", "fen"),
    [
        ("金额（元）", 6698),
        ("金额（万元）", 66980000),
        ("金额：万元", 66980000),
        ("支付金额(千元)", 6698000),
        ("支出金额/万元", 66980000),
        ("金额\n（单位：万元）", 66980000),
    ],
)
def test_units_in_the_head(label, fen):
    ledger = ledger_of(("摘要", label), ("服务费", 66.98))
    assert amounts(ledger) == [fen]
    assert ledger.rows[0].sure


def test_an_assumed_unit_is_to_be_confirmed_and_can_be_given():
    rows = (("摘要", "金额"), ("服务费", 66.98))
    ledger = ledger_of(*rows)
    assert "没有写金额单位" in ledger.faults[0].message
    assert ledger.rows[0].doubts
    assert not ledger.rows[0].sure
    given_unit = ledger_of(*rows, unit="元")
    assert amounts(given_unit) == [6698]
    assert not given_unit.faults


def test_a_row_without_a_readable_day_keeps_the_rest():
    ledger = ledger_of(HEAD, ("2021-02-30", "服务费", "甲", 5.0, ""))
    assert ledger.rows[0].date is None
    assert amounts(ledger) == [500]
    assert ("日期读不出" in ledger.faults[0].message, ledger.faults[0].where) == (True, "支出!第2行")


@pytest.mark.parametrize("cell", ["待定", "", None, 0, True])
def test_a_row_without_a_readable_amount_is_a_fault_with_its_number(cell):
    ledger = ledger_of(
        HEAD, ("2021-03-29", "服务费", "甲", cell, ""), ("2021-03-29", "培训费", "乙", 5.0, "")
    )
    assert amounts(ledger) == [500]
    assert [each.where for each in ledger.faults] == ["支出!第2行"]


TOTALS = ["合计", "小 计", "本月合计", "本年累计", "累计", "本页小计", "总计：", "3月份合计"]


@pytest.mark.parametrize(
    ("word", "column"),
    [
        *(
            (word, column)
            for word in (*TOTALS, "承前页", "过次页", "上年结转", "期初余额")
            for column in (0, 1)
        ),
        ("热线服务小计", 0),
    ],
)
def test_totals_are_left_out_by_name(word, column):
    total = [None, None, None, 5.0, None]
    total[column] = word
    ledger = ledger_of(HEAD, (DAY, "服务费", "甲", 5.0, "1"), tuple(total))
    assert amounts(ledger) == [500]
    assert [each.where for each in ledger.unused] == ["支出!第3行"]
    assert not ledger.faults


@pytest.mark.parametrize("item", ["累计支付热线费", "合计费用结算服务费", "计算机采购", "总计划编制费"])
def test_items_that_only_begin_like_totals(item):
    assert amounts(ledger_of(HEAD, (DAY, item, "甲", 5.0, "1"))) == [500]


def test_a_total_that_contradicts_is_a_fault_and_nothing_is_sure():
    ledger = ledger_of(HEAD, (DAY, "服务费", "甲", 5.0, "1"), ("合计", "", "", 6.0, ""))
    assert "不一致" in ledger.faults[0].message
    assert [row.sure for row in ledger.rows] == [False]


def test_subtotals_and_total_agree():
    row = (DAY, "服务费", "甲", 5.0, "1")
    rows = (row, row, ("小计", "", "", 10.0, ""), row, ("小计", "", "", 5.0, ""), ("合计", "", "", 15.0, ""))
    assert not ledger_of(HEAD, *rows).faults


def test_repeated_heads_section_titles_and_feet():
    row = (DAY, "服务费", "甲", 5.0, "1")
    feet = (("制表人：张三", "", "审核：李四"), ("注：以上不含税", "", "", ""))
    ledger = ledger_of(HEAD, ("一、热线", "", ""), row, HEAD, row, (), *feet)
    assert len(ledger.rows) == 2
    assert [each.where for each in ledger.unused] == [f"支出!第{n}行" for n in (2, 4, 7, 8)]
    assert not ledger.faults


def test_debit_and_credit():
    head = ("日期", "摘要", "借方金额", "贷方金额", "余额")
    rows = ((DAY, "服务费", 5.0, "", 5.0), (DAY, "退回服务费", 0, 2.0, 3.0), (DAY, "错", 1.0, 2.0, 0))
    ledger = ledger_of(("单位：元",), head, *rows)
    assert amounts(ledger) == [500, -200]
    assert "贷方" in ledger.rows[1].doubts[0]
    assert ledger.faults[0].where == "支出!第5行"
    assert any("余额" in each.text for each in ledger.unused)


def test_a_project_column_serves_as_the_item_where_there_is_no_other():
    ledger = ledger_of(("日期", "项目", "金额（元）"), (DAY, "热线服务费", 5.0))
    assert [(row.item, row.budget, row.amount) for row in ledger.rows] == [("热线服务费", "热线服务费", 500)]


def test_a_direction_beside_the_amount():
    ledger = ledger_of(("摘要", "方向", "金额（元）"), ("服务费", "借", 5.0), ("退款", "贷", 2.0))
    assert amounts(ledger) == [500, -200]


def test_a_head_of_two_rows_with_months_and_days():
    top = ("2021年", "", "凭证", "摘要", "发生额（元）", "")
    below = ("月", "日", "字号", "", "借方", "贷方")
    ledger = ledger_of(
        top, below, ("3", 29.0, "记-12", "服务费", 5.0, ""), ("4", "1", "记-13", "年费", 6.0, "")
    )
    assert [row.date for row in ledger.rows] == [DAY, datetime.date(2021, 4, 1)]
    assert [row.voucher for row in ledger.rows] == ["记-12", "记-13"]
    assert amounts(ledger) == [500, 600]
    assert all(row.sure for row in ledger.rows)


def test_merged_words_hold_for_every_row_they_span(book):
    rows = [HEAD, [DAY, "首款", "甲公司", 5.0, "1"], [DAY, "尾款", None, 6.0, "2"]]
    ledger = load_ledger(book(rows, merged=["C2:C3"]), "", 0).ledger
    assert [row.payee for row in ledger.rows] == ["甲公司", "甲公司"]


def test_a_merged_amount_is_not_repeated(book):
    rows = [HEAD, [DAY, "首款", "甲公司", 5.0, "1"], [DAY, "尾款", "甲公司", None, "2"]]
    ledger = load_ledger(book(rows, merged=["D2:D3"]), "", 0).ledger
    assert amounts(ledger) == [500]
    assert ledger.faults[0].where == "支出!第3行"


def test_two_sheets_and_one_that_is_no_ledger(book):
    row = [DAY, "服务费", "甲", 5.0, "1"]
    path = book({"一季度": [HEAD, row], "说明": [["填表说明"]], "二季度": [[], HEAD, row], "空": []})
    ledger = load_ledger(path, "", 0).ledger
    assert [row.where for row in ledger.rows] == ["一季度!第2行", "二季度!第3行"]
    assert [each.where for each in ledger.unused] == ["说明"]


def test_hidden_sheets_are_named(book):
    import openpyxl

    path = book({"支出": [HEAD, [DAY, "服务费", "甲", 5.0, "1"]], "旧": [HEAD, [DAY, "旧", "甲", 5.0, "1"]]})
    workbook = openpyxl.load_workbook(path)
    workbook["旧"].sheet_state = "hidden"
    workbook.save(path)
    ledger = load_ledger(path, "", 0).ledger
    assert len(ledger.rows) == 1
    assert ("旧" in ledger.unused[0].where, "隐藏" in ledger.unused[0].text) == (True, True)


def test_formulas_give_what_they_last_showed(archive):
    """A formula with its cached value, as Excel writes it; one that was never computed is a fault."""
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>摘要</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>金额（元）</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>服务费</t></is></c><c r="B2"><f>2+3</f><v>5</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>培训费</t></is></c><c r="B3"><f>2+3</f></c>'
        '<c r="C3" t="inlineStr"><is><t>x</t></is></c></row>'
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="支出" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    ledger = load_ledger(archive({name: part.encode() for name, part in parts.items()}), "", 0).ledger
    assert amounts(ledger) == [500]
    assert [each.where for each in ledger.faults] == ["支出!第3行"]


def test_contract_and_budget_amounts_are_not_the_payment():
    head = ("合同名称", "合同金额（万元）", "累计支付（万元）", "本次支付金额（元）", "收款单位", "付款单位")
    ledger = ledger_of(head, ("热线合同", 318.55, 200, 5.0, "甲", "某局"))
    assert amounts(ledger) == [500]
    assert (ledger.rows[0].payee, ledger.rows[0].contract) == ("甲", ("", "热线合同"))
    assert len(ledger.unused) == 3


def test_quotes_that_do_not_close(text):
    path = text('日期,摘要,金额（元）\n2021-03-29,"推广活动,5\n2021-03-30,印刷,6\n')
    assert amounts(load_ledger(path, "", 0).ledger) == [500, 600]


def test_line_breaks_in_a_cell_do_not_shift_row_numbers(text):
    path = text('日期,摘要,金额（元）\n2021-03-29,"推广\n活动",5\n2021-03-30,印刷,6\n')
    ledger = load_ledger(path, "", 0).ledger
    assert [(row.number, row.item) for row in ledger.rows] == [(2, "推广 活动"), (4, "印刷")]


def test_a_file_that_is_no_ledger(text, book):
    for path in (text("第一行\n第二行\n"), book([["项目", "金额"], ["热线", 5.0]]), book({"空": []})):
        with pytest.raises(ImportRefused, match="没有找到支付明细"):
            load_ledger(path, "", 0)


def test_a_text_in_no_encoding(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_bytes(b"\x81\x20\xff\xff\xff" * 10)
    with pytest.raises(ImportRefused, match="编码"):
        load_ledger(path, "", 0)


def test_unreadable_rows_are_listed_up_to_a_limit():
    rows = [(DAY, "服务费", "甲", "待定", "")] * 1500
    assert len(ledger_of(HEAD, *rows).faults) == 1001


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text(max_size=12),
    st.sampled_from(
        [*HEAD, "合计", "2021年3月29日", "66.98万元", "月", "日", "借方", "贷方", "单位：万元", "千元"]
    ),
)
ROWS = st.lists(st.lists(CELLS, max_size=7).map(tuple), max_size=12)
MERGED = st.lists(
    st.tuples(*[st.integers(0, 12)] * 4).map(lambda m: (m[0], m[1], m[0] + m[2], m[1])), max_size=3
)


@given(ROWS, MERGED, st.sampled_from(["", "元", "万元", "千元"]))
def test_any_cells_are_read_and_no_row_is_lost(rows, merged, unit):
    table = SourceTable("支出", (HEAD, *rows), tuple(merged))
    ledger = read_ledger_tables(Source((table,)), unit=unit)
    head = find_head(table)
    named = {each.where for each in (*ledger.rows, *ledger.unused, *ledger.faults)}
    lost = [
        index
        for index, row in enumerate(table.rows)
        if any(read_words(cell) for cell in row) and table.where(index + 1) not in named
    ]
    assert head is not None
    assert all(head.first <= index <= head.last for index in lost)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bytes") / "台账.csv"
    path.write_bytes("日期,摘要,金额（元）\n".encode() + data)
    with contextlib.suppress(ImportRefused):
        load_ledger(path, "", 0)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(tmp_path_factory, words):
    path = tmp_path_factory.mktemp("text") / "台账.csv"
    path.write_bytes(("日期,摘要,金额（元）\n" + words).encode("utf-8", "replace"))
    with contextlib.suppress(ImportRefused):
        load_ledger(path, "", 0)
