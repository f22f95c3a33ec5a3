"""A workbook of one sheet, written part by part (ECMA-376): exact numbers, cached values, no macros.

openpyxl writes a formula without the value it has, so a viewer that does not calculate would show nothing.
No dates either: the same report gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desktop.output.replace import replacing
from desktop.output.workbook.sheet import Texts, defined_names, sheet_xml
from desktop.output.workbook.styles import NAMESPACE, Styles
from desktop.output.workbook.text import attribute, text_xml
from desktop.report.form.grid import Grid

CREATOR = "绩评"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file knows

_PARTS = {
    "/xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
    "/xl/worksheets/sheet1.xml": f"{_TYPE}.worksheet+xml",
    "/xl/styles.xml": f"{_TYPE}.styles+xml",
    "/xl/sharedStrings.xml": f"{_TYPE}.sharedStrings+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def write_grid(grid: Grid, path: Path) -> None:
    """Write a grid as a workbook; raises OutputError where *path* cannot be written."""
    parts = _parts(grid)
    with replacing(path) as beside, ZipFile(beside, "w", ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            part = ZipInfo(name, _WHEN)
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, _HEAD + xml)


def _parts(grid: Grid) -> dict[str, str]:
    styles, texts = Styles(), Texts()
    sheet = sheet_xml(grid, styles, texts)
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(grid.title),
        "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>{CREATOR}</Application></Properties>",
        "xl/workbook.xml": _workbook(grid),
        "xl/_rels/workbook.xml.rels": _relations(
            (f"{_OFFICE}/relationships/worksheet", "worksheets/sheet1.xml"),
            (f"{_OFFICE}/relationships/styles", "styles.xml"),
            (f"{_OFFICE}/relationships/sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": styles.xml(),
        "xl/sharedStrings.xml": texts.xml(),
    }


def _content_types() -> str:
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _PARTS.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    held = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{held}</Relationships>'


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text_xml(title)}</dc:title><dc:creator>{CREATOR}</dc:creator></cp:coreProperties>"
    )


def _workbook(grid: Grid) -> str:
    names = "".join(
        f'<definedName name="{name}" localSheetId="0"{_hidden(name)}>{text_xml(meaning)}</definedName>'
        for name, meaning in defined_names(grid).items()
    )
    return (
        f'<workbook {NAMESPACE} xmlns:r="{_OFFICE}/relationships"><bookViews><workbookView/></bookViews>'
        f'<sheets><sheet name="{attribute(grid.name)}" sheetId="1" r:id="rId1"/></sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )


def _hidden(name: str) -> str:
    return ' hidden="1"' if name.endswith("_FilterDatabase") else ""
