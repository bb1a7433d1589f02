"""Chains and trials: a shipped chain to turn on, a trial as it is shown criterion by criterion."""

from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio


def chains(studio: Studio) -> None:
    """A shipped chain about to be turned on."""
    page = studio.go_to("chains")
    page.ask_shipped()
    studio.take("chains-on", wait=LONG)
    page.turn_on_bar.close_question()


def trial(studio: Studio) -> None:
    """What is shown for a criterion, about to be written down."""
    page = studio.open("trial")
    page.checks.selectRow(12)
    page.ask_answer()
    studio.take("trial-answer", wait=LONG)
    studio.window.tabs.close_shown()


HOUSE = House(
    records={
        "chain": Example("SELECT min(id) FROM chains"),
        "trial": Example("SELECT max(id) FROM trials"),
    },
    scenes={"chains": chains, "trial": trial},
)
