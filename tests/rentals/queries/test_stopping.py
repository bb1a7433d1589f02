"""The units that are still out with a member who died or left."""

from datetime import date

from dmedesk.members.rules import LeavingReason
from dmedesk.members.tables import Member
from dmedesk.rentals.queries.stopping import count_gone_with_units, units_out
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def serials(shop: MonthShop, on: str) -> list[str]:
    with reading(shop.engine) as session:
        return [one.serial for one in units_out(session, member_id=1, day=day(on))]


def test_units_of_rentals_that_have_not_ended_by_the_day(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", ended_on="2026-10-05")
    shop.rent("R3", member_no="M2")
    assert serials(shop, "2026-10-04") == ["SR1", "SR2"]
    assert serials(shop, "2026-10-05") == ["SR1"]


def test_members_who_are_gone_and_have_units(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2")
    shop.rent("R3", member_no="M2")

    def gone(on: str) -> int:
        with reading(shop.engine) as session:
            return count_gone_with_units(session, on=day(on))

    assert gone("2026-10-05") == 0
    shop.change(Member, Member.member_no == "M1", deceased_on=date(2026, 10, 5))
    left = {"left_on": date(2026, 10, 7), "left_reason": LeavingReason.MOVED_AWAY}
    shop.change(Member, Member.member_no == "M2", **left)
    shop.change(Member, Member.member_no == "M10", deceased_on=date(2026, 10, 5))
    assert [gone("2026-10-06"), gone("2026-10-07")] == [1, 2]
