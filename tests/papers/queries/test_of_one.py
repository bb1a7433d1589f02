"""The papers of one member, or of one practitioner."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.papers.queries.of_one import (
    authorizations_of,
    count_members_of,
    doubtful_prescriptions_of,
    prescriptions_by,
    prescriptions_of,
    used_months_of,
)
from tests.members.desk import looking
from tests.papers.desk import JANUARY, a_prescription, an_authorization, people, use


def test_papers_are_found_from_both_sides(shop_engine: Engine) -> None:
    people(shop_engine)
    later = date(2026, 3, 1)
    a_prescription(shop_engine, signed_on=later)
    a_prescription(shop_engine)
    a_prescription(shop_engine, member_id=2, practitioner_id=2)
    an_authorization(shop_engine, months=2)
    use(shop_engine, 1, JANUARY)
    with looking(shop_engine) as session:
        mine = prescriptions_of(session, member_id=1)
        assert [(one.id, one.practitioner) for one in mine] == [(2, "Reed, Ann"), (1, "Reed, Ann")]
        assert [one.member for one in prescriptions_by(session, practitioner_id=2)] == ["Bloom, Jo"]
        assert [count_members_of(session, practitioner_id=n) for n in (1, 2, 3)] == [1, 1, 0]
        (granted,) = authorizations_of(session, member_id=1)
        assert (granted.pa_number, granted.months, granted.used) == ("PA1", 2, 1)
        assert authorizations_of(session, member_id=2) == []
        assert used_months_of(session, authorization_id=1) == [JANUARY]
        assert doubtful_prescriptions_of(session, member_id=1, on=later) == []
        (doubtful,) = doubtful_prescriptions_of(session, member_id=2, on=later)
    assert (doubtful.practitioner, doubtful.npi_is_wrong, doubtful.standing) == (
        "Woods",
        True,
        None,
    )
