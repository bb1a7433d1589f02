"""Signs, words and colours of orders and requests."""

from datetime import date

from dmedesk.papers.queries.listed_orders import OrderListed
from dmedesk.papers.rules.words import STAGE_WORDS, STEP_WORDS, OrderStage, Step
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of

_STAGES = {
    OrderStage.HELD: ("‖", Tone.WAITING),
    OrderStage.ON_SLIP: ("→", Tone.OUT),
    OrderStage.FILLED: ("✓", Tone.CLOSED),
    OrderStage.CANCELLED: ("–", Tone.CLOSED),
}
_STEPS = {
    Step.GRANTED: ("✓", Tone.READY),
    Step.APPEAL_GRANTED: ("✓", Tone.READY),
    Step.MODIFIED: ("✓", Tone.WAITING),
    Step.DENIED: ("✕", Tone.STOPPED),
    Step.APPEAL_DENIED: ("✕", Tone.STOPPED),
    Step.APPEALED: ("‖", Tone.WAITING),
    Step.WITHDRAWN: ("–", Tone.CLOSED),
}


def order_state(stage: OrderStage, missing: int) -> tuple[str, Tone]:
    """Sign, word and colour of where an order stands; an open one by what it lacks."""
    if stage is OrderStage.OPEN:
        if missing:
            return f"‖ needs {missing}", Tone.WAITING
        return "✓ ready", Tone.READY
    sign, tone = _STAGES[stage]
    return f"{sign} {STAGE_WORDS[stage]}", tone


def listed_state(row: OrderListed) -> tuple[str, Tone]:
    """As ``order_state``, of a line of the list."""
    return order_state(row.stage, row.missing)


def days_open(asked_on: date, closed_on: date | None, today: date) -> str:
    """How long an order has been, or was, open."""
    return count_of(((closed_on or today) - asked_on).days, "day")


def step_state(step: Step | None) -> tuple[str, Tone]:
    """Sign, word and colour of what became of a request."""
    if step is None:
        return "‖ waits", Tone.WAITING
    sign, tone = _STEPS[step]
    return f"{sign} {STEP_WORDS[step].lower()}", tone
