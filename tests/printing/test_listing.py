"""A listing on paper: repeated head, every line, across where it is wide, cut where it is long."""

from typing import Any

import pypdfium2
import pytest

from dmedesk.kit.listing import Listing, ListingColumn
from dmedesk.printing.listing import draw_listing, fitted
from dmedesk.printing.typeface import SMALL, width_of

NARROW = (ListingColumn("Name", 200), ListingColumn("Billed", 100, figures=True))
WIDE = tuple(ListingColumn(f"Column {n}", 120) for n in range(8))


def _pages(content: bytes) -> list[tuple[Any, str]]:
    document: Any = pypdfium2.PdfDocument(content)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append((page.get_size(), text.get_text_bounded()))
        text.close()
        page.close()
    document.close()
    return found


def test_every_page_has_the_head_and_every_line_is_there_once() -> None:
    rows = [[f"Row {n:03}", f"{n}.00"] for n in range(120)]
    pages = _pages(draw_listing(Listing("Rentals", "120 rentals · 2026-11-29", NARROW, rows)))
    assert len(pages) == 3
    for number, (size, text) in enumerate(pages, start=1):
        assert size == (612, 792)
        assert "Rentals" in text
        assert "Billed" in text
        assert f"Page {number} of 3" in text
        assert "120 rentals · 2026-11-29" in text
    whole = " ".join(text for _size, text in pages)
    assert all(whole.count(f"Row {n:03}") == 1 for n in range(120))


def test_a_wide_list_is_set_across() -> None:
    ((size, text),) = _pages(draw_listing(Listing("Wide", "", WIDE, [["x"] * 8])))
    assert size == (792, 612)
    assert "Column 7" in text


def test_an_empty_list_is_one_page() -> None:
    assert len(_pages(draw_listing(Listing("None", "", NARROW, [])))) == 1


@pytest.mark.parametrize("text", ["short", "a very long text that has no room at all here", "ŁŁŁŁ"])
def test_what_is_too_long_is_cut(text: str) -> None:
    shown = fitted(text, 60, SMALL)
    assert width_of(shown, SMALL) <= 60
    assert shown == text or shown.endswith("…")
    assert fitted("wide", 0, SMALL) == "…"


def test_a_sign_of_the_screen_that_paper_lacks_leaves_its_word() -> None:
    ((_size, text),) = _pages(draw_listing(Listing("Units", "", NARROW, [["✓ ready", "→ out"]])))
    assert "✓" not in text
    assert "ready" in text
    assert "→ out" in text
