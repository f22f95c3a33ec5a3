"""From the report to the PDF and to the image of a page."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from benchmarks.common import Line, best, command, grown, reckoned, sample, scratch
from desktop.folders import resources
from desktop.models.outline import parse_outline
from desktop.models.places import parse_place, with_value
from desktop.report.blocks import Document
from desktop.report.compose import compose
from desktop.tasks.files import write_sample

OUTLINE = parse_outline(tomllib.loads((resources() / "outlines" / "shenzhen.toml").read_text("utf-8")))


def _document(amount: int = 4_000_000, payments: int = 0) -> Document:
    report = grown(payments) if payments else sample()
    changed = with_value(report, parse_place("payments/1/amount"), amount)
    return compose(reckoned(changed), OUTLINE, draft=True)


def measure() -> Iterator[Line]:
    """Measure the report command, rows, and an edit on its way to the page."""
    from desktop.output.pdf import Typesetter
    from desktop.output.pdf.container import whole
    from desktop.output.preview import Preview

    path = scratch("benchmark.jxzp")
    path.unlink(missing_ok=True)
    write_sample("minsheng-2021", path)
    bare = command("-c", "import reportlab.pdfgen.canvas")
    arguments = ("-m", "desktop", "report", str(path), "-o", str(scratch("benchmark.pdf")), "--bundled-fonts")
    whole_command = command(*arguments)
    yield Line("report, cold command", whole_command, 0.25, "s CPU")
    yield Line("report, against importing reportlab's canvas", whole_command / bare, 4, "x")
    small, large = _document(), _document(payments=10_000)
    whole(Typesetter(bundled=True).lay_out(small))
    rows = best(lambda: whole(Typesetter(bundled=True).lay_out(large)), 3)
    yield Line("10 000 payment rows, laid out and painted", rows * 1000 / 10_000, 0.15, "ms a row")
    for name, payments, budget in (("13 pages", 0, 30), ("10 000 rows", 10_000, 60)):
        preview = Preview(bundled=True)
        preview.show(_document(payments=payments))
        amounts = iter(range(5_000_000, 6_000_000, 10_000))

        def edit(
            preview: Preview = preview, payments: int = payments, amounts: Iterator[int] = amounts
        ) -> None:
            preview.show(_document(next(amounts), payments))
            preview.image(preview.page_of("payments/1") or 1, 96 / 72)

        yield Line(f"edit to the image of its page, {name}", best(edit) * 1000, budget, "ms")
