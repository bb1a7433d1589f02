"""A year of one member's money, told day by day: the account is right on each day of it."""

from collections.abc import Callable
from datetime import date
from itertools import accumulate
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.billing.actions import pass_on, post_month, return_deposit
from dmedesk.billing.actions.charges import enter_charge
from dmedesk.billing.actions.charging import invoice_charges_now
from dmedesk.billing.offers import stops
from dmedesk.billing.queries.accounts import read_account
from dmedesk.billing.queries.invoice_lines import replaced_by
from dmedesk.billing.queries.owed import books, owed_by_age, receivables
from dmedesk.billing.queries.statements import statements_of
from dmedesk.billing.rules.charge_entry import ChargeDetails
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.rules.payments import PaymentKind
from dmedesk.billing.tables import Invoice
from dmedesk.kit.calendar import month_named
from dmedesk.kit.references import RecordRef
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Member, Payer, Practitioner
from dmedesk.papers.tables import Prescription
from dmedesk.rentals.rules import Proof
from dmedesk.store.unit_of_work import reading
from tests.flows.covered_shop import cover
from tests.flows.month_shop import VALID_NPI, MonthShop, day
from tests.flows.till import Till

SUPPLY: dict[str, Any] = {
    "kind": ChargeKind.SUPPLY,
    "hcpcs": "A4927",
    "description": "Gloves",
    "usual_charge_cents": 2_000,
}
REPAIR = SUPPLY | {
    "kind": ChargeKind.REPAIR,
    "hcpcs": "K0739",
    "description": "Labor",
    "usual_charge_cents": 3_500,
}

YEAR = (
    ("2026-11-06", 10_000),  # the bed's first month
    ("2026-12-05", -4_000),  # the member leaves a deposit
    ("2026-12-06", 10_000),  # its second
    ("2026-12-10", 2_000),  # gloves, which the member pays
    ("2026-12-20", -10_000),  # MassHealth pays the first month, and denies the second
    ("2026-12-28", 0),  # the second is credited and billed again
    ("2027-01-06", 10_000),
    ("2027-01-15", 3_500),  # a repair, which the member pays
    ("2027-01-17", 2_000),  # gloves again, while a plan covers the member before MassHealth
    ("2027-01-18", -1_200),  # the plan pays 12.00 of them
    ("2027-01-19", 0),  # what remains passes on to MassHealth
    ("2027-01-20", -6_000),  # the member's check: 5.00 too much
    ("2027-02-06", 7_500),
    ("2027-02-10", -20_800),  # MassHealth pays the second month, the third, and what remained
    ("2027-02-20", 3_500),  # a second repair
    ("2027-02-21", 0),  # the deposit pays it
    ("2027-03-06", 7_500),
    ("2027-03-20", -7_500),  # the member died on 1 March: the month after it is credited
    ("2027-03-25", 1_000),  # what was paid too much is given back, and the rest of the deposit
    ("2027-06-01", -7_500),  # MassHealth pays the fourth month
)
"""What changes on each day, in cents."""


