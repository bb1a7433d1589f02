"""What the history says of one person: their deeds, without what is done for convenience."""

from sqlalchemy import Engine

from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.shop.queries.changes import by_person, changes_of, count_changes, deeds_of, name_of
from dmedesk.shop.queries.history import HISTORY
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import NOW, MonthShop
from tests.shop.staffed import staffed

MEMBER = RecordRef("member", 1)


def test_a_person_s_deeds_are_theirs_alone(shop_engine: Engine) -> None:
    MonthShop(shop_engine).found()
    ids = staffed(shop_engine)
    for action in ("save_member", "keep_view"):
        with unit_of_work(shop_engine, actor="Ben", action=action, clock=lambda: NOW) as work:
            work.session.get_one(Member, 1).phone = f"617 {action}"
    with reading(shop_engine) as session:
        deeds = deeds_of(session, "Ben", limit=9, on=NOW.date())
        assert [(one.action, one.ref) for one in deeds] == [("save_member", MEMBER)]
        assert deeds_of(session, "Dan", limit=9, on=NOW.date()) == []
        assert len(HISTORY.ids(session, by_person("Ben"), on=NOW.date())) == 2
        assert name_of(session, RecordRef("staff", ids["Ben"])) == "Ben"
        assert [one.actor for one in changes_of(session, MEMBER, limit=2)] == ["Ben", "Ben"]
        assert count_changes(session, MEMBER) == 3
