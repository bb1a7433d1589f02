"""Members, payers and practitioners are entered and changed as their files have them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.records import RecordFile
from dmedesk.kit.stored import Values
from dmedesk.members.actions.taking import (
    take_coverages,
    take_member_notes,
    take_members,
    take_payers,
    take_practitioner_checks,
    take_practitioners,
    take_residences,
)
from dmedesk.members.files import (
    COVERAGES,
    MEMBER_NOTES,
    MEMBERS,
    PAYERS,
    PRACTITIONER_CHECKS,
    PRACTITIONERS,
    RESIDENCES,
)
from dmedesk.members.queries.stored import (
    stored_coverages,
    stored_member_notes,
    stored_members,
    stored_payers,
    stored_practitioner_checks,
    stored_practitioners,
    stored_residences,
)
from dmedesk.members.rules import LeavingReason, Regime, Setting, Standing
from dmedesk.store.unit_of_work import reading, unit_of_work

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
PAYER = {"payer_code": "MH", "name": "MassHealth", "regime": Regime.MASSHEALTH}
DOCTOR = {"npi": "1234567893", "last_name": "Reed"}
MEMBER = {"member_no": "M1", "last_name": "Alda", "first_name": "Rose"}


def whole(file: RecordFile, values: Values) -> Values:
    """The values with every other column empty."""
    return {**{column.name: column.empty for column in file.columns}, **values}


@pytest.mark.parametrize(
    ("file", "take", "stored", "values", "change"),
    [
        (
            PAYERS,
            take_payers,
            stored_payers,
            {"payer_code": "MH", "name": "MassHealth", "regime": Regime.MASSHEALTH},
            {"payer_code": "MC", "regime": Regime.MEDICARE, "zip": "02169"},
        ),
        (
            PRACTITIONERS,
            take_practitioners,
            stored_practitioners,
            {"npi": "1234567893", "last_name": "Reed"},
            {"first_name": "Ann"},
        ),
        (
            MEMBERS,
            take_members,
            stored_members,
            {**MEMBER, "birth_date": date(1940, 1, 2)},
            {
                "birth_date": date(1941, 1, 2),
                "left_on": date(2026, 1, 2),
                "left_reason": LeavingReason.MOVED_AWAY,
                "directions": "Ring twice.\nSecond floor.",
            },
        ),
        (
            RESIDENCES,
            take_residences,
            stored_residences,
            {"member_no": "M1", "setting": Setting.HOME, "from_on": date(2026, 1, 2)},
            {"setting": Setting.NURSING_FACILITY, "until_on": date(2026, 2, 2)},
        ),
        (
            COVERAGES,
            take_coverages,
            stored_coverages,
            {"member_no": "M1", "payer_code": "MH", "rank": 1, "from_on": date(2026, 1, 2)},
            {"number": "100012345678", "until_on": date(2026, 2, 2)},
        ),
    ],
    ids=["payers", "practitioners", "members", "residences", "coverages"],
)
def test_what_is_taken_is_stored(
    file: RecordFile, take: Any, stored: Any, values: Values, change: Values, shop_engine: Engine
) -> None:
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        if file in (RESIDENCES, COVERAGES):
            take_members(work, added=[whole(MEMBERS, MEMBER)], changed={})
        if file is COVERAGES:
            take_payers(work, added=[whole(PAYERS, PAYER)], changed={})
        take(work, added=[whole(file, values)], changed={})
    with reading(shop_engine) as session:
        (row,) = stored(session)
    assert row.values == whole(file, values)
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        take(work, added=[], changed={row.id: change})
    with reading(shop_engine) as session:
        (row,) = stored(session)
    assert row.values == {**whole(file, values), **change}


@pytest.mark.parametrize(
    ("file", "take", "stored", "values"),
    [
        (
            MEMBER_NOTES,
            take_member_notes,
            stored_member_notes,
            {
                "member_no": "M1",
                "written_at": NOON,
                "written_by": "ana",
                "note": "Two lines\nof it",
            },
        ),
        (
            PRACTITIONER_CHECKS,
            take_practitioner_checks,
            stored_practitioner_checks,
            {
                "npi": "1234567893",
                "checked_on": date(2026, 6, 1),
                "standing": Standing.EXCLUDED,
                "source": "LEIE",
                "checked_by": "ana",
                "recorded_at": NOON,
            },
        ),
    ],
    ids=["notes", "checks"],
)
def test_facts_are_appended(
    file: RecordFile, take: Any, stored: Any, values: Values, shop_engine: Engine
) -> None:
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        take_members(work, added=[whole(MEMBERS, MEMBER)], changed={})
        take_practitioners(work, added=[whole(PRACTITIONERS, DOCTOR)], changed={})
        take(work, added=[whole(file, values)], changed={})
    with reading(shop_engine) as session:
        (row,) = stored(session)
    assert row.values == values
    assert file.key_of(row.values) == tuple(values[name] for name in file.key)
