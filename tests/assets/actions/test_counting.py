"""A count of a place: what is expected is fixed, each scan is kept, differences are settled."""

from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.assets.actions.counting import (
    begin_count,
    close_count,
    scan_in_count,
    settle_difference,
    settle_differences,
)
from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.offers import events
from dmedesk.assets.queries.counted import COUNTS, CountLine, CountRead, read_count
from dmedesk.assets.rules import AssetState, PlaceKind
from dmedesk.assets.rules.counts import Settling, Standing
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, CountFact, Movement, Place
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    """Two beds on the shelf, one in the van, one that is kept nowhere in particular."""
    a_product(shop_engine)
    with working(shop_engine) as work:
        for name, kind in (("Shelf A", PlaceKind.SHELF), ("Van 1", PlaceKind.VAN)):
            work.session.add(Place(name=name, kind=kind))
            work.session.flush()
    for number, place_id in ((1, 1), (2, 1), (3, 2), (4, None)):
        a_unit(shop_engine, serial=f"SN-{number}", inventory_no=f"INV{number}")
        if place_id is not None:
            with working(shop_engine) as work:
                move_unit(
                    work,
                    asset_id=number,
                    move=Move.TRANSFERRED,
                    moved_on=TODAY,
                    place_id=place_id,
                )
    return shop_engine


def _begin(engine: Engine, place_id: int | None = 1) -> int:
    with working(engine) as work:
        return begin_count(work, place_id=place_id, begun_on=TODAY)


def _scan(engine: Engine, scanned: str, count_id: int = 1) -> tuple[str, Standing, bool]:
    with working(engine, "bo") as work:
        return tuple(  # type: ignore[return-value]
            scan_in_count(work, count_id=count_id, scanned=scanned, scanned_on=TODAY)
        )


def _settle(engine: Engine, asset_id: int | None, settling: Settling, **more: Any) -> None:
    with working(engine, "cy") as work:
        settle_difference(
            work,
            count_id=1,
            asset_id=asset_id,
            settling=settling,
            settled_on=TODAY,
            **{"scanned": "", **more},
        )


def _close(engine: Engine) -> None:
    with working(engine) as work:
        close_count(work, count_id=1, closed_on=TODAY)


def _read(engine: Engine) -> CountRead:
    with reading(engine) as session:
        found = read_count(session, 1)
    assert found is not None
    return found


def _line(engine: Engine, serial: str) -> CountLine:
    (found,) = [line for line in _read(engine).lines if line.serial == serial]
    return found


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.findings]


def test_what_is_expected_is_fixed_when_a_count_begins(engine: Engine) -> None:
    _begin(engine)
    with working(engine) as work:
        move_unit(work, asset_id=3, move=Move.TRANSFERRED, moved_on=TODAY, place_id=1)
    head = _read(engine).head
    assert (head.place, head.expected, head.missing, head.open) == ("Shelf A", 2, 2, 2)
    assert _scan(engine, "sn3") == ("SN-3", Standing.UNEXPECTED, True)


def test_all_the_house_is_every_unit_that_is_in_it(engine: Engine) -> None:
    with working(engine) as work:
        move_unit(work, asset_id=2, move=Move.LOST, moved_on=TODAY)
    _begin(engine, None)
    assert [line.serial for line in _read(engine).lines] == ["SN-1", "SN-3", "SN-4"]


def test_a_unit_is_found_by_its_serial_or_the_shops_own_number_once(engine: Engine) -> None:
    _begin(engine)
    assert _scan(engine, " sn 1 ") == ("SN-1", Standing.FOUND, True)
    assert _scan(engine, "INV1") == ("SN-1", Standing.FOUND, False)
    assert _scan(engine, "INV2") == ("SN-2", Standing.FOUND, True)
    head = _read(engine).head
    assert (head.found, head.missing, head.unexpected, head.open) == (2, 0, 0, 0)
    with reading(engine) as session:
        facts = session.scalars(select(CountFact).order_by(CountFact.turn)).all()
    assert [(one.turn, one.scanned, one.recorded_by) for one in facts] == [
        (1, "sn 1", "bo"),
        (2, "INV2", "bo"),
    ]


@pytest.mark.parametrize("scanned", ["", " ", "-", "SN\x07", "x" * 2_000])
def test_what_is_no_serial_is_refused(engine: Engine, scanned: str) -> None:
    _begin(engine)
    with pytest.raises(Refused):
        _scan(engine, scanned)


def test_what_differs_is_told_as_the_records_had_it_then(engine: Engine) -> None:
    _begin(engine)
    for scanned in ("SN-3", "SN-4", "ZZ-9", "zz9"):
        _scan(engine, scanned)
    with working(engine) as work:
        move_unit(work, asset_id=3, move=Move.LOST, moved_on=TODAY)
    said = {line.serial: (line.said, line.asset_id) for line in _read(engine).lines}
    assert said == {
        "SN-1": ("", 1),
        "SN-2": ("", 2),
        "SN-3": ("kept in Van 1", 3),
        "SN-4": ("kept nowhere in particular", 4),
        "ZZ-9": ("unknown serial", None),
    }
    assert _read(engine).head.unexpected == 3


