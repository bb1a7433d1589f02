"""Slips: one that is entered, a visit that is typed and signed, a stack of scans."""

from math import cos, sin
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import ImageFilter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from sqlalchemy import text

from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.kit.references import RecordRef
from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio
from tests.deliveries.stack import barcode_page, pdf_of, slip_page

TO_PRINT = """
SELECT tickets.id, deceased_on IS NULL AND left_on IS NULL AND regime = 'masshealth'
FROM tickets JOIN members ON members.id = member_id JOIN payers ON payers.id = payer_id
WHERE stage = 'to_print'
AND tickets.id NOT IN (SELECT ticket_id FROM ticket_lines WHERE awaits_unit)
ORDER BY kind DESC, tickets.id
"""
"""The slips that are to be printed, an exchange first; and for whom a driver's note may do."""


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


def kits(studio: Studio) -> None:
    """A kit on a new slip, one of its units scanned; the slip opened, another still to scan."""
    page = studio.window.open_record(RecordRef("ticket", 0))
    with studio.doors.reading() as session:
        kit = session.execute(text("SELECT id, name FROM kits ORDER BY id LIMIT 1")).one()
        member = session.execute(
            text(
                "SELECT id, first_name, last_name FROM members"
                " WHERE deceased_on IS NULL AND left_on IS NULL ORDER BY id LIMIT 1"
            )
        ).one()
        serial = session.scalar(
            text(
                "SELECT min(serial) FROM assets JOIN kit_lines USING (product_id)"
                " WHERE state = 'ready' AND by_serial AND assets.id NOT IN"
                " (SELECT asset_id FROM ticket_lines WHERE is_open AND asset_id IS NOT NULL)"
                " AND assets.id NOT IN (SELECT asset_id FROM rentals WHERE ended_on IS NULL)"
            )
        )
    who = {"id": member.id, "title": f"{member.last_name}, {member.first_name}"}
    page.form.take_up({"member_id": who, "driver": "Dan Okafor"})
    page.form.take_up({"kit_id": {"id": kit.id, "title": kit.name}})
    QTest.qWait(LONG)
    page.take_scan(serial)
    studio.take("slip-kit", wait=LONG)
    page.head.save.click()
    QTest.qWait(LONG)
    studio.take("slip-to-scan", wait=LONG)
    studio.window.tabs.close_shown()


def scans(studio: Studio) -> None:
    """The scan of a signed slip beside the fields of its visit; a carrier's papers."""
    with studio.doors.reading() as session:
        chosen = "SELECT min(ticket_no) FROM tickets WHERE stage = 'to_print'"
        number = session.scalar(text(chosen))
        ticket_id = session.scalar(
            text("SELECT id FROM tickets WHERE ticket_no = :number"), {"number": number}
        )
    person = studio.window.page.workplace.person
    assert person is not None
    with studio.doors.named(person.id).writing("send_out_ticket") as work:
        move_ticket(work, ticket_id=ticket_id, stage=TicketStage.OUT)
    received = studio.go_to("received")
    with TemporaryDirectory() as folder:
        stack = Path(folder) / "signed.pdf"
        stack.write_bytes(pdf_of(slip_page(number)))
        received.take_files([stack])
    QTest.qWait(LONG)
    page = studio.open("visit", ticket_id)
    page.record.moved.ticks.all.click()
    studio.take("visit-scan", wait=LONG)
    page.record.proof.how.entries["method"].target.setFocus()
    QTest.keyClicks(page.record.proof.how.entries["method"].target, "b")
    page.sides.toggle_files()
    studio.take("visit-carrier", wait=LONG)
    for panel in (page.record, page.adding):
        panel.clear()
    page.done.emit()


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


HOUSE = House(
    scenes={
        "slip-kit slip-to-scan": kits,
        "slip": slips,
        "visit-scan visit-carrier": scans,
        "visit": visits,
        "received": received,
    },
    records={"ticket": Example("SELECT id FROM tickets WHERE stage = 'waiting'", page="slips")},
)
