"""What holds a rental month: proof, prescription, practitioner, authorization.

Facts are handed over, nothing is looked up; the day judged is the month's first. Whoever bills
adds the refusal of the rate engine, the last of these reasons. What the owner turned on besides
is judged in ``requirements``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dmedesk.kit.records import Fault
from dmedesk.kit.stored import Values
from dmedesk.members.rules import npi_is_valid
from dmedesk.rates.money import format_dollars


class HoldCode(StrEnum):
    """Why a line waits. A line's reasons stand in this order.

    Those after the price are of requirements that the shop's owner turned on; no shop that turned
    none on ever has one.
    """

    NO_PROOF_OF_DELIVERY = "no_proof_of_delivery"
    NO_PRESCRIPTION = "no_prescription"
    PRACTITIONER_NPI_INVALID = "practitioner_npi_invalid"
    NO_PRIOR_AUTHORIZATION = "no_prior_authorization"
    AUTHORIZATION_MONTHS_USED = "authorization_months_used"
    PRICE_REFUSED = "price_refused"
    NECESSITY_PAPERS_MISSING = "necessity_papers_missing"
    PAPER_INCOMPLETE = "paper_incomplete"
    PRESCRIPTION_TOO_OLD = "prescription_too_old"
    PRESCRIPTION_NOT_IN_TIME = "prescription_not_in_time"
    NO_WRITTEN_ORDER = "no_written_order"
    WRITTEN_ORDER_AFTER_DELIVERY = "written_order_after_delivery"
    NO_ENCOUNTER = "no_encounter"
    AUTHORIZATION_REQUIRED = "authorization_required"
    REQUEST_NOT_IN_TIME = "request_not_in_time"
    NO_SECOND_AUTHORIZATION = "no_second_authorization"
    SCRUB_STOP = "scrub_stop"
    FREQUENCY_LIMIT = "frequency_limit"


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason, and what exactly is missing in plain words (a refused price: its reason)."""

    code: HoldCode
    detail: str


class PrescriptionFact(NamedTuple):
    """A signed order of the code for the member; ``expires_on`` is its last good day.

    ``elements`` are the keys of what stands on the paper (``elements``).
    """

    signed_on: date
    expires_on: date | None
    npi: str
    elements: frozenset[str] = frozenset()

    def is_good_on(self, day: date) -> bool:
        """Whether it was signed by the day, and has not ended before it."""
        return self.signed_on <= day and (self.expires_on is None or day <= self.expires_on)


class AuthorizationFact(NamedTuple):
    """A prior authorization of the code for the member, up to and without ``until_on`` (if any).

    ``asked_on`` is the day on which it was asked for, where that is known. No ``months``,
    ``units`` or ``amount_cents`` is no limit of them.
    """

    authorization_id: int
    pa_number: str
    from_on: date
    until_on: date | None
    months: int | None = None
    asked_on: date | None = None
    units: int | None = None
    amount_cents: int | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies in its period."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


class Drawn(NamedTuple):
    """What was used of an authorization so far: months of rent, units and money of all else."""

    months: int = 0
    units: int = 0
    cents: int = 0

    def plus(self, units: int, cents: int) -> "Drawn":
        """With these units and this money used besides."""
        return self._replace(units=self.units + units, cents=self.cents + cents)


UNUSED = Drawn()
"""Nothing was used yet."""


def proof_hold(proven_on: date | None, day: date) -> Hold | None:
    """The hold of a month whose delivery is not proven by its first day.

    ``proven_on`` is the date of the proof: None where there is no proof, or it bears no date.
    """
    if proven_on is None:
        return Hold(HoldCode.NO_PROOF_OF_DELIVERY, "no dated proof of delivery")
    if proven_on > day:
        return Hold(HoldCode.NO_PROOF_OF_DELIVERY, f"the proof is dated {proven_on}, after {day}")
    return None


