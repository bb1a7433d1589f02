"""The billing register of a month: what stands of its posts, what was taken back, and the sums.

Everything in it is as it was frozen by the posting. Money is cents, text with two digits after
the point in what is written of it.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from dmedesk.billing.rules.printed import CompanyWords
from dmedesk.kit.calendar import ONE_DAY, name_of_month
from dmedesk.rates.money import format_dollars

Answer = dict[str, Any]

CSV_COLUMNS = (
    "kind",
    "number",
    "date",
    "credit_of",
    "member_no",
    "member",
    "payer_code",
    "payer",
    "rental_no",
    "hcpcs",
    "modifiers",
    "serial",
    "rental_month",
    "last_month",
    "from_on",
    "until_on",
    "usual_charge",
    "amount",
    "basis",
    "citations",
    "charge_no",
    "units",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One rental month, up to and without ``until_on``; ``last_month`` is its cap, if any.

    Or one charge on its day: ``charge_no`` is its number and ``units`` how many it charges;
    ``rental_no`` is then empty.
    """

    rental_no: str
    hcpcs: str
    modifiers: tuple[str, ...]
    serial: str
    rental_month: int | None
    last_month: int | None
    from_on: date
    until_on: date
    usual_charge_cents: int | None
    amount_cents: int
    basis: str
    citations: tuple[str, ...]
    charge_no: str = ""
    units: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterInvoice:
    """An invoice that stands."""

    invoice_no: str
    posted_on: date
    member_no: str
    member: str
    payer_code: str
    payer: str
    total_cents: int
    lines: tuple[RegisterLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCredit:
    """A credit, and the invoice of the month's posts of which it took lines back, or all."""

    credit_no: str
    credited_on: date
    invoice_no: str
    member_no: str
    member: str
    payer_code: str
    payer: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class PayerTotal:
    """What stands of one payer."""

    payer_code: str
    payer: str
    invoices: int
    lines: int
    total_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A month's register, of one payer or (empty) of all; invoices and credits by number.

    ``supplier`` is the letterhead of the last of its papers; None where there are none.
    """

    month_on: date
    payer_code: str
    supplier: CompanyWords | None
    invoices: tuple[RegisterInvoice, ...]
    credits: tuple[RegisterCredit, ...]

    @property
    def total_cents(self) -> int:
        """The sum of what stands of the invoices."""
        return sum(invoice.total_cents for invoice in self.invoices)

    @property
    def credited_cents(self) -> int:
        """The sum of the credits: zero or less."""
        return sum(credit.amount_cents for credit in self.credits)


def payer_totals(register: Register) -> list[PayerTotal]:
    """What stands of each payer, in the order of their codes."""
    found: dict[str, PayerTotal] = {}
    for invoice in register.invoices:
        so_far = found.get(invoice.payer_code, PayerTotal(invoice.payer_code, "", 0, 0, 0))
        found[invoice.payer_code] = PayerTotal(
            invoice.payer_code,
            invoice.payer,
            so_far.invoices + 1,
            so_far.lines + len(invoice.lines),
            so_far.total_cents + invoice.total_cents,
        )
    return [found[code] for code in sorted(found)]


def register_name(register: Register) -> str:
    """The name of its files, without an ending."""
    of_payer = (register.payer_code,) if register.payer_code else ()
    return "-".join(("register", name_of_month(register.month_on), *of_payer))


def register_answer(register: Register) -> Answer:
    """The answer of ``month register``, key by key."""
    return {
        "month": name_of_month(register.month_on),
        "invoices": [_invoice(invoice) for invoice in register.invoices],
        "credits": [_credit(credit) for credit in register.credits],
        "payers": [
            {
                "payer_code": payer.payer_code,
                "name": payer.payer,
                "invoices": payer.invoices,
                "lines": payer.lines,
                "total": format_dollars(payer.total_cents),
            }
            for payer in payer_totals(register)
        ],
        "total": format_dollars(register.total_cents),
    }


def _invoice(invoice: RegisterInvoice) -> Answer:
    return {
        "invoice_no": invoice.invoice_no,
        "posted_on": invoice.posted_on.isoformat(),
        "member_no": invoice.member_no,
        "member": invoice.member,
        "payer_code": invoice.payer_code,
        "total": format_dollars(invoice.total_cents),
        "lines": [_line(line) for line in invoice.lines],
    }


def _line(line: RegisterLine) -> Answer:
    charge = {"charge_no": line.charge_no, "units": line.units} if line.charge_no else {}
    charged = line.usual_charge_cents
    return {
        "rental_no": line.rental_no or None,
        **charge,
        "hcpcs": line.hcpcs,
        "modifiers": list(line.modifiers),
        "serial": line.serial,
        "rental_month": line.rental_month,
        "last_month": line.last_month,
        "from_on": line.from_on.isoformat(),
        "until_on": (line.until_on - ONE_DAY).isoformat(),
        "usual_charge": None if charged is None else format_dollars(charged),
        "amount": format_dollars(line.amount_cents),
        "basis": line.basis,
        "citations": list(line.citations),
    }


def _credit(credit: RegisterCredit) -> Answer:
    return {
        "credit_no": credit.credit_no,
        "credited_on": credit.credited_on.isoformat(),
        "invoice_no": credit.invoice_no,
        "member_no": credit.member_no,
        "member": credit.member,
        "payer_code": credit.payer_code,
        "amount": format_dollars(credit.amount_cents),
    }


def register_csv(register: Register) -> str:
    """A row a line of the invoices that stand, then a row a credit, under ``CSV_COLUMNS``."""
    stream = StringIO()
    writer = csv.DictWriter(stream, CSV_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(register))
    return stream.getvalue()


def _rows(register: Register) -> Iterator[Answer]:
    for invoice in register.invoices:
        of_invoice = {
            "kind": "invoice",
            "number": invoice.invoice_no,
            "date": invoice.posted_on.isoformat(),
            "member_no": invoice.member_no,
            "member": invoice.member,
            "payer_code": invoice.payer_code,
            "payer": invoice.payer,
        }
        for line in invoice.lines:
            joined = {
                "modifiers": " ".join(line.modifiers),
                "citations": " | ".join(line.citations),
            }
            yield {**of_invoice, **_line(line), **joined}
    for credit in register.credits:
        yield {
            "kind": "credit",
            "number": credit.credit_no,
            "date": credit.credited_on.isoformat(),
            "credit_of": credit.invoice_no,
            "member_no": credit.member_no,
            "member": credit.member,
            "payer_code": credit.payer_code,
            "payer": credit.payer,
            "amount": format_dollars(credit.amount_cents),
        }
