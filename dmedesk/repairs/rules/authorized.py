"""Whether the number that a repair names stands for an authorization of this very repair.

The regulation wants prior authorization above its line (130 CMR 409.420(D), 427.426(A)). A number
alone is none: it is held against what ``papers`` keep of it: member, payer, code, period, and what
is left. What does not fit forbids the charge above the line; below it, it is only told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dmedesk.kit.calendar import ONE_DAY
from dmedesk.rates.money import format_dollars


@dataclass(frozen=True, slots=True)
class Grant:
    """An authorization under the number. None is no limit; ``payer_id`` None is not known.

    ``until_on`` is the first day that it does not cover any more.
    """

    authorization_id: int
    member_id: int
    member_no: str
    hcpcs: str
    from_on: date
    until_on: date | None
    units_left: int | None = None
    cents_left: int | None = None
    payer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Resting:
    """A repair as it rests on its authorization. ``hcpcs`` is the code under repair.

    ``quantities`` and ``cents`` are what is charged, by code; ``total_cents`` all of it.
    """

    pa_number: str
    member_id: int | None
    payer_id: int | None
    hcpcs: str
    on: date
    total_cents: int = 0
    quantities: Mapping[str, int] = field(default_factory=dict)
    cents: Mapping[str, int] = field(default_factory=dict)

    def units_of(self, grant: Grant) -> int:
        """The units of a grant that the repair uses: those of its code, or one for the repair."""
        return self.quantities.get(grant.hcpcs, 1)

    def cents_of(self, grant: Grant) -> int:
        """The money of a grant that the repair uses: all of it under the code under repair."""
        is_whole = grant.hcpcs == self.hcpcs or grant.hcpcs not in self.cents
        return self.total_cents if is_whole else self.cents[grant.hcpcs]


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing in which an authorization does not fit, and what helps."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Authorized:
    """What became of a number: the grant that is meant, and everything that does not fit."""

    grant: Grant | None
    misfits: tuple[Misfit, ...]


def authorized_by(repair: Resting, grants: Sequence[Grant]) -> Authorized | None:
    """The grant among those of the number that fits best; None where no number is named."""
    if not repair.pa_number:
        return None
    if not grants:
        message = f"{repair.pa_number} is not among the authorizations."
        remedy = "Enter it under Authorizations, or correct the number."
        return Authorized(None, (Misfit("authorization_unknown", message, remedy),))
    judged = [Authorized(one, tuple(_misfits(repair, one))) for one in grants]
    return min(judged, key=lambda one: len(one.misfits))


def _misfits(repair: Resting, grant: Grant) -> Iterator[Misfit]:
    number = repair.pa_number
    if grant.member_id != repair.member_id:
        message = f"{number} was granted for {grant.member_no}, another member."
        yield Misfit("authorization_of_another", message, "Correct the number.")
    if grant.payer_id is not None and grant.payer_id != repair.payer_id:
        message = f"{number} was asked of another payer."
        yield Misfit("authorization_of_other_payer", message, "Correct the payer, or the number.")
    if grant.hcpcs != repair.hcpcs and grant.hcpcs not in repair.quantities:
        message = f"{number} is for {grant.hcpcs}: neither under repair nor charged here."
        yield Misfit("authorization_of_other_code", message, "Correct the code, or ask for one.")
    if repair.on < grant.from_on or (grant.until_on is not None and repair.on >= grant.until_on):
        last = f" until {grant.until_on - ONE_DAY}" if grant.until_on else " on"
        message = f"{number} runs from {grant.from_on}{last}, not on {repair.on}."
        yield Misfit("authorization_not_in_force", message, "Ask for one that covers the day.")
    yield from _too_little(repair, grant)


def _too_little(repair: Resting, grant: Grant) -> Iterator[Misfit]:
    units, cents = repair.units_of(grant), repair.cents_of(grant)
    remedy = "Ask for a further authorization."
    if grant.units_left is not None and units > grant.units_left:
        message = f"{repair.pa_number} has {grant.units_left} of the {units} units left."
        yield Misfit("authorization_units_used", message, remedy)
    if grant.cents_left is not None and cents > grant.cents_left:
        left, asked = format_dollars(grant.cents_left), format_dollars(cents)
        message = f"{repair.pa_number} has ${left} of the ${asked} left."
        yield Misfit("authorization_money_used", message, remedy)
