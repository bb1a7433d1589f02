"""``fees list`` and ``fees diff`` of two editions."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.catalog.queries.editions import compare_editions, list_editions
from dmedesk.kit.errors import Refused
from dmedesk.store.unit_of_work import reading
from tests.catalog import excerpts
from tests.catalog.excerpts import write
from tests.catalog.rate_files import take

JANUARY, NEXT_YEAR = date(2025, 1, 1), date(2026, 1, 1)


@pytest.fixture
def engine(shop_engine: Engine, tmp_path: Path) -> Engine:
    """DMEPOS of 2025, its correction, DMEPOS of 2026 by ZIP, rural ZIPs, and our own rows."""
    take(shop_engine, write(tmp_path, "2025.csv", excerpts.dmepos()))
    corrected = excerpts.dmepos().replace("49.55", "48.00")
    take(shop_engine, write(tmp_path, "corrected.csv", corrected))
    resaved = excerpts.dmepos(excerpts.DMEPOS_2026_RESAVED, title="")
    take(shop_engine, write(tmp_path, "2026.csv", resaved), area="by-zip", from_on=NEXT_YEAR)
    take(shop_engine, write(tmp_path, "rural.csv", excerpts.rural_zips()))
    moved = excerpts.rural_zips([("MA", "01245", "202601"), ("NH", "03046", "202601")])
    take(shop_engine, write(tmp_path, "rural_2026.csv", moved))
    own = "hcpcs,modifiers,fee,from_on\nE0601,RR,75.00,2026-01-01\n"
    take(shop_engine, write(tmp_path, "fees.csv", own))
    return shop_engine


def test_editions_are_listed_with_the_days_of_their_force(engine: Engine) -> None:
    with reading(engine) as session:
        listed = list_editions(session)
    found = {one.file_name: one for one in listed.editions}
    assert [one.file_name for one in listed.editions] == [
        "2025.csv",
        "corrected.csv",
        "2026.csv",
        "rural.csv",
        "rural_2026.csv",
        "fees.csv",
    ]
    assert found["2025.csv"].corrected_by == found["corrected.csv"].id
    assert (found["corrected.csv"].from_on, found["corrected.csv"].until_on) == (
        JANUARY,
        NEXT_YEAR,
    )
    assert found["2026.csv"].until_on is None
    assert found["fees.csv"].from_on is None
    assert "corrected by edition" in found["2025.csv"].line()


def _ids(engine: Engine) -> dict[str, int]:
    with reading(engine) as session:
        return {one.file_name: one.id for one in list_editions(session).editions}


def test_two_editions_are_compared(engine: Engine) -> None:
    ids = _ids(engine)
    with reading(engine) as session:
        corrected = compare_editions(session, old=ids["2025.csv"], new=ids["corrected.csv"])
        moved = compare_editions(session, old=ids["rural.csv"], new=ids["rural_2026.csv"])
        next_year = compare_editions(session, old=ids["corrected.csv"], new=ids["2026.csv"])
    assert [(one.subject[0], one.old, one.new) for one in corrected.differences] == [
        ("E0601", "49.55", "48.00")
    ]
    assert [(one.verb.value, one.subject[0]) for one in moved.differences] == [
        ("removed", "01223"),
        ("added", "01245"),
    ]
    changed = {one.subject: (one.old, one.new) for one in next_year.differences}
    assert changed["E0601", "RR", "non-rural"] == ("48.00", "50.89")
    assert changed["E0601", "RR", "rural"] == ("86.04", "87.95")


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("fees.csv", "2025.csv", ["no_such_edition"]),
        ("2025.csv", "rural.csv", ["two_kinds"]),
    ],
)
def test_only_two_files_of_one_kind_can_be_compared(
    engine: Engine, old: str, new: str, codes: list[str]
) -> None:
    ids = _ids(engine)
    with reading(engine) as session, pytest.raises(Refused) as refusal:
        compare_editions(session, old=ids[old], new=ids[new])
    assert [one.code for one in refusal.value.findings] == codes


def test_editions_that_are_not_there_are_both_named(shop_engine: Engine) -> None:
    with reading(shop_engine) as session, pytest.raises(Refused) as refusal:
        compare_editions(session, old=1, new=2)
    assert len(refusal.value.findings) == 2
