"""Views of lists: each person's own, replaced by name, forgotten, in no audit trail."""

from sqlalchemy import Engine, func, select

from dmedesk.kit.listing import SavedView
from dmedesk.shop.actions.views import keep_view, remove_view
from dmedesk.shop.queries.views import list_views
from dmedesk.store.tables import AuditEntry
from dmedesk.store.unit_of_work import reading, unit_of_work


def _keep(engine: Engine, owner: str, name: str, content: str) -> None:
    with unit_of_work(engine, actor="ana", action="keep_view") as work:
        keep_view(work, list_key="rentals", owner=owner, view=SavedView(name, content))


def _views(engine: Engine, owner: str, list_key: str = "rentals") -> list[SavedView]:
    with reading(engine) as session:
        return list_views(session, list_key=list_key, owner=owner)


def test_each_person_has_their_own_and_one_name_is_one_view(shop_engine: Engine) -> None:
    _keep(shop_engine, "Ana", "Mine", "1")
    _keep(shop_engine, "Ana", "", "last")
    _keep(shop_engine, "Bo", "Mine", "2")
    _keep(shop_engine, "Ana", "Mine", "3")
    assert _views(shop_engine, "Ana") == [SavedView("", "last"), SavedView("Mine", "3")]
    assert _views(shop_engine, "Bo") == [SavedView("Mine", "2")]
    assert _views(shop_engine, "Ana", "members") == []
    with unit_of_work(shop_engine, actor="ana", action="remove_view") as work:
        for _ in range(2):
            remove_view(work, list_key="rentals", owner="Ana", name="Mine")
    assert _views(shop_engine, "Ana") == [SavedView("", "last")]
    with reading(shop_engine) as session:
        assert session.scalar(select(func.count(AuditEntry.id))) == 0
