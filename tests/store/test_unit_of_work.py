"""The unit of work: one write transaction, one audit entry."""

from sqlalchemy import Engine, select

from dmedesk.store.tables import AuditEntry
from dmedesk.store.unit_of_work import reading, unit_of_work


def test_smoke(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ann", action="nothing") as work:
        assert work.now.tzinfo
    with reading(shop_engine) as session:
        assert session.scalars(select(AuditEntry)).all() == []
