"""What the paper is, its number, and a barcode with modules of whole printer dots."""

import pytest

from dmedesk.printing.barcode import QUIET_MODULES, widths
from dmedesk.printing.grid import GUTTER, MARGIN, RIGHT, column
from dmedesk.printing.heading import (
    draw_copy_mark,
    draw_heading,
    draw_running_head,
    module_width,
)
from dmedesk.printing.sheet import Sheet
from tests.printing.papers import page_with
from tests.printing.reading import overlapping


def test_title_number_and_bars_share_one_left_edge() -> None:
    page = page_with(lambda sheet: draw_heading(sheet, "Invoice", "INV-2026-000123"))
    assert page.text.split() == ["Invoice", "INV-2026-000123"]
    (bars,) = page.drawn
    assert bars.box.left == pytest.approx(column(9), abs=0.1)
    assert bars.box.right <= RIGHT
    assert bars.box.bottom - bars.box.top == pytest.approx(26, abs=0.1)


@pytest.mark.parametrize(
    ("modules", "width"), [(174, 0.96), (175, 0.72), (232, 0.72), (233, 0.48), (348, 0.48)]
)
def test_bars_are_as_wide_as_fits(modules: int, width: float) -> None:
    assert module_width(modules) == width


def test_the_widest_bars_leave_their_quiet_zone_in_gutter_and_margin() -> None:
    assert QUIET_MODULES * module_width(1) <= min(GUTTER, MARGIN)


def test_a_number_too_long_for_a_barcode_is_an_error() -> None:
    with pytest.raises(ValueError, match="too many"):
        module_width(sum(widths("N" * 40)))


@pytest.mark.parametrize(("number", "size"), [("N" * 20, 10.5), ("N" * 26, 8.5)])
def test_a_long_number_is_set_small(number: str, size: float) -> None:
    page = page_with(lambda sheet: draw_heading(sheet, "Credit", number))
    assert number in page.text
    assert {round(one.size, 1) for one in page.letters if one.character == "N"} == {size}
    assert max(one.box.right for one in page.letters) <= RIGHT


def test_a_running_head_cuts_a_long_name_before_the_papers_own() -> None:
    page = page_with(lambda sheet: draw_running_head(sheet, "Long name " * 30, "Invoice 7"))
    name = [one for one in page.letters if round(one.size, 1) == 8.5]
    assert max(one.box.right for one in name) < column(9)
    assert "Invoice 7" in page.text
    assert "…" in page.text


@pytest.mark.parametrize("title", ["Slip", "A rather long title"])
def test_a_further_print_is_marked_beside_the_title_or_the_number(title: str) -> None:
    def draw(sheet: Sheet) -> None:
        draw_heading(sheet, title, "SLIP-000123")
        draw_copy_mark(sheet, 2, title=title)

    page = page_with(draw)
    assert "COPY 2" in page.text
    assert list(overlapping(page.letters)) == []


def test_the_first_print_is_not_marked() -> None:
    page = page_with(lambda sheet: draw_copy_mark(sheet, 1, title="Slip"))
    assert (page.letters, page.drawn) == ((), ())
