"""The letter read back from its PDF: large enough, in the envelope's window, nothing lost."""

from dataclasses import replace

import pytest

from dmedesk.printing import grid
from dmedesk.recalls.rules.letters import LetterItem, LetterPaper
from dmedesk.recalls.sheets.letter import letter_pdf
from tests.printing.reading import overlapping, read
from tests.recalls.rules.test_letters import PAPER

LARGE = replace(PAPER, is_large=True)
LONG = replace(
    LARGE,
    words="\n".join(["Do not use the lift until we have come to you and looked at it."] * 8),
    items=tuple(
        LetterItem("Patient lift, electric, with a wide sling", f"LW{n}") for n in range(9)
    ),
)


@pytest.mark.parametrize("paper", [PAPER, LARGE, LONG], ids=["plain", "large", "long"])
def test_it_is_set_as_every_paper(paper: LetterPaper) -> None:
    pages = read(letter_pdf(paper))
    for page in pages:
        assert list(overlapping(page.letters)) == []
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - 0.1
            assert box.right <= grid.RIGHT + 0.1
            assert box.bottom <= grid.BOTTOM + 0.1
    sizes = {round(one.size) for page in pages for one in page.letters}
    assert (18 if paper.is_large else 12) in sizes


def test_what_to_do_stands_first_and_the_receipt_last() -> None:
    (page,) = read(letter_pdf(PAPER))
    text = page.text
    assert text.index("Do this first") < text.index("By when") < text.index("Why we write to you")
    assert "I got this letter and a copy of the notice." in text
    assert "RLT-000001" in text
    assert letter_pdf(PAPER) == letter_pdf(PAPER)


def test_a_long_letter_runs_over_pages_and_loses_nothing() -> None:
    pages = read(letter_pdf(LONG))
    assert len(pages) > 1
    whole = " ".join(page.text for page in pages)
    assert all(item.serial in whole for item in LONG.items)
    assert "I got this letter" in pages[-1].text
    assert "I got this letter" not in pages[0].text
