"""The demo shop's supplies stand in every state of a refill, and its limits hold nothing."""

from datetime import date, timedelta

import pytest

from dmedesk.demo.folder import MEMBERS
from dmedesk.demo.refills import contacts, limits, receipts, replacements, statements
from dmedesk.demo.rentals import stories
from dmedesk.papers.rules.limit_words import Answer
from dmedesk.papers.rules.limits import ReceiptFact
from dmedesk.papers.rules.refills import ContactFact, RefillState, refill_state, supply_of
from tests.demo.test_rentals import TODAYS


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_refills_in_every_state(today: date) -> None:
    told = list(stories(today, members=MEMBERS))
    said = {
        (row["member_no"], row["hcpcs"]): ContactFact(
            date.fromisoformat(row["contacted_on"]), Answer(row["answer"])
        )
        for row in contacts(told, today)
    }
    states = set()
    for row in receipts(told, today):
        came = date.fromisoformat(row["received_on"])
        supply = supply_of([ReceiptFact(came, row["quantity"], row.get("days") or None)])
        assert supply is not None
        contact = said.get((row["member_no"], row["hcpcs"]))
        states.add(refill_state(supply, [contact] if contact else [], today))
    assert states == set(RefillState)


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_limits_only_warn(today: date) -> None:
    told = list(stories(today, members=MEMBERS))
    assert {row["stance"] for row in limits(today)} == {"warn"}
    (lost,) = replacements(told, today)
    assert lost["happened_on"] == str(today - timedelta(days=3))
    assert len(list(statements(told, today))) == 3
