"""Deadlines and promises on today's board."""

from datetime import timedelta

from dmedesk.billing.actions.notes import write_account_note
from dmedesk.billing.offers.clocks import clock_tiles, follow_up_tiles
from dmedesk.billing.rules.notes import NoteFacts
from dmedesk.store.unit_of_work import reading
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
