"""The page all papers share: US Letter, twelve columns, a baseline every 12 points.

All measures are in points (1/72 inch). ``x`` runs from the left edge of the sheet and ``y``
**down from its top edge**, the way a paper is read; only ``sheet`` knows that a PDF counts upward.
"""

PAGE_WIDTH = 612.0
PAGE_HEIGHT = 792.0
MARGIN = 43.2
LEFT = MARGIN
RIGHT = PAGE_WIDTH - MARGIN
TOP = MARGIN
BOTTOM = PAGE_HEIGHT - MARGIN

COLUMNS = 12
GUTTER = 12.0
COLUMN_STEP = (RIGHT - LEFT + GUTTER) / COLUMNS

LINE = 12.0
# The title's tallest letters touch the top margin when it stands on the first baseline.
FIRST_BASELINE = TOP + 13.4

HAIRLINE = 0.4
RULE = 0.8


def column(number: float) -> float:
    """The left edge of a column, 1 to 12; 1.5 is half a step to the right of it."""
    return LEFT + (number - 1) * COLUMN_STEP


def column_end(number: float) -> float:
    """The right edge of a column, 1 to 12."""
    return column(number + 1) - GUTTER


def baseline(number: float) -> float:
    """The ``y`` of a baseline, counted from 1 at the top of the page."""
    return FIRST_BASELINE + (number - 1) * LINE
