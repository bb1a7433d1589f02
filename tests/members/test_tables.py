"""What the database itself refuses of members, payers and practitioners."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from dmedesk.members.rules import Regime, Setting
from dmedesk.members.tables import Member, Payer, Practitioner, Residence
from dmedesk.store.base import Base
from dmedesk.store.engine import writing

MEMBER = {"member_no": "M1", "last_name": "Alda", "first_name": "Rose"}
PAYER = {"code": "MH", "name": "MassHealth", "regime": Regime.MASSHEALTH}
DOCTOR = {"npi": "1234567893", "last_name": "Reed"}
STAY = {"member_id": 1, "setting": Setting.HOME, "from_on": date(2026, 1, 2), "until_on": None}


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (Member, [MEMBER]),
        (Payer, [PAYER, PAYER]),
        (Practitioner, [DOCTOR, DOCTOR]),
        (Residence, [STAY, STAY]),
        (Residence, [{**STAY, "until_on": date(2026, 1, 2)}]),
        (Residence, [{**STAY, "member_id": 9}]),
    ],
    ids=[
        "a member's number twice",
        "a payer's code twice",
        "an NPI twice",
        "two residences from one day",
        "a residence that ends as it begins",
        "a residence of nobody",
    ],
)
def test_refused(table: type[Base], rows: list[dict[str, Any]], shop_engine: Engine) -> None:
    with writing(shop_engine).begin() as connection:
        connection.execute(insert(Member), [MEMBER])
    with pytest.raises(IntegrityError), writing(shop_engine).begin() as connection:
        connection.execute(insert(table), rows)


def test_a_residence_of_one_day_is_fine(shop_engine: Engine) -> None:
    with writing(shop_engine).begin() as connection:
        connection.execute(insert(Member), [MEMBER])
        connection.execute(insert(Residence), [{**STAY, "until_on": date(2026, 1, 3)}])
