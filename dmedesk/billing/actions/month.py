"""Preview and post a month: one function plans it, so that what was shown is what is posted."""

import json
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from sqlalchemy.orm import Session

from dmedesk.billing.actions.billing import bill
from dmedesk.billing.actions.crediting import LOCK
from dmedesk.billing.queries.month import month_facts
from dmedesk.billing.queries.posted import held_months, is_posted, payer_id_of
from dmedesk.billing.queries.scrub import scrub_facts
from dmedesk.billing.rules.answer import reasons
from dmedesk.billing.rules.facts import MonthFacts
from dmedesk.billing.rules.plan import MonthPlan, plan_month
from dmedesk.billing.rules.priced import priced
from dmedesk.billing.rules.pricing import FeesOf
from dmedesk.billing.rules.scrub import Scrubbed, has_rules_on, scrub, with_stops
from dmedesk.billing.tables import BillingRun, HeldMonth
from dmedesk.catalog.queries.book import rate_book
from dmedesk.kit.calendar import months_after
from dmedesk.kit.collector import collector_paused
from dmedesk.shop.actions.company import INVOICE_NUMBERS, take_numbers
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork

ENGINE_EDITION = version("dmedesk")
"""The edition of the rate engine, whose wording explains a run's lines."""


@dataclass(frozen=True, slots=True)
class PostedMonth:
    """A posted run: its plan, and the numbers of the plan's invoices in their order.

    Without numbers the run found nothing to bill.
    """

    plan: MonthPlan
    invoice_nos: tuple[str, ...]


@collector_paused()
def preview_month(session: Session, *, month_on: date, payer_code: str | None = None) -> MonthPlan:
    """What posting the month would take now; writes nothing.

    Months that were entered late for an already posted month are added. Refused for a payer code
    that nobody has.
    """
    payer_id = payer_id_of(session, payer_code)
    facts = month_facts(session, month_on, payer_id=payer_id, with_late=True)
    return plan_of(session, month_on=month_on, facts=facts)


@collector_paused()
def scrub_month(session: Session, *, month_on: date, on: date) -> tuple[MonthPlan, Scrubbed]:
    """What posting the month would take now, and everything to look at before; writes nothing.

    ``on`` is the day by which clocks are judged.
    """
    facts = month_facts(session, month_on, with_late=True)
    plan, book = _planned(session, month_on, facts)
    return plan, scrub(plan, scrub_facts(session, facts, fees=book, on=on), on)


@collector_paused()
def post_month(
    work: UnitOfWork,
    *,
    month_on: date,
    payer_code: str | None = None,
) -> PostedMonth:
    """Plan the month anew and post it: invoices, their lines, what they use up, what is held.

    Whoever posts at the same time waits for the other and finds nothing new. Refused for a payer
    code that nobody has, and while the shop has no letterhead.
    """
    work.lock(LOCK)
    session = work.session
    payer_id = payer_id_of(session, payer_code)
    facts = month_facts(session, month_on, payer_id=payer_id)
    plan = plan_of(session, month_on=month_on, facts=facts)
    if not _adds_something(session, plan):
        return PostedMonth(plan, ())
    run = BillingRun(
        month_on=month_on,
        payer_id=payer_id,
        posted_at=work.now,
        posted_on=work.now.astimezone().date(),
        posted_by=work.actor,
        engine_edition=ENGINE_EDITION,
    )
    session.add(run)
    session.flush()
    _hold(work, plan, run.id)
    if not plan.invoices:
        return PostedMonth(plan, ())
    invoice_nos = take_numbers(work, key=INVOICE_NUMBERS, count=len(plan.invoices))
    bill(work, invoices=plan.invoices, run=run, invoice_nos=invoice_nos)
    return PostedMonth(plan, tuple(invoice_nos))


def plan_of(session: Session, *, month_on: date, facts: MonthFacts) -> MonthPlan:
    """The plan by the rate engine and the rate book of the days that the facts speak of.

    Where the owner turned rules of the scrub on, what they find is held: the month is planned once
    to see what they find, and then with it.
    """
    return _planned(session, month_on, facts)[0]


def _planned(session: Session, month_on: date, facts: MonthFacts) -> tuple[MonthPlan, FeesOf]:
    """The plan, and the rate book that it was made by."""
    fees = _book(session, month_on, facts)
    plan = plan_month(month_on, facts, price=priced, fees=fees)
    if has_rules_on(facts.required):
        beside = scrub_facts(session, facts, fees=fees, on=None)
        stopped = with_stops(facts, scrub(plan, beside, None))
        plan = plan_month(month_on, stopped, price=priced, fees=fees)
    return plan, fees


def _book(session: Session, month_on: date, facts: MonthFacts) -> FeesOf:
    charges = facts.charges.charges
    days = [month_on, *facts.posted_months, *(day for held in facts.held.values() for day in held)]
    days += [charge.service_on for charge in charges]
    units, codes = facts.units.values(), {charge.hcpcs for charge in charges}
    zips = {charge.member.zip for charge in charges}
    book = rate_book(
        session,
        hcpcs={unit.product.hcpcs for unit in units} | codes,
        from_on=min(days),
        until_on=months_after(month_on, 1),
        zips={rental.member.zip for rental in facts.rentals} | zips,
    )
    return book.lookup


def _adds_something(session: Session, plan: MonthPlan) -> bool:
    """Whether the run is worth writing down: a line, a hold nobody wrote yet, the month's first."""
    if plan.invoices or not is_posted(session, plan.month_on):
        return True
    known = held_months(session)
    return any((held.rental.rental_id, held.month.from_on) not in known for held in plan.held)


def _hold(work: UnitOfWork, plan: MonthPlan, run_id: int) -> None:
    columns = (
        HeldMonth.run_id,
        HeldMonth.rental_id,
        HeldMonth.from_on,
        HeldMonth.number,
        HeldMonth.reasons,
    )
    rows = [
        (
            run_id,
            held.rental.rental_id,
            held.month.from_on,
            held.month.number,
            json.dumps(reasons(held), separators=(",", ":")),
        )
        for held in plan.held
    ]
    append_many(work, HeldMonth, columns, rows)
