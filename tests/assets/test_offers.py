"""A unit's own history, and the units of a product."""

from datetime import date
from typing import Any

from sqlalchemy import Engine

from dmedesk.assets.actions.checks import pass_check
from dmedesk.assets.actions.handling import transfer_units
from dmedesk.assets.actions.maintaining import (
    enter_plan,
    read_hours,
    take_back_maintenance,
    write_maintenance,
)
from dmedesk.assets.actions.moves import move_unit, take_back_move
from dmedesk.assets.actions.places import enter_place
from dmedesk.assets.actions.units import change_unit, write_unit_note
from dmedesk.assets.offers import events, related, remarks, tiles
from dmedesk.assets.rules import PlaceKind
from dmedesk.assets.rules.checks import Check
from dmedesk.assets.rules.maintenance import Every
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Place, UnitCheck
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink, Offers, State
from dmedesk.kit.references import RecordRef
from dmedesk.shop.offers import events as shop_events
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working
from tests.flows.month_shop import MonthShop

UNIT, PRODUCT = RecordRef("asset", 1), RecordRef("product", 1)


def test_a_unit_tells_what_was_written_down_of_it(shop_engine: Engine) -> None:
    a_product(shop_engine)
    acquired = date(2026, 3, 1)
    ends = date(2028, 2, 29)
    a_unit(
        shop_engine,
        acquired_on=acquired,
        cost_cents=80_000,
        vendor="Acme",
        warranty_ends_on=ends,
        lot_expires_on=ends,
    )
    with working(shop_engine, "ben") as work:
        write_unit_note(work, asset_id=1, note="Left rail scratched")
        values = {"cost_cents": 90_000, "condition": "used"}
        change_unit(work, asset_id=1, version=1, values=values)
    with reading(shop_engine) as session:
        told = {(one.on, one.sentence, one.who) for one in events(session, UNIT)}
        assert events(session, PRODUCT) == ()
        assert events(session, RecordRef("asset", 9)) == ()
    assert (acquired, "Received from Acme for 900.00", "ana") in told
    assert (ends, "Last day of the warranty", "") in told
    assert (ends, "Last good day of the lot", "") in told
    sentences = {(sentence, who) for _on, sentence, who in told}
    assert ("Left rail scratched", "ben") in sentences
    changed = "Condition: used instead of nothing; Cost: 900.00 instead of 800.00"
    assert any(set(changed.split("; ")) == set(one.split("; ")) for one, _who in sentences)


