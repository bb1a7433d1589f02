"""What practitioners owe us: for orders, and before papers of what is out end."""

from datetime import date, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from dmedesk.papers.actions.asking import Asked, ask_papers
from dmedesk.papers.queries.outstanding import outstanding_papers, request_paper
from dmedesk.papers.rules.readiness import Need
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import a_prescription, an_order, people

ONE = timedelta(days=1)


def bed_of_rose(_session: Session, _on: date) -> set[tuple[int, str]]:
    return {(1, "E0260")}


def nothing_out(_session: Session, _on: date) -> set[tuple[int, str]]:
    return set()


def test_orders_wait_for_papers_of_their_practitioner(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    an_order(shop_engine)
    an_order(shop_engine)
    unnamed = an_order(shop_engine, member_id=2, practitioner_id=None)
    with looking(shop_engine) as session:
        rows = outstanding_papers(session, TODAY, in_use=nothing_out)
    assert [(row.id, row.practitioner, row.member, row.need) for row in rows] == [
        (1, "Nobody named yet", "Bloom, Jo", Need.PRESCRIPTION),
        (2, "Reed, Ann", "Alda, Rose", Need.PRESCRIPTION),
    ]
    assert (rows[0].order_id, rows[0].asked) == (unnamed, 0)
    assert rows[1].why == "ORD-000001: none in force on 2026-11-29"


def test_papers_of_what_is_out_are_asked_for_before_they_end(shop_engine: Engine) -> None:
    """30 days before, unless the shop says otherwise: below, on and above."""
    people(shop_engine)
    a_prescription(shop_engine, expires_on=TODAY + 31 * ONE)
    with looking(shop_engine) as session:
        assert outstanding_papers(session, TODAY, in_use=bed_of_rose) == []
        (row,) = outstanding_papers(session, TODAY + ONE, in_use=bed_of_rose)
        assert outstanding_papers(session, TODAY + ONE, in_use=nothing_out) == []
        (ended,) = outstanding_papers(session, TODAY + 32 * ONE, in_use=bed_of_rose)
    assert (row.why, ended.why) == ("ends on 2026-12-30", "ended on 2026-12-30")
    # The next one is there: nobody is asked.
    a_prescription(shop_engine, signed_on=TODAY)
    with looking(shop_engine) as session:
        assert outstanding_papers(session, TODAY + ONE, in_use=bed_of_rose) == []


def test_the_letter_has_everything_of_one_practitioner(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    an_order(shop_engine)
    with working(shop_engine) as work:
        papers = [Asked(1, "E0260", Need.PRESCRIPTION)]
        ask_papers(work, practitioner_id=1, papers=papers, asked_on=TODAY)
    with looking(shop_engine) as session:
        (row,) = outstanding_papers(session, TODAY, in_use=nothing_out)
        paper = request_paper(session, practitioner_id=1, on=TODAY, in_use=nothing_out)
        assert request_paper(session, practitioner_id=2, on=TODAY, in_use=nothing_out) is None
    assert (row.asked, row.asked_on) == (1, TODAY)
    assert paper is not None
    assert (paper.to.name, paper.items[0].paper) == ("Ann Reed", "Prescription")
    assert "practitioner’s NPI" in paper.must_bear[0]
