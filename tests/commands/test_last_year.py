import csv
import json

import pytest
from python_calamine import CalamineWorkbook

from desktop import cli


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "去年.jxzp"
    assert cli.run(["sample", "-o", str(path)]) == 0
    return path


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "台账.csv"
    rows = [
        ["日期", "摘要", "收款单位", "金额（元）", "凭证号"],
        ["2021-03-05", "付热线服务合同首款", "深圳鼎讯智城科技有限公司", "1,592,750.00", "记-1"],
        ["2021.4.6", "付口罩加工款", "恒益医疗", "132000", "记-2"],
        ["", "合计", "", "1,724,750.00", ""],
    ]
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def read(path, capsys):
    capsys.readouterr()
    assert cli.run(["show", str(path), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_next_year_carries_over_what_runs_on(sample, tmp_path, capsys):
    before, output = sample.read_bytes(), tmp_path / "今年.jxzp"
    assert cli.run(["new", "--from", str(sample), "--year", "2022", "-o", str(output)]) == 0
    data = read(output, capsys)
    assert data["project"]["year"] == 2022
    assert data["payments"] == []
    hotline = data["contracts"][0]
    assert (hotline["name"], hotline["prior_paid"]) == ("2021年坪山区民生热线服务合同", 159_280_000)
    assert [row["initial"] for row in data["budget"]] == [None, None, None]
    assert data["last"][0]["year"] == 2021
    assert len(data["last"][0]["report"]["payments"]) == 23
    assert data["links"]
    origins = {row["place"]: row["kind"] for row in data["origins"]}
    assert origins.pop("project/1/year") == "confirmed"
    assert set(origins.values()) == {"last_year"}
    assert sample.read_bytes() == before


@pytest.mark.parametrize("year", ["2021", "0", "99999"])
def test_a_year_that_does_not_follow_is_refused(sample, tmp_path, capsys, year):
    output = tmp_path / "今年.jxzp"
    assert cli.run(["new", "--from", str(sample), "--year", year, "-o", str(output)]) == 2
    assert year in capsys.readouterr().err
    assert not output.exists()


def test_without_an_output_a_ledger_is_only_shown(ledger, capsys, tmp_path):
    assert cli.run(["import", str(ledger), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["source"]["kind"] == "ledger"
    assert data["source"]["encoding"] == "gb18030"
    assert [row["amount"] for row in data["report"]["payments"]] == [159_275_000, 13_200_000]
    assert {each["place"] for each in data["proposals"]} >= {"payments/+1/amount", "payments/+2/payee"}
    assert [each.name for each in tmp_path.iterdir()] == [ledger.name]


def test_a_ledger_becomes_payments_and_the_same_one_again_is_doubted(ledger, sample, capsys):
    assert cli.run(["import", str(ledger), "-o", str(sample)]) == 0
    assert [row["amount"] for row in read(sample, capsys)["payments"][23:]] == [159_275_000, 13_200_000]
    assert cli.run(["import", str(ledger), "-o", str(sample)]) == 0
    data = read(sample, capsys)
    assert len(data["payments"]) == 25
    assert {row["kind"] for row in data["origins"]} == {"imported"}


def test_two_ledgers_that_share_rows_give_them_once(ledger, tmp_path, capsys):
    output = tmp_path / "新.jxzp"
    assert cli.run(["import", str(ledger), str(ledger), "-o", str(output)]) == 0
    assert len(read(output, capsys)["payments"]) == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"MZ\x90\0" * 40, "没有表头".encode()])
def test_a_source_that_is_no_ledger_is_refused_in_words(tmp_path, capsys, content, sample):
    source = tmp_path / "坏.xlsx"
    source.write_bytes(content)
    before = sample.read_bytes()
    assert cli.run(["import", str(source), "-o", str(sample)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert sample.read_bytes() == before


def test_the_report_is_written_and_checked_from_the_command_line(sample, tmp_path, capsys):
    output = tmp_path / "报告.pdf"
    assert cli.run(["report", str(sample), "-o", str(output), "--bundled-fonts"]) == 0
    assert output.read_bytes().startswith(b"%PDF-")
    assert "页" in capsys.readouterr().out
    assert cli.run(["check", str(sample), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert {"B09", "C01", "C03", "C04", "C11", "C12", "C15", "I02", "I03"} <= {
        each["rule"] for each in data["findings"]
    }
    assert set(data["findings"][0]) == {
        "rule", "severity", "place", "places", "message", "numbers", "source", "explained", "fingerprint",
    }  # fmt: skip
    assert cli.run(["check", str(sample), "-o", str(tmp_path / "清单.xlsx")]) == 1
    assert cli.run(["report", str(sample), "-o", str(tmp_path / "自评表.xlsx")]) == 0
    sheet = CalamineWorkbook.from_path(str(tmp_path / "自评表.xlsx")).get_sheet_by_index(0).to_python()
    assert any(519.32 in row for row in sheet)
    assert CalamineWorkbook.from_path(str(tmp_path / "清单.xlsx")).get_sheet_by_index(0).to_python()
    assert cli.run(["report", str(sample), "-o", str(tmp_path / "报告.odt")]) == 2
    assert not (tmp_path / "报告.odt").exists()
