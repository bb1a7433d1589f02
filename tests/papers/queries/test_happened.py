"""Orders, papers and answers of payers as lines of a history."""

from datetime import date
from typing import Any

from sqlalchemy import Engine

from dmedesk.papers.actions.ordering import close_order, convert_line, hold_order, release_order
from dmedesk.papers.actions.requesting import answer_request, draw_authorization, enter_request
from dmedesk.papers.actions.supporting import enter_paper
from dmedesk.papers.queries.happened import Tone, drawn_from, happened_to, happened_to_order
from dmedesk.papers.rules.words import OrderStage, OrderTerms, Step
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import JANUARY, an_authorization, an_order, people

LATER = date(2026, 2, 1)


def test_a_members_lines(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    an_order(shop_engine, referred_by="Hill")
    letter = {"member_id": 1, "practitioner_id": 1, "hcpcs": "E0260", "signed_on": JANUARY}
    with working(shop_engine) as work:
        enter_paper(work, values={**letter, "kind": "letter"})
        request = {"member_id": 1, "payer_id": 1, "hcpcs": "E0260", "asked_on": JANUARY}
        request_id = enter_request(work, values=request)
        denied: dict[str, Any] = {"step": Step.DENIED, "done_on": LATER, "reason": "No diagnosis"}
        answer_request(work, request_id=request_id, **denied)
        close_order(work, order_id=1, stage=OrderStage.FILLED, closed_on=TODAY)
    with looking(shop_engine) as session:
        told = happened_to(session, member_id=1)
        assert happened_to(session, member_id=2) == []
    assert [(one.on, one.sentence, one.tone) for one in told] == [
        (JANUARY, "Order ORD-000001, from Hill", Tone.WAITS),
        (TODAY, "Order ORD-000001 filled", Tone.GOOD),
        (JANUARY, "Letter of medical necessity for E0260, signed", Tone.GOOD),
        (JANUARY, "Authorization of E0260 asked for, PAR-000001", Tone.WAITS),
        (LATER, "PAR-000001: denied (No diagnosis)", Tone.BAD),
    ]


def test_an_orders_own_lines(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    order_id = an_order(shop_engine)
    with working(shop_engine) as work:
        convert_line(work, line_id=1, terms=OrderTerms.BUY, from_on=LATER, why="For good")
        hold_order(work, order_id=order_id, review_on=TODAY, because="In hospital")
    with looking(shop_engine) as session:
        told = [one.sentence for one in happened_to_order(session, order_id=order_id)]
        assert happened_to_order(session, order_id=99) == []
    assert told == [
        "Referred to us",
        "Review: In hospital",
        "E0260: buy from here on (For good)",
    ]
    with working(shop_engine) as work:
        release_order(work, order_id=order_id)
        close_order(work, order_id=order_id, stage=OrderStage.CANCELLED, closed_on=TODAY)
    with looking(shop_engine) as session:
        assert happened_to_order(session, order_id=order_id)[-1].sentence == "Cancelled"


def test_what_was_drawn(shop_engine: Engine) -> None:
    people(shop_engine)
    own = an_authorization(shop_engine)
    with working(shop_engine) as work:
        for units, cents in ((4, 1_050), (-1, 0)):
            draw_authorization(
                work,
                authorization_id=own,
                used_on=LATER,
                what="Pads",
                units=units,
                amount_cents=cents,
            )
    with looking(shop_engine) as session:
        told = [one.sentence for one in drawn_from(session, authorization_id=own)]
    assert told == ["Used 4 units, $10.50 for Pads", "Given back 1 units for Pads"]
