"""Writes planned invoices: their words frozen, their lines, and the ledgers that they turn."""

from collections.abc import Iterable, Sequence

from dmedesk.billing.actions.charge_ledger import CHARGE_LINE_COLUMNS, ChargeTurn, write_charges
from dmedesk.billing.actions.rulings import FrozenRulings, freeze_rulings
from dmedesk.billing.actions.words import FrozenWords, freeze_words
from dmedesk.billing.rules.charge_plan import PlannedCharge
from dmedesk.billing.rules.plan import PlannedInvoice, PlannedLine
from dmedesk.billing.rules.printed import PrintedKind
from dmedesk.billing.rules.trace import pack_trace
from dmedesk.billing.tables import BillingRun, Invoice, InvoiceLine
from dmedesk.papers.actions import ChargeUse, Use, record_charge_uses, record_uses
from dmedesk.rentals.actions.ledger import MonthTurn, write_months
from dmedesk.rentals.rules import round_of
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork


def bill(
    work: UnitOfWork,
    *,
    invoices: Sequence[PlannedInvoice],
    run: BillingRun,
    invoice_nos: Sequence[str],
) -> None:
    """Write planned invoices of a run under their numbers, with lines of both kinds.

    The ledgers of months and charges and the authorized months are written with them. Whoever
    calls holds the lock of billing.
    """
    lines = [line for invoice in invoices for line in invoice.lines]
    charges = [charge for invoice in invoices for charge in invoice.charges]
    words = freeze_words(
        work,
        on=run.posted_on,
        billed=((one.member.member_id, one.payer.payer_id) for one in invoices),
        product_ids=(line.unit.product.product_id for line in lines),
        charge_ids=(planned.charge.charge_id for planned in charges),
    )
    quotes = [*(line.quote for line in lines), *(planned.quote for planned in charges)]
    rulings = freeze_rulings(work, quotes=quotes)
    invoice_ids = _write_invoices(work, invoices, run, invoice_nos, words)
    entry_ids = write_months(work, turns=[_turn(line) for line in lines])
    of_lines = (
        invoice_id
        for invoice, invoice_id in zip(invoices, invoice_ids, strict=True)
        for _ in invoice.lines
    )
    _write_lines(work, zip(lines, of_lines, entry_ids, strict=True), words, rulings)
    write_charges(work, turns=[_charge_turn(planned) for planned in charges])
    with_charges = zip(invoices, invoice_ids, strict=True)
    on_invoices = [id_ for invoice, id_ in with_charges for _ in invoice.charges]
    _write_charge_lines(work, list(zip(charges, on_invoices, strict=True)), words, rulings)
    record_uses(work, uses=[use for line in lines for use in _uses(line)])
    record_charge_uses(work, uses=_charge_uses(charges))


def _write_invoices(
    work: UnitOfWork,
    invoices: Sequence[PlannedInvoice],
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
            words.by_billed[invoice.member.member_id, invoice.payer.payer_id],
            words.of(PrintedKind.PAYER, invoice.payer.payer_id),
        )
        for invoice, invoice_no in zip(invoices, invoice_nos, strict=True)
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


def _charge_turn(planned: PlannedCharge) -> ChargeTurn:
    charge = planned.charge
    return ChargeTurn(charge.charge_id, charge.turn, planned.quote.amount_cents)


def _write_charge_lines(
    work: UnitOfWork,
    charges: Sequence[tuple[PlannedCharge, int]],
    words: FrozenWords,
    rulings: FrozenRulings,
) -> None:
    """Each charge comes with the id of its invoice."""
    rows = [
        (
            invoice_id,
            planned.charge.charge_id,
            planned.charge.turn,
            1,
            words.of(PrintedKind.CHARGE, planned.charge.charge_id),
            planned.charge.serial,
            rulings.of(planned.quote),
            planned.charge.usual_charge_cents,
            pack_trace(planned.quote.steps),
        )
        for planned, invoice_id in charges
    ]
    append_many(work, InvoiceLine, CHARGE_LINE_COLUMNS, rows)


def _charge_uses(charges: Iterable[PlannedCharge]) -> list[ChargeUse]:
    """What charges take of authorizations."""
    return [
        ChargeUse(
            planned.authorization_id,
            planned.charge.charge_id,
            planned.charge.turn,
            planned.charge.service_on,
            planned.charge.units,
            planned.quote.amount_cents,
            planned.charge.charge_no,
        )
        for planned in charges
        if planned.authorization_id is not None
    ]


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
