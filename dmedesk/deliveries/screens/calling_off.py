"""Cancels a slip, with the reason why nothing of it moved."""

from collections.abc import Callable, Mapping
from typing import Any

from dmedesk.deliveries.actions.opening import move_ticket
from dmedesk.deliveries.rules.words import StayReason, TicketStage
from dmedesk.deliveries.screens.words import STAY_WORDS
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, options_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed

_WHY = FormField("stayed", "Why", Kind.CHOICE, required=True, options=options_of(STAY_WORDS))


class CallOffBar(ActionBar):
    """Asks why, and cancels. ``done`` hears that it was done."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        super().__init__(workplace, failed, (_WHY,), action="cancel_ticket", done=done)

    def ask_about(self, ticket_id: int, ticket_no: str) -> None:
        """Ask about one slip; a cancelled one is not taken up again."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            why = StayReason(values["stayed"])
            move_ticket(work, ticket_id=ticket_id, stage=TicketStage.CANCELLED, stayed=why)

        title = f"Cancel {ticket_no}? Its units are free for other slips. It is not taken up again."
        self.open_bar(title, "Cancel the slip", act, {})
