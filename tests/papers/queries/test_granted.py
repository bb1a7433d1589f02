"""A number stands for what was granted under it, with what is used of it."""

from sqlalchemy import Engine

from dmedesk.papers.actions.requesting import answer_request, draw_authorization, enter_request
from dmedesk.papers.queries.granted import granted_under
from dmedesk.papers.rules.words import Step
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import JANUARY, an_authorization, people


def test_what_a_number_stands_for(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    an_authorization(shop_engine, member_id=2, pa_number="pa-1", amount_cents=900)
    with working(shop_engine) as work:
        wanted = {"member_id": 1, "hcpcs": "K0739", "payer_id": 1, "asked_on": JANUARY}
        request_id = enter_request(work, values=wanted)
        given = {"pa_number": "PA-1", "from_on": TODAY, "units": 5}
        answer_request(work, request_id=request_id, step=Step.GRANTED, done_on=TODAY, granted=given)
        draw_authorization(work, authorization_id=2, used_on=TODAY, what="REP-000001", units=2)
    with looking(shop_engine) as session:
        first, second = granted_under(session, pa_number=" Pa-1 ")
        assert granted_under(session, pa_number="PA-2") == []
    assert (first.member_id, first.member_no, first.payer_id) == (2, "M0002", None)
    assert (first.amount_cents, first.cents_used, first.units) == (900, 0, None)
    assert (second.hcpcs, second.payer_id) == ("K0739", 1)
    assert (second.units, second.units_used, second.amount_cents) == (5, 2, None)