class _Year:
    """What happens on each day, by the day."""

    def __init__(self, shop: MonthShop) -> None:
        self.shop, self.till = shop, Till(shop)
        self.check_id = self.deposit_id = 0

    def go_to(self, on: str) -> None:
        self.till.on = day(on)

    def post(self) -> None:
        self.till.do(post_month, month_on=month_named(f"{self.till.on:%Y-%m}"))

    def charge(self, said: dict[str, Any], payer: str = "PP") -> None:
        on = self.till.on
        details = ChargeDetails(
            member_id=self.till.member("M1"),
            payer_id=self.till.payer(payer),
            service_on=on,
            proof=Proof.SIGNED,
            proof_on=on,
            **said,
        )
        by_hand = {"source": SourceKind.BY_HAND, "source_no": ""}
        charge_id = self.till.do(enter_charge, said=details, **by_hand)
        self.till.do(invoice_charges_now, charge_ids=[charge_id])

    def remittance(self, number: str, paid: dict[str, int], payer: str = "MH") -> None:
        """A payer pays these invoices; 0 denies one."""
        batch = self.till.batch()
        remittance = self.till.remittance(batch, sum(paid.values()), number, payer=payer)
        for invoice_no, cents in paid.items():
            (line,) = self.till.lines(invoice_no)
            self.till.answer(remittance, line, cents, "" if cents else "CO-16 100.00")

    def pay_by_check(self) -> None:
        (gloves,), (repair,) = self.till.lines("INV-000003"), self.till.lines("INV-000007")
        shares = (gloves, 2_000), (repair, 3_500)
        self.check_id = self.till.pay(
            self.till.batch(), 6_000, *shares, member="M1", kind=PaymentKind.CHECK, number="101"
        )

    def leave_a_deposit(self) -> None:
        self.deposit_id = self.till.pay(
            self.till.batch(), 4_000, member="M1", number="77", is_deposit=True
        )

    def pass_the_rest_on(self) -> None:
        (gloves,) = self.till.lines("INV-000008")
        self.till.do(pass_on, line_id=gloves, payer_id=self.till.payer("MH"), cents=800)

    def pay_from_the_deposit(self) -> None:
        (repair,) = self.till.lines("INV-000011")
        self.till.allocate(self.deposit_id, (repair, 3_500))

    def die(self) -> None:
        died_on = day("2027-03-01")
        self.shop.change(Member, Member.member_no == "M1", deceased_on=died_on)
        ref = RecordRef("member", self.till.member("M1"))
        with reading(self.shop.engine) as session:
            (month,) = stops(session, ref, died_on)
            assert month.cents == 7_500
            assert isinstance(month.opens, RecordRef)
            invoice_no = session.scalars(
                select(Invoice.invoice_no).where(Invoice.id == month.opens.id)
            ).one()
        self.shop.credit(invoice_no, reason=CreditReason.DEATH, on=self.till.on.isoformat())
        with reading(self.shop.engine) as session:
            assert list(stops(session, ref, died_on)) == []

    def give_back(self) -> None:
        for payment_id in (self.check_id, self.deposit_id):
            self.till.do(return_deposit, payment_id=payment_id, cents=500, returned_on=self.till.on)

    def live(self, on: str) -> None:
        """What happens on one of the days."""
        self.go_to(on)
        what: dict[str, Callable[[], object]] = {
            "2026-12-05": self.leave_a_deposit,
            "2026-12-10": lambda: self.charge(SUPPLY),
            "2026-12-20": lambda: self.remittance("RA1", {"INV-000001": 10_000, "INV-000002": 0}),
            "2026-12-28": lambda: self.shop.rebill("INV-000002", on=on),
            "2027-01-15": lambda: self.charge(REPAIR),
            "2027-01-17": lambda: self.charge(SUPPLY, "BM"),
            "2027-01-18": lambda: self.remittance("EOB1", {"INV-000008": 1_200}, "BM"),
            "2027-01-19": self.pass_the_rest_on,
            "2027-01-20": self.pay_by_check,
            "2027-02-10": lambda: self.remittance(
                "RA2", {"INV-000005": 10_000, "INV-000006": 10_000, "INV-000009": 800}
            ),
            "2027-02-20": lambda: self.charge(REPAIR),
            "2027-02-21": self.pay_from_the_deposit,
            "2027-03-20": self.die,
            "2027-03-25": self.give_back,
            "2027-06-01": lambda: self.remittance("RA3", {"INV-000010": 7_500}),
        }
        what.get(on, self.post)()

    def owed(self, on: date) -> int:
        """What the account comes to on a day; the books and the ages agree with it."""
        with reading(self.shop.engine) as session:
            account = read_account(session, member_id=self.till.member("M1"), on=on)
            by_payer = receivables(session, on)
            assert books(session, on=on).owed_cents == sum(row.owed_cents for row in by_payer)
            aged = sum(row.owed_cents for row in owed_by_age(session, on))
            assert aged == sum(row.open_cents for row in by_payer)
        assert account is not None
        assert account.owed_cents == sum(row.owed_cents for row in by_payer)
        return account.owed_cents


@pytest.fixture
def year(shop_engine: Engine) -> _Year:
    """A bed with M1 from November on, paid by MassHealth; nobody else rents."""
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", started_on="2026-11-05")
    shop.add(Payer(code="BM", name="Bay Mutual", regime=Regime.PRIVATE))
    for rank, payer in enumerate(("BM", "MH"), start=1):
        days = {"from_on": "2027-01-17", "until_on": "2027-01-18"}
        cover(shop, "M1", payer, rank=rank, **days)
    made = _Year(shop)
    with reading(shop.engine) as session:
        practitioner = session.scalars(
            select(Practitioner.id).where(Practitioner.npi == VALID_NPI)
        ).one()
    for hcpcs in (SUPPLY["hcpcs"], REPAIR["hcpcs"]):
        shop.add(
            Prescription(
                member_id=made.till.member("M1"),
                hcpcs=hcpcs,
                signed_on=day("2026-11-01"),
                practitioner_id=practitioner,
            )
        )
    return made


def test_the_account_is_right_on_each_day_of_a_year(year: _Year) -> None:
    days = [day(on) for on, _ in YEAR]
    balances = list(accumulate(cents for _, cents in YEAR))
    for place, (on, _) in enumerate(YEAR):
        year.live(on)
        assert year.owed(days[place]) == balances[place], on
    assert [year.owed(on) for on in days] == balances
    assert balances[-1] == 0
    with reading(year.shop.engine) as session:
        (second,) = replaced_by(session, invoice_id=2)
        assert second[1] == "INV-000005"
        (on_check,) = statements_of(
            session, member_ids=[year.till.member("M1")], on=day("2027-01-16")
        )
    assert on_check.headline == "You owe $55.00."
    assert on_check.deposit_cents == 4_000
