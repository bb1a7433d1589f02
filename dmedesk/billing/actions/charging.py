"""Invoices charges at once, on an invoice of their own, without waiting for the month's run."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.billing.actions.billing import bill
from dmedesk.billing.actions.crediting import LOCK
from dmedesk.billing.actions.month import ENGINE_EDITION
from dmedesk.billing.queries.charge_fates import fates_of
from dmedesk.billing.queries.charges import is_billed, is_withdrawn
from dmedesk.billing.rules.charge_plan import (
    HeldCharge,
    PlannedCharge,
)
from dmedesk.billing.rules.charge_words import HOLDS, hold_words
from dmedesk.billing.rules.charges import RunKind
from dmedesk.billing.rules.plan import invoices_of
from dmedesk.billing.tables import BillingRun, Charge
from dmedesk.kit.calendar import first_of_month
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.shop.actions.company import INVOICE_NUMBERS, take_numbers
from dmedesk.store.unit_of_work import UnitOfWork


def invoice_charges_now(work: UnitOfWork, *, charge_ids: Collection[int]) -> Sequence[str]:
    """Invoice these charges now: an invoice a member and payer; answers the numbers.

    Refused whole where one of them is held, withdrawn or invoiced already, with every reason.
    Their months are not posted by it.
    """
    work.lock(LOCK)
    session = work.session
    fates = list(fates_of(session, charge_ids=charge_ids).values())
    found = [*_not_open(session, charge_ids), *_held(fates)]
    ready = [one for one in fates if isinstance(one, PlannedCharge)]
    if found or not ready:
        raise Refused(found or [_nothing()])
    invoices = list(invoices_of((), ready))
    run = BillingRun(
        month_on=_month_of(ready),
        payer_id=None,
        posted_at=work.now,
        posted_on=work.now.astimezone().date(),
        posted_by=work.actor,
        engine_edition=ENGINE_EDITION,
        kind=RunKind.CHARGES,
    )
    session.add(run)
    session.flush()
    numbers = take_numbers(work, key=INVOICE_NUMBERS, count=len(invoices))
    bill(work, invoices=invoices, run=run, invoice_nos=numbers)
    return numbers


def _month_of(ready: Sequence[PlannedCharge]) -> date:
    """The calendar month of the last service."""
    return first_of_month(max(one.charge.service_on for one in ready))


def _not_open(session: Session, charge_ids: Collection[int]) -> list[Finding]:
    chosen = select(Charge.charge_no, is_billed(), is_withdrawn()).where(Charge.id.in_(charge_ids))
    found = []
    for number, billed, withdrawn in session.execute(chosen.order_by(Charge.charge_no)):
        if billed:
            message, remedy = "It stands on an invoice already.", "Leave it out."
            found.append(Finding(Severity.STOP, "charge_billed", message, number, remedy=remedy))
        if withdrawn:
            message, remedy = "It was withdrawn.", "Enter a new charge."
            found.append(Finding(Severity.STOP, "charge_withdrawn", message, number, remedy=remedy))
    return found


def _held(fates: Sequence[PlannedCharge | HeldCharge]) -> list[Finding]:
    return [
        Finding(
            Severity.STOP,
            hold.code.value,
            f"{hold_words(hold)}.",
            held.charge.charge_no,
            remedy=HOLDS[hold.code][1],
        )
        for held in fates
        if isinstance(held, HeldCharge)
        for hold in held.holds
    ]


def _nothing() -> Finding:
    message, remedy = "There is no charge to invoice.", "Choose charges that wait."
    return Finding(Severity.STOP, "no_charges", message, remedy=remedy)
