"""Takes the pictures of every screen on a demo shop: ``python -m docs.screens.take [NAME ...]``.

Each screen is taken light, dark, and light with type at 150%, at 1366 by 768. Names (``month``,
``record-member``) take only the screens that begin so.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import cos, sin
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LOGNAME"] = "ana"

from PIL import Image, ImageFilter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from sqlalchemy import text

from dmedesk.assets.actions.counting import begin_count, scan_in_count, settle_difference
from dmedesk.assets.actions.handling import move_by_hand, transfer_units
from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.actions.places import enter_place
from dmedesk.assets.actions.receiving import receive_units
from dmedesk.assets.rules import Condition, PlaceKind
from dmedesk.assets.rules.counts import Settling
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.bootstrap.commands import post
from dmedesk.bootstrap.demo import make_demo
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.bootstrap.offers import house_offers
from dmedesk.bootstrap.shops import Shops
from dmedesk.cli.window import facts_of
from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.desk.palette import SearchField
from dmedesk.desk.program import application, desk
from dmedesk.desk.start import NoDoors, StartWindow
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.calendar import first_of_month, months_after
from dmedesk.kit.clock import system_clock
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.references import RecordRef
from dmedesk.kit.settings import Settings
from dmedesk.kit.shops import remember_shop
from dmedesk.shop.actions.staff import add_person
from dmedesk.shop.rules.rights import Role
from dmedesk.store.backups import Reason
from dmedesk.widgets.dress import APPEARANCE, TYPE_SIZE, dress_as_chosen
from dmedesk.widgets.heard import HeardKey
from dmedesk.widgets.tasks import InlineRunner
from dmedesk.widgets.theme import Theme, current
from tests.deliveries.stack import barcode_page, pdf_of, slip_page
from tests.moving.messy import write_messy

FOLDER = Path(__file__).parent
WIDTH, HEIGHT = 1366, 768
SHORT, LONG = 60, 500
"""Milliseconds until a screen stands still: an ordinary one, and one with a paper on it."""

PIN = "258013"
PEOPLE = (
    ("Ana Silva", Role.OWNER, PIN),
    ("Ben Reed", Role.BILLER, PIN),
    ("Dan Okafor", Role.DRIVER, ""),
    ("Ines Costa", Role.INTAKE, PIN),
    ("Ruth Levy", Role.READER, ""),
)

PLACES = (
    ("Shelf A", PlaceKind.SHELF),
    ("Shelf B", PlaceKind.SHELF),
    ("Van 1", PlaceKind.VAN),
    ("Van 2", PlaceKind.VAN),
    ("Workshop", PlaceKind.WORKSHOP),
)

RECORDS = {
    "member": "SELECT member_id FROM rentals ORDER BY ended_on IS NULL DESC, id LIMIT 1",
    "practitioner": "SELECT min(id) FROM practitioners",
    "payer": "SELECT min(id) FROM payers",
    "prescription": "SELECT min(id) FROM prescriptions",
    "authorization": "SELECT min(id) FROM authorizations",
    "asset": "SELECT min(asset_id) FROM movements WHERE move = 'returned'",
    "place": "SELECT min(id) FROM places",
    "count": "SELECT min(id) FROM counts",
    "plan": "SELECT min(id) FROM maintenance_plans",
    "product": "SELECT min(id) FROM products",
    "ticket": "SELECT id FROM tickets WHERE stage = 'waiting'",
    "rental": "SELECT rental_id FROM interruptions LIMIT 1",
    "invoice": "SELECT invoice_id FROM invoice_lines GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
    "edition": "SELECT min(id) FROM fee_editions",
    "fee": "SELECT min(id) FROM fee_rows",
    "staff": "SELECT id FROM staff WHERE name = 'Ana Silva'",
}
"""A good example of each kind of record; a record's page must be taken of each that has one."""

HOMES = {
    "asset": "units",
    "ticket": "slips",
    "edition": "rates",
    "fee": "rates",
    "staff": "settings.staff",
}
"""The list that a kind of record is opened from, where it is not called as the kind."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the screens are worn: ``name`` ends the pictures' names."""

    name: str
    appearance: str
    percent: int


LOOKS = (Look("light", "light", 100), Look("dark", "dark", 100), Look("150", "light", 150))


