"""Preview and post a month: one function plans it, so that what was shown is what is posted."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from sqlalchemy.orm import Session

from dmedesk.billing.actions.crediting import LOCK
from dmedesk.billing.actions.rulings import FrozenRulings, freeze_rulings
from dmedesk.billing.actions.words import FrozenWords, freeze_words
from dmedesk.billing.queries.month import month_facts
from dmedesk.billing.queries.posted import held_months, is_posted, payer_id_of
from dmedesk.billing.rules.answer import reasons
from dmedesk.billing.rules.facts import MonthFacts
from dmedesk.billing.rules.plan import MonthPlan, PlannedLine, plan_month
from dmedesk.billing.rules.printed import PrintedKind
from dmedesk.billing.rules.trace import pack_trace
from dmedesk.billing.tables import BillingRun, HeldMonth, Invoice, InvoiceLine
from dmedesk.catalog.queries.book import rate_book
from dmedesk.kit.calendar import months_after
from dmedesk.kit.collector import collector_paused
from dmedesk.papers.actions import Use, record_uses
from dmedesk.rates import price
from dmedesk.rentals.actions.ledger import MonthTurn, write_months
from dmedesk.rentals.rules import round_of
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
    return _plan(
        session, month_on, month_facts(session, month_on, payer_id=payer_id, with_late=True)
    )


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
    plan = _plan(session, month_on, month_facts(session, month_on, payer_id=payer_id))
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
    _bill(work, plan, run, invoice_nos)
    return PostedMonth(plan, tuple(invoice_nos))


def _plan(session: Session, month_on: date, facts: MonthFacts) -> MonthPlan:
    """The plan by the rate engine and the rate book of the days that the facts speak of."""
    days = [month_on, *facts.posted_months, *(day for held in facts.held.values() for day in held)]
    book = rate_book(
        session,
        hcpcs={unit.product.hcpcs for unit in facts.units.values()},
        from_on=min(days),
        until_on=months_after(month_on, 1),
        zips={rental.member.zip for rental in facts.rentals},
    )
    return plan_month(month_on, facts, price=price, fees=book.lookup)


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


def _bill(work: UnitOfWork, plan: MonthPlan, run: BillingRun, invoice_nos: Sequence[str]) -> None:
    lines = plan.lines
    words = freeze_words(
        work,
        on=run.posted_on,
        member_ids=(invoice.member.member_id for invoice in plan.invoices),
        payer_ids=(invoice.payer.payer_id for invoice in plan.invoices),
        product_ids=(line.unit.product.product_id for line in lines),
    )
    rulings = freeze_rulings(work, quotes=(line.quote for line in lines))
    invoice_ids = _write_invoices(work, plan, run, invoice_nos, words)
    entry_ids = write_months(work, turns=[_turn(line) for line in lines])
    of_lines = (
        invoice_id
        for invoice, invoice_id in zip(plan.invoices, invoice_ids, strict=True)
        for _ in invoice.lines
    )
    _write_lines(work, zip(lines, of_lines, entry_ids, strict=True), words, rulings)
    record_uses(work, uses=[use for line in lines for use in _uses(line)])


def _write_invoices(
    work: UnitOfWork,
    plan: MonthPlan,
    run: BillingRun,
    invoice_nos: Sequence[str],
    words: FrozenWords,
) -> Sequence[int]:
    columns = (
        Invoice.invoice_no,
        Invoice.run_id,
        Invoice.member_id,
        Invoice.payer_id,
        Invoice.total_cents,
        Invoice.company_words_id,
        Invoice.member_words_id,
        Invoice.payer_words_id,
    )
    rows = [
        (
            invoice_no,
            run.id,
            invoice.member.member_id,
            invoice.payer.payer_id,
            invoice.total_cents,
            words.company_id,
            words.of(PrintedKind.MEMBER, invoice.member.member_id),
            words.of(PrintedKind.PAYER, invoice.payer.payer_id),
        )
        for invoice, invoice_no in zip(plan.invoices, invoice_nos, strict=True)
    ]
    return append_many(work, Invoice, columns, rows)


def _turn(line: PlannedLine) -> MonthTurn:
    return MonthTurn(
        rental_id=line.rental.rental_id,
        from_on=line.month.from_on,
        turn=line.rental.next_turn(line.month.from_on),
        number=line.month.number,
        amount_cents=line.quote.amount_cents,
    )


def _write_lines(
    work: UnitOfWork,
    lines: Iterable[tuple[PlannedLine, int, int]],
    words: FrozenWords,
    rulings: FrozenRulings,
) -> None:
    """Each line comes with the ids of its invoice and of its month's entry."""
    columns = (
        InvoiceLine.invoice_id,
        InvoiceLine.entry_id,
        InvoiceLine.days,
        InvoiceLine.product_words_id,
        InvoiceLine.serial,
        InvoiceLine.ruling_id,
        InvoiceLine.last_month,
        InvoiceLine.usual_charge_cents,
        InvoiceLine.trace,
    )
    rows = [
        (
            invoice_id,
            entry_id,
            (line.month.until_on - line.month.from_on).days,
            words.of(PrintedKind.PRODUCT, line.unit.product.product_id),
            line.unit.serial,
            rulings.of(line.quote),
            line.last_month,
            line.usual_charge_cents,
            pack_trace(line.quote.steps),
        )
        for line, invoice_id, entry_id in lines
    ]
    append_many(work, InvoiceLine, columns, rows)


def _uses(line: PlannedLine) -> list[Use]:
    if line.authorization_id is None:
        return []
    from_on = line.month.from_on
    return [
        Use(
            authorization_id=line.authorization_id,
            rental_id=line.rental.rental_id,
            month_from_on=from_on,
            round=round_of(line.rental.next_turn(from_on)),
            months=1,
        )
    ]
