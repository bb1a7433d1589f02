"""A credit on paper: the invoice that it takes back, line by line, each amount below zero."""

from dataclasses import replace
from datetime import date

from dmedesk.billing.rules.printed import PrintedInvoice
from dmedesk.billing.sheets.frozen import paper_of
from dmedesk.billing.sheets.pdf import invoice_pdf


def draw_credit(invoice: PrintedInvoice, *, credit_no: str, credited_on: date) -> bytes:
    """The paper of a credit, the same bytes each time; raises as ``invoice_pdf``."""
    paper = paper_of(invoice)
    taken_back = tuple(replace(line, amount_cents=-line.amount_cents) for line in paper.lines)
    credit = replace(
        paper,
        number=credit_no,
        invoice_on=credited_on,
        credit_of=invoice.invoice_no,
        lines=taken_back,
    )
    return invoice_pdf(credit)
