"""Deadlines and promises on today's board."""

from datetime import timedelta

import pytest

from dmedesk.billing.actions import preview_month
from dmedesk.billing.actions.notes import write_account_note
from dmedesk.billing.offers.clocks import clock_tiles, follow_up_tiles, unbilled_tiles
from dmedesk.billing.rules.notes import NoteFacts
from dmedesk.kit.offers import State
from dmedesk.store.unit_of_work import reading
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
    with reading(shop.engine) as session:
        plan = preview_month(session, month_on=day("2026-11-01"))
    found = [tile.state for tile in unbilled_tiles(plan, day(on))]
    assert found == ([] if state is None else [state])
