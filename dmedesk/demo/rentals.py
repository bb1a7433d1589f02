"""The rentals of the demo shop: every payment class at every month, and every reason to be held."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from dmedesk.demo.facts import facts, member_no, npi_of, serial_of
from dmedesk.kit.calendar import months_after
from dmedesk.rates import Quote, Request, price, rows_key
from dmedesk.rates.money import format_dollars, parse_dollars
from dmedesk.rates.question import Regime

RENTALS = 90
EARLIER = 4
"""How many months before the last one the demo shop posts itself, for some of its rentals."""
_LATE_DAY = 31
_Row = Mapping[str, Any]
_Changes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """One rental of the demo shop, and what is wrong or special about it."""

    number: int
    member: int
    product: Mapping[str, Any] = field(repr=False)
    unit: int
    payer_code: str
    started_on: date
    rental_month: int
    proof: str = "signed"
    has_prescription: bool = True
    npi: str = ""
    pa_months: int | None = None
    lacks_authorization: bool = False
    interrupted_on: date | None = None
    facility_from_on: date | None = None
    deceased_on: date | None = None
    left_on: date | None = None
    is_used: bool = False
    billed_here: int = 0

    @property
    def serial(self) -> str:
        """The unit's serial."""
        return serial_of(self.product["product_no"], self.unit)

    def rental(self) -> _Row:
        """Its row of ``rentals.csv``: what ``billed_here`` does not count was billed elsewhere."""
        return {
            "rental_no": f"R{self.number:04}",
            "member_no": member_no(self.member),
            "payer_code": self.payer_code,
            "serial": self.serial,
            "started_on": str(self.started_on),
            "months_already_paid": self.rental_month - 1 - self.billed_here,
            "paid_already": self._paid_already(),
            "pa_required": "yes" if self.pa_months or self.lacks_authorization else "no",
            "proof": self.proof,
            "proof_on": str(self.started_on) if self.proof != "none" else "",
        }

    def prescriptions(self) -> Iterator[_Row]:
        """Its row of ``prescriptions.csv``, where there is one."""
        if self.has_prescription:
            yield {
                "member_no": member_no(self.member),
                "hcpcs": self.product["hcpcs"],
                "signed_on": str(self.started_on - timedelta(days=9)),
                "npi": self.npi,
            }

    def authorizations(self) -> Iterator[_Row]:
        """Its row of ``authorizations.csv``, where it needs one and has it."""
        if self.pa_months:
            yield {
                "member_no": member_no(self.member),
                "hcpcs": self.product["hcpcs"],
                "pa_number": f"PA{70000 + self.number}",
                "from_on": str(self.started_on),
                "until_on": str(months_after(self.started_on, 14)),
                "months": self.pa_months,
            }

    def interruptions(self) -> Iterator[_Row]:
        """Its row of ``interruptions.csv``, where the member was away."""
        if self.interrupted_on is not None:
            yield {
                "rental_no": f"R{self.number:04}",
                "from_on": str(self.interrupted_on),
                "until_on": str(self.interrupted_on + timedelta(days=12)),
                "reason": "hospital stay",
            }

    def _paid_already(self) -> str:
        """What the months before came to, by the engine itself; nothing where there are none."""
        months = range(1, self.rental_month - self.billed_here)
        if not months:
            return ""
        return format_dollars(sum(self._amount(month) for month in months))

    def _amount(self, month: int) -> int:
        if self.payer_code == "PV":
            return int(parse_dollars(self.product["rental"]))
        regime: Regime = "masshealth" if self.payer_code == "MH" else "medicare"
        fee_at = 2 if regime == "masshealth" else 3
        answered = price(
            Request(
                on=months_after(self.started_on, month - 1),
                service="rental",
                regime=regime,
                payment_class=self.product["payment_class"],
                family=self.product["family"],
                condition="used" if self.is_used else "new",
                rental_month=month,
                usual_charge=parse_dollars(self.product["rental"] or "120.00"),
                rows={
                    rows_key(row[1].split()): parse_dollars(row[fee_at])
                    for row in facts()[regime]["rows"]
                    if row[0] == self.product["hcpcs"]
                },
            )
        )
        return answered.amount_cents if isinstance(answered, Quote) else 0


def stories(today: date, *, members: int) -> Iterator[Story]:
    """Every rental, the same for the same day."""
    month_on = months_after(date(today.year, today.month, 1), -1)
    here = len(earlier_months(today))
    for number in range(1, RENTALS + 1):
        plain = _plain(number, month_on, members)
        if number in _SPECIAL:
            yield _told(plain, month_on)
        else:
            yield replace(plain, billed_here=_billed_here(plain, here))


