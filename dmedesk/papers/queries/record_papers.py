"""One paper, request or requirement with all that its page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from dmedesk.members.queries.finding import member_named, payer_named, practitioner_named
from dmedesk.papers.rules.elements import elements_in
from dmedesk.papers.rules.words import Step
from dmedesk.papers.tables import (
    Authorization,
    AuthorizationChargeUse,
    AuthorizationDraw,
    AuthorizationRequest,
    AuthorizationStep,
    Requirement,
    SupportingPaper,
)
from dmedesk.store.finding import Found


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """One paper. ``values`` are its attributes, and what stands on it by the elements' keys."""

    id: int
    version: int
    values: Mapping[str, Any]
    member: Found
    practitioner: Found


class StepTaken(NamedTuple):
    """What became of a request, in turn; ``pa_number`` is what a grant brought."""

    turn: int
    step: Step
    done_on: date
    answer_by: date | None
    pa_number: str | None
    authorization_id: int | None
    reason: str | None
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request with everything that became of it."""

    id: int
    version: int
    values: Mapping[str, Any]
    member: Found
    payer: Found
    steps: tuple[StepTaken, ...]


@dataclass(frozen=True, slots=True)
class RequirementRecord:
    """One requirement."""

    id: int
    version: int
    values: Mapping[str, Any]
    payer: Found


def paper_record(session: Session, paper_id: int) -> PaperRecord | None:
    """One paper; None where there is none of this id."""
    one = session.get(SupportingPaper, paper_id)
    if one is None:
        return None
    member = member_named(session, one.member_id)
    practitioner = practitioner_named(session, one.practitioner_id)
    assert member is not None
    assert practitioner is not None
    values = {**_values(one), **elements_in(one.elements)}
    return PaperRecord(one.id, one.row_version, values, member, practitioner)


def request_record(session: Session, request_id: int) -> RequestRecord | None:
    """One request; None where there is none of this id."""
    one = session.get(AuthorizationRequest, request_id)
    if one is None:
        return None
    member, payer = member_named(session, one.member_id), payer_named(session, one.payer_id)
    assert member is not None
    assert payer is not None
    steps = (
        select(
            AuthorizationStep.turn,
            AuthorizationStep.step,
            AuthorizationStep.done_on,
            AuthorizationStep.answer_by,
            Authorization.pa_number,
            AuthorizationStep.authorization_id,
            AuthorizationStep.reason,
            AuthorizationStep.recorded_at,
            AuthorizationStep.recorded_by,
        )
        .outerjoin(Authorization, Authorization.id == AuthorizationStep.authorization_id)
        .where(AuthorizationStep.request_id == request_id)
        .order_by(AuthorizationStep.turn)
    )
    taken = tuple(StepTaken(*row) for row in session.execute(steps))
    return RequestRecord(one.id, one.row_version, _values(one), member, payer, taken)


def requirement_record(session: Session, requirement_id: int) -> RequirementRecord | None:
    """One requirement; None where there is none of this id."""
    one = session.get(Requirement, requirement_id)
    if one is None:
        return None
    payer = payer_named(session, one.payer_id)
    assert payer is not None
    return RequirementRecord(one.id, one.row_version, _values(one), payer)


def drawn_of(session: Session, *, authorization_id: int) -> tuple[int, int]:
    """The units and the cents of an authorization that are used, by charges and by hand."""
    units = cents = 0
    for table in (AuthorizationDraw, AuthorizationChargeUse):
        some, much = session.execute(
            select(
                func.coalesce(func.sum(table.units), 0),
                func.coalesce(func.sum(table.amount_cents), 0),
            ).where(table.authorization_id == authorization_id)
        ).one()
        units, cents = units + int(some), cents + int(much)
    return units, cents


def _values(one: Any) -> dict[str, Any]:
    names = inspect(type(one)).columns.keys()
    return {name: getattr(one, name) for name in names if name not in ("id", "row_version")}
