"""Credit lines and bill the same again, as they come out now: a corrected payer, unit or price."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from sqlalchemy.orm import Session

from dmedesk.billing.actions.billing import bill
from dmedesk.billing.actions.crediting import LOCK, Taken, credit_lines
from dmedesk.billing.actions.month import ENGINE_EDITION, plan_of
from dmedesk.billing.queries.charge_fates import fates
from dmedesk.billing.queries.charges import open_charges
from dmedesk.billing.queries.crediting import StandingLine, standing_lines
from dmedesk.billing.queries.month import month_facts
from dmedesk.billing.queries.standing import line_stands
from dmedesk.billing.rules.charge_plan import HeldCharge, PlannedCharge
from dmedesk.billing.rules.charge_words import hold_words
from dmedesk.billing.rules.charges import ChargeFacts, RunKind
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.rules.holds import REASONS, RELEASES
from dmedesk.billing.rules.plan import PlannedHold, PlannedInvoice, PlannedLine, invoices_of
from dmedesk.billing.tables import BillingRun, InvoiceLine
from dmedesk.deliveries.queries.stops import stops_asked
from dmedesk.kit.calendar import ONE_DAY, first_of_month, months_after
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rentals.queries.ledger import rentals_with_ledger
from dmedesk.shop.actions.company import INVOICE_NUMBERS, take_numbers
from dmedesk.store.unit_of_work import UnitOfWork

_Month: TypeAlias = tuple[int, date]
"""A rental's id and the first day of a month."""


@dataclass(frozen=True, slots=True)
class Rebilled:
    """What a correction made: the credit, and the numbers of the invoices after it."""

    credit: Taken
    invoice_nos: tuple[str, ...]


def credit_and_rebill(
    work: UnitOfWork,
    *,
    invoice_id: int,
    line_ids: Collection[int],
    reason: CreditReason,
    note: str = "",
) -> Rebilled:
    """Credit lines of an invoice, and bill their months and charges again as they come out now.

    The original and its paper stay; the turns of the ledgers link what replaces what. Refused
    whole, with every reason, where something of it is held or not due any more.
    """
    work.lock(LOCK)
    session = work.session
    lines = standing_lines(session, InvoiceLine.id.in_(line_ids), line_stands())
    taken = credit_lines(work, invoice_id=invoice_id, line_ids=line_ids, reason=reason, note=note)
    months, found_months = _months_again(session, lines)
    charges, found_charges = _charges_again(session, lines)
    if found := [*found_months, *found_charges]:
        raise Refused(found)
    invoices = list(invoices_of(months, charges))
    run = _run_of(work, lines, invoices)
    numbers = take_numbers(work, key=INVOICE_NUMBERS, count=len(invoices))
    bill(work, invoices=invoices, run=run, invoice_nos=numbers)
    return Rebilled(taken, tuple(numbers))


def _run_of(
    work: UnitOfWork, lines: Sequence[StandingLine], invoices: Sequence[PlannedInvoice]
) -> BillingRun:
    """A posting of its own, of the calendar month of the last line."""
    payers = {invoice.payer.payer_id for invoice in invoices}
    has_months = any(invoice.lines for invoice in invoices)
    run = BillingRun(
        month_on=first_of_month(max(line.from_on for line in lines)),
        payer_id=payers.pop() if len(payers) == 1 else None,
        posted_at=work.now,
        posted_on=work.now.astimezone().date(),
        posted_by=work.actor,
        engine_edition=ENGINE_EDITION,
        kind=RunKind.MONTH if has_months else RunKind.CHARGES,
    )
    work.session.add(run)
    work.session.flush()
    return run


def _months_again(
    session: Session, lines: Sequence[StandingLine]
) -> tuple[list[PlannedLine], list[Finding]]:
    """The rental months of the lines, planned anew; and why some of them cannot be billed."""
    wanted: set[_Month] = {
        (line.rental_id, line.from_on) for line in lines if line.rental_id is not None
    }
    if not wanted:
        return [], []
    days = [from_on for _, from_on in wanted]
    month_on = first_of_month(max(days))
    rental_ids = {rental_id for rental_id, _ in wanted}
    stops = stops_asked(session)
    rentals = rentals_with_ledger(
        session, begun_by=months_after(month_on, 1) - ONE_DAY, not_ended_by=min(days)
    )
    facts = replace(
        month_facts(session, month_on),
        rentals=[
            rental.stopped_from(stops.get(rental.rental_id))
            for rental in rentals
            if rental.rental_id in rental_ids
        ],
        held={
            rental_id: sorted(day for id_, day in wanted if id_ == rental_id and day < month_on)
            for rental_id in rental_ids
        },
        posted_months=(),
        charges=ChargeFacts(),
    )
    plan = plan_of(session, month_on=month_on, facts=facts)
    ready = [line for line in plan.lines if _key(line) in wanted]
    held = [month for month in plan.held if _key(month) in wanted]
    known = {*map(_key, ready), *map(_key, held)}
    return ready, [*_held(held), *_not_due(wanted - known)]


def _key(month: PlannedLine | PlannedHold) -> _Month:
    return month.rental.rental_id, month.month.from_on


def _held(held: Sequence[PlannedHold]) -> Iterator[Finding]:
    for month in held:
        for hold in month.holds:
            yield Finding(
                Severity.STOP,
                hold.code.value,
                f"The month of {month.month.from_on} would be held: {REASONS[hold.code].lower()}.",
                month.rental.rental_no,
                remedy=f"{RELEASES[hold.code]} Or credit it only.",
            )


def _not_due(months: Collection[_Month]) -> Iterator[Finding]:
    for _, from_on in sorted(months, key=lambda month: month[1]):
        message = f"The month of {from_on} is not due any more."
        yield Finding(Severity.STOP, "not_due", message, remedy="Credit it only.")


def _charges_again(
    session: Session, lines: Sequence[StandingLine]
) -> tuple[list[PlannedCharge], list[Finding]]:
    charge_ids = [line.charge_id for line in lines if line.charge_id is not None]
    if not charge_ids:
        return [], []
    judged = fates(session, open_charges(session, charge_ids=charge_ids))
    held = [
        Finding(
            Severity.STOP,
            hold.code.value,
            f"The charge would be held: {hold_words(hold)}.",
            fate.charge.charge_no,
            remedy="Or credit it only.",
        )
        for fate in judged
        if isinstance(fate, HeldCharge)
        for hold in fate.holds
    ]
    return [fate for fate in judged if isinstance(fate, PlannedCharge)], held
