"""Changes who works here, and what each role may do.

Two desks could each demote one of two owners: whoever changes people holds the lock of staff, and
judges them as they are then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.stored import Values
from dmedesk.shop.queries.staff import people
from dmedesk.shop.rules.rights import Right, Role, is_fixed
from dmedesk.shop.rules.staff import (
    PersonFact,
    checked_pin,
    hashed,
    owner_findings,
    person_findings,
    person_name,
)
from dmedesk.shop.tables import Person, Pin, RoleRight
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork

LOCK = "staff"
"""Held by whoever changes people or PINs."""

_NEW = 0


def add_person(
    work: UnitOfWork,
    *,
    name: str,
    role: Role,
    from_on: date,
    until_on: date | None = None,
    pin: str = "",
) -> int:
    """Add a person; answers the id. Without a PIN they choose one when they first sign in.

    The first person of a shop is an owner who has one: from then on everybody signs in. Raises
    ``Refused`` with everything that is wrong.
    """
    work.lock(LOCK)
    known = people(work.session)
    person = PersonFact(_NEW, person_name(name), role, from_on, until_on)
    findings = [*_first_findings(known, person, pin), *person_findings(person, known)]
    _settle(work, [*known, person], findings)
    kept = hashed(checked_pin(pin)) if pin else None
    row = Person(name=person.name, role=role, from_on=from_on, until_on=until_on)
    work.session.add(row)
    work.session.flush()
    if kept is not None:
        work.session.add(Pin(person_id=row.id, **kept._asdict()))
        work.session.flush()
    return row.id


def _first_findings(known: Sequence[PersonFact], person: PersonFact, pin: str) -> list[Finding]:
    if known or (person.role is Role.OWNER and pin):
        return []
    if person.role is not Role.OWNER:
        message, field = "The first person is an owner, who may add the others.", "role"
        remedy = "Choose the role owner."
    else:
        message, field = "The first owner needs a PIN to sign in with.", "pin"
        remedy = "Choose 4 to 12 digits."
    return [Finding(Severity.STOP, "first_owner", message, remedy=remedy, field=field)]


def change_person(
    work: UnitOfWork,
    *,
    person_id: int,
    row_version: int,
    name: str,
    role: Role,
    from_on: date,
    until_on: date | None,
) -> None:
    """Change name, role or days of a person.

    Raises ``Refused`` with everything that is wrong: the last owner is not removed or demoted.
    A person whom another desk changed meanwhile is refused too.
    """
    work.lock(LOCK)
    row = work.session.get_one(Person, person_id, with_for_update=True)
    if row.row_version != row_version:
        raise Refused([_changed_meanwhile(row.name)])
    known = {person.id: person for person in people(work.session)}
    person = replace(
        known[person_id], name=person_name(name), role=role, from_on=from_on, until_on=until_on
    )
    findings = list(person_findings(person, known.values()))
    _settle(work, [*(known | {person_id: person}).values()], findings)
    row.name, row.role = person.name, role
    row.from_on, row.until_on = from_on, until_on
    work.session.flush()


def _settle(work: UnitOfWork, people_then: Sequence[PersonFact], findings: list[Finding]) -> None:
    findings += owner_findings(people_then, today=work.now.astimezone().date())
    if findings:
        raise Refused(findings)


def _changed_meanwhile(name: str) -> Finding:
    return Finding(
        Severity.STOP,
        "changed_meanwhile",
        f"Somebody else has changed {name} meanwhile.",
        remedy="Read again (F5), then change what is still to be changed.",
    )


def set_pin(work: UnitOfWork, *, person_id: int, pin: str) -> None:
    """Give a person a new PIN; wrong tries are forgotten with the old one."""
    kept = hashed(checked_pin(pin))
    work.lock(LOCK)
    work.session.get_one(Person, person_id)
    row = work.session.scalar(select(Pin).where(Pin.person_id == person_id))
    if row is None:
        row = Pin(person_id=person_id, wrong_count=0)
        work.session.add(row)
    row.method, row.salt, row.digest = kept
    row.wrong_count, row.wrong_at = 0, None
    work.session.flush()


def tick_rights(work: UnitOfWork, *, ticks: Mapping[tuple[Role, Right], bool]) -> None:
    """Set or take off these ticks; those of an owner stay as they are (``Refused``)."""
    work.lock(LOCK)
    if any(is_fixed(role) and not is_ticked for (role, _), is_ticked in ticks.items()):
        raise Refused([_owner_is_fixed()])
    rows = {(row.role, row.right_name): row for row in work.session.scalars(select(RoleRight))}
    for (role, right), is_ticked in ticks.items():
        if (role, right) in rows:
            rows[role, right].is_ticked = is_ticked
        elif not is_fixed(role):
            work.session.add(RoleRight(role=role, right_name=right, is_ticked=is_ticked))
    work.session.flush()


def _owner_is_fixed() -> Finding:
    return Finding(
        Severity.STOP,
        "owner_may_everything",
        "An owner may do everything.",
        remedy="Give the person another role instead.",
    )


def take_staff(work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]) -> None:
    """Enter and change people, as ``staff.csv`` has them; new ones have no PIN yet.

    Raises ``Refused`` where no owner would be left, and for somebody who may import files but not
    manage staff.
    """
    _settle_who(work, added, changed)
    work.lock(LOCK)
    take_rows(work, Person, added=added, changed=changed)
    if added or changed:
        _settle(work, people(work.session), [])


def _settle_who(work: UnitOfWork, added: Sequence[Values], changed: Mapping[int, Values]) -> None:
    if (added or changed) and work.allowed is not None and Right.MANAGE_STAFF not in work.allowed:
        raise Refused(
            [
                Finding(
                    Severity.STOP,
                    "not_allowed",
                    f"{work.actor} may import files, but not change staff and rights.",
                    remedy="Leave staff.csv and rights.csv out, or ask an owner.",
                )
            ]
        )


def take_rights(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter and change ticks, as ``rights.csv`` has them; refused as ``take_staff``."""
    _settle_who(work, added, changed)
    work.lock(LOCK)
    names = {"right": "right_name", "ticked": "is_ticked"}
    take_rows(work, RoleRight, added=added, changed=changed, names=names)
