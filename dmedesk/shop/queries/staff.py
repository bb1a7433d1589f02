"""Who works here, who sits at this desk, and what they may do."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.stored import StoredRow
from dmedesk.shop.rules.doings import allowed_with, doing, refusal
from dmedesk.shop.rules.rights import Right, Role, Ticks, may, rights_of, roles_with
from dmedesk.shop.rules.staff import PersonFact
from dmedesk.shop.tables import Person, Pin, RoleRight
from dmedesk.store.rows import stored_rows


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person as the list of staff shows them."""

    id: int
    name: str
    role: Role
    from_on: date
    until_on: date | None
    has_pin: bool
    signed_in_at: datetime | None
    row_version: int


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who sits at a desk: ``allowed`` names the rights and the actions that they may do."""

    id: int
    name: str
    role: Role
    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class SignInName:
    """One who may sign in today; without a PIN they choose one first."""

    id: int
    name: str
    role: Role
    has_pin: bool


def people(session: Session) -> list[PersonFact]:
    """Everybody who works, worked or will work here, by name."""
    chosen = select(Person.id, Person.name, Person.role, Person.from_on, Person.until_on)
    return [PersonFact(*row) for row in session.execute(chosen.order_by(Person.name))]


def staff_rows(session: Session) -> list[StaffRow]:
    """Everybody, by name, with what the list of staff shows."""
    chosen = (
        select(
            Person.id,
            Person.name,
            Person.role,
            Person.from_on,
            Person.until_on,
            Pin.id.is_not(None),
            Pin.right_at,
            Person.row_version,
        )
        .outerjoin(Pin, Pin.person_id == Person.id)
        .order_by(Person.name)
    )
    return [StaffRow(*row) for row in session.execute(chosen)]


def staff_row(session: Session, *, person_id: int) -> StaffRow | None:
    """One person as the list of staff shows them; None where there is none."""
    return next((row for row in staff_rows(session) if row.id == person_id), None)


def sign_in_names(session: Session, *, on: date) -> list[SignInName]:
    """Who may sign in on a day, by name; none where the shop has no staff."""
    return [
        SignInName(row.id, row.name, row.role, row.has_pin)
        for row in staff_rows(session)
        if PersonFact(row.id, row.name, row.role, row.from_on, row.until_on).works_on(on)
    ]


def role_ticks(session: Session) -> Ticks:
    """The ticks that this shop changed."""
    chosen = select(RoleRight.role, RoleRight.right_name, RoleRight.is_ticked)
    return {(role, right): is_ticked for role, right, is_ticked in session.execute(chosen)}


def person_signed_in(session: Session, *, person_id: int) -> SignedIn:
    """A person with what they may do now."""
    person = session.get_one(Person, person_id)
    allowed = allowed_with(rights_of(person.role, role_ticks(session)))
    return SignedIn(person.id, person.name, person.role, allowed)


def may_do(session: Session, *, action: str, person_id: int | None, on: date) -> SignedIn | None:
    """The person who may do this on this day; None for nobody, where nobody is needed.

    Raises ``Refused``, with those who may, for somebody who may not: nobody has signed in, the
    person left, or their role has no tick for it.
    """
    right = doing(action).right
    everybody = people(session)
    person = next((one for one in everybody if one.id == person_id), None)
    is_needed = right is not None and bool(everybody)
    if person is None and not is_needed:
        return None
    if is_needed and (person is None or not person.works_on(on)):
        raise Refused([_nobody(person)])
    assert person is not None
    ticks = role_ticks(session)
    if right is not None and not may(person.role, right, ticks):
        raise Refused([_refusal(right, person, everybody, ticks, on)])
    allowed = allowed_with(rights_of(person.role, ticks))
    return SignedIn(person.id, person.name, person.role, allowed)


def _nobody(person: PersonFact | None) -> Finding:
    message = f"{person.name} does not work here today." if person else "Nobody has signed in here."
    remedy = "Sign in with a name and a PIN."
    return Finding(Severity.STOP, "not_signed_in", message, remedy=remedy)


def _refusal(
    right: Right, person: PersonFact, everybody: list[PersonFact], ticks: Ticks, on: date
) -> Finding:
    roles = roles_with(right, ticks)
    who = [one.name for one in everybody if one.role in roles and one.works_on(on)]
    return refusal(right, name=person.name, role=person.role, roles=roles, who=who)


def stored_staff(session: Session) -> list[StoredRow]:
    """The staff as ``staff.csv`` has it: without PINs."""
    return stored_rows(
        session, select(Person.id, Person.name, Person.role, Person.from_on, Person.until_on)
    )


def stored_rights(session: Session) -> list[StoredRow]:
    """The ticks that this shop changed, as ``rights.csv`` has them."""
    return stored_rows(
        session,
        select(
            RoleRight.id,
            RoleRight.role,
            RoleRight.right_name.label("right"),
            RoleRight.is_ticked.label("ticked"),
        ),
    )
