from __future__ import annotations

from desktop.models.evidence import may_open, of_place, shown_size, size_of, unused, wanting
from desktop.models.file_names import LONGEST, safe_name
from desktop.models.records import Evidence
from tests.report.reports import report


def test_sizes_are_said_and_never_flattered() -> None:
    assert [shown_size(each) for each in (812, 1024, 36_500, 1 << 20, 20 * (1 << 20) + 1)] == [
        "812 字节", "1 KB", "36 KB", "1.0 MB", "20.1 MB",
    ]  # fmt: skip


def test_the_same_bytes_count_once() -> None:
    rows = [
        {"title": "甲", "sha256": "a", "size": 5},
        {"title": "乙", "sha256": "a", "size": 5},
        {"title": "丙", "sha256": "b", "size": 7},
    ]
    assert size_of(report(evidence=rows)) == 12


def test_evidence_covers_a_record_and_its_fields() -> None:
    made = report(evidence=[{"title": "合同", "places": ["contracts/1"]}, {"title": "没用上"}])
    assert [row.title for row in of_place(made, "contracts/1/amount")] == ["合同"]
    assert [row.title for row in of_place(made, "contracts/1")] == ["合同"]
    assert of_place(made, "contracts/11") == ()
    assert [row.title for row in unused(made)] == ["没用上"]


def test_facts_without_evidence_are_listed() -> None:
    made = report(
        basis=[{"title": "办法"}],
        contracts=[{"name": "图书", "minutes": "3号", "acceptance": "合格"}],
        indicators=[{"name": "册数", "target": "5", "actual": "6", "data_source": "入库单"}, {"name": "无"}],
        results=[{"name": "借阅", "value": 5}],
        adjustments=[{"kind": "追加"}],
    )
    found = {each.place: each.paper for each in wanting(made)}
    assert found == {
        "basis/1": "《办法》全文",
        "adjustments/1": "预算调整的批复文件",
        "contracts/1/amount": "合同文本",
        "contracts/1/minutes": "审议的会议纪要",
        "contracts/1/accepted": "验收单",
        "indicators/1/actual": "入库单",
        "results/1": "成果数据的统计材料",
    }
    proved = made.with_rows("evidence", [Evidence(1, "合同", places=("contracts/1", "basis/1"))])
    assert {each.place.split("/")[0] for each in wanting(proved)} == {"adjustments", "indicators", "results"}


def test_programs_and_links_are_never_opened() -> None:
    assert may_open("纪要.PDF")
    assert not any(may_open(name) for name in ("a.exe", "a.lnk", "a.pdf.js", "a.html", "a.docm", "pdf"))


def test_names_become_safe_for_every_system() -> None:
    assert safe_name("纪要.pdf") == "纪要.pdf"
    assert safe_name("../../etc/passwd") == "_.._etc_passwd"
    assert safe_name("CON.txt") == "_CON.txt"
    assert safe_name("con") == "_con"
    assert safe_name("console.txt") == "console.txt"
    assert safe_name("a:b?.pdf. ") == "a_b_.pdf"
    assert safe_name("报\u202efdp.exe") == "报_fdp.exe"
    assert safe_name("...") == "未命名"
    long = safe_name("长" * 200 + ".pdf")
    assert len(long) == LONGEST
    assert long.endswith("长.pdf")
