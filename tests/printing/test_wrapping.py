"""Text keeps to its column: nothing is wider, nothing but the cut is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.printing.typeface import SMALL, TEXT, clean, width_of
from dmedesk.printing.wrapping import fits, wrap

_WORDS = st.text(st.sampled_from("abcdefgWMil, –é山Ł"), max_size=200)


def test_a_short_text_is_one_line_and_an_empty_one_none() -> None:
    assert wrap("Oxygen concentrator", TEXT, 200) == ("Oxygen concentrator",)
    assert wrap(" \n ", TEXT, 200) == ()


def test_lines_break_between_words() -> None:
    lines = wrap("Hospital bed, semi-electric, with side rails", TEXT, 120)
    assert lines == ("Hospital bed,", "semi-electric, with side", "rails")


@given(_WORDS, st.floats(40, 300))
def test_no_line_is_wider_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = wrap(text, SMALL, width, most=500)
    assert all(width_of(line, SMALL) <= width + 0.001 for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


@given(_WORDS, st.integers(1, 4))
def test_what_does_not_fit_ends_in_an_ellipsis(text: str, most: int) -> None:
    whole, lines = wrap(text, TEXT, 60, most=500), wrap(text, TEXT, 60, most=most)
    assert len(lines) == min(len(whole), most)
    assert all(width_of(line, TEXT) <= 60.001 for line in lines)
    assert (lines == whole) or lines[-1].endswith("…")


def test_a_word_wider_than_its_column_is_broken() -> None:
    lines = wrap("SN" + "0123456789" * 8, SMALL, 100)
    assert len(lines) > 2
    assert "".join(lines) == "SN" + "0123456789" * 8


def test_a_column_narrower_than_a_letter_still_ends() -> None:
    assert wrap("WW", TEXT, 1) == ("W", "W")


@pytest.mark.parametrize(("spare", "answer"), [(-0.01, False), (0, True), (0.01, True)])
def test_fits_is_exact(spare: float, answer: bool) -> None:
    width = width_of("Quincy, MA 02171", TEXT)
    assert fits("Quincy, MA 02171", TEXT, width + spare) is answer
