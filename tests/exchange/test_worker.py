"""Whatever a reader does in its process - hang, crash, eat memory - the program goes on and says so."""

from __future__ import annotations

import multiprocessing
import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop.errors import ImportRefused
from desktop.exchange.guard import check
from desktop.exchange.ledgers import load_ledger, read_ledger
from desktop.exchange.worker import USUAL, Job, Limits, run


def refused(function, *arguments, limits=USUAL):
    with pytest.raises(ImportRefused) as caught:
        run(function, *arguments, limits=limits)
    assert caught.value.advice
    return caught.value.message


@pytest.fixture(autouse=True)
def nothing_left():
    yield
    assert not multiprocessing.active_children()


def test_the_value_comes_back():
    assert run(sorted, [3, 1, 2]) == [1, 2, 3]


def test_a_large_value_comes_back():
    assert len(run(bytes, 30_000_000)) == 30_000_000


def test_a_known_error_comes_back_with_its_words(tmp_path):
    assert "没有" in refused(check, tmp_path / "没有.xlsx")


def test_an_unforeseen_error():
    assert "ValueError" in refused(int, "x")


def test_a_value_that_cannot_be_sent():
    assert "中途停了" in refused(memoryview, b"x")


def test_a_crash():
    assert "中途停了" in refused(os.abort)


def test_a_reader_that_ends_the_process():
    assert "代码 3" in refused(os._exit, 3)


def test_a_hang():
    assert "还没有读完" in refused(time.sleep, 600, limits=Limits(seconds=0.2))


def test_too_much_memory():
    assert "内存" in refused(bytearray, 1 << 30, limits=Limits(megabytes=500))


def test_cancelling():
    job = Job(time.sleep, 600)
    assert not job.poll()
    with pytest.raises(TimeoutError):
        job.result(0.01)
    job.cancel()
    with pytest.raises(ImportRefused, match="取消"):
        job.result()
    assert job.poll()
    job.cancel()


def test_a_result_can_be_asked_for_twice():
    job = Job(sum, [1, 2])
    assert (job.result(), job.result(), job.poll()) == (3, 3, True)


def test_a_result_stays_when_it_is_cancelled_too_late():
    job = Job(sum, [1, 2])
    assert job.result() == 3
    job.cancel()
    assert job.result() == 3


def test_two_jobs_at_a_time():
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(lambda n: run(sum, [n, n]), [1, 2])) == [2, 4]


def test_nothing_a_reader_prints_reaches_the_terminal(capfd):
    assert run(print, "text") is None
    assert run(os.system, "echo text; echo text >&2") == 0
    assert capfd.readouterr() == ("", "")


def test_what_cannot_be_named_is_a_bug_of_the_caller():
    with pytest.raises(Exception, match="lambda"):
        Job(lambda: 1)


def test_a_ledger_by_way_of_the_worker(book):
    path = book([["日期", "摘要", "金额（元）"], ["2021-03-01", "热线服务首款", 1500.5]])
    reading = read_ledger(path)
    assert reading.source["kind"] == "ledger"
    assert [each.value for each in reading.proposals if each.place.endswith("amount")] == [150050]
    assert load_ledger(path, "", 0).ledger.rows[0].item == "热线服务首款"


def test_a_hostile_ledger_by_way_of_the_worker(archive):
    with pytest.raises(ImportRefused, match="大得不正常"):
        read_ledger(archive({"xl/worksheets/sheet1.xml": bytes(11 << 20)}))
