"""Repairs: a line typed while the total is told, a charge that is asked about, the finder."""

from sqlalchemy import text

from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio

OWN = "SELECT id FROM repairs WHERE ownership = 'bought_elsewhere' ORDER BY id LIMIT 1"


def repair(studio: Studio) -> None:
    """The file of an own wheelchair: a line above the replacement, then the substitute's charge."""
    page = studio.open("repair")
    page.ask_line()
    page.line_bar.form.take_up({"description": "Frame", "amount_cents": "545.00"})
    studio.take("repair-line", wait=LONG)
    page.leave()
    page.ask_charge()
    studio.take("repair-charge", wait=LONG)
    page.leave()
    page.print()
    studio.take("repair-paper", wait=LONG)
    page.leave()
    studio.window.tabs.close_shown()


def finder(studio: Studio) -> None:
    """What is comparable to it."""
    with studio.doors.reading() as session:
        repair_id = session.execute(text(OWN)).scalar()
    studio.go_to("repairs")
    studio.open("substitute", repair_id)
    studio.take("repair-finder", wait=LONG)
    studio.window.tabs.close_shown()


HOUSE = House(
    scenes={"repair-line repair-charge repair-paper": repair, "repair-finder": finder},
    records={"repair": Example(OWN), "substitute": Example(OWN, "repairs")},
)
