"""An empty shop has no papers, and no month of any was used."""

from sqlalchemy import Engine

from dmedesk.papers.queries import stored_authorizations, stored_prescriptions, used_months
from dmedesk.store.unit_of_work import reading


def test_no_papers(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert stored_prescriptions(session) == []
        assert stored_authorizations(session) == []
        assert used_months(session) == {}
