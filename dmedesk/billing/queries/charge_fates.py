"""What becomes of charges now: invoiced by the next run, or held with every reason."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from dmedesk.billing.queries.charges import open_charges
from dmedesk.billing.rules.charge_plan import HeldCharge, PlannedCharge, judge_charges
from dmedesk.billing.rules.charges import ChargeFacts
from dmedesk.billing.rules.priced import priced
from dmedesk.catalog.queries.book import rate_book
from dmedesk.kit.calendar import ONE_DAY


def fates(session: Session, facts: ChargeFacts) -> list[PlannedCharge | HeldCharge]:
    """Each charge's fate, priced by the rate book of its day."""
    days = [charge.service_on for charge in facts.charges]
    if not days:
        return []
    book = rate_book(
        session,
        hcpcs={charge.hcpcs for charge in facts.charges},
        from_on=min(days),
        until_on=max(days) + ONE_DAY,
        zips={charge.member.zip for charge in facts.charges},
    )
    return judge_charges(facts, price=priced, fees=book.lookup)


def fates_of(
    session: Session, *, charge_ids: Collection[int] | None = None
) -> dict[int, PlannedCharge | HeldCharge]:
    """The fates of the charges of these ids that are open (None: of all open ones), by id."""
    judged = fates(session, open_charges(session, charge_ids=charge_ids))
    return {one.charge.charge_id: one for one in judged}
