"""A repair of our own stock has no member, and so no binder."""

from sqlalchemy import Engine

from dmedesk.binder.queries import member_of
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import repair_shop


def test_a_repair_leads_to_its_member_or_to_nobody(shop_engine: Engine) -> None:
    bench = repair_shop(shop_engine)
    own = bench.report()
    stock = bench.report(bench.unit("SN9"))
    with reading(shop_engine) as session:
        assert member_of(session, RecordRef("repair", own)) == bench.member()
        assert member_of(session, RecordRef("repair", stock)) is None
