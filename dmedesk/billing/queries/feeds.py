"""What the search finds of invoices, their credits, and payments by their numbers."""

from typing import Any

from sqlalchemy import select

from dmedesk.billing.queries.standing import credit_numbers
from dmedesk.billing.rules.charge_words import KINDS
from dmedesk.billing.rules.payments import KIND_WORDS
from dmedesk.billing.tables import BillingRun, Charge, Credit, Invoice, Payment
from dmedesk.members.tables import Member, Payer
from dmedesk.rates.money import format_dollars
from dmedesk.store.search import Entry, Feed, said


def _invoice(row: Any) -> Entry:
    member = f"{row.last_name}, {row.first_name}"
    numbers = row.credit_nos.split(", ") if row.credit_nos else []
    credited = f"credited by {row.credit_nos}" if numbers else ""
    return Entry(
        row.id,
        row.invoice_no,
        said(member, f"{row.month_on:%Y-%m}", row.code, format_dollars(row.total_cents), credited),
        numbers=tuple(numbers),
        others=(member, row.member_no),
    )


INVOICES = Feed(
    kind="invoice",
    section="Invoices",
    letter="i",
    rows=select(
        Invoice.id,
        Invoice.invoice_no,
        Invoice.total_cents,
        BillingRun.month_on,
        Member.member_no,
        Member.last_name,
        Member.first_name,
        Payer.code,
        credit_numbers().label("credit_nos"),
    )
    .join(BillingRun, BillingRun.id == Invoice.run_id)
    .join(Member, Member.id == Invoice.member_id)
    .join(Payer, Payer.id == Invoice.payer_id)
    .outerjoin(Credit, Credit.invoice_id == Invoice.id)
    .distinct(),
    entry=_invoice,
    table="invoices",
    tables={
        "invoices": Invoice.id,
        "billing_runs": BillingRun.id,
        "members": Member.id,
        "payers": Payer.id,
        "credits": Credit.id,
    },
)


def _payment(row: Any) -> Entry:
    account = row.name or f"{row.last_name}, {row.first_name or ''}"
    title = f"{KIND_WORDS[row.kind]} {row.reference}".rstrip()
    amount = format_dollars(row.amount_cents)
    return Entry(
        row.id,
        title,
        said(account, f"{row.received_on}", amount, f"payment {row.payment_no}"),
        numbers=(row.reference,),
        others=(account, str(row.payment_no)),
    )


PAYMENTS = Feed(
    kind="payment",
    section="Payments",
    letter="q",
    rows=select(
        Payment.id,
        Payment.payment_no,
        Payment.kind,
        Payment.reference,
        Payment.amount_cents,
        Payment.received_on,
        Payer.name,
        Member.last_name,
        Member.first_name,
    )
    .outerjoin(Payer, Payer.id == Payment.payer_id)
    .outerjoin(Member, Member.id == Payment.member_id),
    entry=_payment,
    table="payments",
    tables={"payments": Payment.id, "members": Member.id, "payers": Payer.id},
)


def _charge(row: Any) -> Entry:
    member = f"{row.last_name}, {row.first_name}"
    return Entry(
        row.id,
        row.charge_no,
        said(member, KINDS[row.kind], row.hcpcs, row.description, f"{row.service_on}"),
        numbers=(),
        others=(member, row.member_no, row.source_no),
    )


CHARGES = Feed(
    kind="charge",
    section="Charges",
    letter="g",
    rows=select(
        Charge.id,
        Charge.charge_no,
        Charge.kind,
        Charge.hcpcs,
        Charge.description,
        Charge.service_on,
        Charge.source_no,
        Member.member_no,
        Member.last_name,
        Member.first_name,
    ).join(Member, Member.id == Charge.member_id),
    entry=_charge,
    table="charges",
    tables={"charges": Charge.id, "members": Member.id},
)
