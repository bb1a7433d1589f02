"""What people of the demo shop decided: two options declined, one finding gone over."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from dmedesk.billing.tables import ScrubOverride
from dmedesk.bootstrap.demo import make_demo
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.deliveries.rules.words import PickupReason
from dmedesk.deliveries.tables import Ticket
from dmedesk.papers.queries.trials import trials_listed
from dmedesk.papers.rules.trials import TrialState
from dmedesk.rentals.tables import OptionFact, Rental

TODAYS = (date(2026, 10, 5), date(2026, 11, 1), date(2026, 11, 29))


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_every_decision_is_there(today: date, tmp_path: Path) -> None:
    shop = tmp_path / "demo.dmedesk"
    assert make_demo(shop, folder=tmp_path / "files", today=today)
    doors = ShopDoors(str(shop))
    with doors.reading() as session:
        goes_on, ends = session.scalars(select(OptionFact).order_by(OptionFact.answered_on)).all()
        assert (goes_on.ends_on, bool(goes_on.goes_on_why)) == (None, True)
        assert ends.ends_on == today - timedelta(days=4)
        ended = session.get_one(Rental, ends.rental_id)
        assert ended.ended_on == ends.ends_on
        chosen = select(Ticket).where(Ticket.reason == PickupReason.OPTION_DECLINED)
        slip = session.scalars(chosen).one()
        assert (slip.member_id, slip.planned_on) == (ended.member_id, today + timedelta(days=1))
        over = session.scalars(select(ScrubOverride)).one()
        assert over.rule == "bought_and_rented"
        states = {one.trial_no: one.state for one in trials_listed(session, today)}
    doors.close()
    assert states == {
        "TRL-000001": TrialState.ASK_SECOND,
        "TRL-000002": TrialState.GATHERING,
    }
