"""Barcodes are found however a page was laid on the glass, each with its place and its length."""

from collections.abc import Sequence

import pytest
from PIL import Image, ImageFilter

from dmedesk.printing.grid import PAGE_HEIGHT
from dmedesk.printing.heading import barcode_length
from dmedesk.scans.barcodes import CODE_128, Code, read_codes
from tests.deliveries.mixed import stranger_page
from tests.deliveries.stack import slip_page, white_page

NUMBER = "SLIP-000123"


def seen_twice(codes: Sequence[Code]) -> bool:
    return any(one.looks > 1 for one in codes)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("askew", [0, 4])
def test_a_slip_is_read_as_it_lies_and_how_it_must_be_turned(turn: int, askew: int) -> None:
    # Pillow turns to the left: what was turned to the left must be turned to the right.
    page = slip_page(NUMBER).rotate(turn, expand=True).rotate(askew, fillcolor=255)
    (code,) = read_codes(page, is_enough=seen_twice)
    assert (code.text, code.symbology) == (NUMBER, CODE_128)
    assert round(code.turned / 90) * 90 % 360 == turn
    assert code.looks == 2


def test_its_length_is_told_as_a_share_of_the_page_whatever_look_read_it() -> None:
    wanted = barcode_length(NUMBER) / PAGE_HEIGHT
    page = slip_page(NUMBER)
    soft = page.filter(ImageFilter.GaussianBlur(1.1))
    for image in (page, soft):
        (code,) = read_codes(image, is_enough=seen_twice)
        assert code.share == pytest.approx(wanted, rel=0.06)
        assert code.across == pytest.approx(0.76, abs=0.05)
        assert code.down == pytest.approx(0.12, abs=0.05)


def test_two_of_one_number_are_two_places() -> None:
    page = slip_page(NUMBER)
    both = Image.new("L", (page.width * 2, page.height), 255)
    both.paste(page, (0, 0))
    both.paste(page, (page.width, 0))
    found = read_codes(both, is_enough=lambda codes: sum(one.looks > 1 for one in codes) == 2)
    assert [one.text for one in found] == [NUMBER, NUMBER]
    assert sorted(round(one.across * 2) for one in found) == [1, 2]


def test_looking_goes_on_until_it_is_enough() -> None:
    asked: list[int] = []

    def never(codes: Sequence[Code]) -> bool:
        asked.append(len(codes))
        return False

    (code,) = read_codes(slip_page(NUMBER), is_enough=never)
    assert len(asked) > 5
    assert 2 < code.looks <= len(asked)


def test_a_strangers_barcode_of_another_kind_is_told_apart() -> None:
    page = stranger_page("ean13")
    (code,) = read_codes(page, is_enough=seen_twice)
    assert (code.text, code.symbology) == ("4006381333931", "ean13")


def test_a_white_page_has_none() -> None:
    assert read_codes(white_page(), is_enough=seen_twice) == ()
