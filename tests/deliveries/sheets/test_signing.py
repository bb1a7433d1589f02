"""The signature's block: every coded reason, every signer but the supplier's people."""

from datetime import date

from dmedesk.deliveries.rules.paper import SignedHere
from dmedesk.deliveries.rules.words import Relationship, TicketKind, UnsignedReason
from dmedesk.deliveries.sheets.signing import HEIGHT, REASONS, SIGNERS, draw_signing
from dmedesk.kit.strokes import Drawing, Point
from dmedesk.printing.grid import PAGE_HEIGHT
from tests.printing.papers import page_with


def test_every_reason_has_its_square_and_the_suppliers_people_have_none() -> None:
    assert set(REASONS) == set(UnsignedReason)
    assert set(SIGNERS) == set(Relationship) - {Relationship.SUPPLIER_STAFF}
    page = page_with(lambda sheet: draw_signing(sheet, TicketKind.DELIVERY, 400))
    squares = [one for one in page.drawn if abs((one.box.right - one.box.left) - 9) < 1]
    assert len(squares) == len(REASONS) + len(SIGNERS)


def test_it_takes_a_third_of_the_page() -> None:
    assert PAGE_HEIGHT / 3 <= HEIGHT <= PAGE_HEIGHT / 2.5


def test_what_was_signed_on_screen_stands_in_its_places() -> None:
    drawing = Drawing(4_000, 1_120, ((Point(400, 300, 0), Point(3_000, 900, 40)),))
    signed = SignedHere(
        drawing, "Nora Rivera", Relationship.SPOUSE, date(2026, 10, 5), (), "8a78f602"
    )
    empty = page_with(lambda sheet: draw_signing(sheet, TicketKind.DELIVERY, 400))
    page = page_with(lambda sheet: draw_signing(sheet, TicketKind.DELIVERY, 400, signed))
    for words in ("Nora Rivera", "2026-10-05", "Seal 8a78f602"):
        assert words in page.text
        assert words not in empty.text
    assert page.text.count("×") == 1
    assert len(page.drawn) == len(empty.drawn) + 1
