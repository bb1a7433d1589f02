"""What was granted under a number, with what of it is used: for houses that rest on one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.members.tables import Member
from dmedesk.papers.queries.record_papers import drawn_of
from dmedesk.papers.tables import Authorization, AuthorizationRequest, AuthorizationStep


@dataclass(frozen=True, slots=True)
class Granted:
    """One authorization. ``payer_id`` is whom it was asked of: None where no request is kept.

    Empty ``units`` and ``amount_cents`` are no limit of them; ``until_on`` is the first day after.
    """

    authorization_id: int
    member_id: int
    member_no: str
    hcpcs: str
    from_on: date
    until_on: date | None
    units: int | None
    units_used: int
    amount_cents: int | None
    cents_used: int
    payer_id: int | None


def requests_of(session: Session, *, authorization_id: int) -> list[tuple[int, str]]:
    """Id and number of the requests that an authorization was the answer to."""
    chosen = (
        select(AuthorizationRequest.id, AuthorizationRequest.request_no)
        .join(AuthorizationStep, AuthorizationStep.request_id == AuthorizationRequest.id)
        .where(AuthorizationStep.authorization_id == authorization_id)
        .distinct()
        .order_by(AuthorizationRequest.id)
    )
    return [(request_id, number) for request_id, number in session.execute(chosen)]


def granted_under(session: Session, *, pa_number: str) -> list[Granted]:
    """Every authorization of this number, whoever has it, in any case of letters."""
    asked_of = (
        select(AuthorizationRequest.payer_id)
        .join(AuthorizationStep, AuthorizationStep.request_id == AuthorizationRequest.id)
        .where(AuthorizationStep.authorization_id == Authorization.id)
        .order_by(AuthorizationStep.id)
        .limit(1)
        .scalar_subquery()
    )
    chosen = (
        select(Authorization, Member.member_no, asked_of)
        .join(Member, Member.id == Authorization.member_id)
        .where(func.upper(Authorization.pa_number) == pa_number.strip().upper())
        .order_by(Authorization.from_on, Authorization.id)
    )
    found = []
    for own, member_no, payer_id in session.execute(chosen):
        units, cents = drawn_of(session, authorization_id=own.id)
        found.append(
            Granted(
                authorization_id=own.id,
                member_id=own.member_id,
                member_no=member_no,
                hcpcs=own.hcpcs,
                from_on=own.from_on,
                until_on=own.until_on,
                units=own.units,
                units_used=units,
                amount_cents=own.amount_cents,
                cents_used=cents,
                payer_id=payer_id,
            )
        )
    return found
