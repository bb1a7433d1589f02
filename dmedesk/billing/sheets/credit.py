"""A credit on paper: the lines of the invoice that it takes back, each amount below zero."""

from dataclasses import replace

from dmedesk.billing.rules.printed import PrintedCredit
from dmedesk.billing.sheets.frozen import paper_of
from dmedesk.billing.sheets.pdf import invoice_pdf


def draw_credit(credit: PrintedCredit) -> bytes:
    """The paper of a credit, the same bytes each time; raises as ``invoice_pdf``."""
    paper = paper_of(replace(credit.invoice, lines=credit.lines))
    taken_back = tuple(replace(line, amount_cents=-line.amount_cents) for line in paper.lines)
    return invoice_pdf(
        replace(
            paper,
            number=credit.credit_no,
            invoice_on=credit.credited_on,
            credit_of=credit.invoice.invoice_no,
            takes_all=credit.is_whole,
            reason=credit.why,
            pays="",
            lines=taken_back,
        )
    )