class Studio:
    """A desk on a shop, worn in one look; ``take`` takes a picture of what it shows."""

    def __init__(self, shop: Path, look: Look, wanted: tuple[str, ...]) -> None:
        self.look, self.wanted, self.shop = look, wanted, shop
        self.app = application()
        self.settings = Settings(shop.with_name("settings.json"))
        self.settings.remember(APPEARANCE, look.appearance)
        self.settings.remember(TYPE_SIZE, look.percent)
        dress_as_chosen(self.app, self.settings)
        self.doors = ShopDoors(str(shop))
        self.window = self._desk()

    def _desk(self) -> DeskWindow:
        facts = replace(facts_of(self.doors), user="ana")
        offers = house_offers()
        window = desk(InlineRunner(self.doors), facts, settings=self.settings, offers=offers)
        window.resize(WIDTH, HEIGHT)
        window.show()
        return window

    def wake(self) -> None:
        """Let the desk be the window that is worked in."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def wants(self, name: str) -> bool:
        """Whether this screen is to be taken at all."""
        return not self.wanted or name.startswith(self.wanted)

    def take(self, name: str, widget: QWidget | None = None, *, wait: int = SHORT) -> None:
        """Take a picture of the window, or of another widget, once it stands still."""
        QTest.qWait(wait)
        image = (widget or self.window).grab().toImage()
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        size, bits = (image.width(), image.height()), bytes(image.constBits())
        picture = Image.frombytes("RGB", size, bits, "raw", "RGB", image.bytesPerLine())
        small = picture.quantize(palette=palette(current()), dither=Image.Dither.NONE)
        small.save(FOLDER / f"{name}-{self.look.name}.png", optimize=True)

    def go_to(self, key: str) -> Any:
        """Go to an area's page."""
        self.wake()
        self.window.go_to(key)
        QTest.qWait(SHORT)
        return self.window.page

    def open(self, kind: str, record_id: int | None = None) -> Any:
        """Open a record, by itself the good example of its kind."""
        if record_id is None:
            with self.doors.reading() as session:
                record_id = session.execute(text(RECORDS[kind])).scalar()
        assert record_id is not None, f"the demo shop has no {kind}"
        self.go_to(HOMES.get(kind, f"{kind}s"))
        page = self.window.open_record(RecordRef(kind, record_id))
        QTest.qWait(SHORT)
        return page

    def close(self) -> None:
        """Leave the desk."""
        self.window.gate.idle.rest()
        self.window.tabs.close_windows()
        self.window.hide()
        self.window.deleteLater()
        QTest.qWait(SHORT)
        self.doors.close()


def palette(theme: Theme) -> Image.Image:
    """The colours of a theme with those between ink and surface: a picture in them is small."""
    names = [name for name in Theme.__slots__ if str(getattr(theme, name)).startswith("#")]
    tokens = {name: QColor(getattr(theme, name)) for name in names}
    between = [("ink", 0.4), ("ink", 0.75)]
    tinted = [(tone, 0.15) for tone in ("ready", "out", "waiting", "stopped", "closed")]
    surface = tokens["surface"].getRgb()[:3]
    colours = [colour.getRgb()[:3] for colour in tokens.values()]
    for name, share in (*between, *tinted, ("accent", 0.5)):
        both = zip(surface, tokens[name].getRgb()[:3], strict=True)
        colours.append(tuple(round(low + (high - low) * share) for low, high in both))
    # The paper beside a dark page.
    colours += [(grey, grey, grey) for grey in (0, 128, 255)]
    made = Image.new("P", (1, 1))
    made.putpalette([part for colour in colours for part in colour])
    return made


TO_PRINT = """
SELECT tickets.id, deceased_on IS NULL AND left_on IS NULL AND regime = 'masshealth'
FROM tickets JOIN members ON members.id = member_id JOIN payers ON payers.id = payer_id
WHERE stage = 'to_print' ORDER BY kind DESC, tickets.id
"""
"""The slips that are to be printed, an exchange first; and for whom a driver's note may do."""

Scene: TypeAlias = Callable[[Studio], object]


# --- the screens ------------------------------------------------------------------------------


