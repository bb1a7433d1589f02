"""Members, payers and practitioners are entered and changed as their files have them."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.records import RecordFile, Values
from dmedesk.members.actions import (
    take_members,
    take_payers,
    take_practitioners,
    take_residences,
)
from dmedesk.members.files import MEMBERS, PAYERS, PRACTITIONERS, RESIDENCES
from dmedesk.members.queries import (
    stored_members,
    stored_payers,
    stored_practitioners,
    stored_residences,
)
from dmedesk.members.rules import Regime, Setting
from dmedesk.store.unit_of_work import reading, unit_of_work

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
            {"birth_date": date(1941, 1, 2), "deceased_on": date(2026, 1, 2)},
        ),
        (
            RESIDENCES,
            take_residences,
            stored_residences,
            {"member_no": "M1", "setting": Setting.HOME, "from_on": date(2026, 1, 2)},
            {"setting": Setting.NURSING_FACILITY, "until_on": date(2026, 2, 2)},
        ),
    ],
    ids=["payers", "practitioners", "members", "residences"],
)
def test_what_is_taken_is_stored(
    file: RecordFile, take: Any, stored: Any, values: Values, change: Values, shop_engine: Engine
) -> None:
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        if file is RESIDENCES:
            take_members(work, added=[whole(MEMBERS, MEMBER)], changed={})
        take(work, added=[whole(file, values)], changed={})
    with reading(shop_engine) as session:
        (row,) = stored(session)
    assert row.values == whole(file, values)
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        take(work, added=[], changed={row.id: change})
    with reading(shop_engine) as session:
        (row,) = stored(session)
    assert row.values == {**whole(file, values), **change}
