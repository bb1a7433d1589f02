"""US Letter, margins of 0.6 inches, twelve columns, a baseline every 12 points."""

import pytest

from dmedesk.printing import grid


def test_twelve_columns_fill_the_page_between_its_margins() -> None:
    assert (grid.PAGE_WIDTH / 72, grid.PAGE_HEIGHT / 72) == (8.5, 11)
    assert pytest.approx(0.6 * 72) == grid.MARGIN
    assert grid.column(1) == grid.LEFT
    assert grid.column_end(12) == pytest.approx(grid.RIGHT)
    assert all(
        grid.column(n + 1) - grid.column_end(n) == pytest.approx(grid.GUTTER)
        for n in range(1, grid.COLUMNS)
    )


def test_half_a_column_is_half_a_step() -> None:
    assert grid.column(1.5) - grid.column(1) == pytest.approx(grid.COLUMN_STEP / 2)


def test_baselines_are_twelve_points_apart_and_the_first_holds_a_title() -> None:
    assert grid.baseline(2) - grid.baseline(1) == pytest.approx(12)
    ascent_of_the_title = 0.741 * 18
    assert grid.baseline(1) - ascent_of_the_title >= grid.TOP
