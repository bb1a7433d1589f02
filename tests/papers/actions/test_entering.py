"""Papers are entered and changed by hand; what invoices have used of them binds."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions import (
    change_authorization,
    change_prescription,
    enter_authorization,
    enter_prescription,
)
from dmedesk.papers.queries.records import authorization_record, prescription_record
from tests.members.desk import looking, working
from tests.papers.desk import JANUARY, a_prescription, an_authorization, people, use

DECEMBER, MARCH = date(2025, 12, 31), date(2026, 3, 1)


def told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(finding.field, finding.code) for finding in refused.value.findings]


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    return people(shop_engine)


def test_a_prescription_is_entered_and_changed(engine: Engine) -> None:
    prescription_id = a_prescription(engine, hcpcs=" e0260 ")
    with working(engine) as work:
        values = {"expires_on": MARCH, "practitioner_id": 2}
        change_prescription(work, prescription_id=prescription_id, version=1, values=values)
    with looking(engine) as session:
        record = prescription_record(session, prescription_id)
        assert prescription_record(session, 99) is None
    assert record is not None
    assert (record.version, record.values["hcpcs"]) == (2, "E0260")
    assert (record.member.title, record.practitioner.title) == ("Alda, Rose", "Woods")
    assert record.npi_is_valid is False


def test_everything_wrong_with_a_prescription_is_told_at_once(engine: Engine) -> None:
    with pytest.raises(Refused) as refused, working(engine) as work:
        enter_prescription(
            work,
            values={"hcpcs": "E02", "signed_on": JANUARY, "expires_on": DECEMBER},
        )
    assert told(refused) == [
        ("member_id", "missing_value"),
        ("practitioner_id", "missing_value"),
        ("hcpcs", "bad_hcpcs"),
        ("expires_on", "expired_before_signed"),
    ]


def test_a_prescription_is_entered_once(engine: Engine) -> None:
    a_prescription(engine)
    other = a_prescription(engine, signed_on=MARCH)
    with pytest.raises(Refused) as refused:
        a_prescription(engine)
    assert told(refused) == [("signed_on", "row_twice")]
    with pytest.raises(Refused), working(engine) as work:
        change_prescription(work, prescription_id=other, version=1, values={"signed_on": JANUARY})


def test_an_authorization_is_entered_and_changed(engine: Engine) -> None:
    authorization_id = an_authorization(engine, until_on=MARCH, months=3)
    use(engine, authorization_id, JANUARY)
    with working(engine) as work:
        change_authorization(
            work, authorization_id=authorization_id, version=1, values={"months": 1}
        )
    with looking(engine) as session:
        record = authorization_record(session, authorization_id)
        assert authorization_record(session, 99) is None
    assert record is not None
    assert (record.values["months"], record.used) == (1, 1)


def test_everything_wrong_with_an_authorization_is_told_at_once(engine: Engine) -> None:
    with pytest.raises(Refused) as refused, working(engine) as work:
        values = {"member_id": 1, "pa_number": " ", "from_on": JANUARY, "until_on": JANUARY}
        enter_authorization(work, values=values)
    assert told(refused) == [
        ("hcpcs", "missing_value"),
        ("pa_number", "missing_value"),
        ("until_on", "until_before_from"),
    ]
    an_authorization(engine)
    with pytest.raises(Refused) as refused:
        an_authorization(engine)
    assert told(refused) == [("pa_number", "row_twice")]


def test_used_months_stay_where_they_are(engine: Engine) -> None:
    authorization_id = an_authorization(engine, months=3)
    use(engine, authorization_id, JANUARY, MARCH)
    with pytest.raises(Refused) as refused, working(engine) as work:
        change_authorization(
            work,
            authorization_id=authorization_id,
            version=1,
            values={"months": 1, "member_id": 2, "hcpcs": "E0163", "pa_number": "PA2"},
        )
    assert told(refused) == [
        ("months", "months_used_already"),
        ("member_id", "months_used_already"),
        ("hcpcs", "months_used_already"),
        ("pa_number", "months_used_already"),
    ]
    with working(engine) as work:
        change_authorization(
            work, authorization_id=authorization_id, version=1, values={"months": None}
        )
