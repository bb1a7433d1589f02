"""Rentals: a stay that is corrected, and why a month has its amount."""

from docs.screens.house import House
from docs.screens.studio import Example, Studio


def stays(studio: Studio) -> None:
    """A stay that is corrected, and a posted month that stands in the way."""
    page = studio.open("rental")
    page.ask_correction()
    entry = page.correcting.form.entries["until_on"]
    entry.target.setText(page.read.row.started_on.replace(day=28, month=11).isoformat())
    page.correcting.do()
    studio.take("stay-correct")
    studio.window.tabs.close_shown()


def why(studio: Studio) -> None:
    """Why a rental's month."""
    page = studio.open("rental")
    page.months.strip.choose(len(page.months.strip.cells) - 1)
    page.why_button.click()
    studio.take("why-rental")
    studio.window.tabs.close_shown()


HOUSE = House(
    scenes={"stay": stays, "why-rental": why},
    records={"rental": Example("SELECT rental_id FROM interruptions LIMIT 1")},
)
