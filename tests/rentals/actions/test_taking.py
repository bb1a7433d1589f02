"""Rentals, units and interruptions are entered and changed as their files have them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.kit.stored import Values
from dmedesk.rentals.actions.option import refuse_option
from dmedesk.rentals.actions.taking import (
    name_holders,
    take_interruptions,
    take_rental_units,
    take_rentals,
)
from dmedesk.rentals.queries.stored import (
    rental_ids,
    stored_interruptions,
    stored_rental_units,
    stored_rentals,
)
from dmedesk.rentals.rules import AfterNo, Proof
from dmedesk.store.tables import AuditEdit
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.moving.shops import SOUND, take

RENTAL = {
    "rental_no": "R1",
    "member_no": "M1",
    "payer_code": "MH",
    "serial": "SN1",
    "started_on": date(2026, 1, 31),
    "ended_on": None,
    "months_already_paid": 0,
    "paid_already": None,
    "pa_required": True,
    "proof": Proof.SIGNED,
    "proof_on": date(2026, 1, 31),
}
SECOND = {**RENTAL, "rental_no": "R2", "serial": "SN2"}


@pytest.fixture
def engine(shop_engine: Engine, tmp_path: Path) -> Engine:
    """A shop with two rentals, of SN1 and SN2, and SN3 free."""
    names = ("payers.csv", "members.csv", "products.csv", "assets.csv")
    assert take(shop_engine, tmp_path / "in", {name: SOUND[name] for name in names}).taken
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        take_rentals(work, added=[RENTAL, SECOND], changed={})
    return shop_engine


def _rentals(engine: Engine) -> dict[str, Values]:
    with reading(engine) as session:
        return {row.values["rental_no"]: row.values for row in stored_rentals(session)}


def _change(engine: Engine, changes: dict[str, Values]) -> None:
    with reading(engine) as session:
        ids = rental_ids(session)
    with unit_of_work(engine, actor="kim", action="import") as work:
        take_rentals(work, added=[], changed={ids[no]: values for no, values in changes.items()})


def test_what_is_taken_is_stored(engine: Engine) -> None:
    assert _rentals(engine) == {"R1": RENTAL, "R2": SECOND}


def test_only_what_changes_is_told(engine: Engine) -> None:
    _change(engine, {"R2": {"proof": Proof.CARRIER_LOG, "paid_already": 5}})
    assert _rentals(engine)["R2"] == {**SECOND, "proof": Proof.CARRIER_LOG, "paid_already": 5}
    with reading(engine) as session:
        edit = session.scalars(select(AuditEdit)).one()
    assert edit.new_values == {"proof": "carrier_log", "paid_already_cents": 5}


def test_two_open_rentals_exchange_their_units(engine: Engine) -> None:
    _change(engine, {"R1": {"serial": "SN2"}, "R2": {"serial": "SN1"}})
    assert _rentals(engine) == {
        "R1": {**RENTAL, "serial": "SN2"},
        "R2": {**SECOND, "serial": "SN1"},
    }


def test_units_go_on_in_a_chain(engine: Engine) -> None:
    _change(engine, {"R1": {"serial": "SN2"}, "R2": {"serial": "SN3"}})
    served = {number: values["serial"] for number, values in _rentals(engine).items()}
    assert served == {"R1": "SN2", "R2": "SN3"}


def test_a_rental_that_ends_gives_its_unit_to_one_that_is_open(engine: Engine) -> None:
    ended_on = date(2026, 5, 1)
    _change(engine, {"R1": {"serial": "SN2"}, "R2": {"ended_on": ended_on, "serial": "SN3"}})
    assert _rentals(engine) == {
        "R1": {**RENTAL, "serial": "SN2"},
        "R2": {**SECOND, "serial": "SN3", "ended_on": ended_on},
    }


def test_an_ended_rental_stays_ended_when_its_unit_is_corrected(engine: Engine) -> None:
    _change(engine, {"R1": {"ended_on": date(2026, 5, 1)}})
    _change(engine, {"R1": {"serial": "SN3"}})
    assert _rentals(engine)["R1"]["ended_on"] == date(2026, 5, 1)


def test_units_and_interruptions(engine: Engine) -> None:
    unit = {"rental_no": "R1", "serial": "SN3", "from_on": date(2026, 1, 31), "until_on": None}
    away = {
        "rental_no": "R2",
        "from_on": date(2026, 3, 1),
        "until_on": date(2026, 3, 9),
        "reason": None,
    }
    with unit_of_work(engine, actor="kim", action="import") as work:
        take_rental_units(work, added=[unit], changed={})
        take_interruptions(work, added=[away], changed={})
    with unit_of_work(engine, actor="kim", action="import") as work:
        take_rental_units(work, added=[], changed={1: {"serial": "SN1"}})
        take_interruptions(work, added=[], changed={1: {"reason": "hospital"}})
    with reading(engine) as session:
        (units,), (interruptions,) = stored_rental_units(session), stored_interruptions(session)
    assert units.values == {**unit, "serial": "SN1"}
    assert interruptions.values == {**away, "reason": "hospital"}


def test_a_unit_stays_with_the_member_until_it_is_fetched_after_a_no(engine: Engine) -> None:
    """Its rental ended by the answer alone; of any other end the unit is with nobody."""
    ends_on = date(2026, 10, 20)
    with unit_of_work(engine, actor="kim", action="decide") as work:
        ids = rental_ids(work.session)
        told: dict[str, Any] = {"refused_on": ends_on, "cents": 100, "why": "Too dear"}
        refuse_option(work, rental_id=ids["R1"], then=AfterNo(ends_on), **told)
    _change(engine, {"R2": {"ended_on": ends_on}})
    with unit_of_work(engine, actor="kim", action="import") as work:
        chosen = (
            select(Asset).where(Asset.serial_key.in_(["SN1", "SN2"])).order_by(Asset.serial_key)
        )
        first, second = work.session.scalars(chosen).all()
        first.state = second.state = AssetState.ON_RENT
        name_holders(work)
        assert [first.holder_id is None, second.holder_id is None] == [False, True]
        first.state = AssetState.CLEANING
        name_holders(work)
        assert first.holder_id is None
