"""Reads any file of CMS that the rate book takes, whichever of the layouts it has."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dmedesk.catalog.rules.fees import PublishedFee
from dmedesk.catalog.rules.layouts import cms_fees, cms_zips
from dmedesk.catalog.rules.layouts.reading import Faults, Published, Sheet, cut
from dmedesk.catalog.rules.layouts.shape import Layout, columns_of, layout_of
from dmedesk.catalog.rules.words import EditionKind
from dmedesk.kit.grid import Line

ENCODINGS = ("utf-8-sig", "cp1252")
"""CMS saves its files from a Windows spreadsheet."""

_ZIP_FILES = frozenset({EditionKind.CMS_RURAL_ZIP, EditionKind.CMS_FORMER_CBA_ZIP})
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH_AND_YEAR = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{4}})\b", re.ASCII)


def is_cms(lines: Sequence[Line]) -> bool:
    """Whether one of the lines is the header of a file of CMS."""
    return any(layout_of(line) for line in lines)


def read(lines: Sequence[Line], *, file_name: str, state: str) -> Published:
    """The file as published, with the fees of one state where it has them by state.

    Raises ``Refused`` with every fault of the file where it has any: it is taken whole or not.
    """
    faults = Faults(file_name)
    sheet = cut(file_name, lines, lambda line: layout_of(line) is not None)
    layout = layout_of(sheet.header) if sheet else None
    if sheet is None or layout is None:
        faults.add(
            "unknown_layout",
            "This is not a fee or ZIP file of CMS in a known layout.",
            "Import the .csv or .xlsx file as CMS publishes it, not its .txt or .pdf.",
        )
        raise faults.refusal()
    columns = columns_of(sheet, layout, faults)
    if layout.kind in _ZIP_FILES:
        published = _zip_file(sheet, layout, columns, faults)
    else:
        published = _fee_file(sheet, layout, columns, faults, state)
    if faults.findings:
        raise faults.refusal()
    return published


def _zip_file(
    sheet: Sheet, layout: Layout, columns: Mapping[str, int], faults: Faults
) -> Published:
    zips, quarter = cms_zips.zips(sheet, columns, faults)
    titled = _titled_on(sheet)
    certain = quarter if titled in (None, quarter) else None
    return Published(layout.kind, _title(sheet), certain, zips=zips, row_count=len(zips))


def _fee_file(
    sheet: Sheet, layout: Layout, columns: Mapping[str, int], faults: Faults, state: str
) -> Published:
    fees: tuple[PublishedFee, ...]
    if layout.kind is EditionKind.CMS_FORMER_CBA:
        fees = tuple(cms_fees.by_former_cba(sheet, columns, faults))
    elif layout.kind is EditionKind.CMS_MAIL_ORDER:
        fees = tuple(cms_fees.national(sheet, columns, faults))
    else:
        fees = tuple(cms_fees.by_state(sheet, columns, faults, state=state))
    count = len({(fee.hcpcs, fee.modifiers) for fee in fees})
    return Published(layout.kind, _title(sheet), _titled_on(sheet), fees=fees, row_count=count)


def _title(sheet: Sheet) -> str:
    """What the file says it is, or its name where it says nothing."""
    words = " ".join(cell for cell in sheet.above if not cell.startswith("Note"))
    return " ".join(words.split()) or sheet.file_name


def _titled_on(sheet: Sheet) -> date | None:
    """The first day of the one month that the text above the header names."""
    named = {found.groups() for cell in sheet.above for found in _MONTH_AND_YEAR.finditer(cell)}
    if len(named) != 1:
        return None
    ((month, year),) = named
    return date(int(year), _MONTHS.index(month) + 1, 1)
