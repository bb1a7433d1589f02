"""One rental as its page shows it, and what happened to rentals of a member."""

from typing import Any

from sqlalchemy import select

from dmedesk.members.tables import Member
from dmedesk.rentals.queries.record import BEGAN, ENDED, PAUSED, RESUMED, happened, read_rental
from dmedesk.rentals.rules import Proof
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def _id(session: Any, column: Any, chosen: Any) -> int:
    return int(session.scalar(select(column).where(chosen)))


def test_a_rental_has_its_units_and_stays_by_dates(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05")
    shop.rent("R2", member_no="M2")
    shop.interrupt("R1", "2026-09-01", "2026-09-20")
    with reading(shop.engine) as session:
        rental_id = _id(session, Rental.id, Rental.rental_no == "R1")
        read = read_rental(session, rental_id=rental_id, on=day("2026-11-03"))
        assert read_rental(session, rental_id=99, on=day("2026-11-03")) is None
    assert read is not None
    assert (read.row.rental_no, read.proof) == ("R1", Proof.SIGNED)
    assert [(unit.serial, unit.from_on, unit.until_on) for unit in read.units] == [
        ("SR1", day("2026-07-05"), None)
    ]
    assert [(stay.from_on, stay.until_on) for stay in read.stays] == [
        (day("2026-09-01"), day("2026-09-21"))
    ]


def test_what_happened_is_told_of_a_rental_and_a_member(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05", ended_on="2026-11-01")
    shop.rent("R2", member_no="M2")
    shop.interrupt("R1", "2026-09-01", "2026-09-20")
    with reading(shop.engine) as session:
        rental_id = _id(session, Rental.id, Rental.rental_no == "R1")
        member_id = _id(session, Member.id, Member.member_no == "M1")
        of_rental = happened(session, rental_id=rental_id)
        assert happened(session, member_id=member_id) == of_rental
    assert [(one.what, str(one.on)) for one in of_rental] == [
        (BEGAN, "2026-07-05"),
        (PAUSED, "2026-09-01"),
        (RESUMED, "2026-09-21"),
        (ENDED, "2026-11-01"),
    ]
