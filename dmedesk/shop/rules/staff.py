"""The people who work here: names, roles by days, PINs, and the owner who must be left.

A PIN is kept as a slow salted hash (scrypt, RFC 7914) with its parameters beside it. Wrong ones
make the next try wait, longer each time.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import scrypt
from os import urandom
from typing import NamedTuple

from dmedesk.kit.cells import LONGEST_TEXT
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.shop.rules.rights import Role

LEAST_DIGITS, MOST_DIGITS = 4, 12
"""How long a PIN is."""

FREE_TRIES = 3
"""Wrong PINs after which the next try has to wait."""

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=15)
"""The wait after that many, doubled with each further one, up to a longest."""

_SALT_BYTES, _HASH_BYTES = 16, 32
_METHOD = "scrypt"
# RFC 7914's costs: 16 MB and some 50 ms a try on an office computer.
_COST, _BLOCK, _LANES = 2**14, 8, 1
_MOST_MEMORY = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PersonFact:
    """One person: from a first day up to, and without, ``until_on`` (if they leave)."""

    id: int
    name: str
    role: Role
    from_on: date
    until_on: date | None = None

    def works_on(self, day: date) -> bool:
        """Whether the person works here on that day."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


class HashedPin(NamedTuple):
    """What is kept of a PIN. ``method`` names the hash and its costs: ``scrypt:16384:8:1``."""

    method: str
    salt: bytes
    digest: bytes


def person_name(text: str) -> str:
    """The name as it is shown and kept in the trail, single spaces between its words.

    Raises ``Refused`` where there is none that can be printed, or one that is too long.
    """
    name = " ".join(text.split())
    if name and name.isprintable() and len(name) <= LONGEST_TEXT:
        return name
    raise _refused(
        "person_name_missing",
        "The person has no name that can be shown.",
        "name",
        f"Write a name of at most {LONGEST_TEXT} characters.",
    )


def checked_pin(pin: str) -> str:
    """A PIN that may be set: 4 to 12 digits, not all the same. Raises ``Refused``."""
    is_number = pin.isascii() and pin.isdigit()
    if not (is_number and LEAST_DIGITS <= len(pin) <= MOST_DIGITS):
        raise _refused(
            "bad_pin",
            f"A PIN has {LEAST_DIGITS} to {MOST_DIGITS} digits.",
            "pin",
            "Type digits only.",
        )
    if len(set(pin)) == 1:
        raise _refused(
            "weak_pin", "All digits of this PIN are the same.", "pin", "Choose another one."
        )
    return pin


def hashed(pin: str) -> HashedPin:
    """The PIN as it is kept, with a new salt."""
    salt = urandom(_SALT_BYTES)
    method = f"{_METHOD}:{_COST}:{_BLOCK}:{_LANES}"
    return HashedPin(method, salt, _digest(pin, method, salt))


def is_right(pin: str, kept: HashedPin) -> bool:
    """Whether it is the PIN that was kept; takes the same time for a right and a wrong one."""
    return hmac.compare_digest(_digest(pin, kept.method, kept.salt), kept.digest)


def _digest(pin: str, method: str, salt: bytes) -> bytes:
    name, *costs = method.split(":")
    if name != _METHOD:
        raise ValueError(f"no PIN is hashed by {name!r}")
    cost, block, lanes = map(int, costs)
    return scrypt(
        pin.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=_MOST_MEMORY, dklen=_HASH_BYTES
    )


def may_try_at(wrong_count: int, wrong_at: datetime | None) -> datetime | None:
    """From when on a PIN may be tried again; None where it may at once."""
    beyond = wrong_count - FREE_TRIES
    if wrong_at is None or beyond < 0:
        return None
    longest = int(LONGEST_WAIT / FIRST_WAIT).bit_length()
    wait: timedelta = FIRST_WAIT * (1 << min(beyond, longest))
    return wrong_at + min(wait, LONGEST_WAIT)


def wait_in_words(wait: timedelta) -> str:
    """A wait as one says it: ``40 seconds``, ``3 minutes``; never nothing."""
    seconds = max(1, -(-wait // timedelta(seconds=1)))
    if seconds < 90:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"{-(-seconds // 60)} minutes"


def owner_findings(people: Sequence[PersonFact], *, today: date) -> Iterator[Finding]:
    """What is wrong where there would be staff and, on some day from today, no owner among them."""
    owners = [person for person in people if person.role is Role.OWNER]
    turns = {person.until_on for person in owners if person.until_on and person.until_on > today}
    for day in sorted({today, *turns}):
        if people and not any(owner.works_on(day) for owner in owners):
            when = "now" if day == today else f"from {day} on"
            yield Finding(
                Severity.STOP,
                "last_owner",
                f"The shop would have no owner {when}.",
                remedy="Make somebody else an owner first.",
                field="role",
            )
            return


def person_findings(person: PersonFact, others: Iterable[PersonFact]) -> Iterator[Finding]:
    """What is wrong with one person beside the others."""
    if person.until_on is not None and person.until_on <= person.from_on:
        yield Finding(
            Severity.STOP,
            "until_before_from",
            f"The last day lies before the first, {person.from_on}.",
            remedy=f"Write a day from {person.from_on} on, or nothing.",
            field="until_on",
        )
    name = person.name.casefold()
    if any(other.id != person.id and other.name.casefold() == name for other in others):
        yield Finding(
            Severity.STOP,
            "name_taken",
            f"There is somebody called {person.name} already.",
            remedy="Add a middle initial: the name tells people apart in the history.",
            field="name",
        )


def _refused(code: str, message: str, field: str, remedy: str) -> Refused:
    return Refused([Finding(Severity.STOP, code, message, remedy=remedy, field=field)])
