"""A drawn signature is stored as JSON of its points with their time, and read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.kit.strokes import MOST_POINTS, Drawing, Point, read_drawing

POINTS = st.builds(Point, *(st.integers(0, 9_000) for _ in range(3)))
STROKES = st.lists(st.lists(POINTS, min_size=1, max_size=9).map(tuple), min_size=1, max_size=5)


@given(STROKES.map(tuple), st.integers(1, 9_000), st.integers(1, 9_000))
def test_it_comes_back_as_it_was(
    strokes: tuple[tuple[Point, ...], ...], width: int, height: int
) -> None:
    drawing = Drawing(width, height, strokes)
    assert read_drawing(drawing.as_text()) == drawing


def test_nothing_drawn_is_nothing_stored() -> None:
    assert Drawing(10, 10).as_text() == ""
    assert not Drawing(10, 10)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"width":1,"height":1,"strokes":[]}',
        '{"width":1,"height":1,"strokes":[[]]}',
        '{"width":0,"height":1,"strokes":[[[1,1,1]]]}',
        '{"width":1,"height":1,"strokes":[[[1,1]]]}',
        '{"width":1,"height":1,"strokes":[[["a",1,1]]]}',
        f'{{"width":1,"height":1,"strokes":[[{",".join(["[1,1,1]"] * (MOST_POINTS + 1))}]]}}',
    ],
)
def test_what_is_no_drawing(text: str) -> None:
    with pytest.raises(ValueError, match="no drawing"):
        read_drawing(text)


@given(STROKES.map(tuple), st.integers(1, 500), st.integers(1, 500))
def test_it_is_scaled_into_its_box_in_one_measure(
    strokes: tuple[tuple[Point, ...], ...], width: int, height: int
) -> None:
    drawing = Drawing(9_000, 9_000, strokes)
    scaled = drawing.scaled(width, height)
    scale = min(width, height) / 9_000
    for stroke, places in zip(strokes, scaled, strict=True):
        for point, (x, y) in zip(stroke, places, strict=True):
            assert x == pytest.approx(point.x * scale)
            assert y == pytest.approx(point.y * scale)
