"""What was used of an authorization besides rental months, asked in its page."""

from collections.abc import Callable, Mapping
from typing import Any

from dmedesk.papers.actions.requesting import draw_authorization
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed

_MOST = 1_000_000


class DrawBar(ActionBar):
    """Asks how many units, or how much money, was used; below nothing gives back."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField("used_on", "On", Kind.DAY, required=True),
            FormField("units", "Units", Kind.NUMBER, least=-_MOST),
            FormField("amount_cents", "Amount", Kind.MONEY, least=-_MOST * 100),
            FormField("what", "For what", required=True, help="Below nothing: given back"),
        )
        super().__init__(workplace, failed, fields, action="draw_authorization", done=done)

    def ask_for(self, authorization_id: int, title: str) -> None:
        """Ask about this authorization."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return draw_authorization(
                work,
                authorization_id=authorization_id,
                used_on=values["used_on"],
                what=values["what"],
                units=values["units"] or 0,
                amount_cents=values["amount_cents"] or 0,
            )

        begun = {"used_on": self.workplace.today}
        self.open_bar(f"Used of {title}", "Write it down", act, begun)
