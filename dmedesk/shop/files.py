"""The files of the shop itself: its letterhead by versions, and the numbering of its papers."""

import re

from dmedesk.kit.cells import Unreadable, day, identifier, ordinal, text, zip_code
from dmedesk.kit.records import Column, RecordFile
from dmedesk.shop.actions import INVOICE_NUMBERS

_PREFIX = re.compile(r"[A-Za-z0-9._-]{0,19}[A-Za-z._-]", re.ASCII)


def series(cell: str) -> str:
    """A sequence of numbers that this program has."""
    if cell.casefold() != INVOICE_NUMBERS:
        raise Unreadable(
            "bad_choice", f"{cell!r} is not allowed here.", f"Write {INVOICE_NUMBERS}."
        )
    return INVOICE_NUMBERS


def prefix(cell: str) -> str:
    """What stands before the digits of a number; papers are files of that name."""
    if _PREFIX.fullmatch(cell) is None:
        raise Unreadable(
            "bad_prefix",
            f"{cell!r} cannot stand before a number.",
            "Write at most 20 letters, digits, dots, hyphens or underscores, the last no digit.",
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
    ),
    key=("from_on",),
)
"""One row a version of the letterhead, in force from its day until the next one's."""

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
