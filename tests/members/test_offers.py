"""What members offer: their history, whom a payer covers, practitioners who want a look."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from dmedesk.kit.offers import ListLink, State
from dmedesk.kit.references import RecordRef
from dmedesk.members import offers
from dmedesk.members.actions.members import write_note
from dmedesk.members.actions.practitioners import check_practitioner
from dmedesk.members.queries.listed import MEMBERS
from dmedesk.members.rules import LeavingReason, Regime, Setting, Standing
from tests.members.actions.test_parts import cover, stay
from tests.members.desk import (
    MEDICARE,
    TODAY,
    a_member,
    a_payer,
    a_practitioner,
    looking,
    working,
)

JANUARY, JULY = date(2026, 1, 1), date(2026, 7, 1)
MEMBER = RecordRef("member", 1)


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    """A member with a past, whom MassHealth covered until July."""
    a_payer(shop_engine)
    a_payer(shop_engine, **MEDICARE)
    a_member(
        shop_engine,
        coverages=[cover(1, 1, JANUARY, until_on=JULY)],
        residences=[stay(Setting.NURSING_FACILITY, JANUARY, facility_name="Hill")],
        left_on=JULY,
        left_reason=LeavingReason.MOVED_AWAY,
        deceased_on=TODAY,
    )
    with working(shop_engine) as work:
        write_note(work, member_id=1, note="Called.")
    return shop_engine


def test_a_members_history(engine: Engine) -> None:
    with looking(engine) as session:
        found = offers.events(session, MEMBER)
        assert offers.events(session, RecordRef("member", 9)) == []
        assert offers.events(session, RecordRef("rental", 1)) == ()
    assert sorted((one.on, one.sentence, one.who) for one in found) == [
        (JANUARY, "Lives: Hill", ""),
        (JANUARY, "MassHealth pays first", ""),
        (JULY, "MassHealth no longer pays first", ""),
        (JULY, "Moved away", ""),
        (TODAY, "Called.", "ana"),
        (TODAY, "Died", ""),
    ]


def test_a_practitioners_history(shop_engine: Engine) -> None:
    a_practitioner(shop_engine, license_expires_on=JULY)
    with working(shop_engine) as work:
        check_practitioner(
            work,
            practitioner_id=1,
            checked_on=JANUARY,
            standing=Standing.EXCLUDED,
            source="LEIE",
        )
    with looking(shop_engine) as session:
        found = offers.events(session, RecordRef("practitioner", 1))
        assert offers.events(session, RecordRef("practitioner", 9)) == []
    assert [(one.on, one.sentence, one.state, one.who) for one in found] == [
        (JULY, "Last day of the license", State.WAITING, ""),
        (JANUARY, "Excluded, by LEIE", State.STOPPED, "ana"),
    ]


@pytest.mark.parametrize(("payer_id", "ids"), [(1, [1]), (2, [])])
def test_a_payer_leads_to_whom_it_covers_or_covered(
    payer_id: int, ids: list[int], engine: Engine
) -> None:
    with looking(engine) as session:
        (link,) = offers.related(session, RecordRef("payer", payer_id))
        assert isinstance(link.opens, ListLink)
        assert list(MEMBERS.ids(session, link.opens.ask, on=TODAY)) == ids
        assert offers.related(session, MEMBER) == ()
        assert offers.related(session, RecordRef("payer", 9)) == ()
    assert link.count == len(ids)


def test_tiles_of_practitioners(shop_engine: Engine) -> None:
    a_practitioner(shop_engine, npi="1", license_expires_on=TODAY + timedelta(days=30))
    a_practitioner(shop_engine)
    with working(shop_engine) as work:
        check_practitioner(work, practitioner_id=2, checked_on=TODAY, standing=Standing.EXCLUDED)
    with looking(shop_engine) as session:
        found = offers.tiles(session, TODAY)
        early = offers.tiles(session, TODAY - timedelta(days=1))
    assert [(one.opens.ask.chip, one.count) for one in found] == [
        ("excluded", 1),
        ("license", 1),
        ("npi_wrong", 1),
    ]
    assert [one.opens.ask.chip for one in early] == ["excluded", "npi_wrong"]


def test_a_private_payer_without_a_number_is_said_to_stand_for_the_member(
    shop_engine: Engine,
) -> None:
    a_payer(shop_engine)
    a_payer(shop_engine, code="BC", name="Blue Plan", regime=Regime.PRIVATE)
    a_payer(shop_engine, code="SELF", name="The member", regime=Regime.PRIVATE)
    a_payer(shop_engine, code="OLD", name="An old plan", regime=Regime.PRIVATE)
    a_member(
        shop_engine,
        coverages=[
            cover(1, 1, JANUARY),
            cover(2, 2, JANUARY, number="XK1"),
            cover(3, 3, JANUARY, number=""),
            cover(4, 4, JANUARY, until_on=JULY),
        ],
    )
    with looking(shop_engine) as session:
        found = offers.remarks(session, MEMBER, JULY)
        assert offers.remarks(session, RecordRef("payer", 1), JULY) == ()
    (said,) = [one.sentence for one in found]
    assert said.startswith("The member knows the member by no number")
    assert said.endswith("enter its number under Who pays.")
