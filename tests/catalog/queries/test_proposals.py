"""What a file would change is shown before it is taken, and nothing is written."""

from datetime import date
from pathlib import Path

from sqlalchemy import Engine, func, select

from dmedesk.catalog.queries.proposals import compare_file
from dmedesk.catalog.tables import FeeEdition
from dmedesk.store.unit_of_work import reading
from tests.catalog import excerpts
from tests.catalog.excerpts import write
from tests.catalog.rate_files import take

NEXT_YEAR = date(2026, 1, 1)


def test_a_file_is_compared_with_what_is_in_force_on_its_first_day(
    shop_engine: Engine, tmp_path: Path
) -> None:
    take(shop_engine, write(tmp_path, "2025.csv", excerpts.dmepos()))
    resaved = excerpts.dmepos(excerpts.DMEPOS_2026_RESAVED, title="")
    path = write(tmp_path, "2026.csv", resaved)
    with reading(shop_engine) as session:
        before = compare_file(session, path=path, from_on=date(2024, 1, 1))
        after = compare_file(session, path=path, from_on=NEXT_YEAR)
        assert session.scalar(select(func.count()).select_from(FeeEdition)) == 1
    assert before.old is None
    assert {one.verb.value for one in before.differences} == {"added"}
    assert after.old is not None
    changed = {one.subject[:2]: (one.old, one.new) for one in after.differences}
    assert changed["E0601", "RR"] == ("49.55", "50.89")
    assert changed["K0823", "RR"] == ("319.60", None)
    assert changed["E0260", "RR"] == (None, "72.80")


def test_our_own_rows_are_compared_with_the_row_in_force_on_their_first_day(
    shop_engine: Engine, tmp_path: Path
) -> None:
    take(shop_engine, write(tmp_path, "2025.csv", excerpts.dmepos()))
    header = "hcpcs,modifiers,fee,from_on,regime\n"
    rows = (
        "E0601,RR,40.00,2025-07-01,medicare\n"
        "E0601,RR,41.00,2024-07-01,medicare\n"
        "E0601,RR,42.00,2025-07-01,masshealth\n"
    )
    path = write(tmp_path, "fees.csv", header + rows)
    with reading(shop_engine) as session:
        found = compare_file(session, path=path)
    assert {(one.subject[2], one.old, one.new) for one in found.differences} == {
        ("medicare from 2025-07-01", "49.55", "40.00"),
        ("medicare from 2024-07-01", None, "41.00"),
        ("masshealth from 2025-07-01", None, "42.00"),
    }


def test_the_same_file_would_change_nothing(shop_engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, "2025.csv", excerpts.dmepos())
    take(shop_engine, path)
    with reading(shop_engine) as session:
        assert compare_file(session, path=path).differences == ()
