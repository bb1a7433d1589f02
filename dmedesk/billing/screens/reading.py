"""What the month's screen reads, in one transaction on the worker."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dmedesk.billing.actions import preview_month
from dmedesk.billing.queries.crediting import printed_credit
from dmedesk.billing.queries.listed import (
    InvoiceListed,
    billed_cents,
    invoices_of_month,
    member_names,
    product_names,
    stored_paper,
)
from dmedesk.billing.queries.printed import printed_invoices
from dmedesk.billing.rules.holds import waits_cents
from dmedesk.billing.rules.late import LateMonth, months_late
from dmedesk.billing.rules.plan import MonthPlan
from dmedesk.billing.screens.rows import (
    HeldRow,
    ReadyRow,
    held_rows,
    ready_rows,
)
from dmedesk.billing.sheets import draw
from dmedesk.billing.sheets.credit import draw_credit
from dmedesk.kit.calendar import months_after
from dmedesk.kit.collector import collector_paused
from dmedesk.widgets.words import count_of


@dataclass(frozen=True, slots=True)
class MonthRead:
    """A month as it stands: what a run would take, what was posted, and the month before.

    The rows of the page's tables are made here, on the worker: the window only shows them.
    ``standing`` are the invoices that no credit has taken back as a whole.
    """

    plan: MonthPlan
    ready: tuple[ReadyRow, ...]
    ready_cents: int
    held: tuple[HeldRow, ...]
    held_cents: int
    late: tuple[LateMonth, ...]
    invoices: tuple[InvoiceListed, ...]
    standing: tuple[InvoiceListed, ...]
    posted_cents: int
    before_cents: int

    @property
    def counted(self) -> str:
        """What a run would take: ``54 lines``, ``54 lines and 2 charges``; empty for nothing."""
        charges = len(self.plan.charges)
        lines = len(self.plan.lines)
        told = [count_of(lines, "line")] if lines else []
        return " and ".join([*told, *([count_of(charges, "charge")] if charges else [])])

    @property
    def without_paper(self) -> int:
        """How many standing invoices have no paper yet."""
        return sum(not invoice.has_paper for invoice in self.standing)


@collector_paused()
def read_month(session: Any, *, month_on: date) -> MonthRead:
    """Everything that the screen shows of one month."""
    plan = preview_month(session, month_on=month_on)
    members, products = member_names(session), product_names(session)
    invoices = tuple(invoices_of_month(session, month_on=month_on))
    return MonthRead(
        plan=plan,
        ready=tuple(ready_rows(plan, members, products)),
        ready_cents=plan.total_cents,
        held=tuple(held_rows(plan, members, products)),
        held_cents=sum(map(waits_cents, plan.held)) + sum(map(waits_cents, plan.held_charges)),
        late=tuple(months_late(plan)),
        invoices=invoices,
        standing=tuple(invoice for invoice in invoices if invoice.stands),
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


def read_credit(session: Any, *, credit_id: int) -> bytes:
    """The paper of a credit, drawn on demand."""
    return draw_credit(printed_credit(session, credit_id=credit_id))
