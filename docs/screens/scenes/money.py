"""The month, invoices, and what becomes of them."""

from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio


def month(studio: Studio) -> None:
    """Why an amount, why a month is held, the question, and a month that is posted."""
    page = studio.go_to("month")
    page.preview.ready.setFocus()
    page.preview.ready.selectRow(0)
    page.why.click()
    studio.take("why")
    page.why.click()
    page.preview.held.setFocus()
    page.why.click()
    studio.take("why-held")
    page.why.click()
    page.post.click()
    studio.take("month-question")
    page.posting.question.close_question()
    page.earlier()
    page.invoices.list.selectRow(0)
    studio.take("month-posted", wait=LONG)
    page.later()


def why(studio: Studio) -> None:
    """Why an invoice's line."""
    page = studio.open("invoice")
    page.lines.selectRow(0)
    page.why_button.click()
    studio.take("why-invoice", wait=LONG)
    studio.window.tabs.close_shown()


HOUSE = House(
    scenes={"month why": month, "why-invoice": why},
    records={
        "invoice": Example(
            "SELECT invoice_id FROM invoice_lines GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
        ),
    },
)
