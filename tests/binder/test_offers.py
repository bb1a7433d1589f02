"""The way to a member's binder from other pages, and its making in the member's history."""

from sqlalchemy import Engine

from dmedesk.binder.actions import MadeBinder, record_binder
from dmedesk.binder.offers import events, related
from dmedesk.kit.binders import BinderAsk
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import NOW, MonthShop, clock

MEMBER, BINDER = RecordRef("member", 1), RecordRef("binder", 1)


def test_a_member_and_its_rental_lead_to_the_binder(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1")
    with reading(shop_engine) as session:
        (link,) = related(session, MEMBER)
        assert (link.title, link.opens) == ("Audit binder", BINDER)
        (link,) = related(session, RecordRef("rental", 1))
        assert (link.title, link.opens) == ("The member's audit binder", BINDER)
        assert related(session, RecordRef("payer", 1)) == ()
        assert events(session, MEMBER) == []
        assert events(session, RecordRef("rental", 1)) == ()


def test_the_history_tells_that_one_was_made(shop_engine: Engine) -> None:
    MonthShop(shop_engine).found()
    made = MadeBinder(turn=1, pages=1_200, missing=2, sha256="ab" * 32)
    with unit_of_work(shop_engine, actor="ana", action="make_binder", clock=clock) as work:
        record_binder(work, ask=BinderAsk(MEMBER, NOW.date()), sections=["member"], made=made)
    with reading(shop_engine) as session:
        (event,) = events(session, MEMBER)
        (link,) = related(session, MEMBER)
    assert event.sentence == (
        "Audit binder M1-B1 was made: 1,200 pages, 2 missing, SHA-256 abababababababab"
    )
    assert (event.who, event.opens) == ("ana", BINDER)
    assert link.title == "Audit binder (1 made)"
