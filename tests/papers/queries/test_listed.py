"""The lists of papers: what their rows say, what their chips take, the days on the edge."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.members.actions.practitioners import check_practitioner
from dmedesk.members.queries.listed import DAYS_AHEAD
from dmedesk.members.rules import Standing
from dmedesk.papers.queries.listed import AUTHORIZATIONS, PRESCRIPTIONS
from tests.members.desk import TODAY, a_practitioner, looking, working
from tests.papers.desk import JANUARY, a_prescription, an_authorization, people, use

ONE = timedelta(days=1)
LAST = TODAY + DAYS_AHEAD * ONE


def chip(source: Any, engine: Engine, name: str) -> list[int]:
    with looking(engine) as session:
        return sorted(source.ids(session, Ask(chip=name), on=TODAY))


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    return people(shop_engine)


def test_prescriptions_by_their_chips(engine: Engine) -> None:
    for number, expires_on in enumerate((None, TODAY - ONE, TODAY, LAST, LAST + ONE)):
        a_prescription(engine, signed_on=JANUARY + number * ONE, expires_on=expires_on)
    a_prescription(engine, signed_on=TODAY + ONE)
    assert chip(PRESCRIPTIONS, engine, "in_force") == [1, 3, 4, 5]
    assert chip(PRESCRIPTIONS, engine, "ending") == [3, 4]
    assert chip(PRESCRIPTIONS, engine, "expired") == [2]


def test_doubtful_is_what_rests_on_a_wrong_npi_or_an_exclusion(engine: Engine) -> None:
    a_practitioner(engine, npi="1558598797")
    for practitioner_id in (1, 2, 3):
        a_prescription(engine, practitioner_id=practitioner_id)
    with working(engine) as work:
        check_practitioner(work, practitioner_id=3, checked_on=TODAY, standing=Standing.EXCLUDED)
    assert chip(PRESCRIPTIONS, engine, "doubtful") == [2, 3]
    with looking(engine) as session:
        first, second, third = PRESCRIPTIONS.rows(session, [1, 2, 3], on=TODAY)
    assert (first.member, first.practitioner, first.npi_is_wrong) == (
        "Alda, Rose",
        "Reed, Ann",
        False,
    )
    assert (second.practitioner, second.npi_is_wrong, second.standing) == ("Woods", True, None)
    assert third.standing is Standing.EXCLUDED


def test_authorizations_by_their_chips(engine: Engine) -> None:
    ends = (None, TODAY, TODAY + ONE, LAST + ONE, LAST + 2 * ONE)
    for number, until_on in enumerate(ends):
        an_authorization(engine, pa_number=f"PA{number}", until_on=until_on, months=number)
    use(engine, 3, JANUARY, JANUARY + ONE)
    assert chip(AUTHORIZATIONS, engine, "in_force") == [1, 3, 4, 5]
    assert chip(AUTHORIZATIONS, engine, "ending") == [3, 4]
    assert chip(AUTHORIZATIONS, engine, "expired") == [2]
    assert chip(AUTHORIZATIONS, engine, "used_up") == [1, 3]
    with looking(engine) as session:
        row, without = AUTHORIZATIONS.rows(session, [3, 1], on=TODAY)
    assert (row.last_on, row.months, row.used, row.left) == (TODAY, 2, 2, 0)
    assert without.last_on is None


def test_the_last_day_is_filtered_as_it_is_shown(engine: Engine) -> None:
    an_authorization(engine, until_on=date(2027, 1, 1))
    for value, ids in ((date(2026, 12, 31), [1]), (date(2027, 1, 1), [])):
        asked = Ask(filters=(Filter("last_on", Match.IS, value),))
        with looking(engine) as session:
            assert list(AUTHORIZATIONS.ids(session, asked, on=TODAY)) == ids
