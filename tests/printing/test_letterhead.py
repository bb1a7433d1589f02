"""The supplier at the top left, with or without a logo, always above the envelope's window."""

import pytest

from dmedesk.kit.postal import Letterhead
from dmedesk.printing.grid import LEFT, TOP, column, column_end
from dmedesk.printing.letterhead import LOGO_HEIGHT, LOGO_WIDTH, draw_letterhead
from tests.printing.papers import page_with, png

LINES = ("214 Centre Street", "Suite 3", "Jamaica Plain, MA 02130")
WINDOW_TOP = 2.04 * 72


def test_name_address_phone_and_npi() -> None:
    supplier = Letterhead("Example Medical", LINES, "(617) 555-0142", "1234567893")
    page = page_with(lambda sheet: draw_letterhead(sheet, supplier))
    assert page.text.splitlines() == [
        "Example Medical",
        *LINES,
        "(617) 555-0142 · NPI 1234567893",
    ]
    assert page.letters[0].box.left == pytest.approx(LEFT, abs=1)


@pytest.mark.parametrize(("phone", "npi", "last"), [("", "12", "NPI 12"), ("5", "", "5")])
def test_what_is_not_known_leaves_no_trace(phone: str, npi: str, last: str) -> None:
    supplier = Letterhead("Example Medical", (), phone, npi)
    page = page_with(lambda sheet: draw_letterhead(sheet, supplier))
    assert page.text.splitlines() == ["Example Medical", last]


def test_a_logo_stands_in_its_box_and_the_name_beside_it() -> None:
    supplier = Letterhead("Example Medical", LINES, logo=png(800, 300))
    page = page_with(lambda sheet: draw_letterhead(sheet, supplier))
    (logo,) = page.drawn
    assert (logo.box.left, logo.box.top) == pytest.approx((LEFT, TOP), abs=0.01)
    assert logo.box.right <= LEFT + LOGO_WIDTH + 0.01
    assert logo.box.bottom <= TOP + LOGO_HEIGHT + 0.01
    assert page.letters[0].box.left == pytest.approx(column(4), abs=1)


@pytest.mark.parametrize("logo", [None, png(8, 3)])
def test_long_letterheads_end_above_the_window_and_keep_their_phone(logo: bytes | None) -> None:
    supplier = Letterhead(
        "The Greater Northeastern Home Medical Equipment Corporation " * 3,
        ("A very long line of an address that does not fit " * 3,) * 6,
        "(617) 555-0142",
        logo=logo,
    )
    page = page_with(lambda sheet: draw_letterhead(sheet, supplier))
    assert max(letter.box.bottom for letter in page.letters) < WINDOW_TOP
    assert max(letter.box.right for letter in page.letters) <= column_end(8)
    assert "(617) 555-0142" in page.text
