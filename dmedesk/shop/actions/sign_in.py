"""Lets people in by name and PIN. Wrong PINs are counted where everybody's desk counts them."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.shop.actions.staff import LOCK, set_pin
from dmedesk.shop.queries.staff import (
    SignedIn,
    SignInName,
    person_signed_in,
    sign_in_names,
)
from dmedesk.shop.rules.rights import Role
from dmedesk.shop.rules.staff import HashedPin, is_right, may_try_at, wait_in_words
from dmedesk.shop.tables import Pin
from dmedesk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Attempt:
    """How a sign-in went: the person, or why not.

    A wrong PIN is no exception: that it was wrong has to be written down. ``wait`` is how long the
    next try has to wait.
    """

    person: SignedIn | None = None
    finding: Finding | None = None
    wait: timedelta = timedelta(0)


def sign_in(work: UnitOfWork, *, person_id: int, pin: str) -> Attempt:
    """Let a person in, or count a wrong PIN.

    Raises ``Refused`` for somebody who does not work here today, or has no PIN yet.
    """
    work.lock(LOCK)
    person = _person_today(work, person_id)
    work.actor = person.name
    row = work.session.scalar(select(Pin).where(Pin.person_id == person_id).with_for_update())
    if row is None:
        raise Refused([_finding("no_pin_yet", f"{person.name} has no PIN yet.", "Choose one.")])
    open_at = may_try_at(row.wrong_count, row.wrong_at)
    if open_at is not None and work.now < open_at:
        wait = open_at - work.now
        return Attempt(finding=_too_soon(wait), wait=wait)
    kept = HashedPin(row.method, row.salt, row.digest)
    if not is_right(pin, kept):
        row.wrong_count, row.wrong_at = row.wrong_count + 1, work.now
        open_at = may_try_at(row.wrong_count, row.wrong_at)
        wait = open_at - work.now if open_at else timedelta(0)
        return Attempt(finding=_wrong(wait), wait=wait)
    row.wrong_count, row.wrong_at, row.right_at = 0, None, work.now
    work.session.flush()
    return Attempt(person=person_signed_in(work.session, person_id=person_id))


def choose_pin(work: UnitOfWork, *, person_id: int, pin: str) -> Attempt:
    """Let a person who has no PIN choose one, and in.

    An owner may as long as no other owner has a PIN, after an import that is; else an owner sets
    it. Raises ``Refused`` for anybody else, and for a PIN that is none.
    """
    work.lock(LOCK)
    person = _person_today(work, person_id)
    names = sign_in_names(work.session, on=work.now.astimezone().date())
    owners = [one.name for one in names if one.role is Role.OWNER and one.has_pin]
    if person.has_pin or (person.role is Role.OWNER and owners):
        asked = f"Ask {owners[0]} to set it." if owners else "Sign in with the PIN."
        raise Refused([_finding("pin_not_yours_to_choose", "The PIN is set by an owner.", asked)])
    work.actor = person.name
    set_pin(work, person_id=person_id, pin=pin)
    row = work.session.scalars(select(Pin).where(Pin.person_id == person_id)).one()
    row.right_at = work.now
    work.session.flush()
    return Attempt(person=person_signed_in(work.session, person_id=person_id))


def _person_today(work: UnitOfWork, person_id: int) -> SignInName:
    names = sign_in_names(work.session, on=work.now.astimezone().date())
    person = next((one for one in names if one.id == person_id), None)
    if person is None:
        message = "This person does not work here today."
        raise Refused([_finding("not_here_today", message, "Choose another name.", "name")])
    return person


def _wrong(wait: timedelta) -> Finding:
    later = f"Try again in {wait_in_words(wait)}." if wait else "Try again."
    return _finding("wrong_pin", "This is not the PIN.", later)


def _too_soon(wait: timedelta) -> Finding:
    return _finding(
        "too_soon", "There were too many wrong PINs.", f"Try again in {wait_in_words(wait)}."
    )


def _finding(code: str, message: str, remedy: str, field: str = "pin") -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field=field)
