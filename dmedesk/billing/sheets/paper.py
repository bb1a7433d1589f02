"""What an invoice on paper is made from: plain values, frozen when the month is posted."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from dmedesk.kit.calendar import last_day
from dmedesk.kit.postal import Address, Letterhead

Step: TypeAlias = tuple[str, str, str]
"""One step of an amount's derivation: what it says, its figure as text or ``""``, its clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePaperLine:
    """One rental month as the paper prints it, or one charge.

    ``from_on``, ``until_on`` is half-open as everywhere; the paper names the last day.
    ``rental_month`` is n and ``last_month`` the cap of "4 of 13" (``None``: no cap).
    ``charge_cents`` is the usual charge and ``amount_cents`` what is billed (below zero on a
    credit). ``steps`` is the whole derivation, read only for ``explained``; ``readings`` are the
    named readings that decided the amount, a short text each. ``charge`` says what was charged,
    ``units`` how many, of a charge only; ``answered`` what other payers answered to it before.
    """

    from_on: date
    until_on: date
    hcpcs: str
    modifiers: tuple[str, ...]
    description: str
    brand: str = ""
    model: str = ""
    serial: str = ""
    rental_month: int | None
    last_month: int | None = None
    charge_cents: int | None
    amount_cents: int
    citations: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    readings: tuple[str, ...] = ()
    charge: str = ""
    units: str = ""
    answered: str = ""

    @property
    def period(self) -> str:
        """The first and the last day, or a charge's one day."""
        if self.charge:
            return self.from_on.isoformat()
        return f"{self.from_on.isoformat()} – {last_day(self.until_on).isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePaper:
    """An invoice, or with ``credit_of`` (the number of the invoice taken back) a credit.

    ``month_on`` is any day of the billing month. ``member_numbers`` are labelled numbers in the
    order printed, such as ``(("Member no.", "M10"), ("MassHealth ID", "100012345678"))``.
    ``lines`` stand in the order given; the total is their sum. A credit ``takes_all`` lines of its
    invoice or some, and prints its ``reason``. ``pays`` stands beside the total of an invoice.
    """

    number: str
    invoice_on: date
    month_on: date
    supplier: Letterhead
    payer: Address
    member: Address
    member_numbers: tuple[tuple[str, str], ...] = ()
    lines: tuple[InvoicePaperLine, ...]
    credit_of: str = ""
    takes_all: bool = True
    reason: str = ""
    pays: str = ""

    @property
    def kind(self) -> str:
        """What the paper calls itself."""
        return "Credit" if self.credit_of else "Invoice"

    @property
    def total_cents(self) -> int:
        """The sum of the lines, in cents."""
        return sum(line.amount_cents for line in self.lines)
