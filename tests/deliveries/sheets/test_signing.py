"""The signature's block: every coded reason, every signer but the supplier's people."""

from dmedesk.deliveries.rules.words import Relationship, TicketKind, UnsignedReason
from dmedesk.deliveries.sheets.signing import HEIGHT, REASONS, SIGNERS, draw_signing
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
