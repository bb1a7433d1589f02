"""That a practitioner was asked is a fact, numbered on."""

from sqlalchemy import Engine, select

from dmedesk.papers.actions.asking import Asked, ask_papers
from dmedesk.papers.rules.readiness import Need
from dmedesk.papers.tables import PaperAsked
from tests.members.desk import TODAY, looking, working
from tests.papers.desk import people


def test_what_was_asked_for_is_numbered_on(shop_engine: Engine) -> None:
    people(shop_engine)
    papers = [Asked(1, "E0260", Need.PRESCRIPTION), Asked(2, "E0260", Need.LETTER)]
    for _ in range(2):
        with working(shop_engine) as work:
            ask_papers(work, practitioner_id=1, papers=papers, asked_on=TODAY)
    with looking(shop_engine) as session:
        rows = session.scalars(select(PaperAsked).order_by(PaperAsked.ask_no)).all()
        assert [(row.ask_no, row.paper) for row in rows] == [
            (1, "prescription"),
            (2, "letter"),
            (3, "prescription"),
            (4, "letter"),
        ]
