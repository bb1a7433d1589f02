"""What the database itself refuses of members, payers and practitioners."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, insert, update
from sqlalchemy.exc import IntegrityError

from dmedesk.members.rules import LeavingReason, Regime, Setting
from dmedesk.members.tables import Coverage, Member, Payer, Practitioner, Residence
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
        (Member, [{**MEMBER, "member_no": "M2", "left_on": date(2026, 1, 2)}]),
        (Member, [{**MEMBER, "member_no": "M2", "left_reason": LeavingReason.MOVED_AWAY}]),
        (Payer, [{**PAYER, "filing_days": 0}]),
    ],
    ids=[
        "a member's number twice",
        "a payer's code twice",
        "an NPI twice",
        "two residences from one day",
        "a residence that ends as it begins",
        "a residence of nobody",
        "a day of leaving without a reason",
        "a reason of leaving without a day",
        "no days to file a claim in",
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


COVER = {"member_id": 1, "payer_id": 1, "rank": 1, "from_on": date(2026, 3, 1), "until_on": None}


def put_coverages(engine: Engine, *rows: dict[str, Any]) -> None:
    with writing(engine).begin() as connection:
        connection.execute(insert(Coverage), list(rows))


@pytest.fixture
def covered(shop_engine: Engine) -> Engine:
    """Two members, the first of whom has a first payer in March and April 2026."""
    with writing(shop_engine).begin() as connection:
        connection.execute(insert(Member), [MEMBER, {**MEMBER, "member_no": "M2"}])
        connection.execute(insert(Payer), [PAYER])
    put_coverages(shop_engine, {**COVER, "until_on": date(2026, 5, 1)})
    return shop_engine


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [
        (date(2026, 4, 30), None),
        (date(2026, 3, 1), None),
        (date(2026, 1, 1), date(2026, 3, 2)),
        (date(2026, 1, 1), None),
        (date(2026, 3, 10), date(2026, 3, 11)),
        (date(2026, 6, 2), date(2026, 6, 2)),
    ],
)
def test_the_database_refuses_two_payers_of_one_rank_on_one_day(
    from_on: date, until_on: date | None, covered: Engine
) -> None:
    with pytest.raises(IntegrityError):
        put_coverages(covered, {**COVER, "from_on": from_on, "until_on": until_on})


def test_the_database_refuses_a_change_that_would_make_two(covered: Engine) -> None:
    put_coverages(covered, {**COVER, "from_on": date(2026, 5, 1)})
    with pytest.raises(IntegrityError), writing(covered).begin() as connection:
        connection.execute(update(Coverage).where(Coverage.id == 1).values(until_on=None))
    with pytest.raises(IntegrityError), writing(covered).begin() as connection:
        connection.execute(
            update(Coverage).where(Coverage.id == 2).values(from_on=date(2026, 4, 30))
        )


def test_one_after_the_other_another_rank_or_another_member_is_fine(covered: Engine) -> None:
    put_coverages(
        covered,
        {**COVER, "from_on": date(2026, 5, 1)},
        {**COVER, "from_on": date(2026, 2, 1), "until_on": date(2026, 3, 1)},
        {**COVER, "rank": 2},
        {**COVER, "member_id": 2},
    )
    with writing(covered).begin() as connection:
        connection.execute(
            update(Coverage).where(Coverage.id == 1).values(from_on=date(2026, 4, 1))
        )
