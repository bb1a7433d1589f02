"""The foot: a sentence for whoever has questions, and page n of m, on the last baselines."""

import pytest

from dmedesk.printing.footer import FOOTER_TOP, draw_footer
from dmedesk.printing.grid import BOTTOM, RIGHT, column_end
from tests.printing.papers import page_with


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [("", 0), ("Call us.", 1), ("Call us in the morning. " * 6, 2), ("Call us. " * 90, 2)],
)
def test_the_sentence_takes_at_most_two_lines_at_the_bottom(sentence: str, lines: int) -> None:
    page = page_with(lambda sheet: draw_footer(sheet, sentence, 2, 3))
    said = [one for one in page.letters if one.box.right < column_end(9)]
    assert len({round(one.box.bottom / 12) for one in said if one.character in "Cu"}) == lines
    assert all(one.box.top >= FOOTER_TOP and one.box.bottom <= BOTTOM for one in page.letters)
    assert page.drawn[0].box.top >= FOOTER_TOP - 0.3


def test_the_page_is_numbered_at_the_right() -> None:
    page = page_with(lambda sheet: draw_footer(sheet, "Call us.", 2, 3))
    assert "Page 2 of 3" in page.text
    assert max(one.box.right for one in page.letters) == pytest.approx(RIGHT, abs=1)
