"""What was received, why early, and who was asked for refills, as lines of a history."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from dmedesk.papers.actions.ordering import close_order
from dmedesk.papers.actions.receiving import NewReceipt, note_receipt, note_return, say_insulin
from dmedesk.papers.actions.refilling import take_back_contact
from dmedesk.papers.actions.replacing import take_back_early
from dmedesk.papers.queries.happened import Tone
from dmedesk.papers.queries.happened_limits import asked_for_order, received_happened
from dmedesk.papers.rules.limit_words import Answer
from dmedesk.papers.rules.words import OrderStage
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import an_order, people
from tests.papers.limits_desk import CAME, a_contact, a_loss, a_receipt, strips

ASKED = date(2026, 3, 20)
BY_SON = "Refill of A4253 asked about by phone, Her son"


def told(engine: Engine, member_id: int = 1) -> list[tuple[date, str, Tone]]:
    with looking(engine) as session:
        found = received_happened(session, member_id=member_id)
    return [(one.on, one.sentence, one.tone) for one in found]


def test_supplies_and_what_came_before_us(shop_engine: Engine) -> None:
    people(shop_engine)
    strips(shop_engine)
    a_receipt(shop_engine, returned_on=ASKED)
    assert told(shop_engine) == [
        (CAME, "2 of A4253 received, for 30 days: received before RCP-000001", Tone.GOOD),
        (CAME, "1 of E0143 received: received before RCP-000002", Tone.GOOD),
        (ASKED, "1 of E0143 came back", Tone.OVER),
    ]
    assert told(shop_engine, 2) == []


def test_of_a_slip_only_supplies_for_its_visit_tells_the_rest(shop_engine: Engine) -> None:
    people(shop_engine)
    with working(shop_engine) as work:
        for place, (code, days) in enumerate((("E0143", None), ("A4253", 90)), start=1):
            receipt = NewReceipt(1, code, 1, CAME, days=days)
            note_receipt(work, source_no=f"SLIP-000001/{place}", receipt=receipt)
        note_return(work, source_no="SLIP-000001/2", returned_on=ASKED)
    assert told(shop_engine) == [
        (CAME, "1 of A4253 received, for 90 days: our slip SLIP-000001/2", Tone.GOOD),
        (ASKED, "1 of A4253 came back", Tone.OVER),
    ]


def test_a_reason_leads_to_its_page_and_stays_where_it_was_taken_back(shop_engine: Engine) -> None:
    people(shop_engine)
    reason_id = a_loss(shop_engine)
    with looking(shop_engine) as session:
        (one,) = received_happened(session, member_id=1)
    assert (one.sentence, one.tone) == ("E0143 wanted early: lost", Tone.WAITS)
    assert (one.kind, one.record_id, one.who) == ("replacement", reason_id, "ana")
    with working(shop_engine) as work:
        take_back_early(work, replacement_id=reason_id, why="Found again")
    (_on, sentence, tone) = told(shop_engine)[0]
    assert (sentence, tone) == ("E0143 wanted early: lost, taken back since", Tone.OVER)
    assert len(told(shop_engine)) == 1


@pytest.mark.parametrize(
    ("answer", "said", "tone"),
    [
        (Answer.WANTED, "wants the refill", Tone.GOOD),
        (Answer.NOT_NOW, "has enough for now", Tone.WAITS),
        (Answer.STOPPED, "needs it no more", Tone.OVER),
        (Answer.NO_ANSWER, "could not be reached", Tone.WAITS),
    ],
)
def test_who_was_asked_and_what_they_said(
    shop_engine: Engine, answer: Answer, said: str, tone: Tone
) -> None:
    people(shop_engine)
    strips(shop_engine)
    a_contact(shop_engine, ASKED, answer=answer)
    assert told(shop_engine)[1:] == [(ASKED, f"{BY_SON}: {said}", tone)]


def test_a_contact_that_was_taken_back_stays_told(shop_engine: Engine) -> None:
    people(shop_engine)
    strips(shop_engine)
    a_contact(shop_engine, ASKED)
    with working(shop_engine) as work:
        take_back_contact(work, contact_no="RFL-000001", why="Another member")
    lines = told(shop_engine)[1:]
    assert lines == [(ASKED, f"{BY_SON}: wants the refill, taken back since", Tone.OVER)]


def test_insulin_or_not(shop_engine: Engine) -> None:
    people(shop_engine)
    with working(shop_engine) as work:
        say_insulin(work, member_id=1, from_on=CAME, is_treated=True, said_by="Dr. Reed")
        say_insulin(work, member_id=1, from_on=ASKED, is_treated=False, said_by="Dr. Reed")
    assert [sentence for _on, sentence, _tone in told(shop_engine)] == [
        "Treated with insulin from here on, says Dr. Reed",
        "Not treated with insulin from here on, says Dr. Reed",
    ]


def test_an_order_tells_the_contacts_about_its_codes_while_it_is_open(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    strips(shop_engine)
    line = {"hcpcs": "A4253", "quantity": 2, "days": 30, "terms": "buy", "needs_pa": False}
    mine = an_order(shop_engine, asked_on=ASKED, lines=[line])
    other = an_order(shop_engine, asked_on=ASKED)
    before, last = ASKED - timedelta(days=1), ASKED + timedelta(days=9)
    for day in (before, ASKED, last, last + timedelta(days=1)):
        a_contact(shop_engine, day)
    with working(shop_engine) as work:
        close_order(work, order_id=mine, stage=OrderStage.FILLED, closed_on=last)
    assert last < TODAY
    with looking(shop_engine) as session:
        assert [one.on for one in asked_for_order(session, order_id=mine)] == [ASKED, last]
        assert asked_for_order(session, order_id=other) == []
