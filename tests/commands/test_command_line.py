import base64
import json
import os
from pathlib import Path

import pytest

from desktop import cli

PAID = (
    "4.00 66.98 159.28 25.00 24.00 66.98 13.20 24.82 23.50 19.02 14.40 15.00 "
    "10.00 5.50 2.42 2.00 2.45 2.42 5.50 9.60 18.80 2.45 2.00"
)


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "示例 项目.jxzp"
    assert cli.run(["sample", "-o", str(path)]) == 0
    return path


@pytest.fixture
def shown(capsys):
    def run(path: Path, *more: str) -> dict:
        capsys.readouterr()
        assert cli.run(["show", str(path), "--json", *more]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return json.loads(said.out)

    return run


@pytest.fixture
def refused(capsys):
    def run(*arguments: str) -> list[str]:
        capsys.readouterr()
        assert cli.run(arguments) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "Traceback" not in said.err
        return said.err.splitlines()

    return run


def test_the_sample_gives_the_sums_of_the_published_report(sample, shown):
    figures = shown(sample)["figures"]
    assert figures["initial"]["value"] == 322_880_000
    assert figures["adjusted"]["value"] == 519_610_000
    assert figures["spent"]["value"] == 519_320_000
    assert figures["execution_rate"]["text"] == "99.94%"
    assert figures["spent"]["from"]
    spent = [figures[f"budget/{n}/spent"]["value"] for n in (1, 2, 3)]
    assert spent == [312_260_000, 15_000_000, 192_060_000]


def test_the_sample_holds_every_fact(sample, shown):
    data = shown(sample)
    assert [f"{row['amount'] / 1_000_000:.2f}" for row in data["payments"]] == PAID.split()
    assert (len(data["budget"]), len(data["contracts"]), len(data["indicators"])) == (3, 13, 25)
    assert {row["role"] for row in data["parties"] if row["contract"] == 1} == {"牵头人", "联合体成员"}


def test_build_is_the_inverse_of_show(sample, shown, tmp_path):
    first = shown(sample)
    data = tmp_path / "数据.json"
    data.write_text(json.dumps(first, ensure_ascii=False), "utf-8")
    again = tmp_path / "again.jxzp"
    assert cli.run(["build", str(data), "-o", str(again)]) == 0
    assert shown(again) == first


def test_evidence_goes_out_and_comes_back_with_its_bytes(tmp_path, shown):
    (tmp_path / "纪要.txt").write_bytes("会议纪要".encode())
    data = tmp_path / "data.toml"
    data.write_text("[[evidence]]\ntitle = '纪要'\nfile = '纪要.txt'\nplaces = ['project/1/name']\n", "utf-8")
    first = tmp_path / "a.jxzp"
    assert cli.run(["build", str(data), "-o", str(first)]) == 0
    row = shown(first, "--evidence")["evidence"][0]
    assert base64.b64decode(row["content"]).decode() == "会议纪要"
    assert (row["file_name"], row["size"]) == ("纪要.txt", 12)
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps({"evidence": [row]}), "utf-8")
    second = tmp_path / "b.jxzp"
    assert cli.run(["build", str(copy), "-o", str(second)]) == 0
    assert shown(second, "--evidence")["evidence"] == [row]


def test_evidence_from_another_folder_is_refused(tmp_path, refused):
    data = tmp_path / "data.json"
    data.write_text(json.dumps({"evidence": [{"title": "x", "file": "../../etc/passwd"}]}), "utf-8")
    assert "旁边" in refused("build", str(data), "-o", str(tmp_path / "a.jxzp"))[0]
    assert not (tmp_path / "a.jxzp").exists()


def test_one_value_is_set_and_said(sample, shown, capsys):
    assert cli.run(["set", str(sample), "payments/7/amount", "4万元"]) == 0
    assert "13.2万元 → 4万元" in capsys.readouterr().out
    assert shown(sample)["payments"][6]["amount"] == 4_000_000
    assert cli.run(["set", str(sample), "payments/7/contract", "定制文创产品购销合同"]) == 0
    assert shown(sample)["payments"][6]["contract"] == 7
    assert cli.run(["set", str(sample), "payments/7/amount", ""]) == 0
    assert shown(sample)["payments"][6]["amount"] is None


def test_a_new_record_is_set_by_plus(sample, shown):
    assert cli.run(["set", str(sample), "payments/+1/item", "补付一笔"]) == 0
    last = shown(sample)["payments"][-1]
    assert (last["id"], last["item"]) == (24, "补付一笔")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("payments/7/amount", "30余万元"),
        ("payments/7/amount", "1,59,2800"),
        ("payments/7/contract", "没有的合同"),
        ("payments/99/amount", "1"),
        ("payments/7", "1"),
        ("figures/spent", "1"),
        ("project/+1/name", "x"),
        ("contracts/1/method", "随便"),
        ("project/1/starts", "2021年2月30日"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(sample, refused, place, value):
    before = sample.read_bytes()
    said = refused("set", str(sample), place, value)
    assert len(said) == 2
    assert all(line.strip() for line in said)
    assert sample.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["show"],
        ["set", "a.jxzp"],
        ["show", "a.jxzp", "--nothing"],
        ["new", "--from", "a.jxzp", "--year", "去年", "-o", "b.jxzp"],
        ["import", "a.xlsx", "--accept", "some"],
        ["sample", "nothing", "-o", "a.jxzp"],
        ["show", "不存在.jxzp"],
        ["build", "不存在.json", "-o", "b.jxzp"],
        ["selftest", os.devnull],
    ],
)
def test_bad_usage_is_two_lines_and_exit_2(refused, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(refused(*arguments)) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 4096, b"{}"])
def test_a_file_that_is_not_ours_is_refused_and_left_alone(refused, tmp_path, content):
    path = tmp_path / "别的.jxzp"
    path.write_bytes(content)
    assert len(refused("show", str(path), "--json")) == 2
    assert path.read_bytes() == content


def test_the_readable_text_names_what_an_officer_looks_for(sample, capsys):
    capsys.readouterr()
    assert cli.run(["show", str(sample)]) == 0
    said = capsys.readouterr().out
    for words in ("【支付明细】共 23 条", "民生热线服务", "全年执行数", "519.32", "99.94%"):
        assert words in said


def test_build_names_what_it_does_not_know(tmp_path, refused):
    data = tmp_path / "data.json"
    data.write_text('{"payments": [{"amonut": 1}]}', "utf-8")
    assert "amonut" in refused("build", str(data), "-o", str(tmp_path / "a.jxzp"))[0]
    data.write_text('{"payments": [', "utf-8")
    assert "data.json" in refused("build", str(data), "-o", str(tmp_path / "a.jxzp"))[0]


def test_a_report_without_an_outline_is_printed_by_that_of_its_rule_pack(sample, tmp_path):
    output = tmp_path / "报告.pdf"
    assert cli.run(["set", str(sample), "project/1/outline", ""]) == 0
    assert cli.run(["report", str(sample), "-o", str(output), "--bundled-fonts"]) == 0
    assert output.read_bytes().startswith(b"%PDF-")


def test_an_output_without_a_suffix_is_told_in_words(sample, refused, tmp_path):
    assert refused("report", str(sample), "-o", str(tmp_path / "报告")) == [
        "文件名没有后缀，不知道报告写成什么格式",
        "文件名以 .pdf 结尾是报告，以 .xlsx 结尾是自评表",
    ]
