"""The authorization that a repair rests on, as papers keep it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from dmedesk.papers.queries.granted import Granted, granted_under
from dmedesk.repairs.queries.worked import Line
from dmedesk.repairs.rules.authorized import Authorized, Grant, Resting, authorized_by
from dmedesk.repairs.rules.words import Covered
from dmedesk.repairs.tables import Repair


def resting_of(repair: Repair, lines: Sequence[Line], *, hcpcs: str, on: date) -> Resting:
    """What of a repair is charged, by code, as it is held against its authorization."""
    charged = [one for one in lines if not one.is_void and one.covered is Covered.CHARGED]
    quantities: Counter[str] = Counter()
    cents: Counter[str] = Counter()
    for one in charged:
        if one.hcpcs:
            quantities[one.hcpcs] += one.quantity
            cents[one.hcpcs] += one.amount_cents
    return Resting(
        pa_number=repair.pa_number or "",
        member_id=repair.member_id,
        payer_id=repair.payer_id,
        hcpcs=hcpcs,
        on=on,
        total_cents=sum(one.amount_cents for one in charged),
        quantities=quantities,
        cents=cents,
    )


def authorized_of(session: Session, resting: Resting) -> Authorized | None:
    """What the number of a repair stands for; None where none is named."""
    if not resting.pa_number:
        return None
    found = granted_under(session, pa_number=resting.pa_number)
    return authorized_by(resting, [_grant(one) for one in found])


def _grant(one: Granted) -> Grant:
    return Grant(
        authorization_id=one.authorization_id,
        member_id=one.member_id,
        member_no=one.member_no,
        hcpcs=one.hcpcs,
        from_on=one.from_on,
        until_on=one.until_on,
        units_left=None if one.units is None else one.units - one.units_used,
        cents_left=None if one.amount_cents is None else one.amount_cents - one.cents_used,
        payer_id=one.payer_id,
    )
