"""A known row with new values is changed, as long as no posted line changes with it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from dmedesk.moving.intake import Intake
from dmedesk.rentals.actions.ledger import MonthTurn, write_months
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.moving.shops import SOUND, take, working

# R1 of the sound shop: anchor 31 January, 2 months paid before the move, away on 30 April. Its
# months begin on 31 January, 28 February, 31 March, 30 April (away), 31 May, 30 June.
MARCH, MAY, JUNE = date(2026, 3, 31), date(2026, 5, 31), date(2026, 6, 30)

POSTED_MONTHS: Mapping[int, date] = {3: MARCH, 4: MAY}

POSTED: Mapping[str, str] = {
    **SOUND,
    "assets.csv": "serial,product_no,condition\nSN-1,OXY,new\nSN-2,BED,used\nSN-3,OXY,\n",
    "interruptions.csv": "rental_no,from_on,until_on\nR1,2026-04-20,2026-05-05\n",
}


@pytest.fixture
def posted(shop_engine: Engine, tmp_path: Path) -> Engine:
    """The sound shop with the 3rd and 4th month of R1 posted."""
    assert take(shop_engine, tmp_path / "in", POSTED).taken
    _post(shop_engine, turn=1)
    return shop_engine


def _post(engine: Engine, *, turn: int, months: Mapping[int, date] = POSTED_MONTHS) -> None:
    with reading(engine) as session:
        rental_id = session.scalars(select(Rental.id).where(Rental.rental_no == "R1")).one()
    cents = 9000 if turn % 2 else -9000
    with working(engine, "post") as work:
        turns = [MonthTurn(rental_id, day, turn, number, cents) for number, day in months.items()]
        write_months(work, turns=turns)


def _with(name: str, old: str, new: str) -> dict[str, str]:
    assert old in POSTED[name]
    return {name: POSTED[name].replace(old, new)}


def _codes(intake: Intake) -> list[tuple[str, int, str, str]]:
    return [(one.file, one.line, one.column, one.code) for one in intake.findings]


REFUSED = {
    "another member": (_with("rentals.csv", "R1,M1", "R1,M2"), "rentals.csv", 2, "member_no"),
    "another payer": (_with("rentals.csv", "R1,M1,MH", "R1,M1,MC"), "rentals.csv", 2, "payer_code"),
    "another unit": (_with("rentals.csv", "SN-1", "SN-3"), "rentals.csv", 2, "serial"),
    "another anchor": (
        _with("rentals.csv", "2026-01-31,,2", "2026-01-30,,2"),
        "rentals.csv",
        2,
        "started_on",
    ),
    "more months paid before": (
        _with("rentals.csv", ",2,210.00", ",3,210.00"),
        "rentals.csv",
        2,
        "months_already_paid",
    ),
    "another sum paid before": (
        _with("rentals.csv", ",2,210.00", ",2,211.00"),
        "rentals.csv",
        2,
        "paid_already",
    ),
    "ended on the posted month's first day": (
        _with("rentals.csv", "2026-01-31,,2", "2026-01-31,2026-05-31,2"),
        "rentals.csv",
        2,
        "ended_on",
    ),
    "died before the posted month": (
        {"members.csv": "member_no,last_name,first_name,deceased_on\nM1,Alda,Rose,2026-05-30\n"},
        "members.csv",
        2,
        "deceased_on",
    ),
    "left before the posted month": (
        {
            "members.csv": "member_no,last_name,first_name,left_on,left_reason\n"
            "M1,Alda,Rose,2026-05-30,moved_away\n"
        },
        "members.csv",
        2,
        "left_on",
    ),
    "away on the posted month's first day": (
        {"interruptions.csv": "rental_no,from_on,until_on\nR1,2026-05-31,2026-05-31\n"},
        "interruptions.csv",
        2,
        "from_on",
    ),
    "away on an earlier month's first day": (
        {"interruptions.csv": "rental_no,from_on,until_on\nR1,2026-02-28,2026-02-28\n"},
        "interruptions.csv",
        2,
        "from_on",
    ),
    "back before the month that did not count": (
        _with("interruptions.csv", "2026-05-05", "2026-04-29"),
        "interruptions.csv",
        2,
        "until_on",
    ),
    "in a nursing facility when oxygen was posted": (
        {"residences.csv": "member_no,setting,from_on\nM1,nursing_facility,2026-03-31\n"},
        "residences.csv",
        2,
        "setting",
    ),
    "another condition": (
        _with("assets.csv", "SN-1,OXY,new", "SN-1,OXY,used"),
        "assets.csv",
        2,
        "condition",
    ),
    "another product": (
        _with("assets.csv", "SN-1,OXY,new", "SN-1,BED,new"),
        "assets.csv",
        2,
        "product_no",
    ),
    "another code": (_with("products.csv", "OXY,E1390", "OXY,E1391"), "products.csv", 3, "hcpcs"),
    "other rules of the payer": (
        _with("payers.csv", "MH,MassHealth,masshealth", "MH,MassHealth,private"),
        "payers.csv",
        2,
        "regime",
    ),
    "another unit served then": (
        {
            "rental_units.csv": "rental_no,serial,from_on,until_on\n"
            "R1,SN-3,2026-01-31,2026-03-31\nR1,SN-1,2026-04-01,\n"
        },
        "rental_units.csv",
        2,
        "serial",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_posted_line_rests_on_stays(case: str, posted: Engine, tmp_path: Path) -> None:
    files, name, line, column = REFUSED[case]
    intake = take(posted, tmp_path / "in", files)
    assert (name, line, column, "posted_line_would_change") in _codes(intake)
    assert not intake.taken


TAKEN = {
    "a proof has arrived": _with("rentals.csv", "signed,2026-01-31", "carrier_log,2026-02-01"),
    "no PA needed": _with("rentals.csv", "210.00,yes", "210.00,no"),
    "another rental": _with("rentals.csv", "R2,M2,MC", "R2,M1,MH"),
    "a new usual charge": _with("products.csv", "200.00", "250.00"),
    "another name": _with("members.csv", "Alda,Rose", "Alda,Rosa"),
    "ended the day after the last posted month began": _with(
        "rentals.csv", "2026-01-31,,2", "2026-01-31,2026-06-01,2"
    ),
    "died on the day that the posted month began": {
        "members.csv": "member_no,last_name,first_name,deceased_on\nM1,Alda,Rose,2026-05-31\n"
    },
    "away later": {"interruptions.csv": "rental_no,from_on,until_on\nR1,2026-06-01,2026-07-05\n"},
    "away between two months' first days": {
        "interruptions.csv": "rental_no,from_on,until_on\nR1,2026-03-01,2026-03-30\n"
    },
    "moved after the last posted month began": {
        "residences.csv": "member_no,setting,from_on\nM1,home,2026-06-01\n"
    },
    "another member moved": {
        "residences.csv": "member_no,setting,from_on\nM2,nursing_facility,2026-01-01\n"
    },
    "a new serial's spelling": _with("assets.csv", "SN-1", "sn 1"),
    "an exchange after the last posted month began": {
        "rental_units.csv": "rental_no,serial,from_on,until_on\n"
        "R1,SN-1,2026-01-31,2026-06-10\nR1,SN-3,2026-06-11,\n",
        **_with("rentals.csv", "SN-1", "SN-3"),
    },
    "a new condition of a unit that was never posted": _with(
        "assets.csv", "SN-2,BED,used", "SN-2,BED,new"
    ),
}


@pytest.mark.parametrize("case", TAKEN)
def test_everything_else_may_change(case: str, posted: Engine, tmp_path: Path) -> None:
    intake = take(posted, tmp_path / "in", TAKEN[case])
    assert _codes(intake) == []
    assert intake.taken
    assert not intake.changes_nothing


def test_importing_the_same_files_again_is_fine(posted: Engine, tmp_path: Path) -> None:
    assert take(posted, tmp_path / "in", POSTED).changes_nothing


def test_what_was_credited_may_change(posted: Engine, tmp_path: Path) -> None:
    _post(posted, turn=2)
    files, *_place = REFUSED["another anchor"]
    assert take(posted, tmp_path / "in", files).taken


def test_the_place_matters_only_to_oxygen_and_respiratory_of_masshealth(
    shop_engine: Engine, tmp_path: Path
) -> None:
    bed = {**POSTED, "assets.csv": SOUND["assets.csv"]}
    assert take(shop_engine, tmp_path / "in", bed).taken
    _post(shop_engine, turn=1)
    files, *_place = REFUSED["in a nursing facility when oxygen was posted"]
    assert take(shop_engine, tmp_path / "in", files).taken


def test_an_anchor_that_only_moves_the_last_day_of_a_posted_month_stays(
    shop_engine: Engine, tmp_path: Path
) -> None:
    assert take(shop_engine, tmp_path / "in", POSTED).taken
    _post(shop_engine, turn=1, months={5: JUNE})
    # From the 30th as from the 31st a month begins on 30 June, but ends on 29 or 30 July.
    files = _with("rentals.csv", "2026-01-31,,2", "2026-01-30,,2")
    (finding,) = take(shop_engine, tmp_path / "in", files).findings
    assert (finding.column, finding.code) == ("started_on", "posted_line_would_change")


def test_a_unit_that_served_before_an_exchange_is_held_too(
    shop_engine: Engine, tmp_path: Path
) -> None:
    units = (
        "rental_no,serial,from_on,until_on\nR1,SN-3,2026-01-31,2026-04-10\nR1,SN-1,2026-04-11,\n"
    )
    assert take(shop_engine, tmp_path / "in", {**POSTED, "rental_units.csv": units}).taken
    _post(shop_engine, turn=1)
    files = _with("assets.csv", "SN-3,OXY,", "SN-3,OXY,used")
    (finding,) = take(shop_engine, tmp_path / "in", files).findings
    assert (finding.line, finding.column) == (4, "condition")
    assert str(MARCH) in finding.message
