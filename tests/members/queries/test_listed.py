"""The lists of members, practitioners and payers: what their rows say, what their chips take."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from dmedesk.kit.lists import Ask
from dmedesk.members.actions.practitioners import check_practitioner
from dmedesk.members.queries.listed import DAYS_AHEAD, MEMBERS, PAYERS, PRACTITIONERS
from dmedesk.members.rules import LeavingReason, Setting, Standing, npi_is_valid
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

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def chip(source: object, engine: Engine, name: str, on: date = TODAY) -> list[int]:
    with looking(engine) as session:
        ids = source.ids(session, Ask(chip=name), on=on)  # type: ignore[attr-defined]
    return sorted(ids)


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    """Members: covered at home, in a facility without a payer, dead, left, leaving tomorrow."""
    a_payer(shop_engine)
    a_payer(shop_engine, **MEDICARE)
    a_member(
        shop_engine,
        coverages=[cover(2, 2, YESTERDAY), cover(1, 1, YESTERDAY, until_on=TOMORROW)],
    )
    a_member(
        shop_engine,
        member_no="M0002",
        coverages=[cover(1, 1, YESTERDAY, until_on=TODAY)],
        residences=[
            stay(Setting.HOME, YESTERDAY),
            stay(Setting.NURSING_FACILITY, TODAY, facility_name="Hill"),
        ],
    )
    a_member(shop_engine, member_no="M0003", deceased_on=TODAY)
    left = {"left_reason": LeavingReason.MOVED_AWAY}
    a_member(shop_engine, member_no="M0004", left_on=TODAY, **left)
    a_member(shop_engine, member_no="M0005", left_on=TOMORROW, **left)
    return shop_engine


def test_members_by_their_chips(engine: Engine) -> None:
    assert chip(MEMBERS, engine, "active") == [1, 2, 5]
    assert chip(MEMBERS, engine, "facility") == [2]
    assert chip(MEMBERS, engine, "facility", YESTERDAY) == []
    assert chip(MEMBERS, engine, "gone") == [3, 4]
    assert chip(MEMBERS, engine, "uncovered") == [2, 5]
    with looking(engine) as session:
        assert MEMBERS.counts(session, on=TODAY) == {
            "": 5,
            "active": 3,
            "facility": 1,
            "gone": 2,
            "uncovered": 2,
        }


def test_a_member_is_listed_as_of_the_day(engine: Engine) -> None:
    with looking(engine) as session:
        first, second = MEMBERS.rows(session, [1, 2], on=TODAY)
        later, _ = MEMBERS.rows(session, [1, 2], on=TOMORROW)
    assert (first.name, first.payer, first.setting) == ("Alda, Rose", "MassHealth", Setting.HOME)
    assert (second.payer, second.setting, second.facility) == (
        None,
        Setting.NURSING_FACILITY,
        "Hill",
    )
    assert later.payer == "Medicare"


NPIS = [
    "1234567893",
    "1558598797",
    "2234567891",
    "1234567890",
    "9992233334",
    "7778889999",
    "123456789",
    "12345678931",
    "0234567893",
    "123456789x",
    "abc",
    "1 34567893",
]


def test_a_wrong_npi_is_found_by_the_database_as_by_the_rule(shop_engine: Engine) -> None:
    for npi in NPIS:
        a_practitioner(shop_engine, npi=npi)
    wrong = [n for n, npi in enumerate(NPIS, start=1) if not npi_is_valid(npi)]
    assert chip(PRACTITIONERS, shop_engine, "npi_wrong") == wrong
    with looking(shop_engine) as session:
        rows = PRACTITIONERS.rows(session, range(1, len(NPIS) + 1), on=TODAY)
    assert [row.id for row in rows if row.npi_is_wrong] == wrong


def test_practitioners_by_their_chips(shop_engine: Engine) -> None:
    soon = TODAY + timedelta(days=DAYS_AHEAD)
    a_practitioner(shop_engine, license_expires_on=soon)
    a_practitioner(
        shop_engine, npi="2", first_name=None, license_expires_on=soon + timedelta(days=1)
    )
    for day, standing in ((YESTERDAY, Standing.EXCLUDED), (TODAY, Standing.ENROLLED)):
        with working(shop_engine) as work:
            check_practitioner(work, practitioner_id=1, checked_on=day, standing=standing)
    assert chip(PRACTITIONERS, shop_engine, "license") == [1]
    assert chip(PRACTITIONERS, shop_engine, "unchecked") == [2]
    assert chip(PRACTITIONERS, shop_engine, "excluded") == []
    with looking(shop_engine) as session:
        first, second = PRACTITIONERS.rows(session, [1, 2], on=TODAY)
    assert (first.standing, first.checked_on) == (Standing.ENROLLED, TODAY)
    assert (second.name, second.standing) == ("Reed", None)
    with working(shop_engine) as work:
        check_practitioner(work, practitioner_id=1, checked_on=TODAY, standing=Standing.EXCLUDED)
    assert chip(PRACTITIONERS, shop_engine, "excluded") == [1]


def test_payers_count_whom_they_cover_on_the_day(engine: Engine) -> None:
    with looking(engine) as session:
        masshealth, medicare = PAYERS.rows(session, [1, 2], on=TODAY)
        earlier, _ = PAYERS.rows(session, [1, 2], on=YESTERDAY)
    assert (masshealth.name, masshealth.members) == ("MassHealth", 1)
    assert (medicare.members, earlier.members) == (1, 2)
