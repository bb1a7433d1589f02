"""The question that one rental month puts to the rate engine, and the month without a rule.

A month is priced as ``rental`` on its first day, by the readings in force on that day: those that
the shop chose, else the engine's own.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from dmedesk.billing.rules.facts import UnitFact
from dmedesk.members.rules import Regime, Setting, Stay, setting_on
from dmedesk.rates.answer import Quote, Refusal
from dmedesk.rates.law import MassHealthLaw, MedicareLaw, masshealth, medicare
from dmedesk.rates.question import Fees, Request
from dmedesk.rates.question import Regime as RuledBy
from dmedesk.rates.question import Setting as SettingWord
from dmedesk.rentals.rules import RentalFact, RentalMonth
from dmedesk.shop.rules.policies import ReadingsOf, no_readings

Price: TypeAlias = Callable[[Request], Quote | Refusal]
"""The rate engine."""

FeesOf: TypeAlias = Callable[[RuledBy, str, date, str | None], Fees | None]
"""The rate book: the fees of a regime's code on a day, for a member's ZIP; None without any."""

_NO_FEES = Fees(rows={})

RULED: dict[Regime, RuledBy] = {Regime.MASSHEALTH: "masshealth", Regime.MEDICARE: "medicare"}
"""The rules of a payer's regime; a private payer has none."""


class Pricing:
    """Asks the rate engine for the price of month after month, by one book of fees and readings.

    One question serves for all of them: the engine keeps nothing of it. Whoever plans a month, or
    draws a strip, has a pricing of its own.
    """

    __slots__ = ("_fees", "_price", "_readings", "_request")

    def __init__(self, price: Price, fees: FeesOf, readings: ReadingsOf = no_readings) -> None:
        self._price = price
        self._fees = fees
        self._readings = readings
        self._request = Request(on=date.min, service="rental")

    def quote(
        self, rental: RentalFact, month: RentalMonth, unit: UnitFact, *, paid_cents: int
    ) -> tuple[Quote | Refusal, int | None]:
        """The month's price, or why it has none; and the last payable month of such a rental.

        ``paid_cents`` is everything paid on the rental before this month. A private payer pays
        the usual charge by no other rule, month for month without a last one.
        """
        regime = RULED.get(rental.payer.regime)
        if regime is None:
            return _usual_charge(unit), None
        product, day = unit.product, month.from_on
        found = self._fees(regime, product.hcpcs, day, rental.member.zip) or _NO_FEES
        request = self._request
        request.on = day
        request.regime = regime
        request.hcpcs = product.hcpcs
        request.payment_class = product.payment_class or found.payment_class
        request.family = product.family or found.family
        request.condition = unit.condition
        request.setting = setting_of(rental.member.stays, day)
        request.rental_month = month.number
        request.usual_charge = product.usual_rental_cents
        request.rows = found.rows
        request.paid_to_date = paid_cents
        request.readings = self._readings(regime, rental.payer.code, day)
        return self._price(request), last_payable_month(request)


def setting_of(stays: Sequence[Stay], day: date) -> SettingWord:
    """Where the member lives on a day, as the rate engine has it."""
    in_facility = stays and setting_on(stays, day) is Setting.NURSING_FACILITY
    return "nursing_facility" if in_facility else "home"


def _usual_charge(unit: UnitFact) -> Quote | Refusal:
    charge = unit.product.usual_rental_cents
    if charge is None:
        return Refusal(
            reason="missing_usual_charge",
            message=f"{unit.product.hcpcs} has no usual rental charge. Enter it with the product.",
            citation="",
        )
    return Quote(
        amount_cents=charge,
        modifiers=("RR",),
        basis="usual_charge",
        citations=(),
        readings={},
        steps=[],
    )


def last_payable_month(request: Request) -> int | None:
    """The number after which the law pays no further month; None where it names no such number."""
    last = _masshealth_last if request.regime == "masshealth" else _medicare_last
    return last(request)


def _masshealth_last(request: Request) -> int | None:
    law = masshealth().on(request.on)
    if law is None:
        return None
    if request.payment_class == "inexpensive":
        return law.inexpensive_last_month
    return _capped_last(request, law)


def _medicare_last(request: Request) -> int | None:
    law = medicare().on(request.on)
    if law is None:
        return None
    if request.payment_class == "monthly" and request.family == "oxygen":
        return law.oxygen_last_month
    return _capped_last(request, law)


def _capped_last(request: Request, law: MassHealthLaw | MedicareLaw) -> int | None:
    if request.payment_class == "capped":
        return law.capped.last_month
    if request.payment_class == "capped_power_wheelchair":
        return law.capped_power_wheelchair.last_month
    return None