def start(studio: Studio) -> None:
    """The first window, with two shops opened lately."""
    other = studio.shop.with_name("Bay State Home Medical.dmedesk")
    for place in (other, studio.shop):
        remember_shop(studio.settings, str(place))
    window = StartWindow(Shops(), studio.settings, InlineRunner(NoDoors()))
    window.folder.setText(str(other.parent))
    window.show()
    studio.take("start", window)
    window.ask_server("postgresql://ana@office-server/dmedesk")
    window.server.check_it()
    studio.take("start-server", window)
    window.close()


def sign_in(studio: Studio) -> None:
    """The names, a wrong PIN, and then the desk open."""
    door = studio.window.gate.sign_in
    studio.wake()
    studio.take("sign-in")
    door.pin.setText("1111")
    door.try_pin()
    studio.take("sign-in-wrong")
    door.pin.setText(PIN)
    door.try_pin()
    assert not studio.window.gate.is_locked


def areas(studio: Studio) -> None:
    """Every page of every area."""
    for kind in (kind for area in studio.window.areas for kind in area.pages):
        name = kind.key.replace(".", "-").replace("_", "-")
        if studio.wants(name):
            studio.go_to(kind.key)
            studio.take(name, wait=LONG if "invoices" in name else SHORT)


def records(studio: Studio) -> None:
    """Every kind of record."""
    for kind in RECORDS:
        if studio.wants(f"record-{kind}"):
            studio.open(kind)
            studio.take(f"record-{kind}", wait=LONG)
            studio.window.tabs.close_shown()


def search(studio: Studio) -> None:
    """What is found, and what stands there before a letter is typed."""
    studio.open("member")
    studio.window.tabs.close_shown()
    studio.go_to("today")
    field = studio.window.findChild(SearchField)
    assert field is not None
    field.begin("")
    studio.take("search-empty", wait=LONG)
    field.begin("mar")
    studio.take("search")
    field.leave()


def keys(studio: Studio) -> None:
    """The map of all keys."""
    studio.window.show_keys()
    assert studio.window.key_map is not None
    studio.take("keys", studio.window.key_map)
    studio.window.key_map.close()


def month(studio: Studio) -> None:
    """Why an amount, why a month is held, the question, and a month that is posted."""
    page = studio.go_to("month")
    page.preview.ready.setFocus()
    page.preview.ready.selectRow(0)
    page.why.click()
    studio.take("why")
    page.why.click()
    page.preview.held.setFocus()
    page.why.click()
    studio.take("why-held")
    page.why.click()
    page.post.click()
    studio.take("month-question")
    page.posting.question.close_question()
    page.earlier()
    page.invoices.list.selectRow(0)
    studio.take("month-posted", wait=LONG)
    page.later()


def why_of_records(studio: Studio) -> None:
    """Why an invoice's line, why a rental's month."""
    page = studio.open("invoice")
    page.lines.selectRow(0)
    page.why_button.click()
    studio.take("why-invoice", wait=LONG)
    studio.window.tabs.close_shown()
    page = studio.open("rental")
    page.months.strip.choose(len(page.months.strip.cells) - 1)
    page.why_button.click()
    studio.take("why-rental")
    studio.window.tabs.close_shown()


def lists(studio: Studio) -> None:
    """A list whose filter row is used."""
    page = studio.go_to("members")
    page.show_ask(Ask(filters=(Filter("city", Match.CONTAINS, "l"),)))
    page.list.selectRow(1)
    studio.take("list-filtered")
    page.clear_filters()
    page.print()
    studio.take("list-paper", wait=LONG)
    page.panes.close_paper()


def forms(studio: Studio) -> None:
    """A new member with what is wrong, and the question before typing is given up."""
    page = studio.open("member", 0)
    studio.take("form-new")
    for key, typed in (("last_name", "Costa"), ("birth_on", "soon"), ("zip", "0210")):
        page.form.go_to(key)
        QTest.keyClicks(page.form.entries[key].target, typed)
    page.check()
    studio.take("form-wrong")
    born = page.form.entries["birth_on"]
    born.line.clear()
    QTest.keyClicks(born.line, "1941-11-26")
    born.open_calendar()
    studio.take("form-calendar", born.calendar)
    born.calendar.close()
    page.leave()
    studio.take("form-question")
    page.question.yes.click()


