"""Practitioners: an NPI belongs to one of them; what a look showed is appended, never changed."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.members.actions.practitioners import (
    change_practitioner,
    check_practitioner,
    enter_practitioner,
)
from dmedesk.members.queries.records import practitioner_record
from dmedesk.members.rules import Standing
from tests.members.desk import REED, TODAY, a_practitioner, looking, working


def test_a_mistyped_npi_stops_nobody_but_one_that_is_taken_does(shop_engine: Engine) -> None:
    a_practitioner(shop_engine)
    a_practitioner(shop_engine, npi="1234567890", last_name="Woods", first_name=None)
    with pytest.raises(Refused) as refused, working(shop_engine) as work:
        enter_practitioner(work, values={**REED, "last_name": ""})
    assert [(one.field, one.code, one.message) for one in refused.value.findings] == [
        ("last_name", "missing_value", "The last name is missing."),
        ("npi", "npi_taken", "1234567893 is Reed, Ann."),
    ]
    with pytest.raises(Refused) as refused, working(shop_engine) as work:
        change_practitioner(work, practitioner_id=1, version=1, values={"npi": "1234567890"})
    assert [one.message for one in refused.value.findings if one.code == "npi_taken"] == [
        "1234567890 is Woods."
    ]


def test_a_practitioner_is_changed(shop_engine: Engine) -> None:
    practitioner_id = a_practitioner(shop_engine)
    values = {"license_no": " MA 7 ", "license_expires_on": date(2027, 1, 31)}
    with working(shop_engine) as work:
        change_practitioner(work, practitioner_id=practitioner_id, version=1, values=values)
    with looking(shop_engine) as session:
        record = practitioner_record(session, practitioner_id)
    assert record is not None
    assert (record.name, record.version) == ("Reed, Ann", 2)
    assert record.values["license_no"] == "MA 7"


def test_of_several_looks_the_latest_day_counts_then_the_last_recorded(
    shop_engine: Engine,
) -> None:
    practitioner_id = a_practitioner(shop_engine)
    for day, standing in ((20, "excluded"), (28, "unknown"), (28, "enrolled"), (1, "excluded")):
        with working(shop_engine) as work:
            check_practitioner(
                work,
                practitioner_id=practitioner_id,
                checked_on=date(2026, 11, day),
                standing=Standing(standing),
                source=" LEIE ",
            )
    with looking(shop_engine) as session:
        record = practitioner_record(session, practitioner_id)
    assert record is not None
    looks = [(one.checked_on.day, one.standing.value) for one in record.checks]
    assert looks == [(28, "enrolled"), (28, "unknown"), (20, "excluded"), (1, "excluded")]
    assert (record.checks[0].source, record.checks[0].checked_by) == ("LEIE", "ana")


def test_nobody_has_looked_tomorrow(shop_engine: Engine) -> None:
    practitioner_id = a_practitioner(shop_engine)
    with pytest.raises(Refused) as refused, working(shop_engine) as work:
        check_practitioner(
            work,
            practitioner_id=practitioner_id,
            checked_on=date(2026, 11, 30),
            standing=Standing.ENROLLED,
            source="a\x00b",
        )
    assert {one.field for one in refused.value.findings} == {"checked_on", "source"}
    with working(shop_engine) as work:
        check_practitioner(
            work,
            practitioner_id=practitioner_id,
            checked_on=TODAY,
            standing=Standing.ENROLLED,
        )
