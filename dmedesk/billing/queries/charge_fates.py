"""What becomes of charges now: invoiced by the next run, or held with every reason."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from dmedesk.billing.queries.charges import open_charges
from dmedesk.billing.queries.month import serving_units
from dmedesk.billing.queries.scrub import scrub_facts
from dmedesk.billing.rules.charge_plan import HeldCharge, PlannedCharge, judge_charges
from dmedesk.billing.rules.charges import ChargeFacts
from dmedesk.billing.rules.facts import MonthFacts
from dmedesk.billing.rules.plan import plan_of_charges
from dmedesk.billing.rules.priced import priced
from dmedesk.billing.rules.pricing import FeesOf
from dmedesk.billing.rules.scrub import has_rules_on, scrub, with_stops
from dmedesk.catalog.queries.book import rate_book
from dmedesk.kit.calendar import ONE_DAY
from dmedesk.papers.queries.facts import required_by_payer


def fates(session: Session, facts: ChargeFacts) -> list[PlannedCharge | HeldCharge]:
    """Each charge's fate, priced by the rate book of its day.

    What rules of the scrub find that the owner turned on is held.
    """
    if not facts.charges:
        return []
    codes = {charge.hcpcs for charge in facts.charges}
    judged = judge_charges(facts, price=priced, fees=_fees(session, facts, codes))
    required = required_by_payer(session)
    if not has_rules_on(required):
        return judged
    month = MonthFacts((), serving_units(session), required=required, charges=facts)
    # What is rented beside them has its family by its own code's row.
    fees = _fees(session, facts, codes | {one.product.hcpcs for one in month.units.values()})
    beside = scrub_facts(session, month, fees=fees, on=None)
    stopped = with_stops(month, scrub(plan_of_charges(judged), beside, None))
    return judge_charges(stopped.charges, price=priced, fees=fees)


def _fees(session: Session, facts: ChargeFacts, codes: Collection[str]) -> FeesOf:
    days = [charge.service_on for charge in facts.charges]
    return rate_book(
        session,
        hcpcs=set(codes),
        from_on=min(days),
        until_on=max(days) + ONE_DAY,
        zips={charge.member.zip for charge in facts.charges},
    ).lookup


def fates_of(
    session: Session, *, charge_ids: Collection[int] | None = None
) -> dict[int, PlannedCharge | HeldCharge]:
    """The fates of the charges of these ids that are open (None: of all open ones), by id."""
    judged = fates(session, open_charges(session, charge_ids=charge_ids))
    return {one.charge.charge_id: one for one in judged}
