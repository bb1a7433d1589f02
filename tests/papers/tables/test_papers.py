"""What the database itself refuses of prescriptions, authorizations and their use."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from dmedesk.members.tables import Member, Practitioner
from dmedesk.papers.tables import Authorization, AuthorizationUse, Prescription
from dmedesk.store.base import Base
from dmedesk.store.engine import writing

DAY, NEXT = date(2026, 1, 2), date(2026, 1, 3)
MEMBER = {"member_no": "M1", "last_name": "Alda", "first_name": "Rose"}
DOCTOR = {"npi": "1234567893", "last_name": "Reed"}
ORDER = {"member_id": 1, "hcpcs": "E0260", "signed_on": DAY, "practitioner_id": 1}
PA = {"member_id": 1, "hcpcs": "E0260", "pa_number": "PA7", "from_on": DAY, "until_on": NEXT}
USE = {"authorization_id": 1, "rental_id": 5, "month_from_on": DAY, "round": 1, "months": 1}


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (Prescription, [ORDER, ORDER]),
        (Prescription, [{**ORDER, "expires_on": date(2026, 1, 1)}]),
        (Prescription, [{**ORDER, "practitioner_id": 9}]),
        (Authorization, [PA]),
        (Authorization, [{**PA, "pa_number": "PA8", "until_on": DAY}]),
        (Authorization, [{**PA, "pa_number": "PA8", "months": -1}]),
        (AuthorizationUse, [USE, USE]),
        (AuthorizationUse, [{**USE, "months": 2}]),
        (AuthorizationUse, [{**USE, "authorization_id": 9}]),
    ],
    ids=[
        "a prescription twice",
        "expired before it was signed",
        "signed by nobody",
        "an authorization twice",
        "an authorization that ends as it begins",
        "fewer than no months",
        "a month used twice",
        "two months at once",
        "a month of no authorization",
    ],
)
def test_refused(table: type[Base], rows: list[dict[str, Any]], shop_engine: Engine) -> None:
    with writing(shop_engine).begin() as connection:
        connection.execute(insert(Member), [MEMBER])
        connection.execute(insert(Practitioner), [DOCTOR])
        connection.execute(insert(Authorization), [PA])
    with pytest.raises(IntegrityError), writing(shop_engine).begin() as connection:
        connection.execute(insert(table), rows)
