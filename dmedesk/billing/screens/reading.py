"""What the month's screen reads, in one transaction on the worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dmedesk.billing.actions import preview_month
from dmedesk.billing.queries.listed import (
    InvoiceListed,
    billed_cents,
    invoices_of_month,
    member_names,
    product_names,
    stored_paper,
)
from dmedesk.billing.queries.printed import printed_invoices
from dmedesk.billing.rules.plan import MonthPlan
from dmedesk.billing.sheets import draw
from dmedesk.kit.calendar import months_after


@dataclass(frozen=True, slots=True)
class MonthRead:
    """A month as it stands: what a run would take, what was posted, and the month before."""

    plan: MonthPlan
    members: Mapping[int, str]
    products: Mapping[int, str]
    invoices: tuple[InvoiceListed, ...]
    posted_cents: int
    before_cents: int

    @property
    def standing(self) -> list[InvoiceListed]:
        """The invoices that no credit has taken back."""
        return [invoice for invoice in self.invoices if invoice.credit_no is None]

    @property
    def without_paper(self) -> int:
        """How many standing invoices have no paper yet."""
        return sum(not invoice.has_paper for invoice in self.standing)


def read_month(session: Any, *, month_on: date) -> MonthRead:
    """Everything that the screen shows of one month."""
    return MonthRead(
        plan=preview_month(session, month_on=month_on),
        members=member_names(session),
        products=product_names(session),
        invoices=tuple(invoices_of_month(session, month_on=month_on)),
        posted_cents=billed_cents(session, month_on=month_on),
        before_cents=billed_cents(session, month_on=months_after(month_on, -1)),
    )


def read_paper(session: Any, *, invoice_id: int, explained: bool = False) -> bytes:
    """An invoice's paper: the stored bytes, or, while they are not made, the same ones drawn now.

    ``explained`` adds the pages "How each amount was computed", which are drawn on demand.
    """
    stored = None if explained else stored_paper(session, invoice_id=invoice_id)
    if stored is not None:
        return stored
    printed = printed_invoices(session, invoice_ids=[invoice_id])[invoice_id]
    return draw(printed, explained=explained)
