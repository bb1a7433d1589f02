"""One prescription or prior authorization with all that its page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from dmedesk.members.queries.finding import member_named, practitioner_named
from dmedesk.members.rules import npi_is_valid
from dmedesk.members.tables import Practitioner
from dmedesk.papers.tables import Authorization, AuthorizationUse, Prescription
from dmedesk.store.finding import Found


@dataclass(frozen=True, slots=True)
class PrescriptionRecord:
    """One prescription. ``values`` are its attributes, ``version`` the row version."""

    id: int
    version: int
    values: Mapping[str, Any]
    member: Found
    practitioner: Found
    npi_is_valid: bool


@dataclass(frozen=True, slots=True)
class AuthorizationRecord:
    """One prior authorization; invoices have ``used`` so many months of it."""

    id: int
    version: int
    values: Mapping[str, Any]
    member: Found
    used: int


def prescription_record(session: Session, prescription_id: int) -> PrescriptionRecord | None:
    """One prescription; None where there is none of this id."""
    one = session.get(Prescription, prescription_id)
    if one is None:
        return None
    member = member_named(session, one.member_id)
    practitioner = practitioner_named(session, one.practitioner_id)
    npi = session.scalar(select(Practitioner.npi).where(Practitioner.id == one.practitioner_id))
    assert member is not None
    assert practitioner is not None
    return PrescriptionRecord(
        one.id, one.row_version, _values(one), member, practitioner, npi_is_valid(npi or "")
    )


def authorization_record(session: Session, authorization_id: int) -> AuthorizationRecord | None:
    """One prior authorization; None where there is none of this id."""
    one = session.get(Authorization, authorization_id)
    if one is None:
        return None
    member = member_named(session, one.member_id)
    assert member is not None
    used = select(func.coalesce(func.sum(AuthorizationUse.months), 0)).where(
        AuthorizationUse.authorization_id == authorization_id
    )
    return AuthorizationRecord(
        one.id, one.row_version, _values(one), member, int(session.scalar(used) or 0)
    )


def _values(one: Any) -> dict[str, Any]:
    names = inspect(type(one)).columns.keys()
    return {name: getattr(one, name) for name in names if name not in ("id", "row_version")}
