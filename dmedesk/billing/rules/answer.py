"""The answers of ``month preview``, ``month post`` and ``month undo``, key by key.

Money is text with two digits after the point, ``until_on`` the last day of a month.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dmedesk.billing.rules.charge_plan import HeldCharge, PlannedCharge
from dmedesk.billing.rules.plan import Finished, MonthPlan, PlannedHold, PlannedInvoice, PlannedLine
from dmedesk.kit.calendar import ONE_DAY, name_of_month
from dmedesk.rates.money import format_dollars
from dmedesk.rentals.rules import RentalMonth

Answer = dict[str, Any]


def answer(
    plan: MonthPlan, *, invoice_nos: Sequence[str] | None = None, with_papers: bool = False
) -> Answer:
    """What the run takes, as the public format has it.

    ``invoice_nos`` are the numbers of the plan's invoices once they are posted; ``with_papers``
    names each one's PDF, where a folder was given for them.
    """
    numbers: Sequence[str | None] = invoice_nos or [None] * len(plan.invoices)
    numbered = list(zip(plan.invoices, numbers, strict=True))
    written: Answer = {
        "month": name_of_month(plan.month_on),
        "lines": [_line(line, number) for invoice, number in numbered for line in invoice.lines],
        "held": [_held(held) for held in plan.held],
        "finished": [_finished(finished) for finished in plan.finished],
        "invoices": [
            _invoice(invoice, number, with_papers=with_papers) for invoice, number in numbered
        ],
        "total": format_dollars(plan.total_cents),
    }
    charges = [
        _charge(charge, number) for invoice, number in numbered for charge in invoice.charges
    ]
    if charges:
        written["charges"] = charges
    if plan.held_charges:
        written["held_charges"] = [_held_charge(held) for held in plan.held_charges]
    if plan.late:
        written["late"] = [_late(late) for late in plan.late]
    return written


def paper_name(invoice_no: str) -> str:
    """The name of an invoice's file."""
    return f"{invoice_no}.pdf"


def _line(line: PlannedLine, invoice_no: str | None) -> Answer:
    return {
        "rental_no": line.rental.rental_no,
        "member_no": line.rental.member.member_no,
        "payer_code": line.rental.payer.code,
        "serial": line.unit.serial,
        "hcpcs": line.unit.product.hcpcs,
        "modifiers": list(line.quote.modifiers),
        "rental_month": line.month.number,
        "from_on": line.month.from_on.isoformat(),
        "until_on": _last_day(line.month),
        "usual_charge": format_dollars(line.usual_charge_cents),
        "amount": format_dollars(line.quote.amount_cents),
        "basis": line.quote.basis,
        "citations": list(line.quote.citations),
        "invoice_no": invoice_no,
    }


def _held(held: PlannedHold) -> Answer:
    return {
        "rental_no": held.rental.rental_no,
        "rental_month": held.month.number,
        "from_on": held.month.from_on.isoformat(),
        "reasons": reasons(held),
    }


def reasons(held: PlannedHold | HeldCharge) -> list[Answer]:
    """Why the month or the charge waits, in the order of the reasons."""
    return [{"code": hold.code.value, "detail": hold.detail} for hold in held.holds]


def _charge(planned: PlannedCharge, invoice_no: str | None) -> Answer:
    charge, quote = planned.charge, planned.quote
    usual = charge.usual_charge_cents
    return {
        "charge_no": charge.charge_no,
        "member_no": charge.member.member_no,
        "payer_code": charge.payer.code,
        "kind": charge.kind.value,
        "serial": charge.serial or None,
        "hcpcs": charge.hcpcs,
        "modifiers": list(quote.modifiers),
        "service_on": charge.service_on.isoformat(),
        "units": charge.units,
        "usual_charge": None if usual is None else format_dollars(usual),
        "amount": format_dollars(quote.amount_cents),
        "basis": quote.basis,
        "citations": list(quote.citations),
        "invoice_no": invoice_no,
    }


def _held_charge(held: HeldCharge) -> Answer:
    return {
        "charge_no": held.charge.charge_no,
        "service_on": held.charge.service_on.isoformat(),
        "reasons": reasons(held),
    }


def _finished(finished: Finished) -> Answer:
    return {"rental_no": finished.rental.rental_no, "last_month": finished.last_month}


def _invoice(invoice: PlannedInvoice, invoice_no: str | None, *, with_papers: bool) -> Answer:
    paper = paper_name(invoice_no) if invoice_no is not None and with_papers else None
    return {
        "invoice_no": invoice_no,
        "member_no": invoice.member.member_no,
        "payer_code": invoice.payer.code,
        "total": format_dollars(invoice.total_cents),
        "lines": len(invoice.lines) + len(invoice.charges),
        "pdf": paper,
    }


def _late(late: PlannedLine | PlannedHold) -> Answer:
    return {
        "month": name_of_month(late.month.from_on),
        "rental_no": late.rental.rental_no,
        "member_no": late.rental.member.member_no,
        "payer_code": late.rental.payer.code,
        "rental_month": late.month.number,
        "from_on": late.month.from_on.isoformat(),
        "until_on": _last_day(late.month),
        "amount": format_dollars(late.quote.amount_cents)
        if isinstance(late, PlannedLine)
        else None,
        "reasons": [] if isinstance(late, PlannedLine) else reasons(late),
    }


def _last_day(month: RentalMonth) -> str:
    return date.isoformat(month.until_on - ONE_DAY)
