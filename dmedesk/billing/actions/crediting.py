"""Take posted lines back: by credits on the next numbers, never by deletion."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from sqlalchemy import exists, select

from dmedesk.billing.actions.allocating import release_lines
from dmedesk.billing.actions.batches import LOCK as PAYMENTS
from dmedesk.billing.actions.batches import today_of
from dmedesk.billing.actions.denials import take_back_write_off
from dmedesk.billing.queries.crediting import StandingLine, lines_to_credit, standing_lines
from dmedesk.billing.queries.standing import line_stands
from dmedesk.billing.rules.crediting import CreditReason, credit_findings
from dmedesk.billing.tables import ChargeEntry, Credit, CreditLine, Invoice, InvoiceLine, WriteOff
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.papers.actions import ChargeUse, Use, record_charge_uses, record_uses
from dmedesk.papers.tables import AuthorizationChargeUse, AuthorizationUse
from dmedesk.rentals.actions.ledger import MonthTurn, write_months
from dmedesk.rentals.rules import round_of
from dmedesk.shop.actions.company import INVOICE_NUMBERS, take_numbers
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork

LOCK = "billing"
"""Held by whoever posts, undoes or credits: the next one waits, and then looks anew."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """A credit that was made: its number, and what it came to."""

    credit_id: int
    credit_no: str
    invoice_id: int
    total_cents: int


def credit_lines(
    work: UnitOfWork,
    *,
    invoice_id: int,
    line_ids: Collection[int],
    reason: CreditReason,
    note: str = "",
) -> Taken:
    """Take lines of an invoice back, or all of them, for a reason that a person gives.

    The invoice and its paper stay. A month that is credited counts neither as paid nor toward an
    authorization, and can be billed again. What was paid of the lines is on the account of its
    payer or member again; what was written off of them is not any more. Refused for lines that are
    credited already.
    """
    work.lock(LOCK)
    work.lock(PAYMENTS)
    session = work.session
    invoice_no = session.scalar(select(Invoice.invoice_no).where(Invoice.id == invoice_id))
    if invoice_no is None:
        raise Refused([Finding(Severity.STOP, "unknown_invoice", "There is no such invoice.")])
    lines = lines_to_credit(session, invoice_id=invoice_id)
    findings = credit_findings(
        invoice_no=invoice_no,
        lines=line_ids,
        of_invoice=[line.line_id for line in lines],
        credited={line.line_id: line.credit_no for line in lines if line.credit_no},
        reason=reason,
        note=note,
    )
    if found := list(findings):
        raise Refused(found)
    chosen = standing_lines(session, InvoiceLine.id.in_(line_ids), line_stands())
    (taken,) = write_credits(work, lines=chosen, reason=reason, note=note.strip())
    _give_money_back(work, sorted(line_ids))
    return taken


def _give_money_back(work: UnitOfWork, line_ids: Sequence[int]) -> None:
    release_lines(work, line_ids=line_ids, released_on=today_of(work))
    back = WriteOff.__table__.alias()
    standing = select(WriteOff.id).where(
        WriteOff.line_id.in_(line_ids),
        WriteOff.reverses_id.is_(None),
        ~exists().where(back.c.reverses_id == WriteOff.id),
    )
    for write_off_id in work.session.scalars(standing).all():
        take_back_write_off(work, write_off_id=write_off_id, note="The line was credited")


def write_credits(
    work: UnitOfWork, *, lines: Sequence[StandingLine], reason: CreditReason, note: str = ""
) -> list[Taken]:
    """Credit lines that stand, one credit an invoice; their months and uses are given back.

    The lines come in the order of their invoices. Whoever calls holds the lock of billing.
    """
    by_invoice = [
        (invoice_id, list(of_invoice))
        for invoice_id, of_invoice in groupby(lines, attrgetter("invoice_id"))
    ]
    credit_nos = take_numbers(work, key=INVOICE_NUMBERS, count=len(by_invoice))
    totals = [sum(line.amount_cents for line in of_invoice) for _, of_invoice in by_invoice]
    rows = [
        {
            "credit_no": credit_no,
            "invoice_id": invoice_id,
            "total_cents": total_cents,
            "reason": reason,
            "note": note,
            "credited_at": work.now,
            "credited_on": work.now.astimezone().date(),
            "credited_by": work.actor,
        }
        for (invoice_id, _), credit_no, total_cents in zip(
            by_invoice, credit_nos, totals, strict=True
        )
    ]
    columns = [getattr(Credit, name) for name in rows[0]] if rows else []
    ids = append_many(work, Credit, columns, [tuple(row.values()) for row in rows])
    pairs = [
        (credit_id, line.line_id)
        for credit_id, (_, of_invoice) in zip(ids, by_invoice, strict=True)
        for line in of_invoice
    ]
    append_many(work, CreditLine, (CreditLine.credit_id, CreditLine.line_id), pairs)
    _give_months_back(work, lines)
    _give_charges_back(work, lines)
    return [
        Taken(credit_id, credit_no, invoice_id, total_cents)
        for credit_id, credit_no, (invoice_id, _), total_cents in zip(
            ids, credit_nos, by_invoice, totals, strict=True
        )
    ]


def _give_charges_back(work: UnitOfWork, lines: Sequence[StandingLine]) -> None:
    columns = (
        ChargeEntry.charge_id,
        ChargeEntry.turn,
        ChargeEntry.turn_before,
        ChargeEntry.amount_cents,
    )
    rows = [
        (line.charge_id, line.turn + 1, line.turn, -line.amount_cents)
        for line in lines
        if line.charge_id is not None
    ]
    append_many(work, ChargeEntry, columns, rows)
    turns = {line.charge_id: line.turn for line in lines if line.charge_id is not None}
    record_charge_uses(
        work,
        uses=[
            use._replace(turn=use.turn + 1, units=-use.units, amount_cents=-use.amount_cents)
            for use in _charge_uses_of(work, turns)
            if use.turn == turns[use.charge_id]
        ],
    )


def _charge_uses_of(work: UnitOfWork, charge_ids: Collection[int]) -> Iterable[ChargeUse]:
    """What invoices took of authorizations for these charges, oldest first."""
    columns = (
        AuthorizationChargeUse.authorization_id,
        AuthorizationChargeUse.charge_id,
        AuthorizationChargeUse.turn,
        AuthorizationChargeUse.used_on,
        AuthorizationChargeUse.units,
        AuthorizationChargeUse.amount_cents,
        AuthorizationChargeUse.what,
    )
    used = select(*columns).where(AuthorizationChargeUse.units > 0)
    if len(charge_ids) <= _AT_ONCE:
        used = used.where(AuthorizationChargeUse.charge_id.in_(charge_ids))
    ordered = used.order_by(AuthorizationChargeUse.id)
    found = (ChargeUse(*row) for row in work.session.execute(ordered))
    return (use for use in found if use.charge_id in charge_ids)


def _give_months_back(work: UnitOfWork, lines: Sequence[StandingLine]) -> None:
    turns = [
        MonthTurn(line.rental_id, line.from_on, line.turn + 1, line.number, -line.amount_cents)
        for line in lines
        if line.rental_id is not None
    ]
    write_months(work, turns=turns)
    billed = {(turn.rental_id, turn.from_on, round_of(turn.turn)) for turn in turns}
    rentals = sorted({turn.rental_id for turn in turns})
    record_uses(
        work,
        uses=[
            use._replace(months=-1)
            for use in _uses_of(work, rentals)
            if (use.rental_id, use.month_from_on, use.round) in billed
        ],
    )


def _uses_of(work: UnitOfWork, rentals: Sequence[int]) -> Iterable[Use]:
    """The authorized months that invoices used on these rentals, oldest first."""
    columns = (
        AuthorizationUse.authorization_id,
        AuthorizationUse.rental_id,
        AuthorizationUse.month_from_on,
        AuthorizationUse.round,
        AuthorizationUse.months,
    )
    used = select(*columns).where(AuthorizationUse.months > 0).order_by(AuthorizationUse.id)
    if len(rentals) <= _AT_ONCE:
        used = used.where(AuthorizationUse.rental_id.in_(rentals))
    return (Use(*row) for row in work.session.execute(used))
