"""One paper, one request, one requirement with all that their pages show."""

from sqlalchemy import Engine

from dmedesk.papers.actions.requesting import answer_request, draw_authorization, enter_request
from dmedesk.papers.actions.requiring import turn_on
from dmedesk.papers.actions.supporting import enter_paper
from dmedesk.papers.queries.record_papers import (
    drawn_of,
    paper_record,
    request_record,
    requirement_record,
)
from dmedesk.papers.rules.words import Step
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import JANUARY, people


def test_records(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    own = {"member_id": 1, "hcpcs": "E0260"}
    with working(shop_engine) as work:
        signed = {"practitioner_id": 1, "kind": "letter", "signed_on": JANUARY, "item": "Bed"}
        enter_paper(work, values={**own, **signed})
        request_id = enter_request(work, values={**own, "payer_id": 1, "asked_on": JANUARY})
        given = {"pa_number": "PA1", "from_on": TODAY, "units": 5}
        answer_request(work, request_id=request_id, step=Step.GRANTED, done_on=TODAY, granted=given)
        draw_authorization(work, authorization_id=1, used_on=TODAY, what="Pads", units=2)
        turn_on(work, proposal="mh_encounter", payer_id=1, from_on=TODAY)
    with looking(shop_engine) as session:
        paper, request = paper_record(session, 1), request_record(session, request_id)
        requirement = requirement_record(session, 1)
        assert drawn_of(session, authorization_id=1) == (2, 0)
        assert paper_record(session, 9) is None
        assert request_record(session, 9) is None
        assert requirement_record(session, 9) is None
    assert paper is not None
    assert (paper.values["item"], paper.practitioner.title) == ("Bed", "Reed, Ann")
    assert request is not None
    assert [(one.step, one.pa_number) for one in request.steps] == [(Step.GRANTED, "PA1")]
    assert requirement is not None
    assert (requirement.payer.title, requirement.values["number"]) == ("MassHealth", 6)
