"""Takes steps over findings of the scrub that were made elsewhere, as their file has them."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from sqlalchemy import select

from dmedesk.billing.tables import Charge, ScrubOverride
from dmedesk.kit.stored import Values
from dmedesk.rentals.queries.stored import rental_ids
from dmedesk.store.unit_of_work import UnitOfWork


def take_overrides(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append steps, as ``scrub_overrides.csv`` has them. A known one never changes."""
    assert not changed, "a step over a finding is never told otherwise"
    if not added:
        return
    rentals = rental_ids(work.session)
    charges = dict(work.session.execute(select(Charge.charge_no, Charge.id)).all())
    rows = [
        {
            "rule": values["rule"],
            "rental_id": rentals.get(values["rental_no"]),
            "charge_id": charges.get(values["charge_no"]),
            "from_on": values["from_on"],
            "turn": values["turn"],
            "why": values["why"],
            "recorded_at": values["recorded_at"],
            "recorded_by": values["recorded_by"],
        }
        for values in sorted(added, key=itemgetter("turn"))
    ]
    work.append(ScrubOverride, rows)