def test_each_way_of_settling_does_what_it_says(engine: Engine) -> None:
    _begin(engine)
    _scan(engine, "SN-3")
    _scan(engine, "ZZ-9")
    _settle(engine, 1, Settling.LOST, note="not in the building")
    _settle(engine, 2, Settling.FOUND_LATER)
    _settle(engine, 3, Settling.MOVED, place_id=1)
    _settle(engine, None, Settling.NOTED, scanned="zz9", note="a customer's own")
    with reading(engine) as session:
        lost, stays, moved = (session.get_one(Asset, one) for one in (1, 2, 3))
        last = session.scalars(select(Movement).order_by(Movement.id.desc()).limit(1)).one()
        assert lost.state is AssetState.LOST
        assert (stays.state, stays.place_id) == (AssetState.READY, 1)
        assert (moved.state, moved.place_id) == (AssetState.READY, 1)
        assert (last.cause_kind, last.cause_no) == ("count", "1")
    line = _line(engine, "SN-1")
    assert (line.settled, line.settled_by, line.note, line.is_open) == (
        Settling.LOST,
        "cy",
        "not in the building",
        False,
    )
    _close(engine)
    head = _read(engine).head
    assert (head.closed_on, head.open) == (TODAY, 0)


def test_a_count_with_open_differences_is_not_closed(engine: Engine) -> None:
    _begin(engine)
    _scan(engine, "SN-1")
    with pytest.raises(Refused) as refused:
        _close(engine)
    assert _codes(refused) == ["exceptions_open"]
    assert "1 difference is" in refused.value.findings[0].message
    _scan(engine, "SN-2")
    _close(engine)
    with pytest.raises(Refused) as refused:
        _scan(engine, "SN-3")
    assert _codes(refused) == ["count_closed"]
    with pytest.raises(Refused):
        _close(engine)


def test_a_unit_that_was_written_off_comes_back_by_the_count(engine: Engine) -> None:
    _begin(engine)
    _scan(engine, "SN-2")
    _settle(engine, 1, Settling.LOST)
    assert _scan(engine, "SN-1") == ("SN-1", Standing.FOUND, True)
    assert _line(engine, "SN-1").is_open
    _settle(engine, 1, Settling.MOVED, place_id=1)
    with reading(engine) as session:
        unit = session.get_one(Asset, 1)
        assert (unit.state, unit.place_id) == (AssetState.CLEANING, 1)
    _close(engine)


def test_the_history_of_a_unit_tells_of_its_counts(engine: Engine) -> None:
    _begin(engine)
    _scan(engine, "SN-3")
    _settle(engine, 3, Settling.MOVED, place_id=1, note="brought in")
    with reading(engine) as session:
        told = [
            (one.sentence, one.who, one.opens)
            for one in events(session, RecordRef("asset", 3))
            if isinstance(one.opens, RecordRef) and one.opens.kind == "count"
        ]
    assert told == [
        ("Seen in count 1 of Shelf A", "bo", RecordRef("count", 1)),
        (
            "Count 1 of Shelf A: Moved: it is kept there now. brought in",
            "cy",
            RecordRef("count", 1),
        ),
    ]


def test_a_refused_settling_leaves_nothing(engine: Engine) -> None:
    _begin(engine)
    with pytest.raises(Refused) as refused:
        _settle(engine, 1, Settling.MOVED)
    assert _codes(refused) == ["no_place"]
    with pytest.raises(Refused) as refused:
        _settle(engine, None, Settling.NOTED, scanned="SN-77", note="x")
    assert _codes(refused) == ["not_in_count"]
    with reading(engine) as session:
        assert session.scalars(select(CountFact)).all() == []


def test_a_place_has_one_open_count(engine: Engine) -> None:
    _begin(engine)
    _begin(engine, 2)
    _begin(engine, None)
    for place_id in (1, None):
        with pytest.raises(Refused) as refused:
            _begin(engine, place_id)
        assert _codes(refused) == ["count_open"]
        assert refused.value.findings[0].opens is not None
    _scan(engine, "SN-1")
    _scan(engine, "SN-2")
    _close(engine)
    assert _begin(engine) == 4
    with reading(engine) as session:
        rows = COUNTS.rows(session, COUNTS.ids(session, on=TODAY), on=TODAY)
        counted = COUNTS.counts(session, on=TODAY)
    assert [(row.count_no, row.place, row.expected) for row in rows] == [
        (4, "Shelf A", 2),
        (3, "All the house", 4),
        (2, "Van 1", 1),
        (1, "Shelf A", 2),
    ]
    assert counted == {"": 4, "open": 3, "closed": 1, "differing": 3}


def test_several_are_settled_or_none(engine: Engine) -> None:
    _begin(engine, 1)
    how: dict[str, Any] = {"settled_on": TODAY, "note": "Not in the building"}
    wrong: list[tuple[int | None, str]] = [(1, "SN-1"), (3, "SN-3"), (None, "ZZ")]
    with pytest.raises(Refused) as refused, working(engine) as work:
        settle_differences(work, count_id=1, units=wrong, settling=Settling.LOST, **how)
    assert [one.code for one in refused.value.findings] == ["not_in_count", "not_in_count"]
    with reading(engine) as session:
        assert session.scalars(select(CountFact)).all() == []
    with working(engine) as work:
        units: list[tuple[int | None, str]] = [(1, "SN-1"), (2, "SN-2")]
        assert settle_differences(
            work, count_id=1, units=units, settling=Settling.LOST, **how
        ) == len(units)
    with reading(engine) as session:
        assert {one.settled for one in session.scalars(select(CountFact))} == {Settling.LOST}
        assert session.get_one(Asset, 2).state is AssetState.LOST
