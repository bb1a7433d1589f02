"""Passes what remains of a line on to the next payer: a bar with the payer and the amount."""

from collections.abc import Callable, Mapping
from typing import Any

from dmedesk.billing.actions.passing import pass_on
from dmedesk.billing.queries.passing import Proposal
from dmedesk.members.screens.picking import PAYER_PICKER, picked
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed


class PassBar(ActionBar):
    """Asks who is next, and for how much; where no coverage is left, why the member owes it."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField("payer_id", "Next payer", Kind.RECORD, required=True, picker=PAYER_PICKER),
            FormField("cents", "Amount", Kind.MONEY, required=True),
            FormField("why", "Why the member owes it", help="Only where no coverage is left"),
        )
        super().__init__(workplace, failed, fields, action="pass_on", done=done)

    def ask(self, line_id: int, found: Proposal) -> None:
        """Ask about one line, beginning with what is proposed for it."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return pass_on(
                work,
                line_id=line_id,
                payer_id=values["payer_id"],
                cents=values["cents"],
                why=values["why"] or "",
            )

        payer = None if found.payer is None else picked(found.payer)
        start = {"payer_id": payer, "cents": found.line.proposed_cents, "why": None}
        self.open_bar(found.title, "Pass it on", act, start)
