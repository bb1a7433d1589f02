"""The files of the shop itself: its letterhead by versions, and the numbering of its papers."""

import re
from collections.abc import Mapping

from dmedesk.kit.cells import Unreadable, day, identifier, ordinal, text, zip_code
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.records import Column, RecordFile, Values
from dmedesk.shop.actions import INVOICE_NUMBERS
from dmedesk.shop.rules.numbering import prefix_is_possible

_PICTURE = re.compile(r"\w[\w .-]{0,120}\.(png|jpe?g)", re.IGNORECASE)


def series(cell: str) -> str:
    """A sequence of numbers that this program has."""
    if cell.casefold() != INVOICE_NUMBERS:
        raise Unreadable(
            "bad_choice", f"{cell!r} is not allowed here.", f"Write {INVOICE_NUMBERS}."
        )
    return INVOICE_NUMBERS


def prefix(cell: str) -> str:
    """What stands before the digits of a number; papers are files of that name."""
    if not prefix_is_possible(cell):
        raise Unreadable(
            "bad_prefix",
            f"{cell!r} cannot stand before a number.",
            "Write at most 20 letters, digits, dots, hyphens or underscores, the last no digit.",
        )
    return cell


def picture(cell: str) -> str:
    """The name of a picture's file, which lies in the folder ``logos`` beside the files."""
    if _PICTURE.fullmatch(cell) is None:
        raise Unreadable(
            "bad_logo",
            f"{cell!r} is not the name of a picture.",
            "Put a PNG or JPEG file into the folder logos, and write its name, such as logo.png.",
        )
    return cell


COMPANY = RecordFile(
    "company",
    columns=(
        Column("from_on", day, required=True),
        Column("name", text, required=True),
        Column("address1", text),
        Column("address2", text),
        Column("city", text),
        Column("state", text),
        Column("zip", zip_code),
        Column("phone", identifier),
        Column("npi", identifier),
        Column("logo", picture),
    ),
    key=("from_on",),
)
"""One row a version of the letterhead, in force from its day until the next one's."""


def letterhead_said(cells: Mapping[str, str]) -> Values:
    """Words for a letterhead by the columns of ``company.csv``; an empty one clears what was there.

    Raises ``Refused`` with a finding for each that cannot be printed.
    """
    said: dict[str, object] = {}
    findings = []
    for column in COMPANY.columns:
        cell = cells.get(column.name, "").strip()
        try:
            if column.name in cells:
                said[column.name] = column.read(cell) if cell else None
        except Unreadable as error:
            findings.append(
                Finding(Severity.STOP, error.code, error.message, column.name, error.remedy)
            )
    if findings:
        raise Refused(findings)
    return said


NUMBERING = RecordFile(
    "numbering",
    columns=(
        Column("series", series, required=True),
        Column("prefix", prefix, empty=""),
        Column("next_number", ordinal, required=True),
        Column("width", ordinal, required=True),
    ),
    key=("series",),
)
"""One row a sequence: invoices and credits share the one called ``invoices``."""
