"""Two addresses, set for the left window of a #10 envelope, whichever way the sheet slid."""

import pytest

from dmedesk.kit.postal import Address
from dmedesk.printing.addresses import Addressee, draw_addresses
from dmedesk.printing.grid import RIGHT
from dmedesk.printing.sheet import Sheet
from tests.printing.papers import page_with
from tests.printing.reading import Box, PageRead

INCH = 72
ALWAYS_SHOWN = Box(0.875 * INCH, 2.5 * INCH, 4.375 * INCH, 3.17 * INCH)
SHOWN_WHEN_SETTLED = Box(0.875 * INCH, 2.042 * INCH, 4.375 * INCH, 3.17 * INCH)
SHOWN_AT_MOST = Box(0, 2.042 * INCH, 5.375 * INCH, 3.625 * INCH)
MEMBER = Addressee("Member", Address("Rosa Núñez", ("18 Rossmore Road",)), (("No.", "M10"),))


def _page(*payer: str, member: Addressee = MEMBER) -> PageRead:
    name, *lines = payer
    mailed_to = Addressee("Payer", Address(name, tuple(lines)))
    return page_with(lambda sheet: draw_addresses(sheet, mailed_to, member))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_four_lines_show_wherever_the_sheet_slid(count: int) -> None:
    lines = [f"Payer{n}" for n in range(count)]
    page = _page(*lines)
    assert page.within(ALWAYS_SHOWN) == "".join(lines)
    assert page.within(SHOWN_AT_MOST) == "".join(lines)


@pytest.mark.parametrize("count", [5, 6])
def test_more_lines_grow_upward_and_show_in_a_settled_sheet(count: int) -> None:
    lines = [f"Payer{n}" for n in range(count)]
    page = _page(*lines)
    assert page.within(SHOWN_WHEN_SETTLED) == "".join(lines)
    assert page.within(SHOWN_AT_MOST) == "".join(lines)


def test_the_member_stands_beside_the_window_with_labelled_numbers() -> None:
    page = _page("MassHealth")
    for text in ("Payer", "Member", "Rosa Núñez", "18 Rossmore Road", "No. M10"):
        assert text in page.text
    rosa = next(letter for letter in page.letters if letter.character == "R")
    assert rosa.box.left > SHOWN_AT_MOST.right


def test_an_address_has_one_size_the_small_one_where_a_line_is_long() -> None:
    plain = {round(one.size, 1) for one in _page("MassHealth").letters if one.box.right < 380}
    long_name = "Blue Cross and Blue Shield of Massachusetts HMO Blue New England Value Plus, Inc."
    page = _page(long_name, "One Enterprise Drive")
    small = {round(one.size, 1) for one in page.letters if one.box.right < 380}
    assert (plain, small) == ({8.5, 10.5}, {8.5})
    assert max(one.box.right for one in page.letters if one.box.left < 380) < ALWAYS_SHOWN.right


def test_empty_lines_are_left_out_and_long_ones_stay_on_the_page() -> None:
    member = Addressee("Member", Address("W" * 90, ("", "Boston")), (("ID", "9" * 60),))
    page = _page("MassHealth", "", "Quincy", member=member)
    assert page.within(ALWAYS_SHOWN) == "MassHealthQuincy"
    assert max(one.box.right for one in page.letters) <= RIGHT + 0.1


def test_it_answers_the_last_baseline() -> None:
    ends: list[float] = []

    def draw(sheet: Sheet) -> None:
        ends.append(draw_addresses(sheet, Addressee("Payer", Address("A", ("B",))), MEMBER))

    page = page_with(draw)
    assert ends[0] == pytest.approx(max(one.box.bottom for one in page.letters), abs=0.5)
