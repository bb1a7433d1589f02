"""Every record's page says who changed it, and leads to all of it in the history."""

from sqlalchemy import Engine

from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.shop.offers import events, related
from dmedesk.shop.queries.history import HISTORY
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import NOW, MonthShop

MEMBER = RecordRef("member", 1)


def test_who_changed_what_and_the_way_to_all_of_it(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.change(Member, Member.member_no == "M1", phone="617-555-0142")
    with reading(shop_engine) as session:
        told = events(session, MEMBER)
        (link,) = related(session, MEMBER)
        assert len(HISTORY.ids(session, link.opens.ask, on=NOW.date())) == link.count  # type: ignore[union-attr]
    assert [(one.sentence, one.who) for one in told] == [
        ("Change: phone", "ana"),
        ("Founded the shop", "ana"),
    ]
    assert link.title == "entries in the history"


def test_what_has_no_number_has_no_link(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert related(session, RecordRef("walrus", 1)) == ()
        assert events(session, RecordRef("walrus", 1)) == []


def test_a_payers_page_leads_to_its_readings(shop_engine: Engine) -> None:
    MonthShop(shop_engine).found()
    with reading(shop_engine) as session:
        titles = [one.title for one in related(session, RecordRef("payer", 1))]
    assert titles == ["own readings of the law", "entry in the history"]
