"""The foot of every page: what to do with questions, and which page of how many."""

from dmedesk.printing.grid import LEFT, LINE, RIGHT, baseline, column_end
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import SMALL
from dmedesk.printing.wrapping import wrap

_LAST_AT = 58
_RULE_ABOVE = 14.0
_LINES = 2
FOOTER_TOP = baseline(_LAST_AT - _LINES + 1) - _RULE_ABOVE
"""Where the footer begins at the highest, in points from the top edge."""


def draw_footer(sheet: Sheet, sentence: str, page: int, pages: int) -> None:
    """A hairline, the sentence in at most two lines at the left, "Page 2 of 3" at the right."""
    lines = wrap(sentence, SMALL, column_end(9) - LEFT, most=_LINES) or ("",)
    first = baseline(_LAST_AT - len(lines) + 1)
    sheet.rule(LEFT, RIGHT, first - _RULE_ABOVE)
    for number, line in enumerate(lines):
        sheet.text(LEFT, first + number * LINE, line, SMALL)
    sheet.text_right(RIGHT, first, f"Page {page} of {pages}", SMALL)