def test_a_unit_without_a_day_is_received_when_it_was_entered(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    with reading(shop_engine) as session:
        (event,) = events(session, UNIT)
    assert (event.sentence, event.on) == ("Received", date(2026, 11, 29))


def test_product_and_units_lead_to_each_other(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    asked = Ask(filters=(Filter("product_no", Match.IS, "BED"),))
    with reading(shop_engine) as session:
        units, plans = related(session, PRODUCT)
        (product,) = related(session, UNIT)
        assert related(session, RecordRef("member", 1)) == ()
        assert related(session, RecordRef("product", 9)) == ()
        assert related(session, RecordRef("asset", 9)) == ()
    assert (units.title, units.count, units.opens) == ("units", 1, ListLink("units", asked))
    assert (plans.title, plans.count, plans.opens) == (
        "maintenance plans",
        0,
        ListLink("plans", asked),
    )
    assert (product.title, product.opens) == ("Hospital bed", PRODUCT)


def test_a_unit_tells_where_it_went_and_how_it_was_checked(shop_engine: Engine) -> None:
    """Its moves in their order, checks in place of their moves, with the way to whoever had it."""
    shop = MonthShop(shop_engine).found()
    shop.add(Place(name="Shelf A", kind=PlaceKind.SHELF))
    shop.unit("SN1", "E0260")
    with working(shop_engine) as work:
        where: Any = {"asset_id": 1, "moved_on": TODAY}
        move_unit(work, move=Move.RENTED_OUT, member_id=1, **where)
        move_unit(work, move=Move.RETURNED, **where)
        pass_check(
            work,
            asset_id=1,
            checked_on=TODAY,
            technician="Tom",
            seen={Check.CLEAN, Check.WORKING},
            place_id=1,
        )
        move_unit(work, move=Move.LOST, **where)
        take_back_move(work, asset_id=1, turn=4, taken_back_on=TODAY, note="found")
    with reading(shop_engine) as session:
        told = Offers(events=(events, shop_events)).events_of(session, UNIT)
    moved = [(one.sentence, one.who, one.opens) for one in told]
    assert moved[:5] == [
        ("Taken back: lost: found", "ana", RecordRef("place", 1)),
        ("Lost (taken back later)", "ana", None),
        ("Passed at the bench (clean, in working order), to Shelf A", "Tom", RecordRef("place", 1)),
        ("Came back from Rivera, M1", "ana", RecordRef("member", 1)),
        ("Went out on rent to Rivera, M1", "ana", RecordRef("member", 1)),
    ]
    assert not any("turn" in sentence for sentence, _who, _opens in moved)


def test_a_check_that_moved_in_without_its_move_is_told(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    with working(shop_engine) as work:
        work.session.add(
            UnitCheck(
                asset_id=1,
                checked_on=TODAY,
                technician="Tom",
                seen="clean working",
                passed=True,
                recorded_at=work.now,
                recorded_by="ana",
            )
        )
    with reading(shop_engine) as session:
        told = [one.sentence for one in events(session, UNIT)]
    assert "Passed at the bench (clean, in working order)" in told


def test_the_board_counts_what_waits_at_the_bench(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine, serial="A1")
    with reading(shop_engine) as session:
        assert tiles(session, TODAY) == ()
    a_unit(shop_engine, serial="A2", condition="used")
    with reading(shop_engine) as session:
        (tile,) = tiles(session, TODAY)
    assert (tile.count, tile.opens) == (1, ListLink("bench"))


def test_a_place_leads_to_its_units(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    with working(shop_engine) as work:
        place_id = enter_place(work, values={"name": "Van 1", "kind": "van"})
        transfer_units(work, asset_ids=[1], place_id=place_id, moved_on=TODAY)
    with reading(shop_engine) as session:
        (units,) = related(session, RecordRef("place", place_id))
        assert related(session, RecordRef("place", 9)) == ()
    kept = Ask(filters=(Filter("place", Match.IS, "Van 1"),))
    assert (units.count, units.opens) == (1, ListLink("units", kept))


def test_maintenance_is_told_on_the_board_on_the_unit_and_in_its_history(
    shop_engine: Engine,
) -> None:
    a_product(shop_engine)
    a_unit(shop_engine, acquired_on=date(2026, 5, 29))
    with working(shop_engine) as work:
        values = {"product_id": 1, "work": "Filters", "every": Every.MONTHS, "interval_count": 6}
        enter_plan(work, values=values)

    def told(on: date) -> tuple[list[tuple[int, State, str]], list[str]]:
        with reading(shop_engine) as session:
            board = [(one.count, one.state, one.about) for one in tiles(session, on)]
            return board, [one.sentence for one in remarks(session, UNIT, on)]

    assert told(date(2026, 10, 29)) == ([], [])
    soon = "Filters (every 6 months) is due soon: 2026-11-29."
    assert told(date(2026, 10, 30)) == ([], [soon])
    board, said = told(date(2026, 11, 29))
    assert board == [(1, State.WAITING, "0 overdue; 0 more within 30 days")]
    assert said == ["Filters (every 6 months) is due today: 2026-11-29."]
    board, said = told(date(2026, 11, 30))
    assert board == [(1, State.STOPPED, "1 overdue; 0 more within 30 days")]
    with working(shop_engine) as work:
        done = {"done_on": TODAY, "plan_id": 1, "technician": "Tom", "cost_cents": 1_850}
        for more in ({"hours": 50, "parts": "Filter set"}, {"fault": "Hums", "note": "wrong unit"}):
            write_maintenance(work, asset_id=1, values={**done, **more}, today=TODAY)
        read_hours(work, asset_id=1, hours=60, read_on=TODAY, today=TODAY)
        take_back_maintenance(work, asset_id=1, turn=2, note="another unit", today=TODAY)
    assert told(date(2026, 11, 30)) == ([], [])
    with reading(shop_engine) as session:
        history = {one.sentence for one in events(session, UNIT) if one.on == TODAY}
    assert {
        "Filters; parts: Filter set; at 50 hours; for 18.50",
        "Filters; Fault: Hums; for 18.50. wrong unit (taken back later)",
        "60 hours read",
        "Entry taken back: another unit",
    } <= history
