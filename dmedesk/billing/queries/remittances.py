"""Reads a payer's file of remittances against the shop: what taking it would do, and what stops."""

from collections import Counter
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.allocating import numbers_taken, open_lines
from dmedesk.billing.queries.lines import AMOUNT_CENTS, with_ledgers
from dmedesk.billing.rules.allocating import OpenLine
from dmedesk.billing.rules.payments import PaymentKind, reference_key
from dmedesk.billing.rules.remittance_file import (
    REMITTANCE,
    Answered,
    FileRead,
    RemittanceRead,
    remittances_of,
)
from dmedesk.billing.tables import Invoice, InvoiceLine, RemittanceFile
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.grid import read_grid
from dmedesk.kit.records import read_rows
from dmedesk.members.queries.stored import payer_ids

_ENCODINGS = ("utf-8-sig", "cp1252")


def read_remittance_file(session: Session, *, content: bytes, file_name: str) -> FileRead:
    """What a file of remittances says, and everything that is wrong with it.

    Raises ``Refused`` where its bytes are neither text nor a workbook.
    """
    digest = sha256(content).hexdigest()
    lines = read_grid(content, file_name=file_name, encodings=_ENCODINGS)
    read = read_rows(REMITTANCE, file=file_name, lines=lines)
    found: list[Finding] = [*_taken_before(session, digest), *read.findings]
    named = sorted({row.values["invoice_no"] for row in read.rows})
    answered = _lines_of(session, named)
    amounts = amounts_of(session, [line.line_id for line in answered.values()])
    remittances, more = remittances_of(
        read.rows, payers=payer_ids(session), lines=answered, amounts=amounts
    )
    found += more
    found += _known_numbers(session, remittances)
    return FileRead(file_name, digest, tuple(remittances), tuple(found))


def _lines_of(session: Session, numbers: list[str]) -> dict[Answered, OpenLine]:
    """Every line of the invoices of these numbers, by number and place."""
    invoices = dict(
        session.execute(
            select(Invoice.id, Invoice.invoice_no).where(Invoice.invoice_no.in_(numbers))
        ).all()
    )
    found: dict[Answered, OpenLine] = {}
    places: Counter[int] = Counter()
    lines = open_lines(session, invoice_ids=list(invoices))
    for line in sorted(lines.values(), key=lambda one: one.line_id):
        places[line.invoice_id] += 1
        found[invoices[line.invoice_id], places[line.invoice_id]] = line
    return found


def amounts_of(session: Session, line_ids: list[int]) -> dict[int, int]:
    """What each line was billed."""
    chosen = with_ledgers(select(InvoiceLine.id, AMOUNT_CENTS)).where(InvoiceLine.id.in_(line_ids))
    return dict(session.execute(chosen).all())


def _taken_before(session: Session, digest: str) -> list[Finding]:
    taken = select(RemittanceFile).where(RemittanceFile.sha256 == digest)
    file = session.scalar(taken)
    if file is None:
        return []
    return [
        Finding(
            Severity.STOP,
            "file_taken",
            f"This file was taken on {file.taken_at.astimezone():%Y-%m-%d} by {file.taken_by}.",
            subject=file.file_name,
            remedy="Nothing is left to do with it.",
        )
    ]


def _known_numbers(session: Session, remittances: list[RemittanceRead]) -> list[Finding]:
    keys = {one: reference_key(one.number) for one in remittances}
    taken = numbers_taken(session, [key for key in keys.values() if key])
    found = []
    for one, key in keys.items():
        if key is None:
            continue
        before = taken.get((one.payer_id, None, PaymentKind.REMITTANCE, key))
        if before is not None and before.standing_no is not None:
            found.append(
                Finding(
                    Severity.STOP,
                    "number_taken",
                    f"Remittance {one.number} of {one.payer_code} is payment "
                    f"{before.standing_no} already.",
                    subject=one.number,
                    remedy="Leave it out of the file, or reverse the payment first.",
                )
            )
    return found
