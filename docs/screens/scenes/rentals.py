"""Rentals: a stay that is corrected, why a month has its amount, and what it may be bought for."""

from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio


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


def option(studio: Studio) -> None:
    """What a rental may be bought for: the calculator, the offer, and the question."""
    page = studio.open("purchase_option")
    due = [one.from_on for one in page.read.months if not one.is_paid]
    if due:
        page.day.setText(due[0].isoformat())
        page.compute()
    studio.take("option", wait=LONG)
    page.print()
    studio.take("option-paper", wait=LONG)
    page.leave()
    page.ask_taking()
    page.taking.form.take_up({"why": "Will need it for good"})
    studio.take("option-sell", wait=LONG)
    page.taking.close_question()
    studio.window.tabs.close_shown()


_BOUGHT = """
SELECT rentals.id FROM rentals
JOIN payers ON payers.id = rentals.payer_id
JOIN month_entries ON month_entries.rental_id = rentals.id
WHERE payers.regime = 'masshealth' AND rentals.ended_on IS NULL
GROUP BY rentals.id HAVING max(number) BETWEEN 3 AND 9
ORDER BY sum(month_entries.amount_cents) DESC, rentals.id LIMIT 1
"""

HOUSE = House(
    scenes={"stay": stays, "why-rental": why, "option": option},
    records={
        "rental": Example("SELECT rental_id FROM interruptions LIMIT 1"),
        "purchase_option": Example(_BOUGHT, page="rentals"),
    },
)
