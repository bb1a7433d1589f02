"""322.03(2): the direct service component (RE units), billed as K0739 with U5.

RE units are hours of evaluation, fitting, installation or assembly. Bands: (a) 1 to 5
specialized, (b) 6 to 10 intermediate, (c) 11 to 15, (d) 16 to 23 complex; nothing above.
(13)(b)51 ends the set-up of safety beds at RE-5. There is no individual consideration.
"""

from dataclasses import dataclass
from datetime import date

from dmedesk.rates.answer import Candidate, Priced, Unpriced
from dmedesk.rates.comparing import lower_of, require_charge
from dmedesk.rates.derivation import Derivation, missing_fee
from dmedesk.rates.law import MassHealthLaw, masshealth
from dmedesk.rates.money import round_half_up
from dmedesk.rates.question import DirectServiceOf

CODE_AND_MODIFIER = "101 CMR 322.03(2)(e)"
BANDS = "101 CMR 322.03(2)(a) to (d), (13)(b)51"


def direct_service(derivation: Derivation[MassHealthLaw]) -> Priced:
    """Hours times the lower of the hourly fee and the hourly charge."""
    request, law = derivation.request, derivation.law
    code = law.direct_service_code
    if request.hcpcs not in (None, code):
        raise Unpriced(
            "no_rule_applies",
            f"direct service is billed under {code} with U5, and not under {request.hcpcs}.",
            CODE_AND_MODIFIER,
        )
    hours = _hours(derivation)
    require_charge(derivation, "101 CMR 322.03(1)(a)")
    fee = derivation.fee("U5")
    if fee is None or isinstance(fee, str):
        raise missing_fee(derivation, "U5", CODE_AND_MODIFIER)
    hourly = Candidate(round_half_up(fee), "schedule_row", (CODE_AND_MODIFIER,))
    derivation.step("s02.row", hourly.cents, fee)
    hourly = lower_of(derivation, hourly, "s02.lower")
    total = hours * hourly.cents
    derivation.step("s02.hours", total, hours, hourly.cents)
    return Candidate(total, hourly.basis, hourly.citations), ("U5",)


def _hours(derivation: Derivation[MassHealthLaw]) -> int:
    """The hours asked for, within the bands and the last hour of the kind of work."""
    request, law = derivation.request, derivation.law
    hours, kind = request.hours, request.direct_service_of
    assert hours is not None
    last = law.direct_service_last_hour[kind]
    for band in law.direct_service_bands:
        if band.from_hours <= hours <= min(band.to_hours, last):
            derivation.step("s02.band", None, hours, band.name, band.from_hours, band.to_hours)
            return hours
    raise Unpriced(
        "hours_out_of_range",
        f"{hours} hours are outside RE-1 to RE-{last} for {kind.replace('_', ' ')}. Enter the "
        "hours that the authorization allows.",
        "101 CMR 322.03(13)(b)51",
    )


@dataclass(frozen=True, slots=True)
class DirectServiceUnits:
    """The units of a piece of work: whole hours, its band, and the minutes that make no hour.

    ``units`` is 0 below one hour; ``band`` is empty where no band has so many, ``last`` the last
    unit of the kind of work.
    """

    units: int
    left_minutes: int
    band: str
    last: int
    citation: str

    @property
    def is_payable(self) -> bool:
        """Whether the schedule has so many units for this kind of work."""
        return bool(self.band)


def units_of(minutes: int, kind: DirectServiceOf, on: date) -> DirectServiceUnits | None:
    """The RE units of so many minutes of work on a day; None on a day before the rates.

    The text counts hours and says nothing of a part of one: only full hours are counted.
    """
    law = masshealth().on(on)
    if law is None:
        return None
    units, left = divmod(minutes, law.direct_service_unit_minutes)
    last = law.direct_service_last_hour[kind]
    band = next(
        (
            one
            for one in law.direct_service_bands
            if one.from_hours <= units <= min(one.to_hours, last)
        ),
        None,
    )
    name = "" if band is None else f"{band.name}, RE-{band.from_hours} to RE-{band.to_hours}"
    return DirectServiceUnits(units, left, name, last, BANDS)
