"""The day before a range's end is its last day, on both databases."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from dmedesk.members.rules import Regime
from dmedesk.members.tables import Coverage, Member, Payer
from dmedesk.store.days import day_before, runs_on
from dmedesk.store.unit_of_work import reading, unit_of_work

LEAP = date(2028, 2, 29)


def _cover(engine: Engine, until_on: date | None) -> None:
    with unit_of_work(engine, actor="kim", action="enter") as work:
        work.session.add(Member(member_no="M1", last_name="Alda", first_name="Rose"))
        work.session.add(Payer(code="MH", name="MassHealth", regime=Regime.MASSHEALTH))
        work.session.flush()
        first = date(2020, 1, 1)
        cover = {"member_id": 1, "payer_id": 1, "rank": 1, "from_on": first}
        work.session.add(Coverage(**cover, until_on=until_on))


@pytest.mark.parametrize(
    ("until_on", "last_on"), [(date(2028, 3, 1), LEAP), (date(2026, 1, 1), date(2025, 12, 31))]
)
def test_the_last_day(until_on: date, last_on: date, shop_engine: Engine) -> None:
    _cover(shop_engine, until_on)
    with reading(shop_engine) as session:
        last = day_before(Coverage.until_on)
        assert session.scalar(select(last)) == last_on
        assert session.scalar(select(Coverage.id).where(last == last_on)) == 1
        assert session.scalar(select(Coverage.id).where(last > last_on)) is None


@pytest.mark.parametrize(
    ("until_on", "day", "is_in"),
    [
        (LEAP, date(2019, 12, 31), False),
        (LEAP, date(2020, 1, 1), True),
        (LEAP, date(2028, 2, 28), True),
        (LEAP, LEAP, False),
        (None, LEAP, True),
    ],
)
def test_a_range_has_its_first_day_and_not_its_end(
    until_on: date | None, day: date, *, is_in: bool, shop_engine: Engine
) -> None:
    _cover(shop_engine, until_on)
    with reading(shop_engine) as session:
        found = session.scalar(
            select(Coverage.id).where(runs_on(Coverage.from_on, Coverage.until_on, day))
        )
    assert (found is not None) is is_in
