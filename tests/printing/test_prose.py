"""Paragraphs as rows: nothing is lost, a heading is never left alone at the foot of a page."""

from hypothesis import given
from hypothesis import strategies as st

from dmedesk.kit.prose import Paragraph
from dmedesk.printing.grid import LEFT, RIGHT
from dmedesk.printing.prose import prose_rows
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, width_of

_WORDS = st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=14), min_size=1, max_size=120)


@given(st.lists(st.tuples(_WORDS, st.booleans()), max_size=6))
def test_every_word_stands_there_in_its_order_within_the_margins(
    said: list[tuple[list[str], bool]],
) -> None:
    whole = [
        Paragraph(" ".join(words[:8] if heads else words), is_heading=heads)
        for words, heads in said
    ]
    rows = prose_rows(whole, SMALL)
    marks = [mark for row in rows for mark in row.marks]
    assert " ".join(mark.text for mark in marks) == " ".join(one.text for one in whole)
    assert all(mark.x == LEFT and width_of(mark.text, mark.style) <= RIGHT - LEFT for mark in marks)
    assert all(0 < mark.drop <= row.height for row in rows for mark in row.marks)


def test_a_heading_stays_with_the_first_lines_below_it() -> None:
    long = " ".join(["word"] * 100)
    first, *_rest = prose_rows([Paragraph("Head", is_heading=True), Paragraph(long)])
    assert [mark.style for mark in first.marks] == [STRONG, TEXT, TEXT]
