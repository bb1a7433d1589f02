"""Facts of papers by member and code, for whoever judges them."""

from sqlalchemy import Engine

from dmedesk.papers.actions.supporting import enter_paper
from dmedesk.papers.queries.facts import papers_of, support_facts
from dmedesk.papers.rules import AuthorizationFact, PrescriptionFact
from dmedesk.papers.rules.requirements import PapersFact, SupportFact
from dmedesk.papers.rules.words import PaperKind
from tests.members.desk import looking, working
from tests.papers.desk import JANUARY, a_prescription, an_authorization, people


def test_everything_of_some_members(shop_engine: Engine) -> None:
    people(shop_engine)
    a_prescription(shop_engine, signature=True)
    a_prescription(shop_engine, member_id=2)
    an_authorization(shop_engine, asked_on=JANUARY, months=3)
    letter = {"member_id": 1, "practitioner_id": 1, "hcpcs": "E0163", "kind": "letter"}
    with working(shop_engine) as work:
        enter_paper(work, values={**letter, "signed_on": JANUARY, "goals": "Sit"})
    with looking(shop_engine) as session:
        found = papers_of(session, member_ids=[1])
        assert (2, "E0260") not in support_facts(session)
    beside = SupportFact(PaperKind.LETTER, JANUARY, None, frozenset({"goals"}))
    assert found == {
        (1, "E0260"): PapersFact(
            [PrescriptionFact(JANUARY, None, "1234567893", frozenset({"signature"}))],
            (),
            [AuthorizationFact(1, "PA1", JANUARY, None, 3, JANUARY)],
        ),
        (1, "E0163"): PapersFact((), [beside], ()),
    }