def prescription_hold(prescriptions: Sequence[PrescriptionFact], day: date) -> Hold | None:
    """The hold of a month without an order in force, or whose orders bear no valid NPI.

    ``prescriptions`` are those of the member for the code. One in force with a valid NPI is enough.
    """
    invalid = set()
    for order in prescriptions:
        if order.is_good_on(day):
            if npi_is_valid(order.npi):
                return None
            invalid.add(order.npi)
    if not invalid:
        return Hold(HoldCode.NO_PRESCRIPTION, f"none in force on {day}")
    written = ", ".join(sorted(invalid))
    return Hold(HoldCode.PRACTITIONER_NPI_INVALID, f"not a valid NPI: {written}")


def authorization_for(
    authorizations: Sequence[AuthorizationFact], used: Mapping[int, int], day: date
) -> AuthorizationFact | Hold:
    """The authorization whose month a line of that day uses, or the hold where there is none.

    Of those that cover the day it is the one with the earliest first day, then number, that has
    months left. ``authorizations`` are those of the member for the code; ``used`` counts the
    months used so far by authorization.
    """
    covering = sorted(
        (pa for pa in authorizations if pa.covers(day)),
        key=lambda pa: (pa.from_on, pa.pa_number),
    )
    for pa in covering:
        if pa.months is None or used.get(pa.authorization_id, 0) < pa.months:
            return pa
    if not covering:
        return Hold(HoldCode.NO_PRIOR_AUTHORIZATION, f"none covers {day}")
    numbers = ", ".join(pa.pa_number for pa in covering)
    return Hold(HoldCode.AUTHORIZATION_MONTHS_USED, f"no months left on {numbers}")


def authorization_for_units(
    authorizations: Sequence[AuthorizationFact],
    drawn: Mapping[int, Drawn],
    day: date,
    *,
    units: int,
    cents: int,
) -> AuthorizationFact | Hold:
    """The authorization of which a charge of that day takes its units, or the hold without one.

    As ``authorization_for``: of those that cover the day the first that has enough left. One that
    counts no units must have a month left, of which a charge uses none.
    """
    covering = sorted(
        (pa for pa in authorizations if pa.covers(day)),
        key=lambda pa: (pa.from_on, pa.pa_number),
    )
    lacking = []
    for pa in covering:
        lacks = _lacking(pa, drawn.get(pa.authorization_id, UNUSED), units, cents)
        if not lacks:
            return pa
        lacking.append(lacks)
    if not covering:
        return Hold(HoldCode.NO_PRIOR_AUTHORIZATION, f"none covers {day}")
    return Hold(HoldCode.AUTHORIZATION_MONTHS_USED, "; ".join(lacking))


def _lacking(pa: AuthorizationFact, drawn: Drawn, units: int, cents: int) -> str:
    """What an authorization lacks for so many units and so much money; empty for nothing."""
    if pa.units is None and pa.months is not None and drawn.months >= pa.months:
        return f"no months left on {pa.pa_number}"
    if pa.units is not None and drawn.units + units > pa.units:
        left = max(pa.units - drawn.units, 0)
        return f"{left} of {pa.units} units left on {pa.pa_number}, and {units} are needed"
    if pa.amount_cents is not None and drawn.cents + cents > pa.amount_cents:
        much = format_dollars(max(pa.amount_cents - drawn.cents, 0))
        return f"{much} left on {pa.pa_number}, and {format_dollars(cents)} are needed"
    return ""


def expired_before_signed(values: Values) -> Iterator[Fault]:
    """A prescription whose last good day lies before its signature."""
    signed_on, expires_on = values.get("signed_on"), values.get("expires_on")
    if signed_on is not None and expires_on is not None and expires_on < signed_on:
        yield Fault(
            "expires_on",
            "expired_before_signed",
            f"The last good day lies before the signature on {signed_on}.",
            "Write the last day on which it counts, or leave it empty.",
        )
