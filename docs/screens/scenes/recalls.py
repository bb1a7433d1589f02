"""Recalls: the queue, a case with its clock, units decided and remedied, a notice that is read."""

from dmedesk.kit.references import RecordRef
from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio


def recalls(studio: Studio) -> None:
    """A notice that is typed, its codes read out; a case whose units are asked about."""
    page = studio.window.open_record(RecordRef("recall", 0))
    page.form.take_up(
        {
            "title": "Air bed: the pump may overheat",
            "firm": "Restair Inc.",
            "codes_text": "Model RA-2: serial numbers RA1000 through RA1999; RA-3, all units",
            "product_text": "Air bed pump, Model: RA-2",
        }
    )
    page.read_codes()
    studio.take("recall-new", wait=LONG)
    page.form.show_values({})
    studio.window.tabs.close_shown()
    page = studio.window.open_record(RecordRef("recall", 1))
    studio.take("recall-decide", wait=LONG)
    page.ask_decide("confirm_units")
    studio.take("recall-confirm", wait=LONG)
    page.leave()
    page.print()
    studio.take("recall-report", wait=LONG)
    page.leave()
    studio.window.tabs.close_shown()


HOUSE = House(
    scenes={"recall": recalls},
    records={
        "recall": Example("SELECT min(id) FROM recalls", page="recalls"),
        "notice": Example("SELECT min(id) FROM recalls", page="recalls"),
    },
)