def imports(studio: Studio) -> None:
    """The steps of the import centre over a messy spreadsheet."""
    page = studio.go_to("settings.import")
    page.wizard.begin([write_messy(studio.shop.parent / "in")])
    for place, name in enumerate(("columns", "meanings", "rows", "duplicates", "take"), start=1):
        page.go_to(place)
        studio.take(f"import-{name}")
        if name == "meanings":
            for at in reversed(range(len(page.meanings.values.rows_model.rows))):
                page.meanings.values.selectRow(at)
                page.meanings.options.setCurrentIndex(1)
                page.meanings.set.click()
    page.give_up.click()


def stays(studio: Studio) -> None:
    """A stay that is corrected, and a posted month that stands in the way."""
    page = studio.open("rental")
    page.ask_correction()
    entry = page.correcting.form.entries["until_on"]
    entry.target.setText(page.read.row.started_on.replace(day=28, month=11).isoformat())
    page.correcting.do()
    studio.take("stay-correct")
    studio.window.tabs.close_shown()


def scanner(studio: Studio) -> None:
    """A scan that is tried: its keys, its times, what it says."""
    page = studio.go_to("settings.scanner")
    page.field.setFocus()
    scan = "]d2010084458800328817301120107654321D\x1d21SN-0012345"
    for place, sign in enumerate(scan):
        page.hear(HeardKey(1000 + 9 * place, sign))
    page.hear(HeardKey(1000 + 9 * len(scan), ending="enter"))
    studio.take("settings-scanner-tried")


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


def slips(studio: Studio) -> None:
    """The slip board, and an exchange that is entered by scans, one of them refused."""
    studio.go_to("slips")
    with studio.doors.reading() as session:
        wanted = text(
            "SELECT product_id, max(CASE WHEN state = 'ready' THEN serial END),"
            " max(CASE WHEN rentals.id IS NOT NULL THEN serial END) FROM assets"
            " LEFT JOIN rentals ON rentals.asset_id = assets.id AND ended_on IS NULL"
            " WHERE assets.id NOT IN (SELECT asset_id FROM ticket_lines WHERE is_open)"
            " GROUP BY 1 HAVING count(rentals.id) > 0 AND count(rentals.id) < count(*) LIMIT 2"
        )
        scans = [serial for _, ready, out in session.execute(wanted) for serial in (out, ready)]
    page = studio.window.open_record(RecordRef("ticket", 0))
    page.form.take_up({"kind": "exchange", "driver": "Dan Okafor"})
    for serial in (*scans[:2], "HB-99999"):
        page.take_scan(serial)
    studio.take("slip-new", wait=LONG)
    page.form.show_values({})
    studio.window.tabs.close_shown()


def visits(studio: Studio) -> None:
    """A pile; a visit that is typed, signed on screen and asked about; a signature got later."""
    person = studio.window.page.workplace.person
    assert person is not None
    with studio.doors.named(person.id).writing("record_visit") as work:
        tickets = list(work.session.execute(text(TO_PRINT)))
        for ticket_id, _is_noted in tickets:
            move_ticket(work, ticket_id=ticket_id, stage=TicketStage.OUT)
    exchange, _is_noted = tickets[0]
    first = next(ticket_id for ticket_id, is_noted in tickets[1:] if is_noted)
    studio.go_to("visits").refresh()
    studio.take("visits")
    page = studio.open("visit", exchange)
    page.record.moved.ticks.all.click()
    page.record.tasks.all.click()
    _type(page.record.proof, signature="d", signer="Ana Silva", relationship="s", signed_on="t")
    _sign(page.record.proof.signature.pad)
    studio.take("visit-refused")
    page.record.proof.fields.entries["signer"].target.clear()
    _type(page.record.proof, signer="Maria Sousa")
    studio.take("visit-signed")
    page.save.click()
    studio.take("visit-next")
    page.question.close_question()
    page.adding.proofs.gone_wanted.emit(1)
    studio.take("visit-taken-back")
    page.adding.take_back.close_question()
    page.done.emit()
    page = studio.open("visit", first)
    page.record.moved.ticks.all.click()
    page.record.proof.how.entries["method"].target.setFocus()
    QTest.keyClicks(page.record.proof.how.entries["method"].target, "n")
    _type(page.record.proof, reason="nob", driver_note="Left with the key, as agreed by phone.")
    studio.take("visit-note")
    page.save.click()
    page.question.close_question()
    _type(page.adding.proof, signature="o", signer="Maria Sousa", relationship="s", signed_on="t")
    studio.take("visit-later")
    page.adding.clear()
    page.done.emit()


