"""Rentals are read with their terms, their units and their ledger, of a payer or of all."""

from datetime import date

from dmedesk.members.rules import LeavingReason
from dmedesk.members.tables import Member
from dmedesk.rentals.queries.ledger import rental_with_ledger, rentals_with_ledger
from dmedesk.rentals.rules import Away, LedgerMonth, RentalFact, Served, Terms
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def rentals(
    shop: MonthShop,
    *,
    begun_by: str = "2030-01-01",
    not_ended_by: str = "2000-01-01",
    payer_id: int | None = None,
) -> dict[str, RentalFact]:
    with reading(shop.engine) as session:
        found = rentals_with_ledger(
            session, begun_by=day(begun_by), not_ended_by=day(not_ended_by), payer_id=payer_id
        )
    return {row.rental_no: row for row in found}


def test_a_rental_is_read_with_everything_that_its_months_rest_on(shop: MonthShop) -> None:
    shop.rent(
        "R1",
        months_already_paid=2,
        paid_already_cents=20_000,
        pa_required=True,
        ended_on="2026-12-01",
    )
    shop.authorize("M1", "E0260", "PA1", None)
    shop.exchange("R1", serial="S2", hcpcs="E0260", on="2026-08-10")
    shop.interrupt("R1", "2026-11-01", "2026-11-07")
    shop.change(
        Member,
        Member.member_no == "M1",
        deceased_on=date(2026, 12, 31),
        left_on=date(2026, 12, 30),
        left_reason=LeavingReason.MOVED_AWAY,
    )
    shop.post("2026-09")
    shop.post("2026-10")
    shop.undo("2026-10")
    row = rentals(shop)["R1"]
    assert row.terms == Terms(
        day("2026-07-05"),
        day("2026-12-01"),
        day("2026-12-31"),
        2,
        (Away(day("2026-11-01"), day("2026-11-08")),),
        day("2026-12-30"),
    )
    assert row.served == (
        Served(1, day("2026-07-05"), day("2026-08-10")),
        Served(2, day("2026-08-10")),
    )
    assert (row.asset_id, row.pa_required, row.proven_on) == (2, True, day("2020-01-01"))
    assert (row.paid_already_cents, row.billed_cents) == (20_000, 10_000)
    assert row.ledger == {
        day("2026-09-05"): LedgerMonth(1, 3),
        day("2026-10-05"): LedgerMonth(2, 4),
    }


def test_a_rental_is_read_where_its_days_may_matter(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05", ended_on="2026-09-05")
    assert list(rentals(shop, begun_by="2026-07-05")) == ["R1"]
    assert list(rentals(shop, begun_by="2026-07-04")) == []
    assert list(rentals(shop, not_ended_by="2026-09-04")) == ["R1"]
    assert list(rentals(shop, not_ended_by="2026-09-05")) == []


def test_a_rental_is_read_for_its_payer(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", payer="PP", proven_on=None)
    row = rentals(shop, payer_id=3)
    assert list(row) == ["R2"]
    assert row["R2"].proven_on is None


def test_one_rental_is_read_as_all_are(shop: MonthShop) -> None:
    shop.rent("R1", member_no="M1")
    shop.rent("R2", member_no="M2", payer="PP")
    shop.interrupt("R2", "2026-11-01", "2026-11-07")
    shop.post("2026-10")
    everything = rentals(shop)
    for fact in everything.values():
        with reading(shop.engine) as session:
            assert rental_with_ledger(session, fact.rental_id) == fact
