"""Making a month's papers from the window: on all cores, some at a time, until told to end."""

from datetime import date

from dmedesk.billing.actions import make_papers
from dmedesk.billing.sheets import presses
from dmedesk.widgets.tasks import Doors, GoOn

PAPERS_AT_ONCE = 200
"""Papers made between two looks at Stop: some tenths of a second, and others write in between."""


def make_month_papers(doors: Doors, go_on: GoOn, *, month_on: date, lacking: int) -> int:
    """Make the papers that the month's invoices lack; answers how many were made.

    Each ``PAPERS_AT_ONCE`` are a unit of work of their own, so what is made is kept. Whatever
    draws beside this process has ended when it returns, also where it was told not to go on.
    """
    made = 0
    with presses(lacking) as draw:
        while made < lacking and go_on(made):
            with doors.writing("make_papers") as work:
                some = make_papers(work, month_on=month_on, draw=draw, at_most=PAPERS_AT_ONCE)
            if not some:
                break
            made += some
    return made