def received(studio: Studio) -> None:
    """A stack of scans: filed by their barcodes, one to be settled, one being set aside."""
    with studio.doors.reading() as session:
        numbers = list(session.scalars(text("SELECT ticket_no FROM tickets ORDER BY id LIMIT 3")))
    first, second, third = (slip_page(number) for number in numbers)
    blurred = third.filter(ImageFilter.GaussianBlur(4))
    page = studio.go_to("received")
    with TemporaryDirectory() as folder:
        stack = Path(folder) / "monday.pdf"
        label = barcode_page("9612019000000000")
        stack.write_bytes(pdf_of(first, second.rotate(90, expand=True), blurred, label))
        page.take_files([stack])
    studio.window.toast.hide()
    studio.take("received", wait=LONG)
    page.show_chip("filed")
    studio.take("received-filed", wait=LONG)
    page.show_chip("waiting")
    page.panel.ask_aside()
    studio.take("received-aside", wait=LONG)
    page.panel.asked.close_question()


def _type(proof: Any, **typed: str) -> None:
    """Type into the fields of a proof, one after the other."""
    for key, keys in typed.items():
        proof.fields.go_to(key)
        QTest.keyClicks(proof.fields.entries[key].target, keys)
        QTest.keyClick(proof.fields.entries[key].target, Qt.Key.Key_Tab)


def _sign(pad: QWidget) -> None:
    """Sign with the mouse: a few loops, and a line below."""
    for at in range(2):
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(60 + at * 120, 62))
        for step in range(60):
            turn = step / 5
            place = QPoint(
                round(60 + at * 120 + step * 1.7 + 9 * cos(turn)), round(58 + 22 * sin(turn))
            )
            QTest.mouseMove(pad, place)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(170 + at * 120, 66))


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


SCENES: dict[str, Scene] = {
    "count- maintenance-": counting,
    "start": start,
    "": areas,
    "record": records,
    "search": search,
    "keys": keys,
    "month why": month,
    "why": why_of_records,
    "list": lists,
    "form": forms,
    "import": imports,
    "settings-scanner": scanner,
    "stay": stays,
    "bench": bench,
    "receiving": receiving,
    "transfers": transfers,
    "moving": moving,
    "slip": slips,
    "visit": visits,
    "received": received,
}
"""By the beginnings of their names. Signing in comes before all of them."""


# --- the shop ---------------------------------------------------------------------------------


def build(folder: Path, today: date) -> Path:
    """The demo shop with people, a backup, and last month posted."""
    shop = folder / "demo.dmedesk"
    make_demo(shop, folder=folder / "files", today=today)
    last = months_after(first_of_month(today), -1)
    post(str(shop), month_on=last, payer_code=None, out=folder / "invoices")
    doors = ShopDoors(str(shop))
    named: ShopDoors = doors
    for name, role, pin in PEOPLE:
        with named.writing("add_person") as work:
            added = add_person(work, name=name, role=role, from_on=last, pin=pin)
        named = doors.named(added) if named is doors else named
    stock(named, today)
    count_the_shelf(named, today)
    doors.close()
    return shop


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


@contextmanager
def studio_of(built: Path, look: Look, wanted: tuple[str, ...]) -> Iterator[Studio]:
    """A desk in this look on a copy of the shop."""
    place = built.parent / look.name / "demo.dmedesk"
    place.parent.mkdir()
    shutil.copy(built, place)
    doors = ShopDoors(str(place))
    doors.back_up(Reason.HAND)
    doors.close()
    studio = Studio(place, look, wanted)
    yield studio
    studio.close()


def main(*wanted: str) -> None:
    """Every picture anew, or those wanted."""
    with TemporaryDirectory(prefix="dmedesk-") as folder:
        os.environ["DMEDESK_SETTINGS"] = str(Path(folder) / "settings.json")
        built = build(Path(folder), system_clock().astimezone().date())
        for look in LOOKS:
            with studio_of(built, look, wanted) as studio:
                sign_in(studio)
                for names, scene in SCENES.items():
                    begins = names.split() or [""]
                    if not wanted or any(w.startswith(b) for w in wanted for b in begins):
                        scene(studio)


if __name__ == "__main__":
    main(*sys.argv[1:])
