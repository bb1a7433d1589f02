"""Units: the bench, receiving, transfers, counts, maintenance; products and the rate book."""

from datetime import date, timedelta

from sqlalchemy import text

from dmedesk.assets.actions.counting import begin_count, scan_in_count, settle_difference
from dmedesk.assets.actions.handling import move_by_hand, transfer_units
from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.actions.places import enter_place
from dmedesk.assets.actions.receiving import receive_units
from dmedesk.assets.rules import Condition, PlaceKind
from dmedesk.assets.rules.counts import Settling
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.bootstrap.doors import ShopDoors
from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio

PLACES = (
    ("Shelf A", PlaceKind.SHELF),
    ("Shelf B", PlaceKind.SHELF),
    ("Van 1", PlaceKind.VAN),
    ("Van 2", PlaceKind.VAN),
    ("Workshop", PlaceKind.WORKSHOP),
)


def bench(studio: Studio) -> None:
    """A unit whose checklist is ticked and signed, and what is said where it is not."""
    page = studio.go_to("bench")
    page.fields.take_up({"technician": "Dan Okafor"})
    page.pass_it.click()
    studio.take("bench-refused")
    for tick in page.ticks.values():
        tick.setChecked(True)
    page.findings.clear()
    page.fields.show_findings(())
    page.fields.changed.emit()
    studio.take("bench-ticked")


def receiving(studio: Studio) -> None:
    """Units scanned: one is entered already, one looks odd."""
    page = studio.go_to("receiving")
    page.fields.go_to("product_id")
    for scan in ("HB-30201", "HB-30202", "HB-20114", "HB3-0203", "HB-30204"):
        page.take_scan(scan)
    page.fields.take_up({"condition": "used", "vendor": "Harbor Medical"})
    studio.take("receiving-scanned", wait=LONG)
    page.ask_over()
    page.question.yes.click()


def transfers(studio: Studio) -> None:
    """Units scanned for another place, one of them out on rent."""
    page = studio.go_to("transfers")
    with studio.doors.reading() as session:
        wanted = text("SELECT serial FROM assets WHERE state IN ('ready', 'on_rent') LIMIT 6")
        serials = list(session.scalars(wanted))
    for serial in serials:
        page.take_scan(serial)
    studio.take("transfers-scanned")
    page.over.click()


def moving(studio: Studio) -> None:
    """A unit's move asked for."""
    page = studio.open("asset")
    page.moving.ask(Move.TRANSFERRED)
    studio.take("moving")
    studio.window.tabs.close_shown()


def counting(studio: Studio) -> None:
    """What became of a difference in a count; work that is written down."""
    page = studio.open("count")
    page.ask_settling()
    studio.take("count-settle", wait=LONG)
    page.settle.close_question()
    page.show_kind("all")
    studio.take("count-all")
    studio.window.tabs.close_shown()
    page = studio.go_to("maintenance")
    page.ask_work()
    studio.take("maintenance-work", wait=LONG)
    page.work.close_question()


def fill(doors: ShopDoors, today: date) -> None:
    """What the pictures need besides the demo shop: units at the bench, a count half done."""
    stock(doors, today)
    count_the_shelf(doors, today)


def stock(doors: ShopDoors, today: date) -> None:
    """Places, units that came back and wait at the bench, one in repair, used ones received."""
    with doors.writing("save_place") as work:
        shelf, *_others = (
            enter_place(work, values={"name": name, "kind": kind}) for name, kind in PLACES
        )
        ready = "SELECT id FROM assets WHERE state = 'ready' ORDER BY id DESC LIMIT 14"
        units = list(work.session.scalars(text(ready)))
        product = work.session.execute(text("SELECT min(id) FROM products")).scalar()
        back, rest = units[:5], units[5:]
        for place, asset_id in enumerate(back):
            moves = ((Move.RENTED_OUT, 70, place + 1), (Move.RETURNED, 2 + 4 * place, None))
            for turn, (move, days, member_id) in enumerate(moves):
                move_unit(
                    work,
                    asset_id=asset_id,
                    move=move,
                    moved_on=today - timedelta(days=days),
                    member_id=member_id,
                    place_id=None if member_id else shelf,
                    cause=Cause("ticket", f"SLIP-{2 * place + turn + 1:06}"),
                )
        move_by_hand(
            work,
            asset_id=rest[0],
            move=Move.SENT_TO_REPAIR,
            moved_on=today - timedelta(days=1),
            note="The left rail does not lock.",
        )
        transfer_units(work, asset_ids=rest[1:], place_id=shelf, moved_on=today)
        receive_units(
            work,
            shared={
                "product_id": product,
                "condition": Condition.USED,
                "acquired_on": today,
                "vendor": "Harbor Medical",
            },
            units=[{"serial": f"HB-{number}"} for number in (20114, 20115)],
            place_id=shelf,
        )


def count_the_shelf(doors: ShopDoors, today: date) -> None:
    """A count half done: some found, one lost, one from elsewhere, one that nobody knows."""
    with doors.writing("begin_count") as work:
        shelf = work.session.execute(text("SELECT min(id) FROM places")).scalar()
        kept = "SELECT id, serial FROM assets WHERE place_id IS NOT NULL ORDER BY id"
        units = work.session.execute(text(kept)).all()
        away = "SELECT serial FROM assets WHERE state = 'on_rent' ORDER BY id LIMIT 1"
        out = work.session.execute(text(away)).scalar()
        count_id = begin_count(work, place_id=shelf, begun_on=today)
        for scanned in (*(serial for _id, serial in units[:9]), str(out), "ZZ-991"):
            scan_in_count(work, count_id=count_id, scanned=scanned, scanned_on=today)
        lost_id, lost = units[-1]
        settle_difference(
            work,
            count_id=count_id,
            asset_id=lost_id,
            scanned=lost,
            settling=Settling.LOST,
            settled_on=today,
            note="Not in the building",
        )


def lost(studio: Studio) -> None:
    """A rented unit is lost: what becomes of its rental is asked."""
    page = studio.open("asset", _rented(studio))
    page.moving.ask(Move.LOST)
    page.moving.lost.form.take_up({"note": "Stolen from the porch, police report 7"})
    studio.take("unit-lost", wait=LONG)
    page.moving.lost.close_question()
    studio.window.tabs.close_shown()


def _rented(studio: Studio) -> int:
    with studio.doors.reading() as session:
        chosen = text("SELECT min(asset_id) FROM rentals WHERE ended_on IS NULL")
        found: int = session.execute(chosen).scalar()
        return found


HOUSE = House(
    scenes={
        "bench": bench,
        "receiving": receiving,
        "transfers": transfers,
        "moving": moving,
        "unit-lost": lost,
        "count- maintenance-": counting,
    },
    records={
        "asset": Example(
            "SELECT min(asset_id) FROM movements WHERE move = 'returned'", page="units"
        ),
        "place": Example("SELECT min(id) FROM places"),
        "count": Example("SELECT min(id) FROM counts"),
        "plan": Example("SELECT min(id) FROM maintenance_plans"),
        "kit": Example("SELECT min(id) FROM kits"),
        "product": Example("SELECT min(id) FROM products"),
        "edition": Example("SELECT min(id) FROM fee_editions", page="rates"),
        "fee": Example("SELECT min(id) FROM fee_rows", page="rates"),
    },
    fill=fill,
)
