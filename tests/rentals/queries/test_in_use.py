"""What is out on a day: the members and codes whose papers have to stay in force."""

from sqlalchemy import Engine

from dmedesk.members.tables import Member
from dmedesk.rentals.queries.in_use import codes_in_use
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def test_open_rentals_of_members_who_are_ours(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", member_no="M1")
    shop.rent("R2", member_no="M1", hcpcs="E1390", ended_on="2026-10-05")
    shop.rent("R3", member_no="M2")
    shop.change(Member, Member.member_no == "M2", deceased_on=day("2026-09-01"))
    with reading(shop_engine) as session:
        assert codes_in_use(session, day("2026-10-04")) == {(1, "E0260"), (1, "E1390")}
        assert codes_in_use(session, day("2026-10-05")) == {(1, "E0260")}
