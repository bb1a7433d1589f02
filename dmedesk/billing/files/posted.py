"""The files of what was posted: runs, invoices, lines, credits, held months, and the papers.

What an invoice prints and what its amounts rest on stand in them as they were frozen, so that a
shop that takes these files in answers every question as the one that wrote them.
"""

import json
import re
from collections.abc import Callable
from datetime import date

from dmedesk.billing.rules.charges import RunKind
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.rules.printed import company_words, member_words, payer_words
from dmedesk.billing.rules.trace import unpack_trace
from dmedesk.kit.calendar import month_named, name_of_month
from dmedesk.kit.cells import (
    Reader,
    Unreadable,
    day,
    hcpcs,
    identifier,
    last_day,
    moment,
    money,
    one_of,
    ordinal,
    verbatim,
)
from dmedesk.kit.records import Column, RecordFile, Reference

_NUMBER = re.compile(r"[A-Za-z0-9._-]{0,28}\d", re.ASCII)
_BETWEEN_CITATIONS = " | "


def month(cell: str) -> date:
    """A calendar month, ``2026-10``; its first day."""
    try:
        return month_named(cell)
    except ValueError as error:
        raise Unreadable(
            "bad_month", f"{cell!r} is not a month.", "Write it as 2026-10."
        ) from error


def paper_number(cell: str) -> str:
    """The number of an invoice or a credit, which ends in digits and names a file."""
    if _NUMBER.fullmatch(cell) is None:
        raise Unreadable(
            "bad_number", f"{cell!r} is not the number of a paper.", "Write it as exported."
        )
    return cell


def citations(cell: str) -> str:
    """Clauses, as they are stored: one a line."""
    return cell.replace(_BETWEEN_CITATIONS, "\n")


def places(cell: str) -> tuple[int, ...]:
    """Places in a list, ``1 3``: rising, the first is 1."""
    found = tuple(ordinal(part) for part in cell.split())
    if not found or list(found) != sorted(set(found)):
        raise Unreadable("bad_places", f"{cell!r} are no lines.", "Write their places: 1 3.")
    return found


def _in_a_row(found: tuple[int, ...]) -> str:
    return " ".join(map(str, found))


def joined(stored: str) -> str:
    """Clauses in one cell."""
    return stored.replace("\n", _BETWEEN_CITATIONS)


def frozen(parse: Callable[[str], object]) -> Reader:
    """The reader of what was frozen when it was posted, kept as it stands."""

    def read(cell: str) -> str:
        try:
            parse(cell)
        except (ValueError, TypeError) as error:
            raise Unreadable(
                "bad_frozen_text", "This is not what was exported.", "Export the shop again."
            ) from error
        return cell

    return read


_RUN = Reference(("run",), "runs")
_INVOICE = Reference(("invoice_no",), "invoices")
_RENTAL = Reference(("rental_no",), "rentals")

RUNS = RecordFile(
    "runs",
    columns=(
        Column("run", ordinal, required=True),
        Column("month", month, required=True, write=name_of_month),
        Column("payer_code", identifier),
        Column("posted_at", moment, required=True),
        Column("posted_on", day, required=True),
        Column("posted_by", verbatim, required=True),
        Column("engine_edition", verbatim, required=True),
        Column("kind", one_of(RunKind), empty=RunKind.MONTH),
    ),
    key=("run",),
    references=(Reference(("payer_code",), "payers"),),
)
"""Every posting, in order; of one payer, or (empty) of all. Of a month, or of charges at once."""

INVOICES = RecordFile(
    "invoices",
    columns=(
        Column("invoice_no", paper_number, required=True),
        Column("run", ordinal, required=True),
        Column("member_no", identifier, required=True),
        Column("payer_code", identifier, required=True),
        Column("total", money, required=True),
        Column("printed_company", frozen(company_words), required=True),
        Column("printed_payer", frozen(payer_words), required=True),
        Column("printed_member", frozen(member_words), required=True),
    ),
    key=("invoice_no",),
    references=(
        _RUN,
        Reference(("member_no",), "members"),
        Reference(("payer_code",), "payers"),
    ),
)

INVOICE_LINES = RecordFile(
    "invoice_lines",
    columns=(
        Column("invoice_no", paper_number, required=True),
        Column("rental_no", identifier, required=True),
        Column("from_on", day, required=True),
        Column("until_on", last_day, required=True),
        Column("round", ordinal, required=True),
        Column("rental_month", ordinal, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("description", verbatim, empty=""),
        Column("brand", verbatim, empty=""),
        Column("model", verbatim, empty=""),
        Column("serial", verbatim, required=True),
        Column("modifiers", verbatim, empty=""),
        Column("basis", verbatim, required=True),
        Column("citations", citations, empty="", write=joined),
        Column("readings", frozen(json.loads), required=True),
        Column("last_month", ordinal),
        Column("usual_charge", money, required=True),
        Column("amount", money, required=True),
        Column("pa_number", identifier),
        Column("trace", frozen(unpack_trace), required=True),
    ),
    key=("rental_no", "from_on", "round"),
    references=(_INVOICE, _RENTAL),
)

CREDITS = RecordFile(
    "credits",
    columns=(
        Column("credit_no", paper_number, required=True),
        Column("invoice_no", paper_number, required=True),
        Column("credited_at", moment, required=True),
        Column("credited_on", day, required=True),
        Column("credited_by", verbatim, required=True),
        Column("reason", one_of(CreditReason), empty=CreditReason.MONTH_UNDONE),
        Column("note", verbatim, empty=""),
        Column("lines", places, empty=(), write=_in_a_row),
    ),
    key=("credit_no",),
    references=(_INVOICE,),
)
"""Every credit; ``lines`` are those of its invoice that it takes back, none for all of them.

Without a reason it is one of an undo, as every credit was once.
"""

HELD = RecordFile(
    "held",
    columns=(
        Column("run", ordinal, required=True),
        Column("rental_no", identifier, required=True),
        Column("from_on", day, required=True),
        Column("rental_month", ordinal, required=True),
        Column("reasons", frozen(json.loads), required=True),
    ),
    key=("run", "rental_no", "from_on"),
    references=(_RUN, _RENTAL),
)

PAPERS = RecordFile(
    "papers",
    columns=(
        Column("invoice_no", paper_number, required=True),
        Column("sha256", verbatim, required=True),
        Column("made_at", moment, required=True),
    ),
    key=("invoice_no",),
    references=(_INVOICE,),
)
"""Every stored paper; its bytes are the file of its number in the folder of the same name."""
