"""Facts of made-up rentals for the tests of a month, as short as the tests need them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dmedesk.billing.rules.facts import MonthFacts, ProductFact, UnitFact
from dmedesk.billing.rules.plan import MonthPlan, PlannedLine, plan_month
from dmedesk.members.rules import Regime
from dmedesk.papers.rules import AuthorizationFact, PrescriptionFact
from dmedesk.papers.rules.requirements import RequirementFact, SupportFact
from dmedesk.rates import Fees, price
from dmedesk.rates.question import Condition, Family, PaymentClass
from dmedesk.rentals.rules import (
    Away,
    LedgerMonth,
    MemberFact,
    PayerFact,
    RentalFact,
    Served,
    Terms,
)

VALID_NPI, INVALID_NPI = "1234567893", "1234567890"

MASSHEALTH = PayerFact(1, "MH", Regime.MASSHEALTH)
MEDICARE = PayerFact(2, "MC", Regime.MEDICARE)
PRIVATE = PayerFact(3, "PP", Regime.PRIVATE)

# Made-up fees: a bed and a power wheelchair that are capped, a commode that is inexpensive,
# an oxygen concentrator by the month, a cushion that is only sold.
FEES: Mapping[tuple[str, str], Fees] = {
    ("masshealth", "E0260"): Fees({"NU": 100_000}, "capped"),
    ("medicare", "E0260"): Fees({"RR": 10_000}, "capped"),
    ("masshealth", "K0823"): Fees({"NU": 400_000}, "capped_power_wheelchair"),
    ("masshealth", "E0163"): Fees({"NU": 10_000, "RR": 1_100}, "inexpensive"),
    ("medicare", "E0163"): Fees({"NU": 10_000, "RR": 1_100}, "inexpensive"),
    ("masshealth", "E0168"): Fees({"NU": 10_000}, "inexpensive"),
    ("masshealth", "E1390"): Fees({"RR": 20_000}, "monthly", "oxygen"),
    ("medicare", "E1390"): Fees({"RR": 20_000}, "monthly", "oxygen"),
    ("masshealth", "E2601"): Fees({"NU": 5_000}, "purchase_only"),
    ("masshealth", "E0105"): Fees({"NU": 5_000}),
}


def day(text: str) -> date:
    return date.fromisoformat(text)


def fees_of(regime: str, hcpcs: str, on: date, zip_code: str | None) -> Fees | None:
    """The made-up rate book: the same fees on every day, for every ZIP."""
    assert (type(on), zip_code) == (date, None)
    return FEES.get((regime, hcpcs))


def unit(
    asset_id: int = 1,
    *,
    hcpcs: str = "E0260",
    charge: int | None = 50_000,
    condition: Condition = "new",
    payment_class: PaymentClass | None = None,
    family: Family | None = None,
) -> UnitFact:
    product = ProductFact(asset_id, hcpcs, charge, payment_class, family)
    return UnitFact(asset_id, f"S{asset_id}", condition, product)


def member(number: int = 1, member_no: str | None = None) -> MemberFact:
    return MemberFact(number, member_no or f"M{number}")


def away(first: str, last: str) -> Away:
    """An interruption by its first and last day away."""
    return Away(day(first), day(last) + timedelta(days=1))


def rental(
    number: int = 1,
    *,
    started_on: str = "2026-07-05",
    ended_on: str | None = None,
    deceased_on: str | None = None,
    months_already_paid: int = 0,
    interruptions: tuple[Away, ...] = (),
    of: MemberFact | None = None,
    payer: PayerFact = MASSHEALTH,
    rental_no: str | None = None,
    proven_on: str | None = "2020-01-01",
    pa_required: bool = False,
    paid_already_cents: int = 0,
    billed_cents: int = 0,
    ledger: Mapping[str, tuple[int, int]] | None = None,
    served: tuple[Served, ...] = (),
    asset_id: int | None = None,
) -> RentalFact:
    """A rental with its own unit; ``ledger`` is turn and number by first day."""
    terms = Terms(
        day(started_on),
        day(ended_on) if ended_on else None,
        day(deceased_on) if deceased_on else None,
        months_already_paid,
        interruptions,
    )
    return RentalFact(
        rental_id=number,
        rental_no=rental_no or f"R{number}",
        member=of or member(number),
        payer=payer,
        asset_id=asset_id or number,
        terms=terms,
        served=served,
        pa_required=pa_required,
        proven_on=day(proven_on) if proven_on else None,
        paid_already_cents=paid_already_cents,
        billed_cents=billed_cents,
        ledger={day(on): LedgerMonth(*month) for on, month in (ledger or {}).items()},
    )


def order(signed_on: str = "2020-01-01", npi: str = VALID_NPI) -> PrescriptionFact:
    return PrescriptionFact(day(signed_on), None, npi)


def pa(
    number: int,
    from_on: str = "2026-01-01",
    until_on: str = "2027-01-01",
    months: int | None = None,
) -> AuthorizationFact:
    return AuthorizationFact(number, f"PA{number}", day(from_on), day(until_on), months)


def facts(
    *rentals: RentalFact,
    units: Sequence[UnitFact] = (),
    prescriptions: Sequence[PrescriptionFact] = (order(),),
    authorizations: Sequence[AuthorizationFact] = (),
    used: Mapping[int, int] | None = None,
    held: Mapping[int, Sequence[str]] | None = None,
    posted: Sequence[str] = (),
    required: Mapping[int, Sequence[RequirementFact]] | None = None,
    supports: Sequence[SupportFact] = (),
) -> MonthFacts:
    """Facts in which every member has the same papers for every code, and each rental a bed."""
    by_id = {rental.asset_id: unit(rental.asset_id) for rental in rentals}
    by_id |= {one.asset_id: one for one in units}
    members = {rental.member.member_id for rental in rentals}
    member_codes = [(one, unit_.product.hcpcs) for one in members for unit_ in by_id.values()]
    return MonthFacts(
        rentals=rentals,
        units=by_id,
        prescriptions=dict.fromkeys(member_codes, prescriptions),
        authorizations=dict.fromkeys(member_codes, authorizations),
        used=used or {},
        held={rental_id: [day(on) for on in days] for rental_id, days in (held or {}).items()},
        posted_months=[day(f"{month}-01") for month in posted],
        required=required or {},
        supports=dict.fromkeys(member_codes, supports),
    )


def run(month: str, month_facts: MonthFacts) -> MonthPlan:
    """The plan of a month, by the rate engine and the made-up fees."""
    return plan_month(day(f"{month}-01"), month_facts, price=price, fees=fees_of)


def amounts(plan: MonthPlan) -> list[tuple[str, int, int]]:
    """Rental, number and cents of every line."""
    return [_amount(line) for line in plan.lines]


def _amount(line: PlannedLine) -> tuple[str, int, int]:
    return line.rental.rental_no, line.month.number, line.quote.amount_cents


def holds(plan: MonthPlan) -> list[tuple[str, str, list[str]]]:
    """Rental, first day and reasons of every held month."""
    return [
        (held.rental.rental_no, held.month.from_on.isoformat(), [str(h.code) for h in held.holds])
        for held in plan.held
    ]


def finished(plan: MonthPlan) -> list[tuple[str, int]]:
    """Rental and last month of every finished rental."""
    return [(one.rental.rental_no, one.last_month) for one in plan.finished]
