"""What units earned, and payers paid: the ledger's sums, each month's with the unit of its day."""

from sqlalchemy import update

from dmedesk.assets.actions.maintaining import take_back_maintenance, write_maintenance
from dmedesk.assets.tables import Asset
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.offers import remarks
from dmedesk.rentals.queries.earned import (
    PayerShare,
    UnitReturn,
    members_by_payer,
    return_of,
    unit_returns,
)
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock, day
from tests.statements import statements_of


def _returns(shop: MonthShop) -> dict[str, UnitReturn]:
    with reading(shop.engine) as session:
        return {row.serial: row for row in unit_returns(session)}


def test_a_month_belongs_to_the_unit_of_its_first_day(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-08-05", months_already_paid=1, paid_already_cents=10_000)
    shop.exchange("R1", serial="S2", hcpcs="E0260", on="2026-09-20")
    shop.post("2026-09")
    shop.post("2026-10")
    units = _returns(shop)
    assert (units["SR1"].months, units["SR1"].earned_cents) == (1, 10_000)
    assert (units["S2"].months, units["S2"].earned_cents) == (1, 10_000)
    assert (units["S2"].before_cents, units["S2"].return_percentage) == (10_000, None)


def test_rent_is_a_share_of_the_cost(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    with shop.engine.begin() as connection:
        connection.execute(update(Asset).values(cost_cents=40_000))
    assert _returns(shop)["SR1"].return_percentage == 0
    shop.post("2026-10")
    assert _returns(shop)["SR1"].return_percentage == 25


def test_maintenance_makes_a_unit_dearer(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    shop.change(Asset, Asset.serial == "SR1", cost_cents=15_000)
    with unit_of_work(shop.engine, actor="ana", action="maintain", clock=clock) as work:
        values = {
            "done_on": day("2026-10-20"),
            "work": "New motor",
            "technician": "Tom",
            "cost_cents": 5_000,
        }
        for _twice in range(2):
            write_maintenance(work, asset_id=1, values=values, today=day("2026-11-03"))
        take_back_maintenance(work, asset_id=1, turn=2, note="typed twice", today=day("2026-11-03"))
    unit = _returns(shop)["SR1"]
    assert (unit.upkeep_cents, unit.return_percentage) == (5_000, 50)
    with reading(shop.engine) as session:
        assert return_of(session, asset_id=1) == unit
        assert return_of(session, asset_id=9) is None
        (remark,) = remarks(session, RecordRef("asset", 1), day("2026-11-03"))
    assert remark.sentence == (
        "Earned 100.00; cost 150.00, maintenance and repairs 50.00: a return of 50%."
    )


def test_a_unit_without_a_cost_says_so_on_its_page(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    with reading(shop.engine) as session:
        (remark,) = remarks(session, RecordRef("asset", 1), day("2026-11-03"))
    assert "its cost is not known" in remark.sentence


def test_what_is_credited_is_not_earned(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    shop.undo("2026-10")
    assert _returns(shop) == {}


def test_payers_with_their_members_and_rentals(shop: MonthShop) -> None:
    shop.rent("R1", member_no="M1", started_on="2026-10-05")
    shop.rent("R2", member_no="M1", hcpcs="E1390", started_on="2026-10-05")
    shop.rent("R3", member_no="M2", payer="PP", started_on="2026-10-05", ended_on="2026-10-20")
    shop.post("2026-10")
    with reading(shop.engine) as session, statements_of(shop.engine) as sent:
        shares = {row.code: row for row in members_by_payer(session, day("2026-11-03"))}
    assert len(sent) <= 5
    assert shares["MH"] == PayerShare(shares["MH"].id, "MH", "Payer MH", 0, 1, 2, 30_000)
    assert (shares["PP"].renting, shares["PP"].billed_cents) == (0, 50_000)
    assert shares["MC"].rentals == 0
