"""One grid as a worksheet (SpreadsheetML, ECMA-376 part 1, 18.3): cells, merges and how it prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from desktop.output.workbook.styles import NAMESPACE, Styles
from desktop.output.workbook.text import looks_typed, number_xml, text_xml
from desktop.progress import tell
from desktop.report.form.grid import Cell, Formula, Grid, Value, letter

_MARGINS = '<pageMargins left="0.55" right="0.55" top="0.7" bottom="0.7" header="0.3" footer="0.35"/>'  # inch
_FOOTER = '&amp;C&amp;"宋体,常规"&amp;9第 &amp;P 页，共 &amp;N 页'
_A4 = 9


class Texts:
    """The texts of a workbook, each stored once (shared strings)."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._uses = 0

    def number(self, text: str) -> int:
        """Return the number of a text."""
        self._uses += 1
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> str:
        """Return the part that holds them."""
        items = "".join(f'<si><t xml:space="preserve">{text_xml(text)}</t></si>' for text in self._numbers)
        return f'<sst {NAMESPACE} count="{self._uses}" uniqueCount="{len(self._numbers)}">{items}</sst>'


def sheet_xml(grid: Grid, styles: Styles, texts: Texts) -> str:
    """Return the worksheet of a grid; the styles and texts that it uses are added to theirs."""
    merged = [cell for cell in grid.cells if cell.merged]
    merges = "".join(f'<mergeCell ref="{_range(cell)}"/>' for cell in merged)
    return (
        f'<worksheet {NAMESPACE}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{_corner(grid)}"/>{_view(grid)}<sheetFormatPr defaultRowHeight="13.5"/>'
        f"{_columns(grid)}<sheetData>{''.join(_rows(grid, styles, texts))}</sheetData>{_filter(grid)}"
        + (f'<mergeCells count="{len(merged)}">{merges}</mergeCells>' if merged else "")
        + f'<printOptions horizontalCentered="1"/>{_MARGINS}'
        f'<pageSetup paperSize="{_A4}" orientation="{"landscape" if grid.landscape else "portrait"}" '
        'fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{_FOOTER}</oddFooter></headerFooter>"
        f'<ignoredErrors><ignoredError sqref="A1:{_corner(grid)}" numberStoredAsText="1"/></ignoredErrors>'
        "</worksheet>"
    )


def defined_names(grid: Grid) -> dict[str, str]:
    """Return the names a sheet needs for printing and filtering, each with what it stands for."""
    sheet = "'" + grid.name.replace("'", "''") + "'"
    corner = f"${letter(len(grid.widths))}${len(grid.heights)}"
    names = {"_xlnm.Print_Area": f"{sheet}!$A$1:{corner}"}
    if grid.listing:
        names = {"_xlnm._FilterDatabase": f"{sheet}!$A${grid.heads}:{corner}", **names}
    if grid.heads:
        names["_xlnm.Print_Titles"] = f"{sheet}!${grid.heads}:${grid.heads}"
    return names


def _view(grid: Grid) -> str:
    """A1 is where the cursor stands; the heads of a list stay in sight."""
    if not grid.listing:
        return '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'
    below = f"A{grid.heads + 1}"
    return (
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{grid.heads}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/></sheetView></sheetViews>'
    )


def _columns(grid: Grid) -> str:
    columns = (
        f'<col min="{n}" max="{n}" width="{width:g}" customWidth="1"/>'
        for n, width in enumerate(grid.widths, 1)
    )
    return f"<cols>{''.join(columns)}</cols>"


def _filter(grid: Grid) -> str:
    return f'<autoFilter ref="A{grid.heads}:{_corner(grid)}"/>' if grid.listing else ""


def _rows(grid: Grid, styles: Styles, texts: Texts) -> Iterator[str]:
    """Yield the rows; a merged block has its look in each of its cells, as its borders are theirs."""
    held: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for cell in grid.cells:
        style = styles.number(cell.look, quoted=isinstance(cell.value, str) and looks_typed(cell.value))
        for row, column in _covered(cell):
            held[row][column] = f'<c r="{letter(column)}{row}" s="{style}"/>'
        held[cell.row][cell.column] = _cell(cell.address, style, cell.value, texts)
    for row, height in enumerate(grid.heights, 1):
        tell()
        cells = "".join(xml for _, xml in sorted(held[row].items()))
        yield f'<row r="{row}" ht="{height:.2f}" customHeight="1">{cells}</row>'


def _covered(cell: Cell) -> Iterable[tuple[int, int]]:
    return (
        (row, column)
        for row in range(cell.row, cell.last_row + 1)
        for column in range(cell.column, cell.last_column + 1)
    )


def _cell(address: str, style: int, value: Value, texts: Texts) -> str:
    head = f'<c r="{address}" s="{style}"'
    match value:
        case None:
            return f"{head}/>"
        case Decimal():
            return f"{head}><v>{number_xml(value)}</v></c>"
        case Formula(text, Decimal() as cached):
            return f"{head}><f>{text_xml(text)}</f><v>{number_xml(cached)}</v></c>"
        case Formula(text, cached):
            return f'{head} t="str"><f>{text_xml(text)}</f><v>{text_xml(str(cached))}</v></c>'
        case _:
            return f'{head} t="s"><v>{texts.number(value)}</v></c>'


def _range(cell: Cell) -> str:
    return f"{cell.address}:{letter(cell.last_column)}{cell.last_row}"


def _corner(grid: Grid) -> str:
    return f"{letter(len(grid.widths))}{len(grid.heights)}"
