"""Papers with an end, prescriptions and authorizations together, the first to end at the top."""

from sqlalchemy import Engine, and_

from dmedesk.papers.queries.ending import ending_papers
from dmedesk.papers.tables import Prescription
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def test_both_kinds_in_the_order_of_their_last_days(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.authorize("M1", "E0260", "PA1", None)
    shop.change(
        Prescription,
        and_(Prescription.hcpcs == "E0163", Prescription.member_id == 1),
        expires_on=day("2026-11-10"),
    )
    with reading(shop.engine) as session:
        papers = ending_papers(session, day("2026-11-03"))
    assert [paper.id for paper in papers] == list(range(1, len(papers) + 1))
    first = papers[0]
    assert (first.kind, first.hcpcs, first.last_on, first.days_left) == (
        "prescription",
        "E0163",
        day("2026-11-10"),
        7,
    )
    (granted,) = [paper for paper in papers if paper.kind == "authorization"]
    assert granted.number == "PA1"