def earlier_months(today: date) -> list[date]:
    """The months before the last that the demo posts itself, the oldest first.

    Fees of Medicare are known from a day on: nothing is posted before it.
    """
    last = months_after(date(today.year, today.month, 1), -1)
    months = (months_after(last, -back) for back in range(EARLIER, 0, -1))
    return [month for month in months if month >= facts()["medicare"]["from"]]


def _billed_here(plain: Story, here: int) -> int:
    """Every other round over the payers was with this shop before the last month."""
    return min(here, plain.rental_month - 1) if plain.number // 6 % 2 == 0 else 0


def _plain(number: int, month_on: date, members: int) -> Story:
    """A rental without a fault, spread over products, payers, members, days and months."""
    products = [product for product in facts()["products"] if product["rental"]]
    # The second round over the members brings them another product than the first.
    product = products[(number + number // members * 3) % len(products)]
    last = {"inexpensive": 10, "monthly": 24}.get(product["payment_class"], 13)
    rental_month = number * 5 % last + 1
    day = month_on + timedelta(days=number * 11 % 28)
    return Story(
        number=number,
        member=number % members + 1,
        product=product,
        unit=number // len(products) + 1,
        payer_code=("MH", "MC", "MH", "MH", "MC", "PV")[number % 6],
        started_on=months_after(day, 1 - rental_month),
        rental_month=rental_month,
        npi=_npi(number),
    )


def _told(plain: Story, month_on: date) -> Story:
    """The rental with what is special about its number."""
    return replace(plain, **_SPECIAL[plain.number](plain, month_on))


def _npi(number: int) -> str:
    practitioners = [one for one in facts()["practitioners"] if "mistyped" not in one]
    return npi_of(practitioners[number % len(practitioners)])


def _wrong_npi(_plain: Story, _month_on: date) -> _Changes:
    return {"npi": npi_of(next(one for one in facts()["practitioners"] if "mistyped" in one))}


def _finished(_plain: Story, month_on: date) -> _Changes:
    return {"payer_code": "MH", "rental_month": 14, "started_on": months_after(month_on, -13)}


def _interrupted(plain: Story, _month_on: date) -> _Changes:
    """Away when the month before last began: that one is neither billed nor counted."""
    away_on = months_after(plain.started_on, plain.rental_month - 2)
    return {
        "started_on": months_after(plain.started_on, -1),
        "interrupted_on": away_on - timedelta(days=4),
    }


def _at_month_end(_plain: Story, month_on: date) -> _Changes:
    """Delivered on the last day of a month of 31 days, as February will show."""
    for months in count(1):
        last_on = months_after(month_on, 1 - months) - timedelta(days=1)
        if last_on.day == _LATE_DAY:
            return {"started_on": last_on, "rental_month": months + 1}
    raise AssertionError("a year has months of 31 days")


def _in_facility(_plain: Story, month_on: date) -> _Changes:
    return {"facility_from_on": months_after(month_on, -2)}


def _died(_plain: Story, month_on: date) -> _Changes:
    return {"deceased_on": month_on - timedelta(days=5)}


def _left(_plain: Story, month_on: date) -> _Changes:
    """Moved away on the first of this month: what began last month is due."""
    return {"left_on": months_after(month_on, 1)}


def _uncharged(_plain: Story, month_on: date) -> _Changes:
    product = next(product for product in facts()["products"] if not product["rental"])
    return {"product": product, "unit": 1, "rental_month": 1, "started_on": month_on}


def _unsigned(plain: Story, _month_on: date) -> _Changes:
    """Delivered last month, and the slip never came back signed."""
    begun_on = months_after(plain.started_on, plain.rental_month - 1)
    return {"proof": "none", "rental_month": 1, "started_on": begun_on}


def _fixed(**changes: Any) -> Callable[[Story, date], _Changes]:
    return lambda _plain, _month_on: changes


_SPECIAL: dict[int, Callable[[Story, date], _Changes]] = {
    3: _fixed(pa_months=13),
    4: _in_facility,
    5: _unsigned,
    13: _fixed(is_used=True),
    14: _in_facility,
    17: _fixed(proof="driver_note"),
    31: _wrong_npi,
    33: _fixed(has_prescription=False),
    38: _fixed(proof="carrier_log"),
    41: _fixed(lacks_authorization=True),
    46: _fixed(proof="none", has_prescription=False),
    47: _finished,
    53: _interrupted,
    59: _at_month_end,
    61: _died,
    68: _left,
    90: _uncharged,
}
