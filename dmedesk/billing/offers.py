"""What billing offers to other houses' pages: the months to credit where a member stops."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dmedesk.billing.queries.stopping import months_past
from dmedesk.kit.offers import Consequence
from dmedesk.kit.references import RecordRef

_RANK = 40


def stops(session: Any, ref: RecordRef, day: date) -> Sequence[Consequence]:
    """The billed months that begin after a member's death or leaving."""
    if ref.kind != "member":
        return ()
    return [
        Consequence(
            f"Credit the month of {one.from_on} of rental {one.rental_no}, on invoice "
            f"{one.invoice_no}.",
            RecordRef("invoice", one.invoice_id),
            cents=one.amount_cents,
            rank=_RANK,
        )
        for one in months_past(session, member_id=ref.id, day=day)
    ]
