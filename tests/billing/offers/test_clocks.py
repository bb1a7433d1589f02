"""Deadlines and promises on today's board."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from dmedesk.billing.actions.month import scrub_month
from dmedesk.billing.actions.notes import write_account_note
from dmedesk.billing.offers.clocks import clock_tiles, follow_up_tiles, unbilled_tiles
from dmedesk.billing.rules.notes import NoteFacts
from dmedesk.kit.offers import State
from dmedesk.members.tables import Payer
from dmedesk.store.unit_of_work import reading
from tests.flows.charge_shop import enter
from tests.flows.month_shop import MonthShop, day
from tests.flows.till import Till


def _tiles(till: Till) -> dict[str, int]:
    with reading(till.shop.engine) as session:
        found = [*clock_tiles(session, till.on), *follow_up_tiles(session, till.on)]
    return {tile.key: tile.count for tile in found}


def test_a_deadline_turns_amber_red_and_over(till: Till) -> None:
    remittance = till.remittance(till.batch(), 0)
    till.answer(remittance, till.lines()[0], 0, "CO-16 75.00")
    assert _tiles(till) == {"clocks_amber": 1}
    till.on += timedelta(days=25)
    assert _tiles(till) == {"clocks_red": 1}
    till.on += timedelta(days=365 * 3 + 30)
    assert _tiles(till) == {"clocks_over": 3}


def test_a_promise_stands_there_on_its_day(till: Till) -> None:
    said = NoteFacts("Will pay", promised_on=till.on + timedelta(days=2))
    till.do(write_account_note, member_id=till.member("M1"), said=said)
    assert _tiles(till) == {}
    till.on += timedelta(days=2)
    assert _tiles(till) == {"follow_ups": 1}


def _unbilled(shop: MonthShop, on: str, month_on: str = "2026-11-01") -> list[tuple[State, int]]:
    with reading(shop.engine) as session:
        plan, findings = scrub_month(session, month_on=day(month_on), on=day(on))
    return [(tile.state, tile.count) for tile in unbilled_tiles(plan.month_on, findings)]


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2027-01-02", None),
        ("2027-01-03", State.WAITING),
        ("2027-01-25", State.WAITING),
        ("2027-01-26", State.STOPPED),
        ("2027-02-03", State.STOPPED),
    ],
)
def test_a_held_month_is_to_be_filed_within_90_days_of_its_last(
    shop: MonthShop, on: str, state: State | None
) -> None:
    """The month of 5 October ends on 4 November: it is filed until 2 February."""
    shop.rent("R1", started_on="2026-10-05", ended_on="2026-10-20", proven_on=None)
    shop.post("2026-10")
    assert _unbilled(shop, on) == ([] if state is None else [(state, 1)])


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-11-03", None),
        ("2026-11-04", State.WAITING),
        ("2026-11-27", State.STOPPED),
        ("2026-12-05", State.STOPPED),
    ],
)
def test_the_days_written_down_of_the_payer_come_before_the_laws(
    shop: MonthShop, on: str, state: State | None
) -> None:
    """30 days from 4 November: until 4 December."""
    with Session(shop.engine) as session, session.begin():
        session.execute(update(Payer).where(Payer.code == "MH").values(filing_days=30))
    shop.rent("R1", started_on="2026-10-05", ended_on="2026-10-20", proven_on=None)
    shop.post("2026-10")
    assert _unbilled(shop, on) == ([] if state is None else [(state, 1)])


def test_a_held_charge_has_a_last_day_too(shop: MonthShop) -> None:
    """Of 5 October: until 3 January, so 30 days before it there is something to say."""
    enter(shop, service_on="2026-10-05", proven_on=None)
    assert _unbilled(shop, "2026-12-03", "2026-12-01") == []
    assert _unbilled(shop, "2026-12-04", "2026-12-01") == [(State.WAITING, 1)]
    assert _unbilled(shop, "2027-01-04", "2026-12-01") == [(State.STOPPED, 1)]
