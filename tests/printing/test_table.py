"""Rows over pages: none lost, none torn, the total never alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, draw_row, pages_of, stacked
from dmedesk.printing.typeface import TEXT
from tests.printing.papers import page_with


@pytest.mark.parametrize(
    ("heights", "pages"),
    [
        ([], [range(0)]),
        ([10] * 8, [range(8)]),
        ([10] * 9, [range(8), range(8, 9)]),
        ([10] * 10, [range(9), range(9, 10)]),
        ([10] * 27, [range(9), range(9, 27)]),
        ([10] * 28, [range(9), range(9, 27), range(27, 28)]),
        ([80], [range(1)]),
        ([81], [range(1)]),
        ([80, 10], [range(1), range(1, 2)]),
    ],
)
def test_pages_below_on_and_above_each_limit(heights: list[float], pages: list[range]) -> None:
    assert pages_of(heights, first=100, later=200, carry=10, tail=20) == pages


@given(st.lists(st.floats(1, 90), max_size=60), st.floats(0, 10), st.floats(0, 10))
def test_every_row_is_on_one_page_and_has_room(
    heights: list[float], carry: float, tail: float
) -> None:
    pages = pages_of(heights, first=100, later=150, carry=carry, tail=tail)
    assert [row for page in pages for row in page] == list(range(len(heights)))
    for number, page in enumerate(pages):
        room = 100 if number == 0 else 150
        below = tail if number == len(pages) - 1 else carry
        assert sum(heights[row] for row in page) <= room - below + 1e-6
        assert len(page) > 0 or not heights


def test_lines_are_stacked_on_the_baselines() -> None:
    first, second = stacked(50, 15, ("a", "b"), TEXT, right=True)
    assert (first.drop, second.drop, second.right) == (15, 27, True)


def test_a_row_is_drawn_below_its_top_and_says_where_the_next_begins() -> None:
    row = Row(
        30, (Mark(50, 12, "HX", TEXT), Mark(200, 12, "HX", TEXT, right=True)), (Line(50, 90, 30),)
    )
    ends: list[float] = []

    def draw(sheet: Sheet) -> None:
        ends.append(draw_row(sheet, row, 100))

    page = page_with(draw)
    assert ends == [130]
    assert [round(letter.box.bottom) for letter in page.letters] == [112] * 4
    assert max(letter.box.right for letter in page.letters) < 200
    assert page.drawn[0].box.top == pytest.approx(130, abs=0.3)
