"""The invoice on paper, and its credit: one grid, made from plain values frozen by the posting."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from dmedesk.printing.letterhead import Address, Letterhead

__all__ = ["Address", "InvoicePaper", "InvoicePaperLine", "Letterhead", "Step"]

Step: TypeAlias = tuple[str, str, str]
"""One step of an amount's derivation: what it says, its figure as text or ``""``, its clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePaperLine:
    """One rental month as the paper prints it.

    ``from_on`` and ``until_on`` are the first and the last day, both included. ``rental_month`` is
    n and ``last_month`` the cap of "month n of 13" (``None``: no cap). ``charge_cents`` is the
    usual charge and ``amount_cents`` what is billed (negative on a credit). ``steps`` is the
    whole derivation, only needed for ``explained=True``; ``readings`` are the named readings that
    decided, each as a short text.
    """

    from_on: date
    until_on: date
    hcpcs: str
    modifiers: tuple[str, ...]
    description: str
    brand: str = ""
    model: str = ""
    serial: str = ""
    rental_month: int
    last_month: int | None = None
    charge_cents: int
    amount_cents: int
    citations: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePaper:
    """An invoice, or with ``credit_of`` (the number of the invoice taken back) a credit.

    ``month_on`` is any day of the billing month. ``member_ids`` are labelled
    numbers in the order printed, such as ``(("MassHealth ID", "100012345678"),)``. ``lines`` stand
    in the order given; the total is their sum.
    """

    number: str
    invoice_on: date
    month_on: date
    supplier: Letterhead
    payer: Address
    member: Address
    member_no: str
    member_ids: tuple[tuple[str, str], ...] = ()
    lines: tuple[InvoicePaperLine, ...]
    credit_of: str = ""

    @property
    def total_cents(self) -> int:
        """The sum of the lines, in cents."""
        return sum(line.amount_cents for line in self.lines)


def invoice_pdf(paper: InvoicePaper, *, explained: bool = False) -> bytes:
    """The paper as PDF, the same bytes for the same values.

    ``explained`` adds the pages "How each amount was computed".
    """
    raise NotImplementedError
