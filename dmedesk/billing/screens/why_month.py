"""Why a month of one rental has its amount or waits: as posted, else as a run would take it now."""

from datetime import date
from typing import Any

from dmedesk.billing.actions import preview_month
from dmedesk.billing.queries.invoices import invoice_of_month
from dmedesk.billing.queries.listed import member_names, product_names
from dmedesk.billing.queries.printed import printed_invoices
from dmedesk.billing.rules.plan import PlannedHold, PlannedLine
from dmedesk.billing.screens.rows import held_rows, ready_rows
from dmedesk.billing.screens.why import why_held, why_posted, why_ready
from dmedesk.kit.calendar import first_of_month
from dmedesk.widgets.reckoning import Reckoning


def why_month(session: Any, /, *, rental_id: int, from_on: date, on: date) -> Reckoning | None:
    """The reckoning of the rental's month that begins on a day; None where there is none yet."""
    found = invoice_of_month(session, rental_id=rental_id, from_on=from_on)
    if found is not None:
        invoice_id, place = found
        printed = printed_invoices(session, invoice_ids=[invoice_id])[invoice_id]
        return why_posted(printed.lines[place])
    if from_on > on:
        return None
    plan = preview_month(session, month_on=first_of_month(from_on))
    members, products = member_names(session), product_names(session)
    for ready in ready_rows(plan, members, products):
        line = ready.line
        if isinstance(line, PlannedLine) and _is_it(line, rental_id, from_on):
            return why_ready(ready)
    for held in held_rows(plan, members, products):
        hold = held.hold
        if isinstance(hold, PlannedHold) and _is_it(hold, rental_id, from_on):
            return why_held(held)
    return None


def _is_it(month: PlannedLine | PlannedHold, rental_id: int, from_on: date) -> bool:
    return month.rental.rental_id == rental_id and month.month.from_on == from_on
