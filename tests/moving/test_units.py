"""Two rows that claim one serial in overlapping rentals are refused; both say with whom."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.moving.shops import SOUND, take

HEAD = "rental_no,member_no,payer_code,serial,started_on,ended_on\n"


def overlap(engine: Engine, folder: Path, first: str, second: str) -> list[str]:
    """The messages of an import of two rentals of one unit, with these days."""
    rows = f"{HEAD}R1,M1,MH,SN-1,{first}\nR2,M2,MC,SN-1,{second}\n"
    rest = {name: text for name, text in SOUND.items() if name != "interruptions.csv"}
    return [one.message for one in take(engine, folder, {**rest, "rentals.csv": rows}).findings]


@pytest.mark.parametrize(
    ("first", "second", "overlapping"),
    [
        ("2026-01-10,2026-03-10", "2026-03-09,", True),
        ("2026-01-10,2026-03-10", "2026-03-10,", False),
        ("2026-01-10,2026-03-10", "2026-03-11,", False),
        ("2026-01-10,", "2026-03-11,", True),
        ("2026-01-10,", "2026-01-10,", True),
        ("2026-03-10,", "2026-01-10,2026-03-11", True),
        ("2026-01-10,2026-12-31", "2026-03-10,2026-03-12", True),
        ("2026-01-10,2026-12-31", "2026-03-10,2026-03-10", False),
    ],
)
def test_boundaries(
    first: str, second: str, overlapping: bool, shop_engine: Engine, tmp_path: Path
) -> None:
    assert bool(overlap(shop_engine, tmp_path / "in", first, second)) is overlapping


def test_both_rows_name_the_other_rental(shop_engine: Engine, tmp_path: Path) -> None:
    messages = overlap(shop_engine, tmp_path / "in", "2026-01-10,2026-03-10", "2026-03-09,")
    assert messages == [
        "SN1 is in rental R2 too, which has it from 2026-03-09 and has not ended.",
        "SN1 is in rental R1 too, which has it from 2026-01-10 until 2026-03-09.",
    ]


def test_reopening_a_rental_whose_unit_went_on_is_refused(
    shop_engine: Engine, tmp_path: Path
) -> None:
    rows = f"{HEAD}R1,M1,MH,SN-1,2026-01-10,2026-03-10\nR2,M2,MC,SN-1,2026-03-10,\n"
    assert take(shop_engine, tmp_path / "in", {**SOUND, "rentals.csv": rows}).taken
    again = f"{HEAD}R1,M1,MH,SN-1,2026-01-10,\n"
    (finding,) = take(shop_engine, tmp_path / "in", {"rentals.csv": again}).findings
    assert (finding.line, finding.code) == (2, "serial_in_two_rentals")


def test_the_units_of_the_shop_are_looked_at_too(shop_engine: Engine, tmp_path: Path) -> None:
    units = (
        "rental_no,serial,from_on,until_on\nR1,SN-3,2026-01-31,2026-03-10\nR1,SN-1,2026-03-11,\n"
    )
    assert take(shop_engine, tmp_path / "in", {**SOUND, "rental_units.csv": units}).taken
    taken = f"{HEAD}R3,M2,MC,SN-3,2026-03-10,\n"
    (finding,) = take(shop_engine, tmp_path / "in", {"rentals.csv": taken}).findings
    assert "R1" in finding.message
    free = f"{HEAD}R3,M2,MC,SN-3,2026-03-11,\n"
    assert take(shop_engine, tmp_path / "in", {"rentals.csv": free}).taken
