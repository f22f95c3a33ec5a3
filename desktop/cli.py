"""The command line, the contract that scripts rely on; a known error is two lines on stderr and exit 2."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from desktop.errors import KnownError, UsageError

Command = Callable[[argparse.Namespace], int]
FOUND = 1  # Exit code of check while a 强制性 finding stands
REFUSED = 2  # Exit code of every known error and of bad usage
SAID = (  # How argparse complains, and how we do
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"多余的参数 \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 没有 \2，可选 \3"),
    (r"argument (.*): expected .* arguments?", r"\1 后面缺少内容"),
    (r"argument (.*): invalid int value: (.*)", r"\1 应当是整数，不是 \2"),
)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are known errors, in Chinese."""

    def error(self, message: str) -> NoReturn:
        said = _in_chinese(message)
        command = self.prog.removeprefix("jixiao").strip()
        raise UsageError(said, f"看用法：jixiao {command} --help" if command else "看用法：jixiao --help")


def _in_chinese(complaint: str) -> str:
    for pattern, words in SAID:
        if found := re.fullmatch(pattern, complaint):
            return found.expand(words)
    return f"命令写得不对：{complaint}"


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 found something, 2 refused."""
    _speak_utf8()
    try:
        options = _parser().parse_args(arguments)
        return int(options.command(options))
    except KnownError as error:
        print(error.message, file=sys.stderr)
        print(error.advice, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # Whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _speak_utf8() -> None:
    """Write UTF-8 into pipes and files, whatever the machine's code page (a console takes any character)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="jixiao", description="绩评：项目支出绩效自评报告。不带命令时打开窗口。")
    commands = parser.add_subparsers(metavar="命令", required=True, parser_class=_Parser)

    def add(name: str, command: Command, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        made.set_defaults(command=command)
        return made

    _add_files(add)
    _add_report(add)
    _add_last_year(add)
    _add_library(add)
    return parser


def _add_files(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    sample = add("sample", _sample, "写出一个示例项目")
    sample.add_argument("name", nargs="?", default="minsheng-2021", help="示例的名称")
    sample.add_argument("-o", dest="output", type=Path, required=True, help="写到哪个 .jxzp 文件")
    show = add("show", _show, "列出文件里的全部内容")
    show.add_argument("file", type=Path)
    show.add_argument("--json", action="store_true", help="按字段说明的格式")
    show.add_argument("--evidence", action="store_true", help="连同佐证材料的内容（base64）")
    build = add("build", _build, "由数据（json 或 toml）生成文件")
    build.add_argument("data", type=Path)
    build.add_argument("-o", dest="output", type=Path, required=True)
    change = add("set", _set, "改一个值，和在窗口里填写一样")
    change.add_argument("file", type=Path)
    change.add_argument("place", help="位置，例：payments/7/amount；新建一条写 payments/+1/amount")
    change.add_argument("value", help="照平时的写法；'' 清空")
    selftest = add("selftest", _selftest, "把每个部件试用一次")
    selftest.add_argument("folder", type=Path)


def _add_report(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    report = add("report", _report, "生成报告（PDF）或自评表（Excel）")
    report.add_argument("file", type=Path)
    report.add_argument(
        "-o", dest="output", type=Path, required=True, help="以 .pdf（报告）或 .xlsx（自评表）结尾"
    )
    report.add_argument("--bundled-fonts", action="store_true", help="只用自带字体，处处一样")
    report.add_argument("--annex", action="store_true", help="附审核情况说明")
    check = add("check", _check, "全审，列出问题")
    check.add_argument("file", type=Path)
    check.add_argument("--json", action="store_true")
    check.add_argument("-o", dest="output", type=Path, help="另写一份审核清单（.xlsx）")


def _add_last_year(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    new = add("new", _new, "接着上年做")
    new.add_argument("--from", dest="last", type=Path, required=True, help="上年的 .jxzp 文件")
    new.add_argument("--year", type=int, required=True, help="今年的年度")
    new.add_argument("-o", dest="output", type=Path, required=True)
    take = add("import", _import, "读取支付台账（xlsx、xls、csv）")
    take.add_argument("source", type=Path, nargs="+")
    take.add_argument("-o", dest="output", type=Path, help="写进哪个 .jxzp 文件；不写就只看")
    take.add_argument("--accept", choices=("sure", "likely", "all"), default="likely", help="带入到哪一级")
    take.add_argument("--json", action="store_true")


def _add_library(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    library = add("library", _library, "我的指标与词句：从项目文件学习，导出和导入 Excel")
    library.add_argument("deed", choices=("learn", "export", "import"), help="学习、导出或导入")
    library.add_argument("files", type=Path, nargs="+", help=".jxzp 项目文件，或一个 .xlsx")
    library.add_argument("--json", action="store_true", help="列出收进来（或导出）的内容")


def _say(text: str) -> None:
    print(text)


def _say_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))


def _sample(options: argparse.Namespace) -> int:
    from desktop.tasks.files import write_sample

    write_sample(options.name, options.output)
    _say(f"已写出示例：{options.output}")
    return 0


def _build(options: argparse.Namespace) -> int:
    from desktop.tasks.files import build_file

    build_file(options.data, options.output)
    _say(f"已生成：{options.output}")
    return 0


def _show(options: argparse.Namespace) -> int:
    from desktop.session import Session
    from desktop.tasks.showing import shown, shown_text

    with Session.open(options.file, read_only=True) as session:
        if options.json:
            _say_json(shown(session, evidence=options.evidence))
        else:
            _say(shown_text(session))
    return 0


def _set(options: argparse.Namespace) -> int:
    from desktop.session import Session
    from desktop.tasks.editing import set_value

    with Session.open(options.file) as session:
        _say(set_value(session, options.place, options.value))
    return 0


def _check(options: argparse.Namespace) -> int:
    from desktop.models.checks import Severity, rules
    from desktop.report.review import plain_finding, review
    from desktop.session import Session
    from desktop.tasks.reporting import write_findings_list

    with Session.open(options.file, read_only=True) as session:
        findings = review(session.reckoning)
        if options.output:
            write_findings_list(session, options.output)
    if options.json:
        _say_json(
            {"findings": [plain_finding(each) for each in findings], "rules": [each.id for each in rules()]}
        )
    else:
        for each in findings:
            _say(f"{each.severity.value}  {each.rule}  {each.message}（{each.place}）")
        _say(f"共 {len(findings)} 条")
    return FOUND if any(each.severity is Severity.MUST for each in findings) else 0


def _report(options: argparse.Namespace) -> int:
    from desktop.session import Session
    from desktop.tasks.reporting import write_report

    with Session.open(options.file, read_only=True) as session:
        for line in write_report(
            session, options.output, bundled=options.bundled_fonts, annexed=options.annex
        ):
            _say(line)
    return 0


def _new(options: argparse.Namespace) -> int:
    from desktop.tasks.last_year import next_year

    next_year(options.last, options.year, options.output)
    _say(f"已接着上年建立：{options.output}")
    return 0


def _import(options: argparse.Namespace) -> int:
    from desktop.tasks.ledgers import import_ledgers

    said = import_ledgers(options.source, options.output, options.accept)
    if options.json:
        _say_json(said.plain)
    else:
        _say("\n".join(said.lines))
    return 0


def _selftest(options: argparse.Namespace) -> int:
    from desktop.selftest import run as run_selftest

    return run_selftest(options.folder)


def _library(options: argparse.Namespace) -> int:
    from desktop.models.library import plain_library
    from desktop.tasks.learning import taken_from
    from desktop.tasks.library import export_library, own_library

    if options.deed != "learn" and (len(options.files) > 1 or options.files[0].suffix.lower() != ".xlsx"):
        raise UsageError("导出和导入要写一个 .xlsx 文件", "例：jixiao library export 我的指标.xlsx")
    if options.deed == "export":
        export_library(options.files[0])
        told, words = own_library(), f"已导出：{options.files[0]}"
    else:
        told = taken_from(options.files)
        words = f"收进了 {len(told.entries)} 条"
    if options.json:
        _say_json(plain_library(told))
    else:
        _say(words)
    return 0
