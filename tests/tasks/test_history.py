from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.errors import DataError
from desktop.session import Session
from desktop.tasks.history import HEADS, Filter, export, history, take_back
from tests.report.reports import library


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "项目.jxzp", library()) as created:
        yield created


def rows(session: Session, place: str = "", **more: object) -> list[tuple[str, str, str]]:
    session.close_edit()
    which = replace(Filter(place), **more)  # type: ignore[arg-type]  # the fields of Filter by name
    return [(each.where, each.old, each.new) for each in history(session, which)]


def test_changes_are_told_in_the_officers_words(session: Session) -> None:
    session.write("payments/1/amount", "=12+3.5")
    session.write("payments/1/contract", "社区图书角书架制作安装合同")
    added = session.add("payments", item="付尾款")
    session.remove("payments", [added])
    assert rows(session, "payments") == [
        ("支付明细", "删除：付尾款", ""),
        ("支付明细", "", "新增：付尾款"),
        (
            "支付明细 第 1 行 关联合同",
            "2023年社区图书角图书采购合同",
            "社区图书角书架制作安装合同",
        ),
        ("支付明细 第 1 行 金额", "18.6万元", "15.5万元"),
    ]


def test_what_evidence_proves_is_told_by_its_place_in_words(session: Session) -> None:
    session.add("evidence", title="合同文本", file_name="合同.pdf", sha256="a" * 64, size=1)
    (paper,) = [each.id for each in session.report.evidence if each.title == "合同文本"]
    session.write(f"evidence/{paper}/places", "contracts/1/amount、payments/1")
    ((_where, _old, new), *_more) = rows(session, f"evidence/{paper}")
    assert new == "合同 第 1 行 合同金额、支付明细 第 1 行"


def test_the_list_can_be_filtered(session: Session) -> None:
    session.write("payments/1/amount", "5")
    session.write("project/1/name", "阅读角")
    today = date.today()
    assert len(rows(session)) == 2
    assert [row[0] for row in rows(session, words="阅读")] == ["项目概况 项目名称"]
    assert [row[0] for row in rows(session, "payments/1")] == ["支付明细 第 1 行 金额"]
    assert rows(session, since=today + timedelta(days=1)) == []
    assert len(rows(session, until=today)) == 2
    assert rows(session, who="别人") == []


def test_the_list_is_exported(session: Session, tmp_path: Path) -> None:
    session.write("payments/1/item", "=付款")
    session.close_edit()
    assert export(history(session), tmp_path / "记录.csv") == 1
    head, row = (tmp_path / "记录.csv").read_text("utf-8-sig").splitlines()
    assert head == ",".join(HEADS)
    assert row.endswith("支付明细 第 1 行 支出事项,付图书款,'=付款,")


def test_one_change_is_taken_back_and_later_ones_stay(session: Session) -> None:
    session.write("payments/1/amount", "5")
    session.write("payments/1/payee", "新知")
    session.close_edit()
    change = next(each for each in history(session) if each.entered.place == "payments/1/amount")
    take_back(session, change.entered)
    assert session.report.payments[0].amount == 18_600_000
    assert session.report.payments[0].payee == "新知"
    assert session.undo_text == "撤销 撤回修改金额"
    assert history(session)[0].why.startswith("撤回 ")
    with pytest.raises(DataError, match="现在就是原来的值"):
        take_back(session, change.entered)


def test_every_kind_of_value_comes_back(session: Session) -> None:
    before = session.report
    typed = {
        "project/1/starts": "2021年3月29日",
        "project/1/kind": "常年",
        "project/1/year": "2020",
        "contracts/1/budget": "",
        "indicators/1/target": "1.5",
        "merits/2/text": "两\n行",
        "contracts/2/accepted": "",
    }
    for place, text in typed.items():
        session.write(place, text)
    session.close_edit()
    for each in history(session):
        take_back(session, each.entered)
    assert session.report == before


def test_a_deleted_record_comes_back_without_what_is_gone(session: Session) -> None:
    session.remove("payments", [1])
    session.remove("contracts", [1])
    deleted = next(each for each in history(session) if each.entered.place == "payments/1")
    take_back(session, deleted.entered)
    row = session.report.find("payments", 1)
    assert row is not None
    assert (row.item, row.contract, row.budget) == ("付图书款", None, 1)
    with pytest.raises(DataError, match="已经在了"):
        take_back(session, deleted.entered)


def test_a_change_of_a_record_that_is_gone_stays(session: Session) -> None:
    added = session.add("payments", item="付尾款")
    session.write(f"payments/{added}/amount", "5")
    session.close_edit()
    change = history(session)[0].entered
    take_back(session, next(each.entered for each in history(session) if "新增" in each.new))
    assert len(session.report.payments) == 3
    with pytest.raises(DataError, match="已经删除"):
        take_back(session, change)
