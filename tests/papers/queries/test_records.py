"""One paper with all that its page shows."""

from sqlalchemy import Engine

from dmedesk.papers.queries.records import authorization_record, prescription_record
from tests.members.desk import looking
from tests.papers.desk import a_prescription, an_authorization, people


def test_papers_bear_names_and_no_ids(shop_engine: Engine) -> None:
    people(shop_engine)
    a_prescription(shop_engine)
    an_authorization(shop_engine)
    with looking(shop_engine) as session:
        signed, granted = prescription_record(session, 1), authorization_record(session, 1)
    assert signed is not None
    assert granted is not None
    assert signed.member == granted.member
    assert (signed.npi_is_valid, granted.used) == (True, 0)
    assert not {"id", "row_version"} & {*signed.values, *granted.values}
