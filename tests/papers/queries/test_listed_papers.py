"""The lists of papers, requests and requirements, by their chips."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine

from dmedesk.kit.lists import Ask
from dmedesk.papers.actions.requesting import answer_request, enter_request
from dmedesk.papers.actions.requiring import turn_on
from dmedesk.papers.actions.supporting import enter_paper
from dmedesk.papers.queries.listed_papers import PAPERS, REQUESTS, REQUIREMENTS
from dmedesk.papers.rules.words import Step
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import JANUARY, people

ONE = timedelta(days=1)


def test_papers(shop_engine: Engine) -> None:
    people(shop_engine)
    own = {"member_id": 1, "practitioner_id": 1, "hcpcs": "E0260", "signed_on": JANUARY}
    for kind, last in (("letter", TODAY - ONE), ("encounter", None), ("written_order", TODAY)):
        with working(shop_engine) as work:
            enter_paper(work, values={**own, "kind": kind, "expires_on": last})
    with looking(shop_engine) as session:
        counts = PAPERS.counts(session, on=TODAY)
        rows = PAPERS.rows(session, [1], on=TODAY)
    each = {"letters": 1, "written_orders": 1, "encounters": 1, "ending": 1, "expired": 1}
    assert counts == {"": 3, **each}
    assert (rows[0].member, rows[0].practitioner) == ("Alda, Rose", "Reed, Ann")


def test_requests(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    request = {"member_id": 1, "payer_id": 1, "hcpcs": "E0784", "asked_on": JANUARY}
    with working(shop_engine) as work:
        waits, denied, appealed, granted = (enter_request(work, values=request) for _ in range(4))
        for one in (denied, appealed):
            said: dict[str, Any] = {"step": Step.DENIED, "done_on": TODAY, "reason": "No"}
            answer_request(work, request_id=one, answer_by=TODAY + 30 * ONE, **said)
        answer_request(work, request_id=appealed, step=Step.APPEALED, done_on=TODAY)
        given = {"pa_number": "PA1", "from_on": TODAY}
        answer_request(work, request_id=granted, step=Step.GRANTED, done_on=TODAY, granted=given)
    with looking(shop_engine) as session:
        found = {
            chip: sorted(REQUESTS.ids(session, Ask(chip), on=TODAY))
            for chip in ("waiting", "denied", "appeal_ending", "granted")
        }
        assert list(REQUESTS.ids(session, Ask("appeal_ending"), on=TODAY - ONE)) == []
        rows = REQUESTS.rows(session, [denied, waits], on=TODAY)
    assert found == {
        "waiting": [waits, appealed],
        "denied": [denied],
        "appeal_ending": [denied],
        "granted": [granted],
    }
    assert [(row.step, row.reason) for row in rows] == [(Step.DENIED, "No"), (None, None)]


def test_requirements(shop_engine: Engine) -> None:
    a_payer(shop_engine)
    with working(shop_engine) as work:
        turn_on(work, proposal="mh_encounter", payer_id=1, from_on=TODAY)
        turn_on(work, proposal="mh_elements", payer_id=1, from_on=TODAY + ONE)
    with looking(shop_engine) as session:
        counts = REQUIREMENTS.counts(session, on=TODAY)
        (row,) = REQUIREMENTS.rows(session, [1], on=TODAY)
    assert counts == {"": 2, "in_force": 1, "ahead": 1, "ended": 0, "own": 0}
    assert (row.payer, row.number, row.last_on) == ("MassHealth", 6, None)
